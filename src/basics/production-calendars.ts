/**
 * The production calendars that the house knows by itself. Facts of the Government's decrees and, for 2020 and 2021, of the
 * President's on days that were not worked, as xmlcalendar.ru tells them (github.com/xmlcalendar/data).
 */
import type { CalendarYear } from "./calendar.ts";
import { type Day, isWeekend, plusDays } from "./day.ts";
import { lawYear } from "./law-year.ts";

interface Facts {
  /** When the source was last changed. */
  readonly asOf: string;
  /** Days off between Monday and Friday, MM-DD or MM-DD..MM-DD; weekends inside are off anyway. */
  readonly off: string;
  /** Saturdays and Sundays that are worked. */
  readonly worked?: string;
  readonly short: string;
}

const facts: Readonly<Record<number, Facts>> = {
  2020: {
    asOf: "2020-06-17",
    off: "01-01..01-08 02-24 03-09 03-30..05-11 06-12 06-24 07-01 11-04",
    short: "06-11 11-03 12-31",
  },
  2021: {
    asOf: "2021-10-27",
    off: "01-01..01-08 02-22..02-23 03-08 05-03..05-10 06-14 11-01..11-05 12-31",
    worked: "02-20",
    short: "02-20 04-30 06-11",
  },
  2022: {
    asOf: "2022-05-08",
    off: "01-03..01-07 02-23 03-07..03-08 05-02..05-03 05-09..05-10 06-13 11-04",
    worked: "03-05",
    short: "02-22 03-05 11-03",
  },
  2023: {
    asOf: "2022-08-07",
    off: "01-02..01-06 02-23..02-24 03-08 05-01 05-08..05-09 06-12 11-06",
    short: "02-22 03-07 11-03",
  },
  2024: {
    asOf: "2023-09-30",
    off: "01-01..01-08 02-23 03-08 04-29..05-01 05-09..05-10 06-12 11-04 12-30..12-31",
    worked: "04-27 11-02 12-28",
    short: "02-22 03-07 05-08 06-11 11-02",
  },
  2025: {
    asOf: "2024-12-01",
    off: "01-01..01-08 05-01..05-02 05-08..05-09 06-12..06-13 11-03..11-04 12-31",
    worked: "11-01",
    short: "03-07 04-30 06-11 11-01",
  },
  2026: {
    asOf: "2025-09-30",
    off: "01-01..01-09 02-23 03-09 05-01 05-11 06-12 11-04 12-31",
    short: "04-30 05-08 06-11 11-03",
  },
};

/** 2020–2026 as they were decreed; 2027 by the law alone, provisional until it is imported. */
export const productionCalendars: readonly CalendarYear[] = [
  ...Object.entries(facts).map(([year, told]) => calendarYear(Number(year), told)),
  lawYear(2027),
];

function calendarYear(year: number, { asOf, off, worked = "", short }: Facts): CalendarYear {
  return {
    year,
    source: `${year}: xmlcalendar.ru, ${asOf}`,
    provisional: false,
    off: spell(year, off).filter((day) => !isWeekend(day)),
    worked: spell(year, worked),
    short: spell(year, short),
  };
}

/** «01-01..01-03 02-23» → its four days. */
function spell(year: number, text: string): Day[] {
  return text.split(" ").flatMap((piece) => {
    if (piece === "") return [];
    const [first, last = first] = piece.split("..").map((day) => `${year}-${day}` as Day);
    const days: Day[] = [];
    for (let day = first!; day <= last!; day = plusDays(day, 1)) days.push(day);
    return days;
  });
}
