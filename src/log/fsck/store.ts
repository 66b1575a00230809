/** What `fsck` reads: page after page by key, so that neither a long list nor a long transaction is ever held. */

import { type Static, Type } from "@sinclair/typebox";
import { Nullable } from "../../db/nullable.ts";
import type { Sql } from "../../db/sql.ts";
import type { LogName } from "../names.ts";

const Bytes = Type.Uint8Array();

/** The place of a document among all: patient first, as everywhere. */
export interface DocumentKey {
  readonly patientId: string;
  readonly documentId: string;
}

const nil = "00000000-0000-0000-0000-000000000000";
/** Before all others: no derived id is nil. */
export const beforeAll: DocumentKey = { patientId: nil, documentId: nil };

const KeyRow = Type.Object({ patientId: Type.String(), documentId: Type.String() });

const RecordRow = Type.Object({
  patientId: Type.String(),
  documentId: Type.String(),
  body: Bytes,
  salt: Bytes,
  commitment: Bytes,
  index: Nullable(Type.Integer()),
  entry: Nullable(Bytes),
  number: Nullable(Type.String()),
  organisationOid: Nullable(Type.String()),
  kind: Nullable(Type.String()),
  registeredAt: Nullable(Type.Date()),
  sha256: Nullable(Bytes),
});

/** A record beside its leaf and its document; these are null where the row is missing. */
export type RecordRow = Static<typeof RecordRow>;

export function readRecords(sql: Sql, log: LogName, after: DocumentKey, limit: number): Promise<RecordRow[]> {
  return sql.rows(RecordRow)`
    SELECT r.patient_id AS "patientId", r.document_id AS "documentId", r.body, r.salt, r.commitment,
      l.idx AS index, l.entry, d.number, d.organisation_oid AS "organisationOid",
      d.kind_system || ':' || d.kind_code AS kind, d.registered_at AS "registeredAt", d.sha256
    FROM document_record r
    LEFT JOIN document d ON d.patient_id = r.patient_id AND d.document_id = r.document_id
    LEFT JOIN log_leaf l ON l.record_id = r.document_id AND l.log = ${log}
    WHERE (r.patient_id, r.document_id) > (${after.patientId}::uuid, ${after.documentId}::uuid)
    ORDER BY r.patient_id, r.document_id LIMIT ${limit}`;
}

const EventRow = Type.Object({
  body: Bytes,
  salt: Bytes,
  commitment: Bytes,
  at: Type.Date(),
  index: Nullable(Type.Integer()),
  entry: Nullable(Bytes),
});
export type EventRow = Static<typeof EventRow>;

/** Events that are no documents: a few a day. */
export function readEvents(sql: Sql, log: LogName): Promise<EventRow[]> {
  return sql.rows(EventRow)`
    SELECT e.body, e.salt, e.commitment, e.at, l.idx AS index, l.entry
    FROM log_event e LEFT JOIN log_leaf l ON l.record_id = e.record_id AND l.log = e.log
    WHERE e.log = ${log}`;
}

export function readDocumentsWithoutRecord(sql: Sql, after: DocumentKey, limit: number): Promise<DocumentKey[]> {
  return sql.rows(KeyRow)`
    SELECT d.patient_id AS "patientId", d.document_id AS "documentId" FROM document d
    LEFT JOIN document_record r ON r.patient_id = d.patient_id AND r.document_id = d.document_id
    WHERE r.document_id IS NULL
      AND (d.patient_id, d.document_id) > (${after.patientId}::uuid, ${after.documentId}::uuid)
    ORDER BY d.patient_id, d.document_id LIMIT ${limit}`;
}

const CheckpointRow = Type.Object({ size: Type.Integer(), root: Bytes, note: Type.String() });
export type CheckpointRow = Static<typeof CheckpointRow>;

export function readCheckpoints(sql: Sql, log: LogName, after: number, upTo: number, limit: number) {
  return sql.rows(CheckpointRow)`
    SELECT size, root, note FROM log_checkpoint
    WHERE log = ${log} AND size > ${after} AND size <= ${upTo} ORDER BY size LIMIT ${limit}`;
}

const IndexRow = Type.Object({ index: Type.Integer() });

/** Leaves that stand outside 0…size − 1. */
export async function readLeavesOutside(sql: Sql, log: LogName, size: number, limit: number): Promise<number[]> {
  const rows = await sql.rows(IndexRow)`
    (SELECT idx AS index FROM log_leaf WHERE log = ${log} AND idx >= ${size} ORDER BY idx LIMIT ${limit})
    UNION ALL
    (SELECT idx AS index FROM log_leaf WHERE log = ${log} AND idx < 0 ORDER BY idx LIMIT ${limit})`;
  return rows.map(({ index }) => index);
}

const ExtentRow = Type.Object({ leaves: Type.Integer(), hashes: Type.Integer() });

/** How long the log can be at most by what there is of it: a size alone could send a walk on for ever. */
export async function readExtent(sql: Sql, log: LogName): Promise<number> {
  const [row] = await sql.rows(ExtentRow)`
    SELECT coalesce((SELECT max(idx) FROM log_leaf WHERE log = ${log}), -1) + 1 AS leaves,
      coalesce((SELECT n * 256 + length(bytes) / 32 FROM log_tile
        WHERE log = ${log} AND level = 0 ORDER BY n DESC LIMIT 1), 0) AS hashes`;
  return Math.max(row?.leaves ?? 0, row?.hashes ?? 0);
}
