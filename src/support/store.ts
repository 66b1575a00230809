/** The SQL of the desks: the queue, clusters of appeals that are alike, counts by organisation. Never a word of a patient. */
import { type Static, Type } from "@sinclair/typebox";
import { AppealRow } from "../appeals/store.ts";
import { Nullable } from "../db/nullable.ts";
import type { Sql } from "../db/sql.ts";

const QueueRow = Type.Composite([
  AppealRow,
  Type.Object({
    organisation: Nullable(Type.String()),
    region: Nullable(Type.String()),
    /** Open ones of the same organisation, kind and reason, opened since; itself among them. */
    similar: Type.Integer(),
  }),
]);
export type QueueRow = Static<typeof QueueRow>;

export interface QueueWish {
  readonly holder: string;
  readonly states: readonly string[];
  readonly severity: number | null;
  readonly kind: string | null;
  readonly reason: string | null;
  readonly organisationOid: string | null;
  readonly overdueAt: Date | null;
}

const never = "9999-12-31";

/** The most urgent first, then the earliest term. `since`: from when on appeals count as alike. */
export async function queue(
  sql: Sql,
  wish: QueueWish,
  since: Date,
  after: { severity: number; day: string; id: string } | null,
  most: number,
): Promise<QueueRow[]> {
  return sql.rows(QueueRow)`
    SELECT a.*, g.short_name AS organisation, r.name AS region,
           (SELECT count(*)::int FROM appeal s
            WHERE s.organisation_oid = a.organisation_oid AND s.kind = a.kind AND s.reason = a.reason
              AND s.opened_at >= ${since} AND s.state IN ('registered', 'working', 'asked')) AS similar
    FROM appeal a
    LEFT JOIN organisation g ON g.oid = a.organisation_oid
    LEFT JOIN region r ON r.code = a.region_code
    WHERE a.holder = ${wish.holder} AND a.state = ANY(${wish.states}::text[])
      AND (${wish.severity}::int IS NULL OR a.severity = ${wish.severity})
      AND (${wish.kind}::text IS NULL OR a.kind = ${wish.kind})
      AND (${wish.reason}::text IS NULL OR a.reason = ${wish.reason})
      AND (${wish.organisationOid}::text IS NULL OR a.organisation_oid = ${wish.organisationOid})
      AND (${wish.overdueAt}::timestamptz IS NULL OR (a.due_at < ${wish.overdueAt} AND a.state <> 'asked'))
      AND (${after?.id ?? null}::uuid IS NULL OR (a.severity, coalesce(a.due_on, ${never}::date), a.appeal_id)
           > (${after?.severity ?? null}::int, ${after?.day ?? null}::date, ${after?.id ?? null}::uuid))
    ORDER BY a.severity, coalesce(a.due_on, ${never}::date), a.appeal_id LIMIT ${most}`;
}

const CountsRow = Type.Object({
  holder: Type.String(),
  open: Type.Integer(),
  overdue: Type.Integer(),
  urgent: Type.Integer(),
  nearest: Nullable(Type.String()),
});
export type HolderCounts = Static<typeof CountsRow>;

export async function countsByHolder(sql: Sql, now: Date): Promise<HolderCounts[]> {
  return sql.rows(CountsRow)`
    SELECT holder, count(*)::int AS open,
           (count(*) FILTER (WHERE state <> 'asked' AND due_at < ${now}))::int AS overdue,
           (count(*) FILTER (WHERE severity = 1))::int AS urgent, (min(due_on) FILTER (WHERE state <> 'asked'))::text AS nearest
    FROM appeal WHERE state IN ('registered', 'working', 'asked') GROUP BY holder`;
}

const NeighbourRow = Type.Object({ before: Nullable(Type.String()), after: Nullable(Type.String()) });

/** Numbers of those beside it in the queue of its holder. */
export async function neighbours(sql: Sql, { appeal_id: id, severity, due_on: due, holder }: AppealRow) {
  const day = due ?? never;
  const [row] = await sql.rows(NeighbourRow)`
    SELECT (SELECT number FROM appeal
            WHERE holder = ${holder} AND state IN ('registered', 'working', 'asked')
              AND (severity, coalesce(due_on, ${never}::date), appeal_id) < (${severity}::int, ${day}::date, ${id}::uuid)
            ORDER BY severity DESC, coalesce(due_on, ${never}::date) DESC, appeal_id DESC LIMIT 1) AS before,
           (SELECT number FROM appeal
            WHERE holder = ${holder} AND state IN ('registered', 'working', 'asked')
              AND (severity, coalesce(due_on, ${never}::date), appeal_id) > (${severity}::int, ${day}::date, ${id}::uuid)
            ORDER BY severity, coalesce(due_on, ${never}::date), appeal_id LIMIT 1) AS after`;
  return row ?? { before: null, after: null };
}

