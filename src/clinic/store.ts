/** The clinic's SQL: its own submissions, by row-level security and by name. */

import { type Static, Type } from "@sinclair/typebox";
import type { Fault } from "../basics/fault.ts";
import { Nullable } from "../db/nullable.ts";
import type { Sql, Tx } from "../db/sql.ts";

const State = Type.Union([Type.Literal("received"), Type.Literal("refused"), Type.Literal("registered")]);

const SentRow = Type.Object({
  document_id: Type.String(),
  local_uid: Type.String(),
  kind_system: Type.String(),
  kind_code: Type.String(),
  kind_name: Nullable(Type.String()),
  state: State,
  received_at: Type.Date(),
  decided_at: Nullable(Type.Date()),
  number: Nullable(Type.String()),
  faults: Type.Unsafe<Fault[]>(Type.Array(Type.Object({ code: Type.String() }))),
  quarantined: Type.Boolean(),
});
export type SentRow = Static<typeof SentRow>;

export async function sent(
  sql: Sql,
  organisationOid: string,
  state: string | null,
  after: { at: Date; id: string } | null,
  most: number,
): Promise<SentRow[]> {
  return sql.rows(SentRow)`
    SELECT s.document_id, s.local_uid, s.kind_system, s.kind_code, k.name AS kind_name, s.state, s.received_at,
           s.decided_at, s.number, s.faults, s.quarantined
    FROM submission s LEFT JOIN kind k ON k.system = s.kind_system AND k.code = s.kind_code
    WHERE s.organisation_oid = ${organisationOid} AND (${state}::text IS NULL OR s.state = ${state})
      AND (${after?.at ?? null}::timestamptz IS NULL
           OR (s.received_at, s.document_id) < (${after?.at ?? null}, ${after?.id ?? null}::uuid))
    ORDER BY s.received_at DESC, s.document_id DESC LIMIT ${most}`;
}

/** `disputed`: its patient says that it is not theirs, or that the visit never happened. */
const OneSentRow = Type.Composite([SentRow, Type.Object({ disputed: Type.Boolean() })]);
export type OneSentRow = Static<typeof OneSentRow>;

export async function sentById(sql: Sql, organisationOid: string, documentId: string): Promise<OneSentRow | null> {
  const rows = await sql.rows(OneSentRow)`
    SELECT s.document_id, s.local_uid, s.kind_system, s.kind_code, k.name AS kind_name, s.state, s.received_at,
           s.decided_at, s.number, s.faults, s.quarantined,
           EXISTS (SELECT FROM appeal a WHERE a.patient_id = s.patient_id AND a.document_id = s.document_id
                   AND a.state <> 'closed' AND a.disputes) AS disputed
    FROM submission s LEFT JOIN kind k ON k.system = s.kind_system AND k.code = s.kind_code
    WHERE s.organisation_oid = ${organisationOid} AND s.document_id = ${documentId}`;
  return rows[0] ?? null;
}

const SubjectRow = Type.Object({ patient_id: Nullable(Type.String()) });

/** Whom a submission of the organisation is about; null while that is not decided. */
export async function subjectOfSent(sql: Sql, organisationOid: string, documentId: string): Promise<string | null> {
  const rows = await sql.rows(SubjectRow)`
    SELECT patient_id FROM submission WHERE organisation_oid = ${organisationOid} AND document_id = ${documentId}`;
  return rows[0]?.patient_id ?? null;
}

/** Row-level security of 0003: whose documents of this organisation, and which of them, are compared in this transaction. */
export async function bindComparison(tx: Tx, patientId: string, documentIds: readonly string[]): Promise<void> {
  await tx.run`
    SELECT set_config('medkarta.compared_patient', ${patientId}, true),
           set_config('medkarta.compared_documents', ${documentIds.length === 0 ? "" : `{${documentIds.join(",")}}`}, true)`;
}

const VersionRow = Type.Object({
  document_id: Type.String(),
  number: Type.String(),
  version: Type.Integer(),
  registered_at: Type.Date(),
});
export type VersionRow = Static<typeof VersionRow>;

/** Versions of the set that the document belongs to, newest first; all of them are the organisation's own. */
export async function versionsOfSent(
  sql: Sql,
  organisationOid: string,
  patientId: string,
  documentId: string,
): Promise<VersionRow[]> {
  return sql.rows(VersionRow)`
    SELECT v.document_id, v.number, v.version, v.registered_at
    FROM document d JOIN document v ON v.patient_id = d.patient_id AND v.set_digest = d.set_digest
    WHERE d.patient_id = ${patientId} AND d.document_id = ${documentId} AND d.organisation_oid = ${organisationOid}
      AND v.organisation_oid = ${organisationOid}
    ORDER BY v.version DESC`;
}

const CountRow = Type.Object({ state: State, count: Type.Integer() });

export async function countsByState(sql: Sql, organisationOid: string): Promise<Record<SentRow["state"], number>> {
  const rows = await sql.rows(CountRow)`
    SELECT state, count(*)::int AS count FROM submission WHERE organisation_oid = ${organisationOid} GROUP BY state`;
  const counts = { received: 0, refused: 0, registered: 0 };
  for (const row of rows) counts[row.state] = row.count;
  return counts;
}
