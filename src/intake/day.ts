/** 2026-02-30 has the right shape and is no day: it must not reach a database that would choke on it. */

/** `day`: already of the shape YYYY-MM-DD. */
export function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
