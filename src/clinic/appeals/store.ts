/** The SQL of an organisation's appeals: its inbox, its counts, the document beside one appeal. All within its own scope. */
import { type Static, Type } from "@sinclair/typebox";
import { AppealRow } from "../../appeals/store.ts";
import { Nullable } from "../../db/nullable.ts";
import type { Sql, Tx } from "../../db/sql.ts";

const NamedRow = Type.Composite([
  AppealRow,
  Type.Object({
    /** Sealed card of the patient. */
    person: Nullable(Type.Uint8Array()),
    /** Sealed name of whoever works on it, and the event that it is sealed to. */
    handler_actor: Nullable(Type.Uint8Array()),
    handler_seq: Nullable(Type.Integer()),
  }),
]);
export type NamedRow = Static<typeof NamedRow>;

export interface Wish {
  readonly organisationOid: string;
  readonly states: readonly string[];
  /** null: whoever holds them. */
  readonly holders: readonly string[];
  readonly overdueAt: Date | null;
  readonly kind: string | null;
  readonly reason: string | null;
  readonly severity: number | null;
  readonly handler: string | null;
}

/** Without a term, for want of a calendar, they come last. */
const never = "9999-12-31";

/** Earliest term first. `after`: the last one already shown. */
export async function byTerm(
  sql: Sql,
  wish: Wish,
  after: { readonly day: string; readonly id: string } | null,
  most: number,
): Promise<NamedRow[]> {
  return sql.rows(NamedRow)`
    SELECT a.*, p.sealed AS person, h.actor AS handler_actor, h.seq AS handler_seq
    FROM appeal a
    LEFT JOIN person p ON p.patient_id = a.patient_id
    LEFT JOIN LATERAL (SELECT e.actor, e.seq FROM appeal_event e
                       WHERE e.patient_id = a.patient_id AND e.appeal_id = a.appeal_id AND e.staff_id = a.handler
                       ORDER BY e.seq DESC LIMIT 1) h ON true
    WHERE a.organisation_oid = ${wish.organisationOid} AND a.state = ANY(${wish.states}::text[])
      AND a.holder = ANY(${wish.holders}::text[])
      AND (${wish.overdueAt}::timestamptz IS NULL OR (a.due_at < ${wish.overdueAt} AND a.state <> 'asked'))
      AND (${wish.kind}::text IS NULL OR a.kind = ${wish.kind})
      AND (${wish.reason}::text IS NULL OR a.reason = ${wish.reason})
      AND (${wish.severity}::int IS NULL OR a.severity = ${wish.severity})
      AND (${wish.handler}::uuid IS NULL OR a.handler = ${wish.handler})
      AND (${after?.day ?? null}::text IS NULL
           OR (coalesce(a.due_on, ${never}::date), a.appeal_id) > (${after?.day ?? null}::date, ${after?.id ?? null}::uuid))
    ORDER BY coalesce(a.due_on, ${never}::date), a.appeal_id LIMIT ${most}`;
}

const NeighbourRow = Type.Object({ before: Nullable(Type.String()), after: Nullable(Type.String()) });

/** Numbers of those that stand beside it in the organisation's open queue. */
export async function neighbours(sql: Sql, { appeal_id: id, due_on: due, organisation_oid: oid }: AppealRow) {
  const day = due ?? never;
  const [row] = await sql.rows(NeighbourRow)`
    SELECT (SELECT number FROM appeal
            WHERE organisation_oid = ${oid} AND holder = 'organisation' AND state IN ('registered', 'working', 'asked')
              AND (coalesce(due_on, ${never}::date), appeal_id) < (${day}::date, ${id}::uuid)
            ORDER BY coalesce(due_on, ${never}::date) DESC, appeal_id DESC LIMIT 1) AS before,
           (SELECT number FROM appeal
            WHERE organisation_oid = ${oid} AND holder = 'organisation' AND state IN ('registered', 'working', 'asked')
              AND (coalesce(due_on, ${never}::date), appeal_id) > (${day}::date, ${id}::uuid)
            ORDER BY coalesce(due_on, ${never}::date), appeal_id LIMIT 1) AS after`;
  return row ?? { before: null, after: null };
}

const CountsRow = Type.Object({
  registered: Type.Integer(),
  working: Type.Integer(),
  asked: Type.Integer(),
  overdue: Type.Integer(),
  mine: Type.Integer(),
  answered: Type.Integer(),
  moved: Type.Integer(),
  nearest: Nullable(Type.String()),
});
export type Counts = Static<typeof CountsRow>;

