/** A day of the calendar without an hour. Which day an instant falls on is a question of a zone. */
import { Refusal } from "./refusal.ts";

/** YYYY-MM-DD, and such a day there is. Days compare as texts do. */
export type Day = string & { readonly of: "Day" };

const DAY_MS = 86_400_000;

/** «2026-11-24»; 2026-02-30 has the right shape and is no day, so it is null: it must not reach a database. */
export function parseDay(text: string): Day | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? (text as Day) : null;
}

/** So many days later; earlier when negative. */
export function plusDays(day: Day, days: number): Day {
  return new Date(midnight(day) + days * DAY_MS).toISOString().slice(0, 10) as Day;
}

export function isWeekend(day: Day): boolean {
  const weekday = new Date(midnight(day)).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** From the first of January to the last of December. */
export function daysOfYear(year: number): Day[] {
  const days: Day[] = [];
  for (let day = `${year}-01-01` as Day; yearOf(day) === year; day = plusDays(day, 1)) days.push(day);
  return days;
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/**
 * The day that it is in the zone at this instant. `zone`: an IANA name, «Asia/Kamchatka»; a fixed offset is refused, since
 * ten regions changed theirs in 2016 and Volgograd twice since.
 *
 * @throws Refusal "invalid" ZONE_UNKNOWN
 */
export function dayOf(instant: Date, zone: string): Day {
  const part = Object.fromEntries(
    calendarIn(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  return `${part["year"]}-${part["month"]}-${part["day"]}` as Day;
}

/**
 * The instant at which the day is over in the zone, 24:00 there: a term ends with its last day, not within it
 * (ГК РФ, ст. 194). Found by halving, so that clocks put forward over midnight do no harm.
 *
 * @throws Refusal "invalid" ZONE_UNKNOWN
 */
export function endOfDay(day: Day, zone: string): Date {
  const next = plusDays(day, 1);
  let before = midnight(next) - DAY_MS; // no zone is a whole day away from UTC
  let after = midnight(next) + DAY_MS;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayOf(new Date(middle), zone) < next) before = middle;
    else after = middle;
  }
  return new Date(after);
}

function midnight(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** Minutes after midnight in the zone, 0–1439. @throws Refusal "invalid" ZONE_UNKNOWN */
export function minuteOf(instant: Date, zone: string): number {
  const [hour = 0, minute = 0] = clockIn(zone).format(instant).split(":").map(Number);
  return hour * 60 + minute;
}

/** Intl's formatters cost a hundred times what they format: one for each zone. */
const calendarIn = perZone("en-US", { year: "numeric", month: "2-digit", day: "2-digit" });
const clockIn = perZone("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

function perZone(locale: string, shape: Intl.DateTimeFormatOptions): (zone: string) => Intl.DateTimeFormat {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (zone) => {
    let format = made.get(zone);
    if (!format) {
      if (!isZone(zone))
        throw new Refusal("invalid", "ZONE_UNKNOWN", {
          ru: `Часовой пояс «${zone}» неизвестен. Нужно имя по IANA, например Europe/Samara`,
          en: `The time zone “${zone}” is not known. An IANA name is needed, such as Europe/Samara`,
        });
      format = new Intl.DateTimeFormat(locale, { ...shape, timeZone: zone });
      made.set(zone, format);
    }
    return format;
  };
}

/** Area/City, or UTC, that this machine's table of zones knows. «Etc/GMT-3» is an offset in disguise. */
function isZone(zone: string): boolean {
  if (!/^(?:UTC|(?!Etc\/)[A-Z][A-Za-z_]*(?:\/[A-Za-z0-9_+-]+)+)$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
