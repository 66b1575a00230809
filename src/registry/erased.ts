/** A document that a court had erased: its number stands, its words are gone. */
import { Refusal } from "../basics/refusal.ts";
import type { Sql } from "../db/sql.ts";
import { erasureOf } from "./store.ts";

/** "gone" ERASED: what was decided, and since when nothing is left, where the asker may know it. */
export async function erasedRefusal(sql: Sql, documentId: string): Promise<Refusal> {
  return erased(await erasureOf(sql, documentId));
}

export function erased(what: { readonly basis: string; readonly at: Date } | null): Refusal {
  const [ru, en] = what
    ? [` ${dayIn("ru", what.at)}. Основание: ${what.basis}`, ` on ${dayIn("en", what.at)}. Basis: ${what.basis}`]
    : ["", ""];
  return new Refusal("gone", "ERASED", {
    ru: `Содержание документа удалено по решению суда${ru}. Запись о нём осталась в журнале`,
    en: `The content was erased by a court's decision${en}. Its entry in the log remains`,
  });
}

function dayIn(language: "ru" | "en", at: Date): string {
  return at.toLocaleDateString(language === "ru" ? "ru-RU" : "en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "Europe/Moscow",
  });
}
