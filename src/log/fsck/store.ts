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
  /** The newest earlier version of its set. */
  before: Nullable(Type.String()),
  /** Whether the table of versions, and that of numbers, lead to it; null: they lead nowhere. */
  listed: Nullable(Type.Boolean()),
  located: Nullable(Type.Boolean()),
  /** Something that only a court's erasure empties: card, signatures, results, content or its key. */
  kept: Type.Boolean(),
});

/** A record beside its leaf and its document; these are null where the row is missing. */
export type RecordRow = Static<typeof RecordRow>;

export function readRecords(sql: Sql, log: LogName, after: DocumentKey, limit: number): Promise<RecordRow[]> {
  return sql.rows(RecordRow)`
    SELECT r.patient_id AS "patientId", r.document_id AS "documentId", r.body, r.salt, r.commitment,
      l.idx AS index, l.entry, d.number, d.organisation_oid AS "organisationOid",
      d.kind_system || ':' || d.kind_code AS kind, d.registered_at AS "registeredAt", d.sha256,
      (SELECT b.document_id FROM document b WHERE b.patient_id = d.patient_id AND b.set_digest = d.set_digest
         AND b.version < d.version ORDER BY b.version DESC LIMIT 1) AS before,
      (SELECT v.patient_id = d.patient_id AND v.document_id = d.document_id FROM document_version v
       WHERE v.set_digest = d.set_digest AND v.version = d.version) AS listed,
      (SELECT n.patient_id = d.patient_id AND n.document_id = d.document_id FROM document_locator n
       WHERE n.number = d.number) AS located,
      coalesce(length(d.sealed) + length(d.signatures) + length(d.sha256), 0) > 0
        OR EXISTS (SELECT FROM content c WHERE c.document_id = r.document_id)
        OR EXISTS (SELECT FROM content_key k WHERE k.document_id = r.document_id)
        OR EXISTS (SELECT FROM document_results m WHERE m.patient_id = r.patient_id AND m.document_id = r.document_id)
        AS kept
    FROM document_record r
    LEFT JOIN document d ON d.patient_id = r.patient_id AND d.document_id = r.document_id
    LEFT JOIN log_leaf l ON l.record_id = r.document_id AND l.log = ${log}
    WHERE (r.patient_id, r.document_id) > (${after.patientId}::uuid, ${after.documentId}::uuid)
    ORDER BY r.patient_id, r.document_id LIMIT ${limit}`;
}

const EventRow = Type.Object({
  type: Type.String(),
  body: Bytes,
  salt: Bytes,
  commitment: Bytes,
  at: Type.Date(),
  index: Nullable(Type.Integer()),
  entry: Nullable(Bytes),
});
export type EventRow = Static<typeof EventRow>;

/** Events that are no documents, a few a day; all, or those of one type. */
export function readEvents(sql: Sql, log: LogName, type: string | null = null): Promise<EventRow[]> {
  return sql.rows(EventRow)`
    SELECT e.type, e.body, e.salt, e.commitment, e.at, l.idx AS index, l.entry
    FROM log_event e LEFT JOIN log_leaf l ON l.record_id = e.record_id AND l.log = e.log
    WHERE e.log = ${log} AND (${type}::text IS NULL OR e.type = ${type})`;
}

export function readDocumentsWithoutRecord(sql: Sql, after: DocumentKey, limit: number): Promise<DocumentKey[]> {
  return sql.rows(KeyRow)`
    SELECT d.patient_id AS "patientId", d.document_id AS "documentId" FROM document d
    LEFT JOIN document_record r ON r.patient_id = d.patient_id AND r.document_id = d.document_id
    WHERE r.document_id IS NULL
      AND (d.patient_id, d.document_id) > (${after.patientId}::uuid, ${after.documentId}::uuid)
    ORDER BY d.patient_id, d.document_id LIMIT ${limit}`;
}

const AppealRow = Type.Object({
  patientId: Type.String(),
  appealId: Type.String(),
  number: Type.String(),
  kind: Type.String(),
  state: Type.String(),
  holder: Type.String(),
  version: Type.Integer(),
  disputes: Type.Boolean(),
  events: Type.Integer(),
  lastState: Nullable(Type.String()),
  lastHolder: Nullable(Type.String()),
  /** Reasons of the first report and of those that joined. */
  reasons: Type.Array(Type.String()),
});
export type AppealRow = Static<typeof AppealRow>;

export interface AppealKey {
  readonly patientId: string;
  readonly appealId: string;
}
export const beforeAllAppeals: AppealKey = { patientId: nil, appealId: nil };

