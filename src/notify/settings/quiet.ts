/** «Не беспокоить с 22 до 8»: by the person's own clock. */
import { minuteOf } from "../../basics/day.ts";

const FROM = 22 * 60;
const UNTIL = 8 * 60;
const DAY = 24 * 60;

/** When the quiet hours end; null when it is not quiet now. Where clocks change that night it is asked once more at its end. */
export function quietUntil(now: Date, zone: string): Date | null {
  const minute = minuteOf(now, zone);
  if (minute >= UNTIL && minute < FROM) return null;
  const left = minute >= FROM ? DAY - minute + UNTIL : UNTIL - minute;
  return new Date(Math.floor(now.getTime() / 60_000) * 60_000 + left * 60_000);
}
