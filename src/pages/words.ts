/** The catalogue of the viewer's language. */
import type { Language } from "../basics/words.ts";
import { en } from "./words/en.ts";
import { type Messages, ru } from "./words/ru.ts";

export type { Messages };

export function words(language: Language): Messages {
  return language === "ru" ? ru : en;
}
