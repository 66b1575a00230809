/** HL7 time stamps. A time of day is always written with its zone, as the profile demands. */
import type { WrittenOrganisation } from "./people.ts";

/** «+0300»: how far the zone is from UTC on that day at noon; no zone of Russia changes its clocks within a year. */
function offsetOf(day: string, timeZone: string): string {
  const noon = new Date(`${day}T12:00:00Z`);
  const said = offsetIn(timeZone)
    .formatToParts(noon)
    .find(({ type }) => type === "timeZoneName")?.value;
  const [, offset] = /^GMT([+-]\d\d:\d\d)?$/.exec(said ?? "") ?? [];
  return (offset ?? "+00:00").replace(":", "");
}

/** A formatter costs far more than what it formats: one for each zone. */
const offsets = new Map<string, Intl.DateTimeFormat>();

function offsetIn(timeZone: string): Intl.DateTimeFormat {
  const made = offsets.get(timeZone) ?? new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  offsets.set(timeZone, made);
  return made;
}

/** `hl7Day("2024-05-20")` is «20240520». */
export function hl7Day(day: string): string {
  return day.replaceAll("-", "");
}

/** `hl7Moment("2024-05-20 10:40", …)` is «202405201040+0300», in the organisation's own zone. */
export function hl7Moment(moment: string, at: Pick<WrittenOrganisation, "timeZone">): string {
  const [day, time] = moment.split(" ");
  if (!day || !time) throw new Error(`no moment «${moment}»`);
  return `${hl7Day(day)}${time.replace(":", "")}${offsetOf(day, at.timeZone)}`;
}

/** `plainDay("2024-05-20")` is «20.05.2024»; the time of day may follow. */
export function plainDay(moment: string): string {
  const [day, time] = moment.split(" ");
  const [year, month, date] = day!.split("-");
  return time ? `${date}.${month}.${year} ${time}` : `${date}.${month}.${year}`;
}

/** The day that is so many days later. */
export function daysLater(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}
