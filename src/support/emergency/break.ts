/**
 * Breaking the glass: in an emergency, a member of support opens one patient's documents for an hour. Fresh login, a reason
 * from the list and in words; the patient is told at once, and somebody else reviews it (docs/decisions/0068).
 */
import { FRESH_MINUTES, isFresh } from "../../access/fresh.ts";
import type { Subject } from "../../access/subject.ts";
import { Refusal } from "../../basics/refusal.ts";
import { uuidOf } from "../../basics/uuid.ts";
import type { Keyring } from "../../db/keyring.ts";
import type { Tx } from "../../db/sql.ts";
import { notify } from "../../notify/notify.ts";
import { type Identity, identityText } from "../../registry/identity.ts";
import * as store from "./store.ts";

export interface EmergencyDeps {
  readonly keyring: Keyring;
  readonly clock: () => Date;
}

/** Why the glass is broken. */
export const emergencyCauses = ["life", "unconscious", "wrong-treatment", "other"] as const;
export type EmergencyCause = (typeof emergencyCauses)[number];

const EMERGENCY_MINUTES = 60;
/** Of the reason in words: «срочно» alone is none. */
export const FEWEST_LETTERS = 20;
const MOST_LETTERS = 2_000;

export interface Breaking {
  /** UUID of the form. */
  readonly once: string;
  readonly cause: string;
  readonly words: string;
  readonly appealNumber: string | null;
  /** When no appeal is named. */
  readonly person: Identity | null;
}

/**
 * In the scope of the support's desk. Returns the id of the grant.
 * @throws Refusal "not-allowed" EMERGENCY_LOGIN · "invalid" EMERGENCY_CAUSE, EMERGENCY_WORDS, EMERGENCY_PERSON
 */
export async function breakGlass(tx: Tx, deps: EmergencyDeps, subject: Subject, sent: Breaking): Promise<string> {
  const now = deps.clock();
  const staffId = subject.staffId ?? "";
  if (!isFresh(subject, now)) throw loginAgain();
  const cause = emergencyCauses.find((one) => one === sent.cause);
  if (!cause) throw refused("EMERGENCY_CAUSE", "Выберите причину", "Choose the reason");
  const words = sent.words.replace(/\s+/g, " ").trim();
  if (words.length < FEWEST_LETTERS || words.length > MOST_LETTERS)
    throw refused(
      "EMERGENCY_WORDS",
      `Опишите, что случилось и кто просит: не меньше ${FEWEST_LETTERS} и не больше ${MOST_LETTERS} знаков`,
      `Say what happened and who asks: at least ${FEWEST_LETTERS} and at most ${MOST_LETTERS} characters`,
    );
  const patientId = await findPatient(tx, deps.keyring, sent);
  if (patientId === null)
    throw refused(
      "EMERGENCY_PERSON",
      "Такого человека нет. Проверьте номер обращения или СНИЛС, ФИО и дату рождения: они должны совпасть точно",
      "There is no such person. Check the appeal's number, or the SNILS, name and birth date: they must match exactly",
    );
  const grantId = uuidOf(`emergency ${staffId} ${sent.once}`);
  await store.bindStaff(tx, staffId, grantId);
  await store.insertGrant(tx, {
    patient_id: patientId,
    grant_id: grantId,
    staff_id: staffId,
    account_id: subject.accountId,
    actor: deps.keyring.seal(`emergency actor ${grantId}`, subject.name),
    cause,
    words: deps.keyring.seal(`emergency words ${grantId}`, words),
    appeal_number: sent.appealNumber,
    opened_at: now,
    ends_at: new Date(now.getTime() + EMERGENCY_MINUTES * 60_000),
  });
  await notify(tx, { patientId, kind: "emergency-access", event: `emergency ${grantId}`, at: now });
  return grantId;
}

async function findPatient(tx: Tx, keyring: Keyring, { appealNumber, person }: Breaking): Promise<string | null> {
  if (appealNumber !== null) return store.patientOfAppeal(tx, appealNumber);
  if (person === null) return null;
  const digest = keyring.digest("identity", identityText(person));
  await store.bindSought(tx, digest);
  const found = await store.personOf(tx, digest);
  await store.bindSought(tx, null);
  return found;
}

const loginAgain = () =>
  new Refusal("not-allowed", "EMERGENCY_LOGIN", {
    ru: `Для экстренного доступа подтвердите, что это вы: войдите заново. После входа есть ${FRESH_MINUTES} минут`,
    en: `For emergency access prove that it is you: log in again. After that there are ${FRESH_MINUTES} minutes`,
  });

const refused = (code: string, ru: string, en: string) => new Refusal("invalid", code, { ru, en });