/** Appeals beside what their events say of them. */
export function readAppeals(sql: Sql, after: AppealKey, limit: number): Promise<AppealRow[]> {
  return sql.rows(AppealRow)`
    SELECT a.patient_id AS "patientId", a.appeal_id AS "appealId", a.number, a.kind, a.state, a.holder, a.version, a.disputes,
      e.events, e.states[1] AS "lastState", e.holders[1] AS "lastHolder", e.reasons
    FROM appeal a CROSS JOIN LATERAL (
      SELECT count(*)::int AS events, array_agg(state ORDER BY seq DESC) AS states,
        array_agg(holder ORDER BY seq DESC) AS holders,
        coalesce(array_agg(cause) FILTER (WHERE cause IS NOT NULL AND (seq = 1 OR deed = 'join')), '{}') AS reasons
      FROM appeal_event WHERE patient_id = a.patient_id AND appeal_id = a.appeal_id) e
    WHERE (a.patient_id, a.appeal_id) > (${after.patientId}::uuid, ${after.appealId}::uuid)
    ORDER BY a.patient_id, a.appeal_id LIMIT ${limit}`;
}

const AccessRow = Type.Object({
  patientId: Type.String(),
  eventId: Type.String(),
  at: Type.Date(),
  role: Type.String(),
  actor: Bytes,
  organisationOid: Nullable(Type.String()),
  deed: Type.String(),
  documentId: Nullable(Type.String()),
  basis: Type.String(),
  /** null: written before readings had a log. */
  salt: Nullable(Bytes),
  index: Nullable(Type.Integer()),
  entry: Nullable(Bytes),
});
/** A line of the access journal beside its leaf. */
export type AccessRow = Static<typeof AccessRow>;

export interface AccessKey {
  readonly patientId: string;
  readonly eventId: string;
}
export const beforeAllLines: AccessKey = { patientId: nil, eventId: nil };

export function readAccessLines(sql: Sql, after: AccessKey, limit: number): Promise<AccessRow[]> {
  return sql.rows(AccessRow)`
    SELECT e.patient_id AS "patientId", e.event_id AS "eventId", e.at, e.role, e.actor, e.organisation_oid AS "organisationOid",
      e.action AS deed, e.document_id AS "documentId", e.basis, e.salt, l.idx AS index, l.entry
    FROM access_event e LEFT JOIN log_leaf l ON l.record_id = e.event_id AND l.log = 'access'
    WHERE (e.patient_id, e.event_id) > (${after.patientId}::uuid, ${after.eventId}::uuid)
    ORDER BY e.patient_id, e.event_id LIMIT ${limit}`;
}

const FirstRow = Type.Object({ at: Nullable(Type.Date()) });

/** Since when lines have been committed to; null: none is. */
export async function firstCommittedLine(sql: Sql): Promise<Date | null> {
  const [row] = await sql.rows(FirstRow)`SELECT min(at) AS at FROM access_event WHERE salt IS NOT NULL`;
  return row?.at ?? null;
}

const CheckpointRow = Type.Object({ size: Type.Integer(), root: Bytes, note: Type.String() });
export type CheckpointRow = Static<typeof CheckpointRow>;

export function readCheckpoints(sql: Sql, log: LogName, after: number, upTo: number, limit: number) {
  return sql.rows(CheckpointRow)`
    SELECT size, root, note FROM log_checkpoint
    WHERE log = ${log} AND size > ${after} AND size <= ${upTo} ORDER BY size LIMIT ${limit}`;
}

const LineRow = Type.Object({ line: Type.String() });

/** What witnesses said of the checkpoint of this size. */
export async function readLinesOf(sql: Sql, log: LogName, size: number): Promise<string[]> {
  const rows = await sql.rows(LineRow)`SELECT line FROM log_cosignature WHERE log = ${log} AND size = ${size}`;
  return rows.map(({ line }) => line);
}

export interface CosignatureKey {
  readonly size: number;
  readonly witness: string;
}
export const beforeAllCosignatures: CosignatureKey = { size: -1, witness: "" };

const CosignatureRow = Type.Object({
  size: Type.Integer(),
  witness: Type.String(),
  line: Type.String(),
  at: Type.Date(),
  note: Nullable(Type.String()),
});
/** A line beside the note that it speaks of; null where that is not there. */
export type CosignatureRow = Static<typeof CosignatureRow>;

export function readCosignatures(sql: Sql, log: LogName, after: CosignatureKey, limit: number) {
  return sql.rows(CosignatureRow)`
    SELECT k.size, k.witness, k.line, k.at, c.note
    FROM log_cosignature k LEFT JOIN log_checkpoint c ON c.log = k.log AND c.size = k.size
    WHERE k.log = ${log} AND (k.size, k.witness) > (${after.size}::bigint, ${after.witness}::text)
    ORDER BY k.size, k.witness LIMIT ${limit}`;
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
