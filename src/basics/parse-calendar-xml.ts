/** The XML of xmlcalendar.ru, one year: only what differs from «Monday to Friday» is written there. */
import { SaxesParser } from "saxes";
import type { Note, Told } from "./check-calendar.ts";
import { type Day, daysOfYear, isWeekend, parseDay } from "./day.ts";

interface DayMark {
  /** «01.31» */
  readonly d: string;
  /** 1 off, 2 worked an hour less, 3 a weekend that is worked. */
  readonly t: string;
  readonly path: string;
}

/** Spells the weekends out, so that both forms are proved by the same rules. Faults of the XML itself are noted. */
export function parseCalendarXml(text: string, note: Note): Told {
  const marks: DayMark[] = [];
  let year = "";
  let date = "";
  const parser = new SaxesParser();
  parser.on("error", () =>
    note("CALENDAR_SHAPE", `line ${parser.line}`, { ru: "XML не читается", en: "The XML cannot be read" }),
  );
  parser.on("opentag", ({ name, attributes }) => {
    if (name === "calendar") {
      year = attributes["year"] ?? "";
      date = attributes["date"] ?? "";
    }
    if (name === "day")
      marks.push({
        d: attributes["d"] ?? "",
        t: attributes["t"] ?? "",
        path: `/calendar/days/day[${marks.length + 1}]`,
      });
  });
  parser.write(text).close();
  for (const { t, path } of marks)
    if (!["1", "2", "3"].includes(t))
      note("CALENDAR_DAY_TYPE", path, { ru: "Тип дня: 1, 2 или 3", en: "The type of a day is 1, 2 or 3" }, t);
  const days = marks.map(({ d, t, path }) => ({ text: `${year}-${d.replace(".", "-")}`, t, path }));
  const named = new Set(days.map((day) => day.text));
  const weekends = weekendsOf(year).filter((day) => !named.has(day));
  const worked = days.filter(({ text, t }) => t !== "1" && isSaturdayOrSunday(text));
  return {
    source: `xmlcalendar.ru, ${date.replaceAll(".", "-")}`,
    years: [
      {
        year,
        path: "/calendar",
        off: [...days.filter(({ t }) => t === "1"), ...weekends.map((text) => ({ text, path: "/calendar" }))],
        worked: [...worked, ...days.filter((day) => day.t === "3" && !worked.includes(day))],
        short: days.filter(({ t }) => t === "2"),
        count: null,
      },
    ],
    regions: [],
  };
}

function weekendsOf(year: string): Day[] {
  // What is no year is told as a fault by the rules.
  return /^\d{4}$/.test(year) ? daysOfYear(Number(year)).filter(isWeekend) : [];
}

function isSaturdayOrSunday(text: string): boolean {
  const day = parseDay(text);
  return day !== null && isWeekend(day);
}
