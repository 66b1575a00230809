/**
 * The patrol: some 1 % of the documents a day in small steps, and everything once a week, beside the work of the house.
 * Several workers share it: a step or a pass is one worker's until its lease ends.
 */
import type { Sql } from "../db/sql.ts";
import { type LogName, logNames } from "./names.ts";
import { type PassDeps, pass } from "./patrol/pass.ts";
import { type StepDeps, step } from "./patrol/step.ts";
import * as store from "./patrol/store.ts";

export interface PatrolOptions extends StepDeps {
  readonly walk: (log: LogName, rest: () => Promise<void>) => ReturnType<PassDeps["walk"]>;
  readonly onError: (error: unknown) => void;
}

export interface Patrol {
  /** Ends between two pages. */
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 60_000;
const FIRST_PASS_MS = 60 * 60_000;

class Stopped extends Error {}

export function startPatrol(options: PatrolOptions): Patrol {
  const { database, clock } = options;
  let stopped = false;
  let wake: () => void = () => {};
  const wait = async (ms: number) => {
    if (!stopped)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        timer.unref();
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    if (stopped) throw new Stopped();
  };

  const look = async () => {
    const now = clock();
    for (const log of logNames)
      await database.transact((tx) => store.begin(tx, log, now, new Date(now.getTime() + FIRST_PASS_MS)));
    await step(options);
    for (const log of logNames) await pass({ ...options, log, wait, walk: (rest) => options.walk(log, rest) });
  };

  const run = async () => {
    for (;;) {
      await wait(LOOK_EVERY_MS);
      await look().catch((error) => {
        if (error instanceof Stopped) throw error;
        options.onError(error);
      });
    }
  };
  const ended = run().catch(() => {}); // told to stop
  return {
    async stop() {
      stopped = true;
      wake();
      await ended;
    },
  };
}

/** For /readyz, /metrics and the page of the service. */
export interface PatrolState {
  /** By code: what was found since the last full pass began. */
  readonly open: Readonly<Record<string, number>>;
  /** Documents that the steady check has looked at. */
  readonly checked: number;
  /** When the last full pass of the documents ended. */
  readonly passedAt: Date | null;
}

export async function patrolState(sql: Sql): Promise<PatrolState> {
  const [open, row] = await Promise.all([store.openFindings(sql), store.patrolRow(sql, "docs")]);
  return { open: Object.fromEntries(open.map(({ code, count }) => [code, count])), ...row };
}
