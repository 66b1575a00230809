/** A file of production calendars, to be imported: read, proved day by day, and refused with every fault at once. */
import type { CalendarYear, RegionalDays } from "./calendar.ts";
import {
  type CalendarList,
  checkRegion,
  checkYear,
  type Note,
  type Told,
  type ToldRegion,
  type ToldYear,
} from "./check-calendar.ts";
import { isWeekend } from "./day.ts";
import type { Fault } from "./fault.ts";
import { parseCalendarXml } from "./parse-calendar-xml.ts";
import { Refusal } from "./refusal.ts";
import type { Words } from "./words.ts";

export interface ReadCalendars {
  readonly years: readonly CalendarYear[];
  readonly regional: readonly RegionalDays[];
}

/**
 * Two forms, told apart by their first sign:
 *
 * - XML of xmlcalendar.ru, one year: `<calendar year="2027" date="2026.09.30"><days><day d="01.01" t="1"/>…`
 * - JSON, many years with every day off spelled out, and regions' own days off:
 *   `{"source": "…", "years": {"2027": {"nonWorkingDays": ["2027-01-01", …], "shortDays": […], "workingWeekendDays": […],
 *   "workingDayCount": 247}}, "regions": {"16": {"2027": ["2027-03-10"]}}}`. `workingDayCount` may be left out, and so may
 *   one of `years` and `regions`; other members are let be.
 *
 * @throws Refusal "invalid" CALENDAR_FAULTY; each fault bears the place in the file
 */
export function readCalendars(text: string): ReadCalendars {
  const faults: Fault[] = [];
  const note: Note = (code, path, message, found) =>
    faults.push({
      code,
      severity: "error",
      message,
      path,
      ...(found === undefined ? {} : { found: found.slice(0, 80) }),
    });
  const whole = text.replace(/^\ufeff/, "").trimStart();
  const told = whole.startsWith("<") ? parseCalendarXml(whole, note) : parseJson(whole, note);
  const years = told.years.map((year) => checkYear(year, note));
  const regional = told.regions.map((region) => checkRegion(region, note));
  if (faults.length > 0)
    throw new Refusal(
      "invalid",
      "CALENDAR_FAULTY",
      {
        ru: `В календаре ошибки (${faults.length}): ничего не загружено`,
        en: `The calendar has faults (${faults.length}): nothing was imported`,
      },
      faults,
    );
  return {
    years: years.map(({ year, off, worked, short }) => ({
      year,
      source: `${year}: ${told.source}`,
      provisional: false,
      off: off.filter((day) => !isWeekend(day)),
      worked,
      short,
    })),
    regional: regional.map((days) => ({ ...days, source: `${days.year}, ${days.region}: ${told.source}` })),
  };
}

const shape = (ru: string, en: string): Words => ({ ru, en });

function parseJson(text: string, note: Note): Told {
  const file = asObject(parse(text));
  if (!file) {
    note("CALENDAR_SHAPE", "/", shape("Это не JSON и не XML календаря", "This is neither JSON nor XML of a calendar"));
    return { source: "", years: [], regions: [] };
  }
  const source = typeof file["source"] === "string" ? file["source"].trim() : "";
  if (source === "")
    note(
      "CALENDAR_SOURCE",
      "/source",
      shape("Не сказано, откуда календарь", "It is not said where the calendar is from"),
    );
  const years = members(file["years"], "/years", note);
  const regions = members(file["regions"], "/regions", note);
  if (years.length + regions.length === 0)
    note("CALENDAR_EMPTY", "/", shape("Нет ни одного года", "There is not a single year"));
  return {
    source,
    years: years.map(([key, value]) => toldYear(key, value, `/years/${key}`, note)),
    regions: regions.flatMap(([region, ofRegion]) =>
      members(ofRegion, `/regions/${region}`, note).map(
        ([year, days]): ToldRegion => ({
          region,
          year,
          path: `/regions/${region}/${year}`,
          off: list(days, `/regions/${region}/${year}`, note),
        }),
      ),
    ),
  };
}

function toldYear(year: string, value: unknown, path: string, note: Note): ToldYear {
  const told = asObject(value) ?? {};
  const days = (name: string) => list(told[name], `${path}/${name}`, note);
  const count = told["workingDayCount"];
  return {
    year,
    path,
    off: days("nonWorkingDays"),
    short: days("shortDays"),
    worked: days("workingWeekendDays"),
    count: typeof count === "number" ? count : null,
  };
}

function list(value: unknown, path: string, note: Note): CalendarList {
  if (Array.isArray(value) && value.every((day) => typeof day === "string"))
    return value.map((text, index) => ({ text, path: `${path}/${index}` }));
  note("CALENDAR_SHAPE", path, shape("Здесь нужен список дней", "A list of days is needed here"));
  return [];
}

/** Nothing where the member is left out; a fault where it is something else than an object. */
function members(value: unknown, path: string, note: Note): [string, unknown][] {
  if (value === undefined) return [];
  const object = asObject(value);
  if (!object) note("CALENDAR_SHAPE", path, shape("Здесь нужен объект", "An object is needed here"));
  return Object.entries(object ?? {});
}

function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
