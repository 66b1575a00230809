/** Who a document is about: СНИЛС, name and birth date together, compared exactly, never guessed. */
import type { Snils } from "../basics/snils.ts";

/** Who told us of a person first. */
export type PersonSource = "login" | "document" | "care-record" | "administrator";

export interface Identity {
  readonly snils: Snils;
  readonly family: string;
  readonly given: string;
  readonly patronymic: string | null;
  /** YYYY-MM-DD */
  readonly birthDate: string;
}

/** What a person's row keeps under seal. */
export interface PersonCard extends Identity {
  readonly sex: "male" | "female" | "other" | null;
  readonly policy: string | null;
}

/**
 * The text whose digest is the identity. Only the writing is levelled (case, spaces, ё, the kinds of hyphen, Unicode
 * form): «Семёнова» and «СЕМЕНОВА» are one name, «Семенов» is another.
 */
export function identityText(identity: Identity): string {
  const { snils, family, given, patronymic, birthDate } = identity;
  return [snils, level(family), level(given), level(patronymic ?? ""), birthDate].join("\n");
}

function level(name: string): string {
  return name
    .normalize("NFC")
    .toLocaleLowerCase("ru")
    .replace(/ё/g, "е")
    .replace(/[‐‑–—−]/g, "-")
    .replace(/\s*-\s*/g, "-")
    .replace(/\s+/g, " ")
    .trim();
}
