/** Until when an appeal is to be answered: working days where whoever holds it works. */
import { type CalendarBook, whereTold } from "../basics/calendar.ts";
import { type Day, dayOf, endOfDay, parseDay } from "../basics/day.ts";
import { addWorkingDays } from "../basics/working-days.ts";
import type { Severity } from "./reasons.ts";
import type { Holder } from "./states.ts";

/** Working days: the sooner the more harm may come of waiting (docs/decisions/0066). */
const daysOf: Readonly<Record<Holder, Readonly<Record<Severity, number>>>> = {
  organisation: { 1: 5, 2: 10, 3: 10 },
  support: { 1: 1, 2: 3, 3: 5 },
  region: { 1: 5, 2: 10, 3: 10 },
};

/** Working days within which a holder answers. */
export function daysToAnswer(holder: Holder, severity: Severity): number {
  return daysOf[holder][severity];
}

/** Whoever asked the patient has at least so long after the answer. */
const DAYS_AFTER_REPLY = 3;

/** Where a holder works. */
export interface Place {
  readonly regionCode: string | null;
  /** IANA. */
  readonly zone: string;
}

/** The registry itself: its support and the regions' desks are asked by Moscow's time. */
export const registryPlace: Place = { regionCode: null, zone: "Europe/Moscow" };

export interface AppealTerm {
  /** null: the production calendar of a year is missing. Nothing is guessed; the term is set once it is there. */
  readonly dueOn: Day | null;
  readonly dueAt: Date | null;
  readonly provisional: boolean;
}

export function termOf(book: CalendarBook, place: Place, holder: Holder, severity: Severity, from: Date): AppealTerm {
  return termIn(book, place, daysToAnswer(holder, severity), from);
}

/** The term after the patient's answer: what it was, or a little more. */
export function termAfterReply(book: CalendarBook, place: Place, dueOn: string | null, from: Date): AppealTerm {
  const later = termIn(book, place, DAYS_AFTER_REPLY, from);
  if (dueOn === null || later.dueOn === null || later.dueOn >= dueOn) return later;
  const day = parseDay(dueOn);
  return day === null ? later : { ...later, dueOn: day, dueAt: endOfDay(day, place.zone) };
}

function termIn(book: CalendarBook, { regionCode, zone }: Place, days: number, from: Date): AppealTerm {
  const term = whereTold(() => addWorkingDays(book.of(regionCode), dayOf(from, zone), days));
  if (!term) return { dueOn: null, dueAt: null, provisional: false };
  return { dueOn: term.last, dueAt: endOfDay(term.last, zone), provisional: term.provisional };
}
