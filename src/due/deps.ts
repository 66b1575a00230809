/** What this room works with. */
import type { CalendarBook } from "../basics/calendar.ts";
import type { Keyring } from "../db/keyring.ts";

export interface Calendars {
  current(): Promise<CalendarBook>;
}

export interface DueDeps {
  readonly keyring: Keyring;
  readonly calendars: Calendars;
  readonly clock: () => Date;
  /** Issued earlier: registered, not shown. null: all are shown. */
  readonly shownFrom: string | null;
}
