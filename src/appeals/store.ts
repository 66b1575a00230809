/** The SQL of appeals: opening, acting, and finding one. Lists are asked in `read/store.ts`. */
import { type Static, type TSchema, Type } from "@sinclair/typebox";
import type { Keyring } from "../db/keyring.ts";
import { Nullable } from "../db/nullable.ts";
import type { Sql, Tx } from "../db/sql.ts";
import type { Actor } from "./deps.ts";
import { movedOn } from "./moved-on.ts";
import { appealKinds, type Severity } from "./reasons.ts";
import { type DeedName, type Holder, holders, type State, states } from "./states.ts";
import type { AppealTerm, Place } from "./terms.ts";

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

const CountRow = Type.Object({ count: Type.Integer() });

export async function nextNumber(tx: Tx): Promise<number> {
  const [row] = await tx.rows(CountRow)`SELECT nextval('appeal_number')::int AS count`;
  return row?.count ?? 0;
}

const PlaceRow = Type.Object({ regionCode: Type.String(), zone: Type.String() });

export async function placeOf(sql: Sql, organisationOid: string): Promise<Place | null> {
  const [row] = await sql.rows(PlaceRow)`
    SELECT region_code AS "regionCode", time_zone AS zone FROM organisation WHERE oid = ${organisationOid}`;
  return row ?? null;
}

interface Event {
  readonly at: Date;
  readonly actor: Actor;
  readonly once: string;
  readonly words: string | null;
}

export async function insertAppeal(
  tx: Tx,
  keyring: Keyring,
  row: Event &
    AppealTerm & {
      readonly patientId: string;
      readonly appealId: string;
      readonly number: string;
      readonly kind: AppealRow["kind"];
      readonly reason: string;
      readonly severity: Severity;
      readonly disputes: boolean;
      readonly holder: Holder;
      readonly organisationOid: string | null;
      readonly regionCode: string | null;
      readonly documentId?: string | null;
      readonly careRecordId?: string | null;
      readonly accessEventId?: string | null;
      readonly dueId?: string | null;
      readonly leaflet?: number | null;
      readonly happenedOn?: string | null;
    },
): Promise<void> {
  await tx.run`
    INSERT INTO appeal (patient_id, appeal_id, number, kind, reason, severity, disputes, state, holder, version,
                        organisation_oid, region_code, document_id, care_record_id, access_event_id, due_id, leaflet,
                        happened_on, opened_at, changed_at, due_on, due_at, due_provisional)
    VALUES (${row.patientId}, ${row.appealId}, ${row.number}, ${row.kind}, ${row.reason}, ${row.severity},
            ${row.disputes}, 'registered', ${row.holder}, 1, ${row.organisationOid}, ${row.regionCode},
            ${row.documentId ?? null}, ${row.careRecordId ?? null}, ${row.accessEventId ?? null}, ${row.dueId ?? null}, ${row.leaflet ?? null},
            ${row.happenedOn ?? null}, ${row.at}, ${row.at}, ${row.dueOn}, ${row.dueAt}, ${row.provisional})`;
  await insertEvent(tx, keyring, row, 1, {
    deed: "register",
    state: "registered",
    holder: row.holder,
    dueOn: row.dueOn,
    cause: row.reason,
    documentId: row.documentId ?? null,
  });
}

/** A second report: what is more urgent, or disputes, counts. Returns the event's place. */
export async function join(
  tx: Tx,
  keyring: Keyring,
  appeal: AppealRow,
  report: Event & { readonly severity: Severity; readonly disputes: boolean; readonly cause: string },
): Promise<number> {
  const seq = appeal.version + 1;
  const { patient_id: patientId, appeal_id: appealId } = appeal;
  const done = await tx.run`
    UPDATE appeal SET severity = least(severity, ${report.severity}), disputes = disputes OR ${report.disputes},
                      version = ${seq}, changed_at = ${report.at}
    WHERE patient_id = ${patientId} AND appeal_id = ${appealId} AND version = ${appeal.version}`;
  if (done === 0) throw movedOn(); // staff acted between two statements: the form is shown again, with what is new
  await insertEvent(tx, keyring, { ...report, patientId, appealId }, seq, {
    deed: "join",
    state: appeal.state,
    holder: appeal.holder,
    dueOn: appeal.due_on,
    cause: report.cause,
    documentId: appeal.document_id,
  });
  return seq;
}

