/**
 * A deed in an appeal: the state machine's one door. Whoever acts names the version that they saw; if somebody acted
 * meanwhile, they are told, and what they wrote is theirs to send again.
 */
import { Refusal } from "../basics/refusal.ts";
import type { Tx } from "../db/sql.ts";
import { notify } from "../notify/notify.ts";
import type { Actor, AppealDeps } from "./deps.ts";
import { keepFiles, type SentFile } from "./files.ts";
import { proveMeasure, usualMeasure } from "./measure.ts";
import { movedOn } from "./moved-on.ts";
import { type RefusalCause, refusalCauses } from "./reasons.ts";
import { above, DAYS_TO_OBJECT, type DeedName, type Holder, rules } from "./states.ts";
import { type AppealRow, byId, byOnce, placeOf } from "./store.ts";
import { type AppealTerm, type Place, registryPlace, termAfterReply, termOf } from "./terms.ts";
import { proveWords } from "./words.ts";
import { record } from "./write/store.ts";

export interface AppealDeed {
  readonly deed: Exclude<DeedName, "register" | "join">;
  /** UUID of the form: the same one again changes nothing. */
  readonly once: string;
  /** Of the appeal as the actor saw it; null: as it is now (the registry itself). */
  readonly version: number | null;
  readonly words?: string | null;
  readonly cause?: string | null;
  /** The corrected document, or the one that came. */
  readonly documentId?: string | null;
  /** Where it is routed to. */
  readonly organisationOid?: string | null;
  readonly files?: readonly SentFile[];
}

export interface AppealRef {
  readonly patientId: string;
  readonly appealId: string;
}

/**
 * The caller's scope decides which appeals there are; this decides what may be done.
 * @throws Refusal "not-found" NO_APPEAL · "conflict" APPEAL_MOVED_ON, APPEAL_STATE · "not-allowed" APPEAL_NOT_YOURS ·
 *   "gone" APPEAL_TOO_LATE · "invalid" WORDS_NEEDED, WORDS_TOO_LONG, CAUSE_NEEDED, ORGANISATION_UNKNOWN
 */
export async function act(
  tx: Tx,
  deps: AppealDeps,
  actor: Actor,
  { patientId, appealId }: AppealRef,
  sent: AppealDeed,
): Promise<AppealRow> {
  const appeal = await byId(tx, patientId, appealId);
  if (!appeal) throw noAppeal();
  if (await byOnce(tx, patientId, sent.once)) return appeal;
  const rule = rules[sent.deed];
  if (!mayAct(actor, appeal, sent.deed)) throw notYours();
  if (sent.version !== null && sent.version !== appeal.version) throw movedOn();
  if (!rule.from.includes(appeal.state)) throw wrongState();
  const now = deps.clock();
  if (sent.deed === "reopen" && isTooLate(appeal, now)) throw tooLate();
  const words = proveWords(sent.words ?? null, rule.words);
  if (actor.by === "patient" && rule.words !== "none")
    await proveMeasure(tx, patientId, now, deps.measure ?? usualMeasure, { isNew: false, files: sent.files ?? [] });
  const cause = sent.deed === "refuse" ? proveCause(sent.cause) : null;

  const { holder, organisationOid } = whereTo(appeal, sent);
  const place = holder === "organisation" && organisationOid ? await placeOf(tx, organisationOid) : registryPlace;
  if (!place) throw noOrganisation();
  const term = await termAfter(deps, appeal, sent.deed, holder, place, now);
  const seq = await record(tx, deps.keyring, appeal, {
    deed: sent.deed,
    actor,
    at: now,
    once: sent.once,
    state: rule.to ?? appeal.state,
    holder,
    organisationOid,
    regionCode: place.regionCode ?? appeal.region_code,
    ...term,
    cause,
    documentId: sent.documentId ?? null,
    words,
    answeredAt: rule.to === "corrected" || rule.to === "refused" ? now : appeal.answered_at,
    reopened: appeal.reopened + (sent.deed === "reopen" ? 1 : 0),
  });
  if (seq === null) throw movedOn();
  await keepFiles(tx, deps.keyring, { patientId, appealId, seq }, sent.files ?? []);
  if (rule.notice && !(actor.by === "patient" && sent.deed === "message"))
    await notify(tx, {
      patientId,
      kind: rule.notice,
      event: `appeal ${appealId} ${seq}`,
      about: appeal.number,
      documentId: sent.documentId ?? null,
      at: now,
    });
  return (await byId(tx, patientId, appealId)) ?? appeal;
}

