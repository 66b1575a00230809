/** The hand that seals: asks a few times a second whether anything waits, and seals until nothing does. */
import type { Database } from "../db/database.ts";
import { SealRefusal, type SealRefusalCode } from "./refusal.ts";
import { seal } from "./seal.ts";
import { LostRace } from "./signed-state.ts";
import type { Signer } from "./signer.ts";
import { readBacklog, type StoredCheckpoint } from "./store.ts";

export interface SealerOptions {
  readonly database: Database;
  readonly signer: Signer;
  readonly clock: () => Date;
  /** Between two looks at the queue; 200 when not said. */
  readonly everyMs?: number;
  readonly onSealed?: (result: { sealed: number; checkpoint: StoredCheckpoint }) => void;
  /** Once for each new trouble, not for each repetition of it. */
  readonly onError?: (error: unknown) => void;
}

/** For /readyz and /metrics. */
export interface SealerState {
  /** `refusing` needs a person; `failing` is tried again by itself. */
  readonly health: "starting" | "well" | "failing" | "refusing";
  readonly refusal?: SealRefusalCode;
  /** Size of the latest checkpoint this sealer knows. */
  readonly size: number;
  /** Since when entries have been waiting, or the log could not be signed; null when nothing waits. */
  readonly waitingSince: Date | null;
}

export interface Sealer {
  /** Something was registered: look now. */
  kick(): void;
  state(): SealerState;
  /** Ends after the round that is under way. */
  stop(): Promise<void>;
}

const EVERY_MS = 200;
/** After a failure the next look is later, up to this: neither database nor logs are flooded by what does not get better. */
const LONGEST_PAUSE_MS = 5_000;

export function startSealer(options: SealerOptions): Sealer {
  const { database, signer, clock, everyMs = EVERY_MS } = options;
  let state: SealerState = { health: "starting", size: 0, waitingSince: null };
  let trouble = "";
  let failures = 0;
  let stopped = false;
  let kicked = false;
  let deaf = false;
  let wake: () => void = () => {};

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** True when it sealed something. */
  const look = async (): Promise<boolean> => {
    const { waiting, size, signed } = await readBacklog(database.sql, signer.log);
    if (state.health === "well" && signed === state.size && size === signed && !waiting) {
      state = { ...state, waitingSince: null };
      return false;
    }
    if (stopped) return false; // told to stop while asking: nothing was tried, so nothing new is known
    let sealed = 0;
    for (let more = true; more && !stopped; ) {
      state = { ...state, waitingSince: sealed > 0 ? clock() : (state.waitingSince ?? clock()) };
      const result = await seal(database, signer, clock());
      more = result.more;
      sealed += result.sealed;
      const { checkpoint } = result;
      if (checkpoint && checkpoint.size > state.size) {
        state = { ...state, size: checkpoint.size };
        options.onSealed?.({ sealed: result.sealed, checkpoint });
      }
    }
    state = { health: "well", size: state.size, waitingSince: null };
    return sealed > 0;
  };

  const endure = (error: unknown) => {
    if (error instanceof LostRace) return; // the other one is sealing
    failures++;
    const { size, waitingSince } = state;
    state =
      error instanceof SealRefusal
        ? { health: "refusing", refusal: error.code, size, waitingSince }
        : { health: "failing", size, waitingSince };
    const text = String(error);
    if (text !== trouble) options.onError?.(error);
    trouble = text;
  };

  const run = async () => {
    while (!stopped) {
      kicked = false;
      let sealed = false;
      try {
        sealed = await look();
        failures = 0;
        trouble = "";
      } catch (error) {
        endure(error);
      }
      // Right after a round no kick is heard: under load a round each everyMs takes all that came meanwhile, where a
      // round for each registration would cost more than the registrations.
      deaf = sealed || failures > 0;
      if (!stopped && (deaf || !kicked)) await pause(Math.min(everyMs * 2 ** Math.min(failures, 10), LONGEST_PAUSE_MS));
    }
  };
  const ended = run();

  return {
    kick() {
      kicked = true;
      if (!deaf) wake();
    },
    state: () => state,
    async stop() {
      stopped = true;
      wake();
      await ended;
    },
  };
}
