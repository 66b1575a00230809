/** The SQL of what time does to appeals; each question runs along an index of its own. */
import { type Static, Type } from "@sinclair/typebox";
import { Nullable } from "../../db/nullable.ts";
import type { Sql, Tx } from "../../db/sql.ts";
import { AppealRow } from "../store.ts";
import type { AppealTerm } from "../terms.ts";

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

const PlacedRow = Type.Composite([
  AppealRow,
  Type.Object({
    /** Where the organisation is; null: it has none. */
    organisation_region: Nullable(Type.String()),
    zone: Nullable(Type.String()),
  }),
]);
export type PlacedRow = Static<typeof PlacedRow>;

/** Opened while a production calendar was missing. */
export async function withoutTerm(sql: Sql): Promise<PlacedRow[]> {
  return sql.rows(PlacedRow)`
    SELECT a.*, g.region_code AS organisation_region, g.time_zone AS zone
    FROM appeal a LEFT JOIN organisation g ON g.oid = a.organisation_oid
    WHERE a.state IN ('registered', 'working', 'asked') AND a.due_at IS NULL LIMIT ${MOST}`;
}

export async function setTerm(tx: Tx, row: AppealRow, { dueOn, dueAt, provisional }: AppealTerm): Promise<void> {
  await tx.run`
    UPDATE appeal SET due_on = ${dueOn}, due_at = ${dueAt}, due_provisional = ${provisional}
    WHERE patient_id = ${row.patient_id} AND appeal_id = ${row.appeal_id} AND version = ${row.version}`;
}
