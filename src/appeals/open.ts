/** A new appeal, or a word more in the one that is open about the same document. Sent twice, it is one. */
import { Refusal } from "../basics/refusal.ts";
import { uuidOf } from "../basics/uuid.ts";
import type { Tx } from "../db/sql.ts";
import { notify } from "../notify/notify.ts";
import type { Actor, AppealDeps } from "./deps.ts";
import { keepFiles, type SentFile } from "./files.ts";
import { proveMeasure, usualMeasure } from "./measure.ts";
import { type AppealKind, findReason } from "./reasons.ts";
import { type Holder, rules } from "./states.ts";
import * as store from "./store.ts";
import { registryPlace, termOf } from "./terms.ts";
import { proveWords } from "./words.ts";
import * as write from "./write/store.ts";

export interface NewAppeal {
  readonly patientId: string;
  /** UUID of the form: the same one again is the same appeal. */
  readonly once: string;
  readonly kind: AppealKind;
  readonly reason: string;
  readonly words: string | null;
  /** To whom it goes; null: to support. */
  readonly organisationOid: string | null;
  /** Of the claim, where the organisation is not known. */
  readonly regionCode?: string | null;
  readonly documentId?: string | null;
  readonly careRecordId?: string | null;
  /** Line of the access journal. */
  readonly accessEventId?: string | null;
  readonly dueId?: string | null;
  /** Kind of the document that did not come, 1–9 of the leaflet. */
  readonly leaflet?: number | null;
  /** Day of the visit, YYYY-MM-DD. */
  readonly happenedOn?: string | null;
  readonly files?: readonly SentFile[];
}

export interface Opened {
  readonly appealId: string;
  readonly number: string;
  /** `joined`: an appeal about the same document was open, and this is a word more in it. `known`: the form came twice. */
  readonly outcome: "opened" | "joined" | "known";
}

/**
 * @throws Refusal "invalid" REASON_UNKNOWN, WORDS_TOO_LONG, ORGANISATION_UNKNOWN · "conflict" TOO_MANY_APPEALS,
 *   TOO_MANY_TODAY, APPEAL_MOVED_ON
 */
export async function openAppeal(tx: Tx, deps: AppealDeps, actor: Actor, sent: NewAppeal): Promise<Opened> {
  const reason = findReason(sent.kind, sent.reason);
  if (!reason || !rules.register.by.includes(actor.by))
    throw new Refusal("invalid", "REASON_UNKNOWN", {
      ru: "Выберите причину из списка",
      en: "Choose a reason from the list",
    });
  const words = proveWords(sent.words, "possible");
  const { patientId } = sent;
  await store.lockPatient(tx, patientId); // two forms of one patient, one after the other
  const appealId = uuidOf(`appeal ${patientId} ${sent.once}`);
  const known = (await store.byId(tx, patientId, appealId)) ?? (await store.byOnce(tx, patientId, sent.once));
  if (known) return { appealId: known.appeal_id, number: known.number, outcome: "known" };

  const now = deps.clock();
  const event = { at: now, actor, once: sent.once, words };
  const open = await store.openOnMatter(tx, patientId, sent.kind, sent);
  if (actor.by === "patient") {
    const measure = deps.measure ?? usualMeasure;
    await proveMeasure(tx, patientId, now, measure, { isNew: open === null, files: sent.files ?? [] });
  }
  if (open) {
    const seq = await write.join(tx, deps.keyring, open, { ...reason, cause: sent.reason, ...event });
    await keepFiles(tx, deps.keyring, { patientId, appealId: open.appeal_id, seq }, sent.files ?? []);
    return { appealId: open.appeal_id, number: open.number, outcome: "joined" };
  }

  const place = sent.organisationOid ? await placeOf(tx, sent.organisationOid) : registryPlace;
  const holder: Holder = sent.organisationOid ? "organisation" : "support";
  const term = termOf(await deps.calendars.current(), place, holder, reason.severity, now);
  const number = numberOf(now, await write.nextNumber(tx));
  await write.insertAppeal(tx, deps.keyring, {
    ...sent,
    ...reason,
    ...term,
    ...event,
    appealId,
    number,
    holder,
    regionCode: place.regionCode ?? sent.regionCode ?? null,
  });
  await keepFiles(tx, deps.keyring, { patientId, appealId, seq: 1 }, sent.files ?? []);
  const kind = actor.by === "system" ? "due-late" : "appeal-registered";
  await notify(tx, { patientId, kind, event: `appeal ${appealId} 1`, about: number, at: now });
  return { appealId, number, outcome: "opened" };
}

async function placeOf(tx: Tx, organisationOid: string) {
  const found = await store.placeOf(tx, organisationOid);
  if (found) return found;
  throw new Refusal("invalid", "ORGANISATION_UNKNOWN", {
    ru: "Такой организации в реестре нет. Выберите её из списка",
    en: "The registry knows no such organisation. Choose it from the list",
  });
}

/** «2026-11-000412»: the month for people, the count for being one of a kind. */
function numberOf(now: Date, count: number): string {
  return `${now.toISOString().slice(0, 7)}-${String(count).padStart(6, "0")}`;
}
