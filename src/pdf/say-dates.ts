/** Dates in words, the same on every machine: Moscow time, as the federal registries count. */

const months = [
  "января",
  "февраля",
  "марта",
  "апреля",
  "мая",
  "июня",
  "июля",
  "августа",
  "сентября",
  "октября",
  "ноября",
  "декабря",
] as const;

/** UTC+3 without summer time, in force since 26.10.2014 (248-ФЗ); documents here are younger. */
const moscow = 3 * 60 * 60 * 1000;

/** «24 ноября 2026, 10:15 (мск)» of an ISO time; the text as it came where it is no time. */
export function sayTime(iso: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return iso;
  const local = new Date(at + moscow);
  const clock = `${pad(local.getUTCHours())}:${pad(local.getUTCMinutes())}`;
  return `${local.getUTCDate()} ${months[local.getUTCMonth()]} ${local.getUTCFullYear()}, ${clock} (мск)`;
}

/** «24.11.2026» of an ISO date or time; the text as it came where it is none. */
export function sayDay(iso: string): string {
  const bare = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (bare) return `${bare[3]}.${bare[2]}.${bare[1]}`;
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return iso;
  const local = new Date(at + moscow);
  return `${pad(local.getUTCDate())}.${pad(local.getUTCMonth() + 1)}.${local.getUTCFullYear()}`;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
