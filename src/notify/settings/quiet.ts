/** «Не беспокоить с 22 до 8»: by the person's own clock. */

const FROM = 22 * 60;
const UNTIL = 8 * 60;
const DAY = 24 * 60;

/** When the quiet hours end; null when it is not quiet now. Where clocks change that night it is asked once more at its end. */
export function quietUntil(now: Date, zone: string): Date | null {
  const minute = minuteOfDay(now, zone);
  if (minute >= UNTIL && minute < FROM) return null;
  const left = minute >= FROM ? DAY - minute + UNTIL : UNTIL - minute;
  return new Date(Math.floor(now.getTime() / 60_000) * 60_000 + left * 60_000);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function minuteOfDay(now: Date, zone: string): number {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    clocks.set(zone, clock);
  }
  const [hour = 0, minute = 0] = clock.format(now).split(":").map(Number);
  return hour * 60 + minute;
}
