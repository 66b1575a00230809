/** The SQL of statements that one's history be kept on paper. */
import { type Static, Type } from "@sinclair/typebox";
import type { Sql, Tx } from "../../db/sql.ts";

const State = Type.Union([
  Type.Literal("submitted"),
  Type.Literal("accepted"),
  Type.Literal("returned"),
  Type.Literal("withdrawn"),
]);
export type StatementState = Static<typeof State>;

const StatementRow = Type.Object({
  patient_id: Type.String(),
  statement_id: Type.String(),
  number: Type.String(),
  organisation_oid: Type.String(),
  organisation: Type.String(),
  state: State,
  text_version: Type.String(),
  turn: Type.Integer(),
  submitted_at: Type.Date(),
  changed_at: Type.Date(),
  sealed: Type.Uint8Array(),
});
export type StatementRow = Static<typeof StatementRow>;

export async function statementsOf(sql: Sql, patientId: string, most: number): Promise<StatementRow[]> {
  return sql.rows(StatementRow)`
    SELECT s.patient_id, s.statement_id, s.number, s.organisation_oid, g.short_name AS organisation, s.state, s.text_version, s.turn,
           s.submitted_at, s.changed_at, s.sealed
    FROM paper_statement s JOIN organisation g ON g.oid = s.organisation_oid
    WHERE s.patient_id = ${patientId} ORDER BY s.submitted_at DESC, s.statement_id LIMIT ${most}`;
}

/** Of a desk: those that wait first, then what was decided, the newest first. */
export async function statementsAt(sql: Sql, organisationOid: string, most: number): Promise<StatementRow[]> {
  return sql.rows(StatementRow)`
    SELECT s.patient_id, s.statement_id, s.number, s.organisation_oid, g.short_name AS organisation, s.state, s.text_version, s.turn,
           s.submitted_at, s.changed_at, s.sealed
    FROM paper_statement s JOIN organisation g ON g.oid = s.organisation_oid
    WHERE s.organisation_oid = ${organisationOid}
    ORDER BY (s.state = 'submitted') DESC, CASE WHEN s.state = 'submitted' THEN s.submitted_at END, s.changed_at DESC
    LIMIT ${most}`;
}

export async function statementByNumber(
  sql: Sql,
  whose: { readonly patientId: string } | { readonly organisationOid: string },
  number: string,
): Promise<StatementRow | null> {
  const patientId = "patientId" in whose ? whose.patientId : null;
  const organisationOid = "organisationOid" in whose ? whose.organisationOid : null;
  const rows = await sql.rows(StatementRow)`
    SELECT s.patient_id, s.statement_id, s.number, s.organisation_oid, g.short_name AS organisation, s.state, s.text_version, s.turn,
           s.submitted_at, s.changed_at, s.sealed
    FROM paper_statement s JOIN organisation g ON g.oid = s.organisation_oid
    WHERE s.number = ${number} AND (s.patient_id = ${patientId}::uuid OR s.organisation_oid = ${organisationOid}::text)`;
  return rows[0] ?? null;
}

/** The one in force, or on its way; there is one at most. */
export async function openStatement(
  sql: Sql,
  patientId: string,
  organisationOid: string,
): Promise<StatementRow | null> {
  const rows = await sql.rows(StatementRow)`
    SELECT s.patient_id, s.statement_id, s.number, s.organisation_oid, g.short_name AS organisation, s.state, s.text_version, s.turn,
           s.submitted_at, s.changed_at, s.sealed
    FROM paper_statement s JOIN organisation g ON g.oid = s.organisation_oid
    WHERE s.patient_id = ${patientId} AND s.organisation_oid = ${organisationOid} AND s.state IN ('submitted', 'accepted')`;
  return rows[0] ?? null;
}

export async function insertStatement(
  tx: Tx,
  row: {
    patientId: string;
    statementId: string;
    number: string;
    organisationOid: string;
    textVersion: string;
    at: Date;
    sealed: Buffer;
  },
): Promise<void> {
  await tx.run`
    INSERT INTO paper_statement (patient_id, statement_id, number, organisation_oid, state, text_version, submitted_at, changed_at, sealed)
    VALUES (${row.patientId}, ${row.statementId}, ${row.number}, ${row.organisationOid}, 'submitted', ${row.textVersion}, ${row.at},
            ${row.at}, ${row.sealed})`;
}

/** True when it stood as the reader saw it; else nothing is changed. */
export async function changeStatement(
  tx: Tx,
  statement: { patient_id: string; statement_id: string },
  change: { from: readonly StatementState[]; to: StatementState; turn: number; at: Date },
): Promise<boolean> {
  const changed = await tx.run`
    UPDATE paper_statement SET state = ${change.to}, turn = turn + 1, changed_at = ${change.at}
    WHERE patient_id = ${statement.patient_id} AND statement_id = ${statement.statement_id} AND turn = ${change.turn}
      AND state = ANY(${change.from}::text[])`;
  return changed === 1;
}
