/** Where a list goes on: the mark of the last row, as addresses carry it. One that was tampered with is as no mark: the list starts anew. */
import { type Day, parseDay } from "./day.ts";

const ID = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";
const ofDay = new RegExp(`^(\\d{4}-\\d{2}-\\d{2})_${ID}$`);
/** Milliseconds, until the year 2286. */
const ofInstant = new RegExp(`^(\\d{1,13})_${ID}$`);

/** «2026-11-24_<id>»; 2026-02-30 has the right shape, and the database would choke on it. */
export function readDayMark(mark: string | null): { readonly day: Day; readonly id: string } | null {
  const [, text = "", id = ""] = ofDay.exec(mark ?? "") ?? [];
  const day = parseDay(text);
  return day && { day, id };
}

/** «1795476000000_<id>» */
export function readInstantMark(mark: string | null): { readonly at: Date; readonly id: string } | null {
  const [, at = "", id = ""] = ofInstant.exec(mark ?? "") ?? [];
  return id === "" ? null : { at: new Date(Number(at)), id };
}