/** Support may route what anybody holds; otherwise only the holder acts, and the organisation only in what is its own. */
function mayAct({ by, organisationOid }: Actor, appeal: AppealRow, deed: DeedName): boolean {
  if (!rules[deed].by.includes(by)) return false;
  if (by === "patient" || by === "system") return true;
  if (by === "support" && deed === "route") return true;
  if (by !== appeal.holder) return false;
  return by !== "organisation" || (organisationOid !== null && organisationOid === appeal.organisation_oid);
}

function whereTo(appeal: AppealRow, sent: AppealDeed): { holder: Holder; organisationOid: string | null } {
  const { holder, organisation_oid: organisationOid } = appeal;
  switch (sent.deed) {
    case "escalate": {
      const next = above[holder];
      if (!next || (next === "region" && appeal.region_code === null)) throw wrongState();
      return { holder: next, organisationOid };
    }
    case "route":
      return { holder: "organisation", organisationOid: sent.organisationOid ?? organisationOid ?? noOrganisation() };
    case "reopen": // who was not understood twice is not asked a third time
      return { holder: appeal.reopened > 0 && holder === "organisation" ? "support" : holder, organisationOid };
    default:
      return { holder, organisationOid };
  }
}

async function termAfter(
  deps: AppealDeps,
  appeal: AppealRow,
  deed: DeedName,
  holder: Holder,
  place: Place,
  now: Date,
): Promise<AppealTerm> {
  if (deed === "reply") return termAfterReply(await deps.calendars.current(), place, appeal.due_on, now);
  if (deed === "escalate" || deed === "route" || deed === "reopen")
    return termOf(await deps.calendars.current(), place, holder, appeal.severity, now);
  return { dueOn: appeal.due_on, dueAt: appeal.due_at, provisional: appeal.due_provisional } as AppealTerm;
}

/** After how many days an answer stands. What was withdrawn was not answered, and is not opened again. */
export function isTooLate(appeal: Pick<AppealRow, "answered_at">, now: Date): boolean {
  if (appeal.answered_at === null) return true;
  return now.getTime() - appeal.answered_at.getTime() > DAYS_TO_OBJECT * 86_400_000;
}

function proveCause(sent: string | null | undefined): RefusalCause {
  const cause = refusalCauses.find((one) => one === sent);
  if (cause) return cause;
  throw new Refusal("invalid", "CAUSE_NEEDED", {
    ru: "Выберите причину отказа",
    en: "Choose the reason of the refusal",
  });
}

const noAppeal = () =>
  new Refusal("not-found", "NO_APPEAL", { ru: "Такого обращения нет", en: "There is no such appeal" });

const wrongState = () =>
  new Refusal("conflict", "APPEAL_STATE", {
    ru: "В этом состоянии обращения так сделать нельзя",
    en: "This cannot be done in the appeal's present state",
  });

const notYours = () =>
  new Refusal("not-allowed", "APPEAL_NOT_YOURS", {
    ru: "Сейчас обращение не у вас: ответить может тот, у кого оно находится",
    en: "The appeal is not with you now: whoever holds it can answer",
  });

const tooLate = () =>
  new Refusal("gone", "APPEAL_TOO_LATE", {
    ru: `Открыть обращение снова можно в течение ${DAYS_TO_OBJECT} дней после ответа. Подайте новое`,
    en: `An appeal can be reopened within ${DAYS_TO_OBJECT} days of the answer. Send a new one`,
  });

function noOrganisation(): never {
  throw new Refusal("invalid", "ORGANISATION_UNKNOWN", {
    ru: "Выберите организацию, которой передать обращение",
    en: "Choose the organisation to pass the appeal to",
  });
}
