/**
 * When an organisation's window is open, read from the words that stand in its card: «Пн–Пт 7:30–20:00, Сб 8:00–14:00».
 * What cannot be read for certain is null, and then nobody is told that it is open.
 */
import type { Calendar } from "./calendar.ts";
import { type Day, yearOf } from "./day.ts";
import { lawHolidays } from "./law-year.ts";
import { Refusal } from "./refusal.ts";

/** Minutes after midnight, in the organisation's zone. */
export interface Hours {
  readonly from: number;
  readonly until: number;
}

/** From Monday to Sunday; null is a day on which it is closed. */
export type WeekHours = readonly (Hours | null)[];

const weekdays = ["пн", "вт", "ср", "чт", "пт", "сб", "вс"];
const dash = "[-–—]";
const time = "(\\d{1,2})[:.](\\d{2})";
const piece = new RegExp(`^([а-я]{2})(?:\\s*${dash}\\s*([а-я]{2}))?\\s+${time}\\s*${dash}\\s*${time}$`);
/** Where papers are asked for, when an organisation has several windows. */
const window = /регистратур|поликлиник|при[её]м/;

export function parseHours(words: string | null): WeekHours | null {
  if (!words) return null;
  const parts = words.toLowerCase().split(";");
  const chosen = parts.find((part) => window.test(part)) ?? (parts.length === 1 ? parts[0] : undefined);
  if (!chosen) return null;
  const text = chosen.replace(/^[^а-я]*(?:регистратура|поликлиника|при[её]м)\s*:?\s*/, "").trim();
  if (text === "круглосуточно" || text === "ежедневно круглосуточно") return weekdays.map(() => allDay);
  const week: (Hours | null)[] = weekdays.map(() => null);
  for (const one of text.split(",")) {
    const [, first = "", last = first, ...figures] = piece.exec(one.trim().replace(/^ежедневно/, "пн–вс")) ?? [];
    const [from, until] = [weekdays.indexOf(first), weekdays.indexOf(last ?? first)];
    const [h1 = 0, m1 = 0, h2 = 0, m2 = 0] = figures.map(Number);
    const hours = { from: h1 * 60 + m1, until: h2 * 60 + m2 };
    if (from < 0 || until < from || hours.from >= hours.until || hours.until > 1440 || m1 > 59 || m2 > 59) return null;
    for (let day = from; day <= until; day++) week[day] = hours;
  }
  return week.some((day) => day !== null) ? week : null;
}

const allDay: Hours = { from: 0, until: 1440 };
const HOUR = 60;

/**
 * Open on the day; null when closed. A day that the calendar gives off is closed, and so is a holiday on a weekend; a
 * weekend that is worked has the hours of Friday where it has none of its own; before a holiday it closes an hour earlier.
 *
 * @throws Refusal "unavailable" CALENDAR_MISSING
 */
function openOn(week: WeekHours, calendar: Calendar, day: Day): Hours | null {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const told = calendar.on(day);
  const own = week[weekday] ?? null;
  if (weekday < 5 && !told.working) return null;
  if (weekday >= 5 && told.working) return own ?? week[4] ?? null;
  if (weekday >= 5 && lawHolidays(yearOf(day)).includes(day)) return null;
  if (own === null || !told.short || own.until === 1440) return own;
  return { from: own.from, until: Math.max(own.from, own.until - HOUR) };
}

/** The same, and "unknown" where a calendar is missing: a day is not promised that nobody knows of. */
export function openOrUnknown(week: WeekHours, calendar: Calendar, day: Day): Hours | null | "unknown" {
  try {
    return openOn(week, calendar, day);
  } catch (error) {
    if (error instanceof Refusal && error.code === "CALENDAR_MISSING") return "unknown";
    throw error;
  }
}

/** 450 → «7:30» */
export function sayMinute(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
}
