/**
 * «30 рабочих дней»: terms counted in working days. The day of the event is not counted (ГК РФ, ст. 191), and a term ends on
 * a working day (ст. 193). Days are those of the organisation's zone (`dayOf`), since at 23:30 in Kamchatka it is another
 * day in Moscow. All of these throw the Refusal CALENDAR_MISSING when a day that has to be looked at is of an untold year.
 */
import type { Calendar } from "./calendar.ts";
import { type Day, plusDays } from "./day.ts";

export interface Term {
  /** The last day of the term, a working one: the term is over when this day is. */
  readonly last: Day;
  /** A calendar that was looked at is not decreed yet: the day may move. Say so wherever the day is said. */
  readonly provisional: boolean;
  /** The calendars that were looked at, to be kept beside the day: a calendar may be amended later. */
  readonly sources: readonly string[];
}

/**
 * The term that began with an event. `days`: working days, 0 or more; 0 is the event's own day, moved forward to a working
 * day.
 */
export function addWorkingDays(calendar: Calendar, event: Day, days: number): Term {
  if (!Number.isSafeInteger(days) || days < 0) throw new RangeError(`a term of ${days} working days`);
  const seen = new Set<string>();
  let provisional = false;
  const isWorking = (day: Day) => {
    const told = calendar.on(day);
    provisional ||= told.provisional;
    for (const source of told.sources) seen.add(source);
    return told.working;
  };
  let last = event;
  if (days === 0) while (!isWorking(last)) last = plusDays(last, 1);
  for (let left = days; left > 0; ) {
    last = plusDays(last, 1);
    if (isWorking(last)) left--;
  }
  return { last, provisional, sources: [...seen] };
}

/** Working days after the event up to and including the day: 0 on the event's own day and before. */
export function countWorkingDays(calendar: Calendar, event: Day, day: Day): number {
  let count = 0;
  for (let one = plusDays(event, 1); one <= day; one = plusDays(one, 1)) if (calendar.on(one).working) count++;
  return count;
}

export interface Standing extends Term {
  /** «День 12 из 30»: today, or on a day off the last working day before it; 0 until the first one. Never over `of`. */
  readonly number: number;
  readonly of: number;
  /** Working days still to come after today. */
  readonly left: number;
  /** The last day has passed. */
  readonly over: boolean;
}

/** Where a term of so many working days stands today. */
export function standingOf(calendar: Calendar, event: Day, days: number, today: Day): Standing {
  const term = addWorkingDays(calendar, event, days);
  const over = today > term.last;
  const number = over ? days : Math.min(days, countWorkingDays(calendar, event, today));
  return { ...term, number, of: days, left: days - number, over };
}

/**
 * The latest day of an event whose term is over today: the terms of this one and of all before it are. `days`: working
 * days, 1 or more.
 */
export function lastOver(calendar: Calendar, days: number, today: Day): Day {
  let day = plusDays(today, -1);
  for (let left = days; left > 0; day = plusDays(day, -1)) if (calendar.on(day).working) left--;
  return day;
}
