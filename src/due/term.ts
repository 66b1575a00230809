/** «До 30 рабочих дней»: the term of what is due, in the organisation's own region; nothing where the calendar is missing. */
import { type Calendar, whereTold } from "../basics/calendar.ts";
import type { Day } from "../basics/day.ts";
import { addWorkingDays, countWorkingDays, type Standing, standingOf, type Term } from "../basics/working-days.ts";

/** The leaflet: working days from the visit, whose own day is not counted. */
const LONGEST_WAIT = 30;

export function termOf(calendar: Calendar, happenedOn: Day): Term | null {
  return whereTold(() => addWorkingDays(calendar, happenedOn, LONGEST_WAIT));
}

/** «День 8 из 30» */
export function standing(calendar: Calendar, happenedOn: Day, today: Day): Standing | null {
  return whereTold(() => standingOf(calendar, happenedOn, LONGEST_WAIT, today));
}

/** Working days from the visit to the day on which its document was registered. */
export function delayOf(calendar: Calendar, happenedOn: Day, registeredOn: Day): number | null {
  return whereTold(() => countWorkingDays(calendar, happenedOn, registeredOn));
}
