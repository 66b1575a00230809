/** The SQL of reading what is due: by its patient, and by the organisation that owes it. */
import { type Static, Type } from "@sinclair/typebox";
import { Nullable } from "../../db/nullable.ts";
import type { Sql } from "../../db/sql.ts";
import { whyNotReasons } from "../why-not.ts";

const StateColumn = Type.Union(
  (["expected", "overdue", "arrived", "not-expected"] as const).map((state) => Type.Literal(state)),
);

const DueRow = Type.Object({
  due_id: Type.String(),
  source: Type.Union([Type.Literal("care-record"), Type.Literal("referral")]),
  source_id: Type.String(),
  organisation_oid: Nullable(Type.String()),
  organisation: Nullable(Type.String()),
  region_code: Nullable(Type.String()),
  region: Nullable(Type.String()),
  address: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  hours: Nullable(Type.String()),
  time_zone: Nullable(Type.String()),
  electronic_since: Nullable(Type.String()),
  leaflets: Type.Array(Type.Integer()),
  happened_on: Type.String(),
  term_last: Nullable(Type.String()),
  provisional: Type.Boolean(),
  state: StateColumn,
  why: Nullable(Type.Union(whyNotReasons.map((reason) => Type.Literal(reason)))),
  registered_at: Nullable(Type.Date()),
  raised_at: Nullable(Type.Date()),
  appeal: Nullable(Type.String()),
  created_at: Type.Date(),
  /** The care record, or the card of the document that refers. */
  care: Nullable(Type.Uint8Array()),
  card: Nullable(Type.Uint8Array()),
  number: Nullable(Type.String()),
  shown: Nullable(Type.Boolean()),
  issued_on: Nullable(Type.String()),
});
export type DueRow = Static<typeof DueRow>;

/** Everything that has not come, the earliest term first, and what came lately. `only`: one of them. */
export async function dueOf(
  sql: Sql,
  patientId: string,
  about: { readonly only: string | null; readonly arrivedSince: Date; readonly most: number },
): Promise<DueRow[]> {
  return sql.rows(DueRow)`
    SELECT d.due_id, d.source, d.source_id, d.organisation_oid, o.short_name AS organisation, o.region_code,
           r.name AS region, o.address, o.phone, o.hours, o.time_zone, o.electronic_since, d.leaflets, d.happened_on,
           d.term_last, d.provisional, d.state, d.why, d.registered_at, d.raised_at, d.created_at,
           p.number AS appeal, c.sealed AS care, s.sealed AS card, a.number, k.shown, a.issued_on
    FROM due_document d
    LEFT JOIN organisation o ON o.oid = d.organisation_oid
    LEFT JOIN region r ON r.code = o.region_code
    LEFT JOIN care_record c ON c.patient_id = d.patient_id AND c.care_record_id = d.source_id
    LEFT JOIN document s ON s.patient_id = d.patient_id AND s.document_id = d.source_id
    LEFT JOIN document a ON a.patient_id = d.patient_id AND a.document_id = d.document_id
    LEFT JOIN kind k ON k.system = a.kind_system AND k.code = a.kind_code
    LEFT JOIN LATERAL (SELECT number FROM appeal p WHERE p.patient_id = d.patient_id AND p.due_id = d.due_id
                       ORDER BY p.state = 'closed', p.opened_at DESC LIMIT 1) p ON true
    WHERE d.patient_id = ${patientId} AND d.source <> 'claim' AND (${about.only}::uuid IS NULL OR d.due_id = ${about.only})
      AND (d.state <> 'arrived' OR d.registered_at >= ${about.arrivedSince} OR d.due_id = ${about.only})
    ORDER BY d.state = 'arrived', d.state = 'not-expected', d.term_last NULLS LAST, d.happened_on, d.due_id
    LIMIT ${about.most}`;
}

const SendingRow = Type.Object({
  organisation_oid: Type.String(),
  leaflet: Type.Integer(),
  issued_on: Type.String(),
  state: Type.Union([Type.Literal("refused"), Type.Literal("quarantined")]),
  sent_at: Type.Date(),
});
export type SendingRow = Static<typeof SendingRow>;

