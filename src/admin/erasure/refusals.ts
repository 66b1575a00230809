/** Why an erasure is not begun, not confirmed, not declined. */
import { FRESH_MINUTES } from "../../access/fresh.ts";
import { Refusal } from "../../basics/refusal.ts";
import { erased } from "../../registry/erased.ts";
import type { ErasureRow } from "./store.ts";

const faults = {
  ERASURE_NUMBER: {
    ru: "Документа с таким номером нет. Проверьте номер: например, 76.26.11.000000123",
    en: "There is no document of that number. Check it: for example, 76.26.11.000000123",
  },
  ERASURE_BASIS: {
    ru: "Назовите решение: какой суд, дата вида 01.02.2027, номер дела. От 15 до 300 знаков",
    en: "Name the decision: which court, the date as 01.02.2027, the number of the case. 15 to 300 characters",
  },
  ERASURE_AGAIN: {
    ru: "Номер не тот. Перепишите номер документа из решения суда",
    en: "That is another number. Type the document's number from the court's decision",
  },
};
export type ErasureFault = keyof typeof faults;

export const invalid = (code: ErasureFault) => new Refusal("invalid", code, faults[code]);

export const loginAgain = () =>
  new Refusal("not-allowed", "ERASURE_LOGIN", {
    ru: `Подтвердите, что это вы: войдите заново. После входа есть ${FRESH_MINUTES} минут`,
    en: `Prove that it is you: log in again. After that there are ${FRESH_MINUTES} minutes`,
  });

export const noErasure = () =>
  new Refusal("not-found", "NO_ERASURE", { ru: "Такого запроса нет", en: "There is no such request" });

export const own = () =>
  new Refusal("not-allowed", "ERASURE_OWN", {
    ru: "Свой запрос подтверждает другой администратор",
    en: "Another administrator confirms your own request",
  });

export const decided = () =>
  new Refusal("conflict", "ERASURE_DONE", {
    ru: "По этому запросу уже решено",
    en: "This request was decided already",
  });

export const over = () =>
  new Refusal("gone", "ERASURE_OVER", {
    ru: "Срок запроса истёк. Если решение суда в силе, попросите об удалении заново",
    en: "The request has ended. If the court's decision stands, ask for the erasure anew",
  });

export const notSealed = () =>
  new Refusal("conflict", "ERASURE_NOT_SEALED", {
    ru: "Документ ещё не внесён в журнал. Попробуйте через минуту",
    en: "The document is not in the log yet. Try again in a minute",
  });

/** @throws "gone" ERASED when one of these was carried out */
export function refuseErased(rows: readonly ErasureRow[]): void {
  const done = rows.find(({ verdict }) => verdict === "erased");
  if (done) throw erased({ basis: done.basis, at: done.end_at ?? done.asked_at });
}
