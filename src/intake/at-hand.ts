/**
 * Documents just received, kept parsed for the moment until they are accepted, so that the same process does not
 * decrypt, hash and parse them twice. Only a shortcut: whatever is not at hand is opened from the content store.
 */
import type { Submitted } from "./submitted.ts";

export interface AtHand {
  keep(documentId: string, submitted: Submitted): void;
  /** Gives it away: the second to ask finds nothing. */
  take(documentId: string): Submitted | null;
}

export function openAtHand(maxBytes = 64 * 1024 * 1024): AtHand {
  const kept = new Map<string, Submitted>();
  let bytes = 0;
  const drop = (documentId: string) => {
    const found = kept.get(documentId);
    if (found) {
      bytes -= found.document.bytes.length;
      kept.delete(documentId);
    }
    return found ?? null;
  };
  return {
    keep(documentId, submitted) {
      drop(documentId);
      kept.set(documentId, submitted);
      bytes += submitted.document.bytes.length;
      for (const oldest of kept.keys()) {
        if (bytes <= maxBytes) break;
        drop(oldest);
      }
    },
    take: drop,
  };
}
