/** The SQL of writing appeals: a new one, a report that joins it, a deed in it; each with its event, its words under seal. */
import { Type } from "@sinclair/typebox";
import type { Keyring } from "../../db/keyring.ts";
import type { Tx } from "../../db/sql.ts";
import type { Actor } from "../deps.ts";
import { movedOn } from "../moved-on.ts";
import type { Severity } from "../reasons.ts";
import type { DeedName, Holder, State } from "../states.ts";
import type { AppealRow } from "../store.ts";
import type { AppealTerm } from "../terms.ts";

const CountRow = Type.Object({ count: Type.Integer() });

export async function nextNumber(tx: Tx): Promise<number> {
  const [row] = await tx.rows(CountRow)`SELECT nextval('appeal_number')::int AS count`;
  return row?.count ?? 0;
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
