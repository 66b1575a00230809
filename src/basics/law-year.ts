/** A year as the Labour Code alone would have it, until the Government's decree moves days off: provisional. */
import type { CalendarYear } from "./calendar.ts";
import { type Day, isWeekend, plusDays } from "./day.ts";

/** ТК РФ, ст. 112, ч. 1, as it stands since 2013. */
const january = ["01-01", "01-02", "01-03", "01-04", "01-05", "01-06", "01-07", "01-08"];
const others = ["02-23", "03-08", "05-01", "05-09", "06-12", "11-04"];

/** The country's fourteen holidays of a year, in order. */
export function lawHolidays(year: number): readonly Day[] {
  return [...january, ...others].map((day) => `${year}-${day}` as Day);
}

/**
 * A holiday on a weekend gives the next working day off (ч. 2), save in January: of those weekend days two are moved by a
 * decree (ч. 2), which nobody can know before it is there. `year`: 2013 or later.
 */
export function lawYear(year: number): CalendarYear {
  const holidays = lawHolidays(year);
  const off = holidays.filter((day) => !isWeekend(day));
  const free = (day: Day) => isWeekend(day) || holidays.includes(day) || off.includes(day);
  for (const holiday of holidays.filter((day) => isWeekend(day) && !january.includes(day.slice(5)))) {
    let day = plusDays(holiday, 1);
    while (free(day)) day = plusDays(day, 1);
    off.push(day);
  }
  const eves = [...holidays.map((day) => plusDays(day, -1)), `${year}-12-31` as Day];
  return {
    year,
    source: `${year}: ТК РФ, ст. 112`,
    provisional: true,
    off: off.sort(),
    worked: [],
    short: eves.filter((day) => day.startsWith(`${year}-`) && !free(day)), // ст. 95: the day just before a holiday
  };
}
