/** «Помогло?»: the patient's word on a closed appeal, once for each time it was closed; nobody is reminded of it. */
import { Refusal } from "../../basics/refusal.ts";
import type { Keyring } from "../../db/keyring.ts";
import type { Sql, Tx } from "../../db/sql.ts";
import { type AppealRow, byId } from "../store.ts";
import { proveWords } from "../words.ts";
import * as store from "./store.ts";

const DAY = 86_400_000;
/** Days after closing within which it is asked, and after the first word within which it can be changed. */
const DAYS_TO_SAY = 30;
const DAYS_TO_CHANGE = 14;

export interface Helped {
  readonly helped: boolean;
  readonly at: Date;
  /** null: none were written, or this reader does not see them. */
  readonly words: string | null;
}

export interface HelpedAsked {
  readonly said: Helped | null;
  /** Until when it can be said, or changed; null: no more. */
  readonly until: Date | null;
}

/** Null: nothing is asked. What was withdrawn was not answered: there is nothing to judge. */
export async function askHelped(sql: Sql, keyring: Keyring, appeal: AppealRow, now: Date): Promise<HelpedAsked | null> {
  if (appeal.state !== "closed" || appeal.answered_at === null) return null;
  const row = await store.helped(sql, appeal);
  const [since, days] = row ? [row.said_at, DAYS_TO_CHANGE] : [appeal.changed_at, DAYS_TO_SAY];
  const until = new Date(since.getTime() + days * DAY);
  const asked = until > now;
  return row || asked ? { said: row && saidOf(keyring, appeal, row), until: asked ? until : null } : null;
}

/** @throws Refusal "conflict" HELPED_NOT_ASKED: it is open, or was withdrawn · "gone" HELPED_TOO_LATE · "invalid" WORDS_TOO_LONG */
export async function sayHelped(
  tx: Tx,
  keyring: Keyring,
  { patientId, appealId }: { readonly patientId: string; readonly appealId: string },
  said: { readonly helped: boolean; readonly words: string | null },
  now: Date,
): Promise<void> {
  const appeal = await byId(tx, patientId, appealId);
  if (appeal?.state !== "closed" || appeal.answered_at === null) throw notAsked();
  if (!(await askHelped(tx, keyring, appeal, now))?.until) throw tooLate();
  const words = proveWords(said.words, "possible");
  await store.keepHelped(tx, appeal, said.helped, now);
  await store.keepWords(tx, appeal, words === null ? null : keyring.seal(contextOf(appeal), words));
}

function saidOf(keyring: Keyring, appeal: AppealRow, row: store.HelpedRow): Helped {
  const words = row.sealed && (keyring.open(contextOf(appeal), row.sealed) as string);
  return { helped: row.helped, at: row.changed_at, words };
}

const contextOf = ({ appeal_id: id, reopened }: AppealRow) => `appeal helped ${id} ${reopened}`;

const notAsked = () =>
  new Refusal("conflict", "HELPED_NOT_ASKED", {
    ru: "Сказать, помогло ли, можно, когда обращение закрыто с ответом",
    en: "Whether it helped can be said once the appeal is closed with an answer",
  });

const tooLate = () =>
  new Refusal("gone", "HELPED_TOO_LATE", {
    ru: `Изменить ответ можно было в течение ${DAYS_TO_CHANGE} дней`,
    en: `It could be changed within ${DAYS_TO_CHANGE} days`,
  });
