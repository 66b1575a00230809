/** Says how much of a text could not be printed as it is. Silence here could cost a patient a power of ten. */

import type { Losses } from "./showable.ts";

const plural = new Intl.PluralRules("ru");

/** Warnings for the top of the document; none where nothing was lost. */
export function sayLosses(losses: Losses, enclosed: boolean): string[] {
  const where = enclosed ? " Полный текст — в исходном файле, вложенном в этот PDF." : "";
  const words: string[] = [];
  if (losses.unshown > 0) {
    const form = pick(
      losses.unshown,
      "знак не может быть показан",
      "знака не могут быть показаны",
      "знаков не могут быть показаны",
    );
    words.push(`${losses.unshown} ${form}: вместо них стоит \ufffd.${where}`);
  }
  if (losses.hidden > 0) {
    const form = pick(losses.hidden, "невидимый знак", "невидимых знака", "невидимых знаков");
    words.push(`Без показа: ${losses.hidden} ${form} направления письма.${where}`);
  }
  return words;
}

function pick(n: number, one: string, few: string, many: string): string {
  const form = plural.select(n);
  return form === "one" ? one : form === "few" ? few : many;
}
