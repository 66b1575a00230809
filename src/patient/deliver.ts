/** Step 7. A registered document reaches its patient: a notice in the cabinet, exactly once. Safe to repeat. */
import { uuidOf } from "../basics/uuid.ts";
import type { Database } from "../db/database.ts";
import * as store from "./store.ts";

export interface DeliverDeps {
  readonly database: Database;
  readonly clock: () => Date;
  readonly shownFrom: string | null;
}

export interface Delivery {
  readonly patientId: string;
  readonly documentId: string;
}

/** A batch in one statement: a document that is not shown, or was erased meanwhile, gives no notice. */
export async function deliver(deps: DeliverDeps, batch: readonly Delivery[]): Promise<void> {
  const noticeIds = batch.map(({ documentId }) => uuidOf(`notice delivered ${documentId}`));
  await deps.database.transact((tx) =>
    store.insertDeliveryNotices(tx, {
      patientIds: batch.map((delivery) => delivery.patientId),
      documentIds: batch.map((delivery) => delivery.documentId),
      noticeIds,
      shownFrom: deps.shownFrom,
      at: deps.clock(),
    }),
  );
}
