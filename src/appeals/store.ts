/** The SQL of appeals: finding one, and what the patient has sent. Written in `write/store.ts`; lists are asked in `read/store.ts`. */
import { type Static, type TSchema, Type } from "@sinclair/typebox";
import { Nullable } from "../db/nullable.ts";
import type { Sql, Tx } from "../db/sql.ts";
import { appealKinds } from "./reasons.ts";
import { holders, states } from "./states.ts";
import type { Place } from "./terms.ts";

const oneOf = <T extends string>(values: readonly T[]) => Type.Union(values.map((value) => Type.Literal(value)));
const Maybe = <T extends TSchema>(type: T) => Nullable(type);

export const AppealRow = Type.Object({
  patient_id: Type.String(),
  appeal_id: Type.String(),
  number: Type.String(),
  kind: oneOf(appealKinds),
  reason: Type.String(),
  severity: Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3)]),
  disputes: Type.Boolean(),
  state: oneOf(states),
  holder: oneOf(holders),
  version: Type.Integer(),
  organisation_oid: Maybe(Type.String()),
  region_code: Maybe(Type.String()),
  document_id: Maybe(Type.String()),
  care_record_id: Maybe(Type.String()),
  access_event_id: Maybe(Type.String()),
  due_id: Maybe(Type.String()),
  leaflet: Maybe(Type.Integer()),
  happened_on: Maybe(Type.String()),
  answer_document_id: Maybe(Type.String()),
  opened_at: Type.Date(),
  changed_at: Type.Date(),
  due_on: Maybe(Type.String()),
  due_at: Maybe(Type.Date()),
  due_provisional: Type.Boolean(),
  answered_at: Maybe(Type.Date()),
  reopened: Type.Integer(),
  /** Member of staff who acted last for its holder; null: nobody yet, or it has moved on since. */
  handler: Maybe(Type.String()),
});
export type AppealRow = Static<typeof AppealRow>;

/** Two forms of one patient at once are taken one after the other; until the transaction's end. */
export async function lockPatient(tx: Tx, patientId: string): Promise<void> {
  await tx.rows(Type.Object({}))`SELECT pg_advisory_xact_lock(hashtextextended(${`appeal ${patientId}`}, 0))::text`;
}

export async function byId(sql: Sql, patientId: string, appealId: string): Promise<AppealRow | null> {
  const [row] = await sql.rows(AppealRow)`
    SELECT * FROM appeal WHERE patient_id = ${patientId} AND appeal_id = ${appealId}`;
  return row ?? null;
}

/** The appeal that this very form has acted in already. */
export async function byOnce(sql: Sql, patientId: string, once: string): Promise<AppealRow | null> {
  const [row] = await sql.rows(AppealRow)`
    SELECT a.* FROM appeal_event e JOIN appeal a ON a.patient_id = e.patient_id AND a.appeal_id = e.appeal_id
    WHERE e.patient_id = ${patientId} AND e.once = ${once}`;
  return row ?? null;
}

/** One of these is what an appeal is about. */
export interface Matter {
  readonly documentId?: string | null | undefined;
  readonly careRecordId?: string | null | undefined;
  readonly accessEventId?: string | null | undefined;
}

/**
 * The appeal of that kind about the same document, visit, or line of the journal that is not answered yet. There is at most
 * one: a second report joins it.
 */
export async function openOnMatter(
  sql: Sql,
  patientId: string,
  kind: AppealRow["kind"],
  { documentId = null, careRecordId = null, accessEventId = null }: Matter,
): Promise<AppealRow | null> {
  const [row] = await sql.rows(AppealRow)`
    SELECT * FROM appeal
    WHERE patient_id = ${patientId} AND kind = ${kind} AND state IN ('registered', 'working', 'asked')
      AND (document_id = ${documentId} OR care_record_id = ${careRecordId} OR access_event_id = ${accessEventId})
    ORDER BY opened_at LIMIT 1`;
  return row ?? null;
}

const AnsweredRow = Type.Object({ patient_id: Type.String(), appeal_id: Type.String(), came: Type.String() });

