/** Step 7. A registered document reaches its patient: a notice in the cabinet, exactly once. Safe to repeat. */

import { answerByCorrection } from "../appeals/answer-by-correction.ts";
import { answerByArrival } from "../appeals/report-missing.ts";
import { uuidOf } from "../basics/uuid.ts";
import type { Database } from "../db/database.ts";
import type { DueDeps } from "../due/deps.ts";
import { expectOfReferrals } from "../due/expect.ts";
import { tickOff } from "../due/tick-off.ts";
import { insertDeliveryNotices } from "./notices/store.ts";

export interface DeliverDeps {
  readonly database: Database;
  readonly clock: () => Date;
  readonly shownFrom: string | null;
  readonly due: DueDeps;
}

export interface Delivery {
  readonly patientId: string;
  readonly documentId: string;
}

/**
 * The notices of a batch in one statement: a document that is not shown, or was erased meanwhile, gives none. What the
 * documents answer is due no longer; what they refer to is due from now on. An appeal that asked for one is answered.
 */
export async function deliver(deps: DeliverDeps, batch: readonly Delivery[]): Promise<void> {
  const patientIds = batch.map((delivery) => delivery.patientId);
  const documentIds = batch.map((delivery) => delivery.documentId);
  const noticeIds = batch.map(({ documentId }) => uuidOf(`notice delivered ${documentId}`));
  await deps.database.transact(async (tx) => {
    await insertDeliveryNotices(tx, {
      patientIds,
      documentIds,
      noticeIds,
      shownFrom: deps.shownFrom,
      at: deps.clock(),
    });
    await expectOfReferrals(tx, deps.due, patientIds, documentIds);
    await answerByArrival(tx, deps.due, await tickOff(tx, deps.due, patientIds));
    await answerByCorrection(tx, deps.due, batch);
  });
}
