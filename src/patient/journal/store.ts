/** The journal's SQL: one question a page, along an index for each way of asking. */

import { type Static, Type } from "@sinclair/typebox";
import { Nullable } from "../../db/nullable.ts";
import type { Sql } from "../../db/sql.ts";

const LineRow = Type.Object({
  event_id: Type.String(),
  at: Type.Date(),
  role: Type.String(),
  actor: Type.Uint8Array(),
  action: Type.String(),
  basis: Type.String(),
  /** Whether it has a leaf in the log of readings; lines of earlier times have none. */
  committed: Type.Boolean(),
  organisation: Nullable(Type.String()),
  document_id: Nullable(Type.String()),
  number: Nullable(Type.String()),
  kind_system: Nullable(Type.String()),
  kind_code: Nullable(Type.String()),
  issued_on: Nullable(Type.String()),
  /** The document's card. */
  sealed: Nullable(Type.Uint8Array()),
});
export type LineRow = Static<typeof LineRow>;

/** Keyset: the last line already shown, or a time after all lines. */
export interface After {
  readonly at: Date;
  readonly id: string;
}

/**
 * Everything, along `access_event_list`. Newest first, as both others. The page is taken before anything is joined to it: over
 * the join PostgreSQL sorted the whole journal.
 */
export async function allLines(sql: Sql, patientId: string, after: After, most: number): Promise<LineRow[]> {
  return sql.rows(LineRow)`
    WITH page AS MATERIALIZED (
      SELECT * FROM access_event
      WHERE patient_id = ${patientId} AND (at, event_id) < (${after.at}, ${after.id}::uuid)
      ORDER BY at DESC, event_id DESC LIMIT ${most}
    )
    SELECT e.event_id, e.at, e.role, e.actor, e.action, e.basis, e.salt IS NOT NULL AS committed,
           g.short_name AS organisation, d.document_id, d.number, d.kind_system, d.kind_code, d.issued_on, d.sealed
    FROM page e
    LEFT JOIN organisation g ON g.oid = e.organisation_oid
    LEFT JOIN document d ON d.patient_id = e.patient_id AND d.document_id = e.document_id
    ORDER BY e.at DESC, e.event_id DESC`;
}

export async function oneLine(sql: Sql, patientId: string, id: string): Promise<LineRow | null> {
  const [row] = await sql.rows(LineRow)`
    SELECT e.event_id, e.at, e.role, e.actor, e.action, e.basis, e.salt IS NOT NULL AS committed,
           g.short_name AS organisation, d.document_id, d.number, d.kind_system, d.kind_code, d.issued_on, d.sealed
    FROM access_event e
    LEFT JOIN organisation g ON g.oid = e.organisation_oid
    LEFT JOIN document d ON d.patient_id = e.patient_id AND d.document_id = e.document_id
    WHERE e.patient_id = ${patientId} AND e.event_id = ${id}`;
  return row ?? null;
}

/** What others did, along `access_event_others`. */
export async function linesOfOthers(sql: Sql, patientId: string, after: After, most: number): Promise<LineRow[]> {
  return sql.rows(LineRow)`
    SELECT e.event_id, e.at, e.role, e.actor, e.action, e.basis, e.salt IS NOT NULL AS committed,
           g.short_name AS organisation, d.document_id, d.number, d.kind_system, d.kind_code, d.issued_on, d.sealed
    FROM access_event e
    LEFT JOIN organisation g ON g.oid = e.organisation_oid
    LEFT JOIN document d ON d.patient_id = e.patient_id AND d.document_id = e.document_id
    WHERE e.patient_id = ${patientId} AND e.basis <> 'own' AND (e.at, e.event_id) < (${after.at}, ${after.id}::uuid)
    ORDER BY e.at DESC, e.event_id DESC LIMIT ${most}`;
}

/**
 * Of one document, along `access_event_document`; of a number that is none of the patient's, nothing. The document is
 * found first, by itself: joined to the locator, PostgreSQL walked the whole journal (test/patient/journal.test.ts).
 */
export async function linesOfDocument(
  sql: Sql,
  patientId: string,
  of: { readonly number: string; readonly others: boolean },
  after: After,
  most: number,
): Promise<LineRow[]> {
  return sql.rows(LineRow)`
    SELECT e.event_id, e.at, e.role, e.actor, e.action, e.basis, e.salt IS NOT NULL AS committed,
           g.short_name AS organisation, d.document_id, d.number, d.kind_system, d.kind_code, d.issued_on, d.sealed
    FROM access_event e
    LEFT JOIN organisation g ON g.oid = e.organisation_oid
    JOIN document d ON d.patient_id = e.patient_id AND d.document_id = e.document_id
    WHERE e.patient_id = ${patientId}
      AND e.document_id = (SELECT l.document_id FROM document_locator l
                           WHERE l.number = ${of.number} AND l.patient_id = ${patientId})
      AND (NOT ${of.others}::bool OR e.basis <> 'own')
      AND (e.at, e.event_id) < (${after.at}, ${after.id}::uuid)
    ORDER BY e.at DESC, e.event_id DESC LIMIT ${most}`;
}

const CommittedRow = Type.Object({
  at: Type.Date(),
  role: Type.String(),
  actor: Type.Uint8Array(),
  organisation_oid: Nullable(Type.String()),
  action: Type.String(),
  document_id: Nullable(Type.String()),
  basis: Type.String(),
  salt: Nullable(Type.Uint8Array()),
});

/** All that the record of a line is made of; null: it is none of the patient's. */
export async function committedLine(
  sql: Sql,
  patientId: string,
  id: string,
): Promise<Static<typeof CommittedRow> | null> {
  const [row] = await sql.rows(CommittedRow)`
    SELECT at, role, actor, organisation_oid, action, document_id, basis, salt
    FROM access_event WHERE patient_id = ${patientId} AND event_id = ${id}`;
  return row ?? null;
}
