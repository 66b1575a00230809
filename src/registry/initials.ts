/** «Иванова М. П.»: a person as lists and page heads name them. */
import type { PersonName } from "../cda/facts.ts";

export function initials({ family, given, patronymic }: PersonName): string {
  const letters = [given, patronymic].flatMap((name) => (name ? [`${[...name][0]}.`] : []));
  return [family, letters.join("\u00a0")].filter(Boolean).join(" ");
}
