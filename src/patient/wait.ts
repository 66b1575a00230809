/** «Иногда это может занять до 30 рабочих дней»: until which day a patient waits before a document counts as missing. */
import { type Calendar, whereTold } from "../basics/calendar.ts";
import { type Day, yearOf } from "../basics/day.ts";
import { addWorkingDays, lastOver } from "../basics/working-days.ts";

/** The leaflet: working days from the visit, whose own day is not counted. */
const LONGEST_WAIT = 30;

export interface Wait {
  /** The last day of the term of a visit today. */
  readonly last: Day;
  /** The year whose days off are not decreed yet, so that the last day may move; null when it is certain. */
  readonly undecreed: number | null;
  /** Of visits on this day and before, the term is over. */
  readonly over: Day;
}

/** null when a calendar is missing: then no day is told rather than a wrong one. */
export function waitOf(calendar: Calendar, today: Day): Wait | null {
  return whereTold(() => {
    const { last, provisional } = addWorkingDays(calendar, today, LONGEST_WAIT);
    return { last, undecreed: provisional ? yearOf(last) : null, over: lastOver(calendar, LONGEST_WAIT, today) };
  });
}
