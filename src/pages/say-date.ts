/** Dates in the reader's words. Instants are told in Moscow time: the registry's own, as the law's deadlines are. */
import type { Language } from "../basics/words.ts";

const zone = "Europe/Moscow";
const locale = { ru: "ru-RU", en: "en-GB" } as const satisfies Record<Language, string>;

/** An instant, or a plain date «YYYY-MM-DD» that has no zone and is told as written. */
export type When = Date | string;

/** Intl's formatters cost a hundred times what they format: made once for each way of saying. */
const made = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, when: When, options: Intl.DateTimeFormatOptions): string {
  const plain = typeof when === "string";
  const key = `${language} ${plain} ${JSON.stringify(options)}`;
  let formatter = made.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locale[language], { ...options, timeZone: plain ? "UTC" : zone });
    made.set(key, formatter);
  }
  const text = formatter.format(plain ? new Date(`${when.slice(0, 10)}T00:00:00Z`) : when);
  // «12 ноября 2026 г.»: the reader knows that it is a year.
  return text.replace(/\s*г\.$/, "");
}

/** «12 ноября 2026» */
export function sayDay(language: Language, when: When): string {
  return format(language, when, { day: "numeric", month: "long", year: "numeric" }).replaceAll(" ", "\u00a0");
}

/** «четверг» */
export function sayWeekday(language: Language, when: When): string {
  return format(language, when, { weekday: "long" });
}

const weekdaysUntil = ["воскресенья", "понедельника", "вторника", "среды", "четверга", "пятницы", "субботы"];

/** «среды, 2 декабря», as it stands after «до»; with the year when it is another. */
export function sayUntil(language: Language, day: string, now: Date): string {
  const weekday =
    language === "ru" ? weekdaysUntil[new Date(`${day}T00:00:00Z`).getUTCDay()] : sayWeekday(language, day);
  return `${weekday}, ${sayShortDay(language, day, now)}`;
}

/** «24 декабря (четверг)», as it stands after «с»: a day from which something may be done. */
export function sayFrom(language: Language, day: string, now: Date): string {
  const [weekday, short] = [sayWeekday(language, day), sayShortDay(language, day, now)];
  return language === "ru" ? `${short} (${weekday})` : `${weekday}, ${short}`;
}

/** «12 ноября» this year, «12 ноября 2025» otherwise. */
export function sayShortDay(language: Language, when: When, now: Date): string {
  if (isoDay(when).slice(0, 4) !== isoDay(now).slice(0, 4)) return sayDay(language, when);
  return format(language, when, { day: "numeric", month: "long" }).replaceAll(" ", "\u00a0");
}

/** «сегодня», «вчера», or the short day. */
export function sayRecentDay(language: Language, when: When, now: Date): string {
  const days = (Date.parse(isoDay(now)) - Date.parse(isoDay(when))) / 86_400_000;
  if (days === 0) return language === "ru" ? "сегодня" : "today";
  if (days === 1) return language === "ru" ? "вчера" : "yesterday";
  return sayShortDay(language, when, now);
}

/** «сегодня в 12:04», «20 ноября в 9:15» */
export function sayRecentTime(language: Language, when: Date, now: Date): string {
  return `${sayRecentDay(language, when, now)} ${language === "ru" ? "в" : "at"}\u00a0${sayTime(language, when)}`;
}

/** «23 ноября 2026, 11:58» */
export function sayMoment(language: Language, when: Date): string {
  return `${sayDay(language, when)}, ${sayTime(language, when)}`;
}

/** For a cell of a table: «24.11.2026 12:04:05», «2026-11-24 12:04:05». */
export function sayStamp(language: Language, when: Date): string {
  const [day, time] = new Date(when.getTime() + 3 * 3_600_000).toISOString().slice(0, 19).split("T") as [
    string,
    string,
  ];
  return `${language === "ru" ? day.split("-").reverse().join(".") : day} ${time}`;
}

/** «11:58» */
export function sayTime(language: Language, when: Date): string {
  return format(language, when, { hour: "numeric", minute: "2-digit", hourCycle: "h23" });
}

/** «Ноябрь 2026», a heading. */
export function sayMonth(language: Language, when: When): string {
  const text = format(language, when, { month: "long", year: "numeric" });
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}

/** The day as YYYY-MM-DD: of an instant, in Moscow. Good for `<time datetime>` and for grouping. */
export function isoDay(when: When): string {
  if (typeof when === "string") return when.slice(0, 10);
  return new Date(when.getTime() + 3 * 3_600_000).toISOString().slice(0, 10);
}

/** Below an axis: «2024», «апр. 2025», «14 апр.». */
export function sayAxisDate(language: Language, at: number, said: "year" | "month" | "day"): string {
  if (said === "day") return format(language, new Date(at), { day: "numeric", month: "short" });
  const day = new Date(at).toISOString();
  return said === "year" ? day.slice(0, 4) : format(language, day, { month: "short", year: "numeric" });
}
