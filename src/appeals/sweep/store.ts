/** The SQL of what time does to appeals; each question runs along an index of its own. */
import type { Sql, Tx } from "../../db/sql.ts";
import { AppealRow, placeOf } from "../store.ts";
import type { AppealTerm, Place } from "../terms.ts";

const MOST = 200;

/** Past their term, where somebody is above. */
export async function overdue(sql: Sql, now: Date): Promise<AppealRow[]> {
  return sql.rows(AppealRow)`
    SELECT * FROM appeal
    WHERE state IN ('registered', 'working') AND due_at < ${now} AND holder <> 'region'
      AND (holder = 'organisation' OR region_code IS NOT NULL)
    ORDER BY due_at LIMIT ${MOST}`;
}

/** Answered before the day, and nobody objected. */
export async function unobjected(sql: Sql, before: Date): Promise<AppealRow[]> {
  return sql.rows(AppealRow)`
    SELECT * FROM appeal
    WHERE state IN ('corrected', 'refused') AND answered_at < ${before} ORDER BY answered_at LIMIT ${MOST}`;
}

/** Opened while a production calendar was missing. */
export async function withoutTerm(sql: Sql): Promise<AppealRow[]> {
  return sql.rows(AppealRow)`
    SELECT * FROM appeal WHERE state IN ('registered', 'working', 'asked') AND due_at IS NULL LIMIT ${MOST}`;
}

export async function placeOfAppeal(sql: Sql, row: AppealRow): Promise<Place | null> {
  return row.organisation_oid === null ? null : placeOf(sql, row.organisation_oid);
}

export async function setTerm(tx: Tx, row: AppealRow, { dueOn, dueAt, provisional }: AppealTerm): Promise<void> {
  await tx.run`
    UPDATE appeal SET due_on = ${dueOn}, due_at = ${dueAt}, due_provisional = ${provisional}
    WHERE patient_id = ${row.patient_id} AND appeal_id = ${row.appeal_id} AND version = ${row.version}`;
}
