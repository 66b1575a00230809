/** HL7 time stamps of the demo. A time of day is always written with its zone, as the profile demands. */
import type { DemoOrganisation } from "../people/shapes.ts";

/** Both zones of the demo keep one offset all year and have kept it since before September 2022. */
const offsets: Readonly<Record<string, string>> = { "Europe/Moscow": "+0300", "Asia/Novosibirsk": "+0700" };

/** `hl7Day("2024-05-20")` is «20240520». */
export function hl7Day(day: string): string {
  return day.replaceAll("-", "");
}

/** `hl7Moment("2024-05-20 10:40", …)` is «202405201040+0300», in the organisation's own zone. */
export function hl7Moment(moment: string, at: DemoOrganisation): string {
  const [day, time] = moment.split(" ");
  const offset = offsets[at.timeZone];
  if (!day || !time || !offset) throw new Error(`no moment «${moment}» in the zone ${at.timeZone}`);
  return `${hl7Day(day)}${time.replace(":", "")}${offset}`;
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
