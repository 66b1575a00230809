/** HL7 times: `YYYY[MM[DD[HHMM[SS[.f]]]]][±ZZZZ]`, as values. Nothing here converts a zone: a date is the date that was written. */
import type { CdaTime } from "./facts.ts";

const TIME = /^(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:\.\d{1,6})?([+-]\d{4})?$/;

/** The parts of a time literal. Absent parts are null: precision is information. */
export interface TimeParts {
  readonly year: number;
  readonly month: number | null;
  readonly day: number | null;
  readonly hour: number | null;
  readonly minute: number | null;
  readonly second: number | null;
  /** Minutes east of UTC, null when the literal names no zone. */
  readonly zone: number | null;
}

/** The parts, or null when the literal is not a time that exists (31 February, hour 25). */
export function timeParts(literal: string): TimeParts | null {
  const match = TIME.exec(literal);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => (part ? Number(part) : null));
  if (year === undefined || year === null || year < 1800 || year > 2200) return null;
  const zone = zoneMinutes(match[7]);
  if (zone === undefined) return null;
  const parts: TimeParts = {
    year,
    month: month ?? null,
    day: day ?? null,
    hour: hour ?? null,
    minute: minute ?? null,
    second: second ?? null,
    zone,
  };
  return exists(parts) ? parts : null;
}

/** A time as a fact, or null when the literal is not a time. */
export function readTime(literal: string): CdaTime | null {
  const parts = timeParts(literal);
  if (parts === null) return null;
  const date = `${parts.year}-${two(parts.month ?? 1)}-${two(parts.day ?? 1)}`;
  const { hour, minute, second, zone } = parts;
  if (hour === null || minute === null || zone === null) return { literal, date, instant: null };
  const utc = Date.UTC(parts.year, (parts.month ?? 1) - 1, parts.day ?? 1, hour, minute - zone, second ?? 0);
  return { literal, date, instant: new Date(utc).toISOString() };
}

function zoneMinutes(zone: string | undefined): number | null | undefined {
  if (zone === undefined) return null;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3, 5));
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

function exists({ year, month, day, hour, minute, second }: TimeParts): boolean {
  if (month !== null && (month < 1 || month > 12)) return false;
  if (day !== null && (day < 1 || day > new Date(Date.UTC(year, month ?? 1, 0)).getUTCDate())) return false;
  // A leap second is written as 60.
  return (hour ?? 0) <= 23 && (minute ?? 0) <= 59 && (second ?? 0) <= 60;
}

function two(part: number): string {
  return String(part).padStart(2, "0");
}
