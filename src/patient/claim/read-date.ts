/** The day of a visit as people write it: in three fields, or all of it in the first, «12.11.2026», «12 ноября 26». */
import { type Day, parseDay } from "../../basics/day.ts";

type DateFault = "empty" | "no-such-day" | "future" | "before-birth";

export type ReadDate = { readonly day: Day } | { readonly fault: DateFault };

export interface TypedDate {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

const months = ["янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"];

/** `today`: where a day begins first; nobody is told that their today is tomorrow. */
export function readDate(typed: TypedDate, today: Day, birthDate: string | null): ReadDate {
  const parts = partsOf(typed);
  if (parts.every((part) => part === "")) return { fault: "empty" };
  const [day, month, year] = parts;
  const found = parseDay(`${yearOf(year)}-${pad(monthOf(month))}-${pad(day)}`);
  if (!found) return { fault: "no-such-day" };
  if (found > today) return { fault: "future" };
  return birthDate !== null && found < birthDate ? { fault: "before-birth" } : { day: found };
}

function partsOf({ day, month, year }: TypedDate): [string, string, string] {
  const [first, second, third] = [day, month, year].map((text) => text.trim().slice(0, 40));
  const whole = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(first!);
  if (whole) return [whole[3]!, whole[2]!, whole[1]!];
  const pieces = first!.split(/[\s.,/-]+/).filter(Boolean);
  if (pieces.length >= 3) return [pieces[0]!, pieces[1]!, pieces[2]!];
  return [first!.replace(/\.$/, ""), second!.replace(/\.$/, ""), third!.replace(/\s*г(ода?|\.)?$/, "")];
}

/** «ноября», «нояб.», «11» */
function monthOf(text: string): string {
  const at = months.findIndex((month) => text.toLocaleLowerCase("ru").startsWith(month));
  return at < 0 ? text : String(at + 1);
}

function yearOf(text: string): string {
  return /^\d\d$/.test(text) ? `20${text}` : text;
}

function pad(text: string): string {
  return /^\d$/.test(text) ? `0${text}` : text;
}
