/** A full pass: everything of one log, once a week, slowly, by one worker. */
import type { Database } from "../../db/database.ts";
import type { Tx } from "../../db/sql.ts";
import type { Finding } from "../fsck/findings.ts";
import type { FsckReport } from "../fsck.ts";
import type { LogName } from "../names.ts";
import * as store from "./store.ts";

export interface PassDeps {
  readonly database: Database;
  readonly log: LogName;
  readonly clock: () => Date;
  /** Begins a walk that rests by this after each page. */
  readonly walk: (rest: () => Promise<void>) => Promise<AsyncGenerator<Finding, FsckReport>>;
  /** Throws when the worker is told to stop. */
  readonly wait: (ms: number) => Promise<void>;
  readonly onFinding: (found: Finding) => void;
}

const WEEK_MS = 7 * 86_400_000;
const LEASE_MS = 15 * 60_000;
/** Of four moments it works in one. */
const REST = 3;
const LONGEST_REST_MS = 3_000;

/** Null: it is not due, or another worker is at it. A walk that is broken off begins anew when its lease has ended. */
export async function pass(deps: PassDeps): Promise<FsckReport | null> {
  const { database, log, clock } = deps;
  const began = clock();
  const later = (ms: number) => new Date(clock().getTime() + ms);
  if (!(await database.transact((tx) => store.claimPass(tx, log, began, later(LEASE_MS))))) return null;

  let leased = began.getTime();
  let worked = performance.now();
  const walking = await deps.walk(async () => {
    await deps.wait(Math.min(LONGEST_REST_MS, REST * (performance.now() - worked)));
    worked = performance.now();
    if (clock().getTime() - leased < LEASE_MS / 5) return;
    leased = clock().getTime();
    await database.transact((tx) => store.leasePass(tx, log, later(LEASE_MS)));
  });
  let next = await walking.next();
  while (!next.done) {
    const found = next.value;
    if (await database.transact((tx) => store.insertFinding(tx, log, found, began.toISOString(), clock())))
      deps.onFinding(found);
    next = await walking.next();
  }
  await database.transact((tx) => endPass(tx, log, next.value as FsckReport, began, clock()));
  return next.value;
}

/** A walk that somebody made by hand, as if it had been the weekly one. */
export async function recordPass(
  tx: Tx,
  log: LogName,
  report: FsckReport,
  findings: readonly Finding[],
  began: Date,
  now: Date,
): Promise<void> {
  for (const found of findings) await store.insertFinding(tx, log, found, began.toISOString(), now);
  await endPass(tx, log, report, began, now);
}

/** What was found before it began, and not again, is past. */
async function endPass(tx: Tx, log: LogName, report: FsckReport, began: Date, now: Date): Promise<void> {
  const findings = Object.values(report.counts).reduce((sum, count) => sum + count, 0);
  const { leaves, records } = report;
  const next = new Date(began.getTime() + WEEK_MS);
  await store.endPass(tx, { log, beganAt: began, endedAt: now, leaves, records, findings }, next);
}
