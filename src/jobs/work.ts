/** What goes on behind the doors: accepting, delivering, and a broom. Every job is safe to repeat. */
import { sweepWindow } from "../access/session.ts";
import type { AppealDeps } from "../appeals/deps.ts";
import { sweepAppeals } from "../appeals/sweep.ts";
import type { Database } from "../db/database.ts";
import { accept } from "../intake/accept.ts";
import type { IntakeDeps } from "../intake/deps.ts";
import { type Contradiction, recheckSignatures } from "../intake/recheck/recheck.ts";
import { waitingSince } from "../intake/store.ts";
import { sweepOutside } from "../notify/delivery/state.ts";
import { deliver } from "../patient/deliver.ts";
import { keepDue } from "./keep-due.ts";

export interface JobsDeps {
  readonly intake: IntakeDeps;
  readonly appeals: AppealDeps;
  /** Sessions and logins belong to the portal's role. */
  readonly portal: Database;
  readonly shownFrom: string | null;
  readonly onError: (error: unknown) => void;
  /** A newer revocation list speaks against a signature that was accepted. */
  readonly onContradicted: (found: Contradiction) => void;
}

export interface Jobs {
  stop(): void;
}

const SWEEP_EVERY_MS = 60_000;

export async function startJobs(deps: JobsDeps): Promise<Jobs> {
  const { intake } = deps;
  await intake.queue.work("accept", { batch: 16 }, (batch) => each(batch, (job) => accept(intake, job.documentId)));
  const delivery = { database: intake.database, clock: intake.clock, shownFrom: deps.shownFrom, due: intake.due };
  await intake.queue.work("deliver", { batch: 100 }, (batch) => deliver(delivery, batch));

  const sweep = () => sweepOnce(deps).catch(deps.onError);
  const timer = setInterval(sweep, SWEEP_EVERY_MS);
  void sweep();
  const due = keepDue(intake, deps.onError);
  return {
    stop() {
      clearInterval(timer);
      due.stop();
    },
  };
}

/** One bad job must not stop the others of its batch; the batch comes again, and what was done stays done. */
async function each<T>(batch: readonly T[], deed: (job: T) => Promise<void>): Promise<void> {
  const results = await Promise.allSettled(batch.map(deed));
  const failed = results.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}

async function sweepOnce(deps: JobsDeps): Promise<void> {
  const { intake } = deps;
  const now = intake.clock();
  // The job is written with the submission, so this finds something only after a queue was lost or restored.
  const late = new Date(now.getTime() - 5 * SWEEP_EVERY_MS);
  for (const documentId of await waitingSince(intake.database.sql, late)) {
    await accept(intake, documentId).catch(deps.onError); // one that cannot be decided must not hold up the others
  }
  await deps.portal.transact((tx) => sweepWindow(tx, now));
  await sweepAppeals(intake.database, deps.appeals, deps.onError);
  await intake.database.transact((tx) => sweepOutside(tx, now));
  await recheckSignatures(intake, deps.onContradicted);
}
