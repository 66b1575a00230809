/** The SQL of reading appeals: lists along their indexes, one appeal with all that happened in it. */
import { type Static, Type } from "@sinclair/typebox";
import { Nullable } from "../../db/nullable.ts";
import type { Sql } from "../../db/sql.ts";
import { AppealRow } from "../store.ts";

/** Whose it is, the scope of the transaction says: the patient's own, the organisation's, the desk's. */
export async function byNumber(sql: Sql, number: string): Promise<AppealRow | null> {
  const [row] = await sql.rows(AppealRow)`SELECT * FROM appeal WHERE number = ${number}`;
  return row ?? null;
}

const EventRow = Type.Object({
  seq: Type.Integer(),
  at: Type.Date(),
  deed: Type.String(),
  by: Type.String(),
  role: Nullable(Type.String()),
  actor: Nullable(Type.Uint8Array()),
  organisation: Nullable(Type.String()),
  state: Type.String(),
  holder: Type.String(),
  due_on: Nullable(Type.String()),
  cause: Nullable(Type.String()),
  document_id: Nullable(Type.String()),
  /** Null where nothing was written, and where this reader may not see it. */
  words: Nullable(Type.Uint8Array()),
});
export type EventRow = Static<typeof EventRow>;

export async function eventsOf(sql: Sql, patientId: string, appealId: string): Promise<EventRow[]> {
  return sql.rows(EventRow)`
    SELECT e.seq, e.at, e.deed, e.by, e.role, e.actor, g.short_name AS organisation, e.state, e.holder, e.due_on, e.cause,
           e.document_id, w.sealed AS words
    FROM appeal_event e
    LEFT JOIN appeal_words w ON w.patient_id = e.patient_id AND w.appeal_id = e.appeal_id AND w.seq = e.seq
    LEFT JOIN organisation g ON g.oid = e.organisation_oid
    WHERE e.patient_id = ${patientId} AND e.appeal_id = ${appealId} ORDER BY e.seq`;
}

const FileRow = Type.Object({
  file_id: Type.String(),
  seq: Type.Integer(),
  media_type: Type.Union([Type.Literal("image/jpeg"), Type.Literal("image/png"), Type.Literal("application/pdf")]),
  size: Type.Integer(),
});
export type FileRow = Static<typeof FileRow>;

export async function filesOf(sql: Sql, patientId: string, appealId: string): Promise<FileRow[]> {
  return sql.rows(FileRow)`
    SELECT file_id, seq, media_type, size FROM appeal_file
    WHERE patient_id = ${patientId} AND appeal_id = ${appealId} ORDER BY seq, file_id`;
}

const BytesRow = Type.Composite([FileRow, Type.Object({ sealed: Type.Uint8Array() })]);

export async function fileOf(sql: Sql, patientId: string, appealId: string, fileId: string) {
  const [row] = await sql.rows(BytesRow)`
    SELECT file_id, seq, media_type, size, sealed FROM appeal_file
    WHERE patient_id = ${patientId} AND appeal_id = ${appealId} AND file_id = ${fileId}`;
  return row ?? null;
}

const DisputedRow = Type.Object({ document_id: Type.String() });

/** Of the documents, those whose patient says: not mine, or I was not there. */
export async function disputedOf(sql: Sql, patientId: string, documentIds: readonly string[]): Promise<string[]> {
  const rows = await sql.rows(DisputedRow)`
    SELECT DISTINCT document_id FROM appeal
    WHERE patient_id = ${patientId} AND document_id = ANY(${documentIds}::uuid[]) AND state <> 'closed' AND disputes`;
  return rows.map((row) => row.document_id);
}

const DisputedVisitRow = Type.Object({ care_record_id: Type.String() });

export async function disputedVisitsOf(sql: Sql, patientId: string): Promise<string[]> {
  const rows = await sql.rows(DisputedVisitRow)`
    SELECT DISTINCT care_record_id FROM appeal
    WHERE patient_id = ${patientId} AND care_record_id IS NOT NULL AND state <> 'closed' AND disputes`;
  return rows.map((row) => row.care_record_id);
}

const NumberRow = Type.Object({ number: Type.String() });

export async function disputingAppeal(sql: Sql, patientId: string, documentId: string): Promise<string | null> {
  const [row] = await sql.rows(NumberRow)`
    SELECT number FROM appeal
    WHERE patient_id = ${patientId} AND document_id = ${documentId} AND state <> 'closed' AND disputes
    ORDER BY opened_at LIMIT 1`;
  return row?.number ?? null;
}