export async function counts(sql: Sql, organisationOid: string, staffId: string | null, now: Date): Promise<Counts> {
  const [row] = await sql.rows(CountsRow)`
    SELECT (count(*) FILTER (WHERE state = 'registered' AND holder = 'organisation'))::int AS registered,
           (count(*) FILTER (WHERE state = 'working' AND holder = 'organisation'))::int AS working,
           (count(*) FILTER (WHERE state = 'asked' AND holder = 'organisation'))::int AS asked,
           (count(*) FILTER (WHERE state IN ('registered', 'working') AND holder = 'organisation' AND due_at < ${now}))::int
             AS overdue,
           (count(*) FILTER (WHERE state IN ('registered', 'working', 'asked') AND holder = 'organisation'
                                   AND handler = ${staffId}::uuid))::int AS mine,
           (count(*) FILTER (WHERE state IN ('corrected', 'refused')))::int AS answered,
           (count(*) FILTER (WHERE state IN ('registered', 'working', 'asked') AND holder <> 'organisation'))::int AS moved,
           (min(due_on) FILTER (WHERE state IN ('registered', 'working') AND holder = 'organisation'))::text AS nearest
    FROM appeal WHERE organisation_oid = ${organisationOid}`;
  if (!row) throw new Error("counts of nothing are still a row");
  return row;
}

const LoadRow = Type.Object({
  handler: Type.String(),
  open: Type.Integer(),
  overdue: Type.Integer(),
  nearest: Nullable(Type.String()),
  appeal_id: Type.String(),
  seq: Type.Integer(),
  actor: Type.Uint8Array(),
  role: Nullable(Type.String()),
});
export type LoadRow = Static<typeof LoadRow>;

/** How many each colleague has on hand, with the event that tells their name. */
export async function loads(sql: Sql, organisationOid: string, now: Date): Promise<LoadRow[]> {
  return sql.rows(LoadRow)`
    SELECT l.handler, l.open, l.overdue, l.nearest, e.appeal_id, e.seq, e.actor, e.role
    FROM (SELECT handler, count(*)::int AS open,
                 (count(*) FILTER (WHERE state <> 'asked' AND due_at < ${now}))::int AS overdue, min(due_on)::text AS nearest
          FROM appeal
          WHERE organisation_oid = ${organisationOid} AND holder = 'organisation' AND handler IS NOT NULL
            AND state IN ('registered', 'working', 'asked')
          GROUP BY handler) l
    CROSS JOIN LATERAL (SELECT e.appeal_id, e.seq, e.actor, e.role
                        FROM appeal a JOIN appeal_event e ON e.patient_id = a.patient_id AND e.appeal_id = a.appeal_id
                        WHERE a.organisation_oid = ${organisationOid} AND a.handler = l.handler AND e.staff_id = l.handler
                          AND e.actor IS NOT NULL
                        ORDER BY e.at DESC LIMIT 1) e
    ORDER BY l.overdue DESC, l.open DESC, l.handler`;
}

const DocumentRow = Type.Object({
  document_id: Type.String(),
  number: Type.String(),
  version: Type.Integer(),
  kind_system: Type.String(),
  kind_code: Type.String(),
  issued_on: Type.String(),
  registered_at: Type.Date(),
  sealed: Type.Uint8Array(),
});
export type DocumentRow = Static<typeof DocumentRow>;

/** A document of the organisation's own; the patient is bound beforehand, see `bindComparison`. */
export async function ownDocument(
  sql: Sql,
  organisationOid: string,
  patientId: string,
  documentId: string,
): Promise<DocumentRow | null> {
  const [row] = await sql.rows(DocumentRow)`
    SELECT document_id, number, version, kind_system, kind_code, issued_on, registered_at, sealed FROM document
    WHERE patient_id = ${patientId} AND document_id = ${documentId} AND organisation_oid = ${organisationOid}`;
  return row ?? null;
}

/** Later versions of the set that the document belongs to, newest first. */
export async function laterVersions(
  sql: Sql,
  organisationOid: string,
  patientId: string,
  documentId: string,
): Promise<DocumentRow[]> {
  return sql.rows(DocumentRow)`
    SELECT v.document_id, v.number, v.version, v.kind_system, v.kind_code, v.issued_on, v.registered_at, v.sealed
    FROM document d JOIN document v ON v.patient_id = d.patient_id AND v.set_digest = d.set_digest AND v.version > d.version
    WHERE d.patient_id = ${patientId} AND d.document_id = ${documentId} AND d.organisation_oid = ${organisationOid}
      AND v.organisation_oid = ${organisationOid}
    ORDER BY v.version DESC`;
}

/** What the organisation sent of the patient since the appeal was opened: a claim may be answered by one of them. */
export async function sentSince(
  sql: Sql,
  organisationOid: string,
  patientId: string,
  since: Date,
): Promise<DocumentRow[]> {
  return sql.rows(DocumentRow)`
    SELECT document_id, number, version, kind_system, kind_code, issued_on, registered_at, sealed FROM document
    WHERE patient_id = ${patientId} AND organisation_oid = ${organisationOid} AND registered_at > ${since}
    ORDER BY registered_at DESC LIMIT 10`;
}

/** Row-level security of 0015: whose appeal names the document that is opened in this transaction. */
export async function bindAppeal(tx: Tx, appealId: string): Promise<void> {
  await tx.run`SELECT set_config('medkarta.appeal', ${appealId}, true)`;
}
