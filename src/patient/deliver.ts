/** Step 7. A registered document reaches its patient: a notice in the cabinet, exactly once. Safe to repeat. */
import { createHash } from "node:crypto";
import { uuidFromDigest } from "../basics/uuid.ts";
import type { Database } from "../db/database.ts";
import { type KindBook, whyNotShown } from "../registry/kinds.ts";
import * as store from "./store.ts";

export interface DeliverDeps {
  readonly database: Database;
  readonly kinds: () => KindBook;
  readonly clock: () => Date;
  readonly shownFrom: string | null;
}

export async function deliver(deps: DeliverDeps, job: { patientId: string; documentId: string }): Promise<void> {
  const { patientId, documentId } = job;
  await deps.database.transact(async (tx) => {
    const row = await store.documentToDeliver(tx, patientId, documentId);
    if (!row) return; // erased meanwhile
    const kind = deps.kinds().find(row.kind_system, row.kind_code);
    if (whyNotShown(kind, row.issued_on, deps.shownFrom)) return; // registered, but its patient is not shown this kind
    await store.insertNotice(tx, {
      patientId,
      noticeId: uuidFromDigest(createHash("sha256").update(`notice delivered ${documentId}`).digest()),
      kind: row.version > 1 ? "corrected-document" : "new-document",
      documentId,
      at: deps.clock(),
    });
  });
}