const PlaceRow = Type.Object({ organisation: Nullable(Type.String()), region: Nullable(Type.String()) });

export async function placesOf(sql: Sql, { organisation_oid: oid, region_code: region }: AppealRow) {
  const [row] = await sql.rows(PlaceRow)`
    SELECT (SELECT short_name FROM organisation WHERE oid = ${oid}) AS organisation,
           (SELECT name FROM region WHERE code = ${region}) AS region`;
  return row ?? { organisation: null, region: null };
}

interface Alike {
  readonly organisationOid: string;
  readonly kind: string;
  readonly reason: string;
}

const CountRow = Type.Object({ count: Type.Integer() });

/** How many are alike and open. */
export async function countAlike(sql: Sql, of: Alike, since: Date): Promise<number> {
  const [row] = await sql.rows(CountRow)`
    SELECT count(*)::int AS count FROM appeal
    WHERE organisation_oid = ${of.organisationOid} AND kind = ${of.kind} AND reason = ${of.reason}
      AND opened_at >= ${since} AND state IN ('registered', 'working', 'asked')`;
  return row?.count ?? 0;
}

/** Those that are alike and open, the most urgent first. */
export async function cluster(sql: Sql, of: Alike, since: Date, most: number): Promise<AppealRow[]> {
  return sql.rows(AppealRow)`
    SELECT * FROM appeal
    WHERE organisation_oid = ${of.organisationOid} AND kind = ${of.kind} AND reason = ${of.reason}
      AND opened_at >= ${since} AND state IN ('registered', 'working', 'asked')
    ORDER BY severity, coalesce(due_on, ${never}::date), appeal_id LIMIT ${most}`;
}

const QualityRow = Type.Object({
  oid: Type.String(),
  organisation: Type.String(),
  open: Type.Integer(),
  overdue: Type.Integer(),
  opened: Type.Integer(),
  answered: Type.Integer(),
  reopened: Type.Integer(),
  median_days: Nullable(Type.Number()),
  no_visit: Type.Integer(),
  not_mine: Type.Integer(),
  helped: Type.Integer(),
  not_helped: Type.Integer(),
});
export type QualityRow = Static<typeof QualityRow>;

/** Of each organisation that has any: how many stand now, and what became of those opened since. */
export async function quality(sql: Sql, since: Date, now: Date): Promise<QualityRow[]> {
  return sql.rows(QualityRow)`
    SELECT g.oid, g.short_name AS organisation,
           (count(*) FILTER (WHERE a.state IN ('registered', 'working', 'asked')))::int AS open,
           (count(*) FILTER (WHERE a.state IN ('registered', 'working') AND a.due_at < ${now}
                                   OR a.state IN ('registered', 'working', 'asked') AND a.holder <> 'organisation'))::int AS overdue,
           (count(*) FILTER (WHERE a.opened_at >= ${since}))::int AS opened,
           (count(*) FILTER (WHERE a.opened_at >= ${since} AND a.answered_at IS NOT NULL))::int AS answered,
           (count(*) FILTER (WHERE a.opened_at >= ${since} AND a.reopened > 0))::int AS reopened,
           (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM a.answered_at - a.opened_at) / 86400)
              FILTER (WHERE a.opened_at >= ${since} AND a.answered_at IS NOT NULL))::float8 AS median_days,
           (count(*) FILTER (WHERE a.opened_at >= ${since} AND a.reason = 'no-visit'))::int AS no_visit,
           (count(*) FILTER (WHERE a.opened_at >= ${since} AND a.reason = 'not-mine'))::int AS not_mine,
           coalesce(sum(h.yes), 0)::int AS helped, coalesce(sum(h.no), 0)::int AS not_helped
    FROM appeal a JOIN organisation g ON g.oid = a.organisation_oid
    LEFT JOIN (SELECT patient_id, appeal_id, count(*) FILTER (WHERE helped) AS yes, count(*) FILTER (WHERE NOT helped) AS no
               FROM appeal_helped WHERE said_at >= ${since} GROUP BY patient_id, appeal_id) h
      ON h.patient_id = a.patient_id AND h.appeal_id = a.appeal_id AND a.holder = 'organisation'
    GROUP BY g.oid, g.short_name ORDER BY overdue DESC, open DESC, g.short_name LIMIT 500`;
}

const LineRow = Type.Object({
  event_id: Type.String(),
  at: Type.Date(),
  role: Type.String(),
  actor: Type.Uint8Array(),
});

export async function accessLine(sql: Sql, patientId: string, eventId: string) {
  const [row] = await sql.rows(LineRow)`
    SELECT event_id, at, role, actor FROM access_event WHERE patient_id = ${patientId} AND event_id = ${eventId}`;
  return row ?? null;
}