/** What was sent of this person and not taken, the newest first. */
export async function sendings(sql: Sql, patientId: string, most: number): Promise<SendingRow[]> {
  return sql.rows(SendingRow)`
    SELECT organisation_oid, leaflet, issued_on, state, sent_at FROM due_sending
    WHERE patient_id = ${patientId} ORDER BY sent_at DESC, document_id LIMIT ${most}`;
}

const DelayRow = Type.Object({
  organisation_oid: Type.String(),
  leaflet: Nullable(Type.Integer()),
  documents: Type.Integer(),
  median_days: Type.Integer(),
  p90_days: Type.Integer(),
});
export type DelayRow = Static<typeof DelayRow>;

/** Of each kind of the leaflet, and of all together (null). */
export async function delays(sql: Sql, oids: readonly string[]): Promise<DelayRow[]> {
  return sql.rows(DelayRow)`
    SELECT y.organisation_oid, (SELECT min(k.leaflet) FROM kind k WHERE k.family = y.family)::int AS leaflet, y.documents,
           y.median_days, y.p90_days
    FROM organisation_delay y WHERE y.organisation_oid = ANY(${oids}::text[]) ORDER BY y.documents DESC`;
}

const OwedRow = Type.Object({
  due_id: Type.String(),
  leaflets: Type.Array(Type.Integer()),
  happened_on: Type.String(),
  term_last: Nullable(Type.String()),
  provisional: Type.Boolean(),
  state: StateColumn,
  raised_at: Nullable(Type.Date()),
  appeal: Nullable(Type.String()),
  initials: Nullable(Type.Uint8Array()),
  mark: Type.String(),
});
export type OwedRow = Static<typeof OwedRow>;

export interface OwedFilter {
  readonly leaflet: number | null;
  readonly overdue: boolean;
  /** Keyset: term and id of the last row already shown. */
  readonly after: { readonly term: string; readonly dueId: string } | null;
}

/** What the organisation owes, the earliest term first: so overdue ones stand on top. Along the index. */
export async function owed(sql: Sql, organisationOid: string, filter: OwedFilter, most: number): Promise<OwedRow[]> {
  return sql.rows(OwedRow)`
    SELECT due_id, leaflets, happened_on, term_last, provisional, state, raised_at, initials,
           (SELECT number FROM appeal p WHERE p.patient_id = due_document.patient_id AND p.due_id = due_document.due_id
            AND p.state IN ('registered', 'working', 'asked') LIMIT 1) AS appeal,
           coalesce(term_last, '9999-12-31'::date) || '_' || due_id AS mark
    FROM due_document
    WHERE organisation_oid = ${organisationOid} AND source = 'care-record' AND state IN ('expected', 'overdue')
      AND (${filter.leaflet}::int IS NULL OR leaflets[1] = ${filter.leaflet})
      AND (NOT ${filter.overdue}::boolean OR state = 'overdue')
      AND (${filter.after?.term ?? null}::date IS NULL
           OR (coalesce(term_last, '9999-12-31'::date), due_id)
              > (${filter.after?.term ?? null}::date, ${filter.after?.dueId ?? null}::uuid))
    ORDER BY coalesce(term_last, '9999-12-31'::date), due_id LIMIT ${most}`;
}

const OwedCount = Type.Object({ leaflet: Type.Integer(), expected: Type.Integer(), overdue: Type.Integer() });

export async function owedCounts(sql: Sql, organisationOid: string) {
  return sql.rows(OwedCount)`
    SELECT leaflets[1]::int AS leaflet, (count(*) FILTER (WHERE state = 'expected'))::int AS expected,
           (count(*) FILTER (WHERE state = 'overdue'))::int AS overdue
    FROM due_document
    WHERE organisation_oid = ${organisationOid} AND source = 'care-record' AND state IN ('expected', 'overdue') GROUP BY 1 ORDER BY 1`;
}
