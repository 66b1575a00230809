/** Words of the window. Russian is the type; English satisfies it. */
import type { Language } from "../../basics/words.ts";
import { en } from "./words-en.ts";
import { ru } from "./words-ru.ts";

export type LoginWords = typeof ru;

export function loginWords(language: Language): LoginWords {
  return language === "ru" ? ru : en;
}
