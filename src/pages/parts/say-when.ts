/** The day that somebody comes on: «сегодня», «завтра, 25 ноября», «в пятницу, 27 ноября 2026». */
import { sayDay } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

/** `ahead`: days from today. */
export function sayAhead(viewer: Viewer, day: string, ahead: number): string {
  const w = words(viewer.language).organisations;
  if (ahead === 0) return w.today;
  const weekday = w.weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] ?? "";
  return `${ahead === 1 ? w.tomorrow : weekday}, ${sayDay(viewer.language, day)}`;
}
