/** The organisation that papers are asked of: its window, and the days on which one can come. */
import type { CalendarBook } from "../basics/calendar.ts";
import { type Day, dayOf, minuteOf, plusDays } from "../basics/day.ts";
import { type Hours, openOrUnknown, parseHours } from "../basics/opening-hours.ts";
import type { OrganisationRow } from "./store.ts";

export interface PaperPlace {
  readonly oid: string;
  readonly name: string;
  readonly shortName: string;
  readonly address: string | null;
  readonly phone: string | null;
  /** As it stands in the card. */
  readonly hours: string | null;
  readonly zone: string;
  /** Day since which records are kept electronically; null: on paper still. */
  readonly electronicSince: string | null;
  readonly regionCode: string;
}

export function placeOf(row: OrganisationRow): PaperPlace {
  const { short_name: shortName, time_zone: zone, electronic_since: electronicSince, region_code: regionCode } = row;
  const { oid, name, address, phone, hours } = row;
  return { oid, name, shortName, address, phone, hours, zone, electronicSince, regionCode };
}

export interface ComingDay {
  readonly day: Day;
  readonly today: boolean;
  /** null: the window's hours of this day are not known. */
  readonly hours: Hours | null;
}

/** One looks no further: a copy is given on the day one comes, whichever that is. */
const DAYS_AHEAD = 14;
const MOST = 8;

/**
 * The days that one can come on, today among them while the window is open. Where the hours cannot be told for certain,
 * every day, without hours: the page then says to call before.
 */
export function comingDays(place: PaperPlace, book: CalendarBook, now: Date): ComingDay[] {
  const today = dayOf(now, place.zone);
  const minute = minuteOf(now, place.zone);
  const week = parseHours(place.hours);
  const found: ComingDay[] = [];
  for (let ahead = 0; ahead <= DAYS_AHEAD && found.length < MOST; ahead++) {
    const day = plusDays(today, ahead);
    const hours = week === null ? "unknown" : openOrUnknown(week, book.of(place.regionCode), day);
    if (hours === null || (hours !== "unknown" && ahead === 0 && hours.until <= minute)) continue;
    found.push({ day, today: ahead === 0, hours: hours === "unknown" ? null : hours });
  }
  return found;
}

/** Whether the day that the patient comes on is over at the window: what was not given by then is late. */
export function isOver(
  place: Pick<PaperPlace, "zone" | "hours" | "regionCode">,
  book: CalendarBook,
  day: Day,
  now: Date,
) {
  const today = dayOf(now, place.zone);
  if (today !== day) return today > day;
  const week = parseHours(place.hours);
  const hours = week === null ? "unknown" : openOrUnknown(week, book.of(place.regionCode), day);
  return hours !== "unknown" && hours !== null && minuteOf(now, place.zone) >= hours.until;
}
