/** Why a document of a visit cannot come, known from the beginning; null when it is to be waited for. */
import { type Day, plusDays } from "../basics/day.ts";

export const whyNotReasons = ["region", "not-electronic", "before", "long-ago"] as const;
export type WhyNot = (typeof whyNotReasons)[number];

export interface Place {
  readonly connected: boolean;
  /** Since when the organisation keeps its cards electronically; null: on paper still. */
  readonly electronicSince: string | null;
}

/** The leaflet: documents issued before 1 September 2022 do not come. */
const FIRST_DAY = "2022-09-01";
/** Nobody is asked by itself for what happened longer ago; whoever wants it can ask. */
const LONG_AGO_DAYS = 365;

/** `shownFrom`: the day of the house itself, where it shows other days than the leaflet says. */
export function whyNot(place: Place, happenedOn: Day, today: Day, shownFrom: string | null): WhyNot | null {
  if (!place.connected) return "region";
  if (happenedOn < (shownFrom ?? FIRST_DAY)) return "before";
  if (place.electronicSince === null || happenedOn < place.electronicSince) return "not-electronic";
  return happenedOn < plusDays(today, -LONG_AGO_DAYS) ? "long-ago" : null;
}
