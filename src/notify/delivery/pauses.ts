/** How long to wait before trying again. */
const FIRST_MS = 15_000;
const LONGEST_MS = 3_600_000;
/** Older than this, a letter says nothing that is worth saying: it is shown to people of the service instead. */
const GIVE_UP_AFTER_MS = 24 * 3_600_000;

/** 15 s, 30 s, 1 min … 1 hour, each a fifth up or down, lest all come at once. `chance`: 0 ≤ x < 1. */
function pauseAfter(attempt: number, chance: number): number {
  const pause = Math.min(FIRST_MS * 2 ** Math.min(attempt - 1, 20), LONGEST_MS);
  return Math.round(pause * (0.8 + 0.4 * chance));
}

/** When the next try is; null: no more. */
export function nextTry(about: { attempt: number; dueAt: Date; now: Date; chance: number }): Date | null {
  const next = new Date(about.now.getTime() + pauseAfter(about.attempt, about.chance));
  return next.getTime() - about.dueAt.getTime() > GIVE_UP_AFTER_MS ? null : next;
}

/** While a whole service is away nobody's letter is tried more often than this: 1 s, 2 s … 1 min. */
export function channelPause(failures: number): number {
  return Math.min(1000 * 2 ** Math.min(failures - 1, 10), 60_000);
}

export function chanceOf(random: (bytes: number) => Buffer): number {
  return random(4).readUInt32BE() / 2 ** 32;
}
