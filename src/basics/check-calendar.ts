/** The rules of an imported calendar: pure, and each tells all that breaks it. A calendar cut short must not pass. */
import { type Day, daysOfYear, isWeekend, parseDay, yearOf } from "./day.ts";
import { lawHolidays } from "./law-year.ts";
import type { Words } from "./words.ts";

/** Days as the file writes them, each with its place. */
export type CalendarList = readonly { readonly text: string; readonly path: string }[];

export interface ToldYear {
  readonly year: string;
  readonly path: string;
  /** Every day off, weekends too. */
  readonly off: CalendarList;
  readonly worked: CalendarList;
  readonly short: CalendarList;
  /** How many working days the file itself counts; null when it does not say. */
  readonly count: number | null;
}

export interface ToldRegion {
  readonly region: string;
  readonly year: string;
  readonly path: string;
  readonly off: CalendarList;
}

export interface Told {
  readonly source: string;
  readonly years: readonly ToldYear[];
  readonly regions: readonly ToldRegion[];
}

/** Writes a fault down. `path`: its place in the file; `found`: what stands there. */
export type Note = (code: string, path: string, message: Words, found?: string) => void;

/** The year's days, proved. What it returns after a fault is not to be used. */
export function checkYear(told: ToldYear, note: Note) {
  const year = checkedYear(told, note);
  const [off, worked, short] = [told.off, told.worked, told.short].map((days) => checkedDays(days, year, note));
  const isOff = new Set(off);
  const places = new Map([...told.worked, ...told.short].map(({ text, path }) => [text, path]));
  const at = (day: Day) => places.get(day) ?? told.path;
  for (const day of worked!) {
    if (!isWeekend(day)) note("CALENDAR_NOT_WEEKEND", at(day), notWeekend, day);
    if (isOff.has(day)) note("CALENDAR_BOTH", at(day), both, day);
  }
  for (const day of short!) if (isOff.has(day)) note("CALENDAR_BOTH", at(day), both, day);
  const days = year === null ? [] : daysOfYear(year);
  for (const day of days)
    if (isWeekend(day) && !isOff.has(day) && !worked!.includes(day)) note("CALENDAR_WEEKEND", told.path, weekend, day);
  for (const day of year === null ? [] : lawHolidays(year))
    if (!isOff.has(day)) note("CALENDAR_HOLIDAY", told.path, holiday, day);
  const count = days.length - isOff.size;
  if (told.count !== null && told.count !== count)
    note("CALENDAR_COUNT", `${told.path}/workingDayCount`, wrongCount(count), String(told.count));
  return { year: year ?? 0, off: off!, worked: worked!, short: short! };
}

export function checkRegion(told: ToldRegion, note: Note) {
  if (!/^\d{2}$/.test(told.region)) note("CALENDAR_REGION", told.path, region, told.region);
  const year = checkedYear(told, note);
  return { region: told.region, year: year ?? 0, off: checkedDays(told.off, year, note) };
}

function checkedYear({ year, path }: { year: string; path: string }, note: Note): number | null {
  // Before 2013 the law had other holidays, and no term of ours is as old.
  if (/^20\d\d$/.test(year) && Number(year) >= 2013) return Number(year);
  note("CALENDAR_YEAR", path, { ru: "Нужен год от 2013 до 2099", en: "A year from 2013 to 2099 is needed" }, year);
  return null;
}

function checkedDays(days: CalendarList, year: number | null, note: Note): Day[] {
  const seen = new Set<Day>();
  for (const { text, path } of days) {
    const day = parseDay(text);
    if (!day || (year !== null && yearOf(day) !== year)) note("CALENDAR_DAY", path, noDay, text);
    else if (seen.has(day)) note("CALENDAR_DAY_TWICE", path, twice, text);
    else seen.add(day);
  }
  return [...seen].sort();
}

const noDay: Words = { ru: "Такого дня в этом году нет", en: "There is no such day in this year" };
const twice: Words = { ru: "День назван дважды", en: "The day is named twice" };
const notWeekend: Words = { ru: "Это не суббота и не воскресенье", en: "This is neither a Saturday nor a Sunday" };
const both: Words = { ru: "День назван и рабочим, и выходным", en: "The day is named both worked and off" };
const weekend: Words = {
  ru: "Не сказано, что эта суббота или воскресенье: выходной или рабочий день",
  en: "It is not said whether this Saturday or Sunday is off or worked",
};
const holiday: Words = {
  ru: "Праздник по статье 112 Трудового кодекса не назван выходным",
  en: "A holiday of article 112 of the Labour Code is not named off",
};
const region: Words = { ru: "Нужен код региона из двух цифр", en: "A region's code of two digits is needed" };

function wrongCount(count: number): Words {
  return { ru: `Рабочих дней по списку ${count}`, en: `By the list there are ${count} working days` };
}
