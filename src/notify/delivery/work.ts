/** The worker: routes what is new, empties each channel by itself, mails confirmation links. As many at once as one likes. */
import { uuidFromDigest } from "../../basics/uuid.ts";
import { type Channel, channels } from "../kinds.ts";
import { mailConfirmation } from "./confirmation.ts";
import { deliverOutside, type Outcome } from "./deliver-outside.ts";
import type { OutsideDeps } from "./deps.ts";
import { channelPause } from "./pauses.ts";
import { routeSome } from "./route.ts";
import * as store from "./store.ts";

export interface OutsideWork {
  /** Resolves when what was in flight has ended. */
  stop(): Promise<void>;
}

export interface Pace {
  /** Between two looks that found nothing. */
  readonly idleMs: number;
  /** Deliveries in flight at once, per channel: what may come twice when the machine dies in that moment. */
  readonly atOnce: number;
}

const plainPace: Pace = { idleMs: 1000, atOnce: 2 };
/** Small: what is claimed and not yet sent waits for the lease to end, should this worker die. */
const BATCH = 16;

export function startOutside(deps: OutsideDeps, onError: (error: unknown) => void, pace = plainPace): OutsideWork {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loops = [
    loop(signal, pace.idleMs, onError, async () => (await routeSome(deps)) > 0),
    ...channels
      .filter((channel) => (channel === "email" ? deps.post : deps.push))
      .map((channel) => channelLoop(deps, channel, signal, pace, onError)),
    ...(deps.post ? [loop(signal, pace.idleMs, onError, () => mailConfirmation(deps))] : []),
  ];
  return {
    async stop() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

function channelLoop(
  deps: OutsideDeps,
  channel: Channel,
  signal: AbortSignal,
  pace: Pace,
  onError: (error: unknown) => void,
): Promise<void> {
  let failures = 0;
  return loop(signal, pace.idleMs, onError, async () => {
    const { found, away } = await deliverSome(deps, channel, { signal, atOnce: pace.atOnce });
    failures = away ? failures + 1 : 0;
    if (away) await pause(channelPause(failures), signal);
    return found > 0;
  });
}

/** One claim of a channel, to its end. */
export async function deliverSome(
  deps: OutsideDeps,
  channel: Channel,
  { signal, atOnce = plainPace.atOnce }: { signal?: AbortSignal; atOnce?: number } = {},
): Promise<{ found: number; away: boolean; outcomes: Partial<Record<Outcome, number>> }> {
  const lease = uuidFromDigest(deps.random(32));
  const now = deps.clock();
  const until = new Date(now.getTime() + deps.leaseMs);
  const claimed = await deps.database.transact((tx) => store.claim(tx, { channel, lease, now, until, most: BATCH }));
  const left = claimed.toReversed();
  const outcomes: Partial<Record<Outcome, number>> = {};
  const away = () => (outcomes.away ?? 0) > 0;
  const hand = async () => {
    for (let row = left.pop(); row; row = left.pop()) {
      const outcome = await deliverOutside(deps, row, lease);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (away() || signal?.aborted) return;
    }
  };
  const hands = await Promise.allSettled(Array.from({ length: atOnce }, hand));
  if (left.length > 0) {
    const ids = left.map((row) => row.delivery_id);
    await deps.database.transact((tx) => store.release(tx, ids, lease, deps.clock()));
  }
  const failed = hands.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
  return { found: claimed.length, away: away(), outcomes };
}

/** Again at once while there is something to do; a fault of ours costs a pause, and never ends the loop. */
async function loop(
  signal: AbortSignal,
  idleMs: number,
  onError: (error: unknown) => void,
  step: () => Promise<boolean>,
): Promise<void> {
  while (!signal.aborted) {
    const found = await step().catch((error: unknown) => {
      onError(error);
      return false;
    });
    if (!found) await pause(idleMs, signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}
