/** What is due is looked after: visits told earlier, overdue documents, terms that wait for a calendar, usual delays. */
import { askForOverdue } from "../appeals/report-missing.ts";
import type { Tx } from "../db/sql.ts";
import type { DueDeps } from "../due/deps.ts";
import { backfillVisits } from "../due/upkeep/backfill.ts";
import { computeDelays } from "../due/upkeep/delays.ts";
import { type Overdue, raiseOverdue } from "../due/upkeep/raise.ts";
import { recountTerms } from "../due/upkeep/recount.ts";
import type { IntakeDeps } from "../intake/deps.ts";

const MINUTE_MS = 60_000;

/** Every deed is safe to repeat, and to do in several processes at once. */
export function keepDue({ database, due, clock }: IntakeDeps, onError: (error: unknown) => void): { stop(): void } {
  const often = () => raiseOverdue(database, due, (tx, late) => ask(tx, due, late)).catch(onError);
  const hourly = () =>
    recountTerms(database, due)
      .then(() => computeDelays(database, clock()))
      .catch(onError);
  const timers = [setInterval(often, 5 * MINUTE_MS), setInterval(hourly, 60 * MINUTE_MS)];
  void backfillVisits(database, due)
    .catch(onError)
    .then(() => often())
    .then(() => hourly());
  return { stop: () => timers.forEach(clearInterval) };
}

/** The organisation answers to an appeal as to a patient's. */
export function ask(tx: Tx, deps: DueDeps, late: Overdue): Promise<void> {
  return askForOverdue(tx, deps, {
    patientId: late.patient_id,
    dueId: late.due_id,
    careRecordId: late.source_id,
    organisationOid: late.organisation_oid,
    leaflet: late.leaflets[0] ?? null,
    happenedOn: late.happened_on,
  });
}
