/** Long polling: whoever asked to wait is woken when the submission is decided, here or in another process. */
export interface Waiters {
  wake(documentId: string): void;
  /** Resolves when woken, or after `ms`, whichever comes first. */
  wait(documentId: string, ms: number): Promise<void>;
}

export function openWaiters(): Waiters {
  const waiting = new Map<string, Set<() => void>>();
  return {
    wake(documentId) {
      for (const wake of waiting.get(documentId) ?? []) wake();
    },
    wait(documentId, ms) {
      return new Promise((resolve) => {
        const mine = waiting.get(documentId) ?? new Set();
        waiting.set(documentId, mine);
        const done = () => {
          clearTimeout(timer);
          mine.delete(done);
          if (mine.size === 0) waiting.delete(documentId);
          resolve();
        };
        const timer = setTimeout(done, ms);
        mine.add(done);
      });
    },
  };
}
