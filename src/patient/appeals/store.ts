/** The SQL of «Мои обращения»: the patient's own, with the names of what each is about. */
import { type Static, Type } from "@sinclair/typebox";
import { AppealRow } from "../../appeals/store.ts";
import { Nullable } from "../../db/nullable.ts";
import type { Sql } from "../../db/sql.ts";

const NamedRow = Type.Composite([
  AppealRow,
  Type.Object({
    organisation: Nullable(Type.String()),
    /** Of the organisation; null: the registry answers. */
    zone: Nullable(Type.String()),
    document_number: Nullable(Type.String()),
    document_card: Nullable(Type.Uint8Array()),
    answer_number: Nullable(Type.String()),
    visited_on: Nullable(Type.String()),
  }),
]);
export type NamedRow = Static<typeof NamedRow>;

/** Newest first. `only`: the one of that number. */
export async function ofPatient(sql: Sql, patientId: string, only: string | null, most: number): Promise<NamedRow[]> {
  return sql.rows(NamedRow)`
    SELECT a.*, g.short_name AS organisation, g.time_zone AS zone, d.number AS document_number, d.sealed AS document_card,
           n.number AS answer_number, c.visited_on
    FROM appeal a
    LEFT JOIN organisation g ON g.oid = a.organisation_oid
    LEFT JOIN document d ON d.patient_id = a.patient_id AND d.document_id = a.document_id
    LEFT JOIN document n ON n.patient_id = a.patient_id AND n.document_id = a.answer_document_id
    LEFT JOIN care_record c ON c.patient_id = a.patient_id AND c.care_record_id = a.care_record_id
    WHERE a.patient_id = ${patientId} AND (${only}::text IS NULL OR a.number = ${only})
    ORDER BY a.opened_at DESC, a.appeal_id LIMIT ${most}`;
}

const CountRow = Type.Object({ count: Type.Integer() });

/** Those whose next step is the patient's: a question to answer, or an answer to agree with. */
export async function waiting(sql: Sql, patientId: string): Promise<number> {
  const [row] = await sql.rows(CountRow)`
    SELECT count(*)::int AS count FROM appeal
    WHERE patient_id = ${patientId} AND state IN ('asked', 'corrected', 'refused')`;
  return row?.count ?? 0;
}

const VisitRow = Type.Object({
  care_record_id: Type.String(),
  organisation_oid: Type.String(),
  organisation: Type.String(),
  visited_on: Type.String(),
  sealed: Type.Uint8Array(),
});

export async function visitById(sql: Sql, patientId: string, id: string): Promise<Static<typeof VisitRow> | null> {
  const [row] = await sql.rows(VisitRow)`
    SELECT c.care_record_id, c.organisation_oid, g.short_name AS organisation, c.visited_on, c.sealed
    FROM care_record c JOIN organisation g ON g.oid = c.organisation_oid
    WHERE c.patient_id = ${patientId} AND c.care_record_id = ${id}`;
  return row ?? null;
}

const LineRow = Type.Object({ event_id: Type.String(), region_code: Nullable(Type.String()) });

/** A line of somebody else's: of one's own readings there is nothing to ask. */
export async function lineOfOthers(sql: Sql, patientId: string, id: string): Promise<Static<typeof LineRow> | null> {
  const [row] = await sql.rows(LineRow)`
    SELECT e.event_id, g.region_code FROM access_event e LEFT JOIN organisation g ON g.oid = e.organisation_oid
    WHERE e.patient_id = ${patientId} AND e.event_id = ${id} AND e.basis <> 'own'`;
  return row ?? null;
}
