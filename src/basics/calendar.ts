/** Which days are worked: a production calendar for each year, and days off that regions add. No year is guessed. */
import { type Day, isWeekend, yearOf } from "./day.ts";
import { Refusal } from "./refusal.ts";

/** The production calendar of one year, as it differs from «Monday to Friday». */
export interface CalendarYear {
  readonly year: number;
  /** Who says so and as of when, for whoever asks later why a term ended on that day. */
  readonly source: string;
  /** Computed from the law alone: the Government has not moved days off yet, and true dates may differ. */
  readonly provisional: boolean;
  /** Mondays to Fridays that are days off. */
  readonly off: readonly Day[];
  /** Saturdays and Sundays that are worked. */
  readonly worked: readonly Day[];
  /** Worked an hour less (ТК РФ, ст. 95). */
  readonly short: readonly Day[];
}

/** Days off that a region's own act adds: Ураза-байрам, the day of a republic (ТК РФ, ст. 6; 125-ФЗ, ст. 4). */
export interface RegionalDays {
  /** Dictionary 1.2.643.5.1.13.13.99.2.206, two digits: «16». */
  readonly region: string;
  readonly year: number;
  readonly source: string;
  readonly off: readonly Day[];
}

export interface CalendarDay {
  readonly working: boolean;
  readonly short: boolean;
  readonly provisional: boolean;
  /** Whose word this is: the year's calendar, then the region's. */
  readonly sources: readonly string[];
}

/** The calendar that one region works by. */
export interface Calendar {
  /** @throws Refusal "unavailable" CALENDAR_MISSING when nobody has told the year. */
  on(day: Day): CalendarDay;
}

export interface CalendarBook {
  readonly years: readonly CalendarYear[];
  readonly regional: readonly RegionalDays[];
  /** null: the country's days alone. A region that added nothing works by them too. */
  of(region: string | null): Calendar;
}

/** A year that is told twice is as it was told last: what is imported goes after what is built in. */
export function openCalendarBook(years: readonly CalendarYear[], regional: readonly RegionalDays[] = []): CalendarBook {
  const byYear = new Map(years.map((year) => [year.year, year]));
  const byRegion = new Map(regional.map((days) => [`${days.region} ${days.year}`, days]));
  return {
    years: [...byYear.values()].sort((a, b) => a.year - b.year),
    regional: [...byRegion.values()],
    of: (region) => ({
      on(day) {
        const year = byYear.get(yearOf(day)) ?? refuse(yearOf(day));
        const added = byRegion.get(`${region} ${year.year}`);
        const worked = isWeekend(day) ? year.worked.includes(day) : !year.off.includes(day);
        const working = worked && !added?.off.includes(day);
        return {
          working,
          short: working && year.short.includes(day),
          provisional: year.provisional,
          sources: added ? [year.source, added.source] : [year.source],
        };
      },
    }),
  };
}

/** What was counted; null where nobody has told a year that has to be looked at: then nothing is guessed. */
export function whereTold<T>(count: () => T): T | null {
  try {
    return count();
  } catch (error) {
    if (error instanceof Refusal && error.code === "CALENDAR_MISSING") return null;
    throw error;
  }
}

function refuse(year: number): never {
  throw new Refusal("unavailable", "CALENDAR_MISSING", {
    ru: `Нет производственного календаря на ${year} год: сроки в рабочих днях посчитать нельзя. Загрузите его: medkarta calendar import ФАЙЛ`,
    en: `There is no production calendar of ${year}: terms in working days cannot be counted. Import it: medkarta calendar import FILE`,
  });
}
