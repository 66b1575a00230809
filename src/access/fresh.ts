/** What cannot be undone asks for a login of just now: an unlocked screen is no person. */
import type { Subject } from "./subject.ts";

/** How long ago the login may be. */
export const FRESH_MINUTES = 5;

export function isFresh(subject: Subject, now: Date): boolean {
  return now.getTime() - subject.startedAt.getTime() < FRESH_MINUTES * 60_000;
}