/** Claims that are not answered yet, of expected documents that came; with what came. */
export async function claimsOfDue(
  sql: Sql,
  came: readonly { readonly patientId: string; readonly dueId: string; readonly documentId: string }[],
) {
  return sql.rows(AnsweredRow)`
    SELECT a.patient_id, a.appeal_id, c.document_id AS came
    FROM unnest(${came.map((one) => one.patientId)}::uuid[], ${came.map((one) => one.dueId)}::uuid[],
                ${came.map((one) => one.documentId)}::uuid[]) AS c (patient_id, due_id, document_id)
    JOIN appeal a ON a.patient_id = c.patient_id AND a.due_id = c.due_id
    WHERE a.state IN ('registered', 'working', 'asked')`;
}

/**
 * Open appeals that a draft was begun from which became one of these documents; with the document. A draft and what was sent
 * of it are the same bytes: the draft itself may not know yet that it was registered.
 */
export async function askedForBy(
  sql: Sql,
  delivered: readonly { readonly patientId: string; readonly documentId: string }[],
) {
  return sql.rows(AnsweredRow)`
    SELECT DISTINCT a.patient_id, a.appeal_id, d.document_id AS came
    FROM unnest(${delivered.map((one) => one.patientId)}::uuid[], ${delivered.map((one) => one.documentId)}::uuid[])
      AS c (patient_id, document_id)
    JOIN document d ON d.patient_id = c.patient_id AND d.document_id = c.document_id
    JOIN draft w ON w.patient_id = d.patient_id AND w.organisation_oid = d.organisation_oid AND w.appeal IS NOT NULL
      AND w.state IN ('signed', 'sent')
      AND EXISTS (SELECT FROM jsonb_array_elements(w.frozen_parts) AS label
                  WHERE label->>'part' = '0' AND label->>'sha256' = encode(d.sha256, 'hex'))
    JOIN appeal a ON a.number = w.appeal AND a.patient_id = w.patient_id AND a.organisation_oid = w.organisation_oid
    WHERE a.state IN ('registered', 'working', 'asked')`;
}

const NumberRow = Type.Object({ number: Type.String() });

/** The open claim about the same document; one without a kind is about any kind. */
export async function openClaim(
  sql: Sql,
  about: {
    readonly patientId: string;
    readonly dueId: string | null;
    readonly leaflet: number | null;
    readonly happenedOn: string;
    readonly organisationOid: string | null;
  },
): Promise<string | null> {
  const [row] = await sql.rows(NumberRow)`
    SELECT number FROM appeal
    WHERE patient_id = ${about.patientId} AND kind = 'missing' AND state IN ('registered', 'working', 'asked')
      AND (due_id = ${about.dueId}
           OR (happened_on = ${about.happenedOn} AND organisation_oid = ${about.organisationOid}
               AND leaflet IS NOT DISTINCT FROM ${about.leaflet}::int))
    ORDER BY opened_at LIMIT 1`;
  return row?.number ?? null;
}

const SentRow = Type.Object({
  open: Type.Integer(),
  today: Type.Integer(),
  letters: Type.Integer(),
  bytes: Type.Integer(),
});

/** How much the patient has sent: open appeals, and since that time reports, all letters, and bytes of files. */
export async function sentSince(sql: Sql, patientId: string, since: Date): Promise<Static<typeof SentRow>> {
  const [row] = await sql.rows(SentRow)`
    SELECT (SELECT count(*)::int FROM appeal a
            WHERE a.patient_id = ${patientId} AND a.state IN ('registered', 'working', 'asked')) AS open,
           (count(*) FILTER (WHERE e.deed IN ('register', 'join')))::int AS today, count(*)::int AS letters,
           (SELECT coalesce(sum(f.size), 0)::int FROM appeal_file f
            JOIN appeal_event s ON s.patient_id = f.patient_id AND s.appeal_id = f.appeal_id AND s.seq = f.seq
            WHERE f.patient_id = ${patientId} AND s.by = 'patient' AND s.at > ${since}) AS bytes
    FROM appeal_event e WHERE e.patient_id = ${patientId} AND e.by = 'patient' AND e.at > ${since}`;
  return row ?? { open: 0, today: 0, letters: 0, bytes: 0 };
}

const PlaceRow = Type.Object({ regionCode: Type.String(), zone: Type.String() });

export async function placeOf(sql: Sql, organisationOid: string): Promise<Place | null> {
  const [row] = await sql.rows(PlaceRow)`
    SELECT region_code AS "regionCode", time_zone AS zone FROM organisation WHERE oid = ${organisationOid}`;
  return row ?? null;
}
