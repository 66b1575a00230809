/** Production calendars: what the house knows by itself, and over it what administrators have imported. */
import { type CalendarBook, openCalendarBook } from "../basics/calendar.ts";
import { productionCalendars } from "../basics/production-calendars.ts";
import type { ReadCalendars } from "../basics/read-calendars.ts";
import type { Sql, Tx } from "../db/sql.ts";
import * as store from "./store.ts";

export interface CalendarDesk {
  current(): Promise<CalendarBook>;
}

/** Another process may have imported a calendar; `staleMs` bounds how long we would not know. */
export function openCalendarDesk(sql: Sql, clock: () => Date, staleMs = 30_000): CalendarDesk {
  let opened: { book: Promise<CalendarBook>; at: number } | null = null;
  return {
    current() {
      const now = clock().getTime();
      if (!opened || now - opened.at > staleMs) {
        const book = loadCalendars(sql);
        opened = { book, at: now };
        // A database that was away is asked again at the next question.
        book.catch(() => {
          if (opened?.book === book) opened = null;
        });
      }
      return opened.book;
    },
  };
}

export async function loadCalendars(sql: Sql): Promise<CalendarBook> {
  const { years, regional } = await store.calendars(sql);
  return openCalendarBook([...productionCalendars, ...years], regional);
}

/** Until when terms can be counted for certain, and at all: whoever keeps the house imports the next year before that. */
export function lastYears({ years }: CalendarBook): { decreed: number; known: number } {
  const last = (of: CalendarBook["years"]) => Math.max(...of.map(({ year }) => year));
  return { decreed: last(years.filter(({ provisional }) => !provisional)), known: last(years) };
}

/**
 * Adds what the file says; what was imported just so already stays as it is.
 * Returns how many calendars are new: of years, and of years of regions.
 */
export async function importCalendars(tx: Tx, { years, regional }: ReadCalendars, now: Date): Promise<number> {
  let added = 0;
  for (const year of years) added += await store.addCalendar(tx, { region: null, ...year }, now);
  for (const days of regional) added += await store.addCalendar(tx, { worked: [], short: [], ...days }, now);
  return added;
}
