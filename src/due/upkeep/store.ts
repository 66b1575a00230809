/** The SQL of what is done behind the doors: overdue documents, terms, delays, visits told earlier. */
import { type Static, Type } from "@sinclair/typebox";
import type { Term } from "../../basics/working-days.ts";
import { Nullable } from "../../db/nullable.ts";
import type { Sql, Tx } from "../../db/sql.ts";

const OverdueRow = Type.Object({
  patient_id: Type.String(),
  due_id: Type.String(),
  source_id: Type.String(),
  organisation_oid: Type.String(),
  leaflets: Type.Array(Type.Integer()),
  happened_on: Type.String(),
  term_last: Type.String(),
});
export type OverdueRow = Static<typeof OverdueRow>;

/** Those whose last day is over where the organisation is. `latest`: the day that it is in the easternmost zone. */
export async function takeOverdue(tx: Tx, latest: string, now: Date, most: number): Promise<OverdueRow[]> {
  return tx.rows(OverdueRow)`
    UPDATE due_document u SET state = 'overdue', raised_at = ${now}
    FROM (SELECT d.patient_id, d.due_id
          FROM due_document d JOIN organisation o ON o.oid = d.organisation_oid
          WHERE d.state = 'expected' AND d.source = 'care-record' AND d.term_last < ${latest}::date
            AND d.term_last < (${now}::timestamptz AT TIME ZONE o.time_zone)::date
          ORDER BY d.term_last, d.patient_id, d.due_id LIMIT ${most} FOR UPDATE OF d SKIP LOCKED) late
    WHERE u.patient_id = late.patient_id AND u.due_id = late.due_id
    RETURNING u.patient_id, u.due_id, u.source_id, u.organisation_oid, u.leaflets, u.happened_on, u.term_last`;
}

const UncountedRow = Type.Object({
  patient_id: Type.String(),
  due_id: Type.String(),
  happened_on: Type.String(),
  term_last: Nullable(Type.String()),
  provisional: Type.Boolean(),
  region_code: Type.String(),
});
export type UncountedRow = Static<typeof UncountedRow>;

export async function uncounted(
  sql: Sql,
  after: { patientId: string; dueId: string } | null,
  most: number,
): Promise<UncountedRow[]> {
  return sql.rows(UncountedRow)`
    SELECT d.patient_id, d.due_id, d.happened_on, d.term_last, d.provisional, o.region_code
    FROM due_document d JOIN organisation o ON o.oid = d.organisation_oid
    WHERE d.state = 'expected' AND d.source = 'care-record' AND (d.term_last IS NULL OR d.provisional)
      AND (${after?.patientId ?? null}::uuid IS NULL
           OR (d.patient_id, d.due_id) > (${after?.patientId ?? null}::uuid, ${after?.dueId ?? null}::uuid))
    ORDER BY d.patient_id, d.due_id LIMIT ${most}`;
}

export async function setTerm(tx: Tx, patientId: string, dueId: string, term: Term): Promise<number> {
  return tx.run`
    UPDATE due_document SET term_last = ${term.last}, term_sources = ${term.sources}::text[], provisional = ${term.provisional}
    WHERE patient_id = ${patientId} AND due_id = ${dueId} AND state = 'expected'`;
}

/** Visits before an organisation sent its first document came with its archive: they tell nothing of its habit. */
export async function writeDelays(tx: Tx, since: Date, least: number, now: Date): Promise<void> {
  await tx.run`
    WITH came AS (
      SELECT organisation_oid, family, delay_days, happened_on FROM due_document
      WHERE state = 'arrived' AND registered_at >= ${since} AND delay_days IS NOT NULL AND organisation_oid IS NOT NULL
    ), began AS (
      SELECT o.oid, (SELECT min(s.received_at) FROM submission s WHERE s.organisation_oid = o.oid)::date AS first_sent
      FROM organisation o WHERE o.oid IN (SELECT organisation_oid FROM came)
    )
    INSERT INTO organisation_delay (organisation_oid, family, documents, median_days, p90_days, computed_at)
    SELECT c.organisation_oid, c.family, count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY c.delay_days),
           percentile_disc(0.9) WITHIN GROUP (ORDER BY c.delay_days), ${now}::timestamptz
    FROM came c JOIN began b ON b.oid = c.organisation_oid AND c.happened_on >= b.first_sent
    GROUP BY GROUPING SETS ((c.organisation_oid), (c.organisation_oid, c.family))
    HAVING count(*) >= ${least}
    ON CONFLICT (organisation_oid, family) DO UPDATE
    SET documents = excluded.documents, median_days = excluded.median_days, p90_days = excluded.p90_days,
        computed_at = excluded.computed_at`;
}

/** What was last found so long ago says nothing of today. */
export async function dropDelays(tx: Tx, before: Date): Promise<void> {
  await tx.run`DELETE FROM organisation_delay WHERE computed_at < ${before}`;
}

const MarkRow = Type.Object({ patient_id: Type.String(), care_record_id: Type.String(), done: Type.Boolean() });

/** Taken for this transaction; null while another process has it. */
export async function backfillMark(tx: Tx): Promise<Static<typeof MarkRow> | null> {
  const nowhere = "00000000-0000-0000-0000-000000000000";
  await tx.run`
    INSERT INTO due_backfill (after_patient, after_record, done) VALUES (${nowhere}, ${nowhere}, false) ON CONFLICT DO NOTHING`;
  const rows = await tx.rows(MarkRow)`
    SELECT after_patient AS patient_id, after_record AS care_record_id, done FROM due_backfill FOR UPDATE SKIP LOCKED`;
  return rows[0] ?? null;
}

const VisitRow = Type.Object({
  patient_id: Type.String(),
  care_record_id: Type.String(),
  organisation_oid: Type.String(),
  visited_on: Type.String(),
  sealed: Type.Uint8Array(),
});

export async function visitsAfter(
  sql: Sql,
  mark: Pick<Static<typeof MarkRow>, "patient_id" | "care_record_id">,
  most: number,
) {
  return sql.rows(VisitRow)`
    SELECT patient_id, care_record_id, organisation_oid, visited_on, sealed FROM care_record
    WHERE (patient_id, care_record_id) > (${mark.patient_id}::uuid, ${mark.care_record_id}::uuid)
    ORDER BY patient_id, care_record_id LIMIT ${most}`;
}

export async function moveBackfillMark(
  tx: Tx,
  mark: Pick<Static<typeof MarkRow>, "patient_id" | "care_record_id">,
  done: boolean,
): Promise<void> {
  await tx.run`
    UPDATE due_backfill SET after_patient = ${mark.patient_id}, after_record = ${mark.care_record_id}, done = ${done}`;
}
