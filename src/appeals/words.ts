/** What people write in appeals: their own words, kept as they are, of a bearable length. */
import { Refusal } from "../basics/refusal.ts";
import type { Rule } from "./states.ts";

/** Characters. A long letter has some 4,000. */
export const MOST_WORDS = 10_000;

/** null: nothing was written. @throws Refusal "invalid" WORDS_NEEDED, WORDS_TOO_LONG */
export function proveWords(sent: string | null, need: Rule["words"]): string | null {
  // Line ends as forms send them; characters that turn, hide or steer text have no business in a letter.
  const words = (sent ?? "")
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "")
    .trim();
  if (words.length > MOST_WORDS)
    throw new Refusal("invalid", "WORDS_TOO_LONG", {
      ru: `Слишком длинный текст: ${words.length} знаков. Сократите его до ${MOST_WORDS}`,
      en: `The text is too long: ${words.length} characters. Shorten it to ${MOST_WORDS}`,
    });
  if (words !== "") return need === "none" ? null : words;
  if (need !== "needed") return null;
  throw new Refusal("invalid", "WORDS_NEEDED", { ru: "Напишите хотя бы несколько слов", en: "Write a few words" });
}