/** Writes a deed if nobody acted since the row was read. Returns its place, null when somebody was quicker. */
export async function record(
  tx: Tx,
  keyring: Keyring,
  appeal: AppealRow,
  deed: Event &
    AppealTerm & {
      readonly deed: DeedName;
      readonly state: State;
      readonly holder: Holder;
      readonly organisationOid: string | null;
      readonly regionCode: string | null;
      readonly cause: string | null;
      readonly documentId: string | null;
      readonly answeredAt: Date | null;
      readonly reopened: number;
    },
): Promise<number | null> {
  const seq = appeal.version + 1;
  const { patient_id: patientId, appeal_id: appealId } = appeal;
  const done = await tx.run`
    UPDATE appeal
    SET state = ${deed.state}, holder = ${deed.holder}, version = ${seq}, organisation_oid = ${deed.organisationOid},
        region_code = ${deed.regionCode}, changed_at = ${deed.at}, due_on = ${deed.dueOn}, due_at = ${deed.dueAt},
        due_provisional = ${deed.provisional}, answered_at = ${deed.answeredAt}, reopened = ${deed.reopened},
        answer_document_id = coalesce(${deed.documentId}, answer_document_id), handler = ${handlerAfter(appeal, deed)}
    WHERE patient_id = ${patientId} AND appeal_id = ${appealId} AND version = ${appeal.version}`;
  if (done === 0) return null;
  await insertEvent(tx, keyring, { ...deed, patientId, appealId }, seq, deed);
  return seq;
}

/** Whoever acts works on it from then on; where it moves to, nobody does yet. */
function handlerAfter(appeal: AppealRow, deed: { deed: DeedName; holder: Holder; actor: Actor }): string | null {
  if (deed.deed === "escalate" || deed.deed === "route" || deed.holder !== appeal.holder) return null;
  return deed.actor.by === deed.holder ? (deed.actor.staffId ?? appeal.handler) : appeal.handler;
}

async function insertEvent(
  tx: Tx,
  keyring: Keyring,
  { patientId, appealId, at, actor, once, words }: Event & { readonly patientId: string; readonly appealId: string },
  seq: number,
  told: {
    readonly deed: DeedName;
    readonly state: State;
    readonly holder: Holder;
    readonly dueOn: string | null;
    readonly cause: string | null;
    readonly documentId: string | null;
  },
): Promise<void> {
  const name = actor.name && keyring.seal(`appeal actor ${appealId} ${seq}`, actor.name);
  await tx.run`
    INSERT INTO appeal_event (patient_id, appeal_id, seq, at, deed, by, role, actor, staff_id, organisation_oid, state, holder,
                              due_on, cause, document_id, once)
    VALUES (${patientId}, ${appealId}, ${seq}, ${at}, ${told.deed}, ${actor.by}, ${actor.role}, ${name},
            ${actor.staffId ?? null}, ${actor.organisationOid}, ${told.state}, ${told.holder}, ${told.dueOn}, ${told.cause}, ${told.documentId},
            ${once})`;
  if (words === null) return;
  await tx.run`
    INSERT INTO appeal_words (patient_id, appeal_id, seq, sealed)
    VALUES (${patientId}, ${appealId}, ${seq}, ${keyring.seal(`appeal words ${appealId} ${seq}`, words)})`;
}

export async function insertFile(
  tx: Tx,
  row: {
    patientId: string;
    appealId: string;
    fileId: string;
    seq: number;
    mediaType: string;
    size: number;
    sha256: Buffer;
    sealed: Buffer;
  },
): Promise<void> {
  await tx.run`
    INSERT INTO appeal_file (patient_id, appeal_id, file_id, seq, media_type, size, sha256, sealed)
    VALUES (${row.patientId}, ${row.appealId}, ${row.fileId}, ${row.seq}, ${row.mediaType}, ${row.size}, ${row.sha256},
            ${row.sealed})
    ON CONFLICT DO NOTHING`;
}
