/**
 * The second administrator. Confirmed: the document's key, bytes, card, results, record and salt are destroyed, the event
 * goes into the log, the patient's journal has its line, and the patient is told: all of it, or nothing. What stays is the
 * leaf, which says nothing without the salt, so every proof of every other document still holds (docs/decisions/0077).
 */
import { isFresh } from "../../access/fresh.ts";
import { writeAccess } from "../../access/journal.ts";
import type { Subject } from "../../access/subject.ts";
import { isUuid, uuidOf } from "../../basics/uuid.ts";
import type { Sql, Tx } from "../../db/sql.ts";
import { appendEvent } from "../../log/append-event.ts";
import { findLeaf } from "../../log/store.ts";
import { SALT_LENGTH } from "../../merkle/commitment.ts";
import { notify } from "../../notify/notify.ts";
import type { ErasureDeps } from "./ask.ts";
import { decided, invalid, loginAgain, noErasure, notSealed, over, own } from "./refusals.ts";
import * as store from "./store.ts";

export interface ConfirmDeps extends ErasureDeps {
  readonly random: (bytes: number) => Buffer;
}

export interface Confirming {
  readonly erasureId: string;
  /** The document's number, typed once more. */
  readonly number: string;
  readonly requestId: string;
}

/**
 * As the registry: its role alone can destroy, and only what the portal's role has asked for.
 * @throws Refusal "not-found" NO_ERASURE · "not-allowed" ERASURE_LOGIN, ERASURE_OWN · "conflict" ERASURE_DONE,
 * ERASURE_NOT_SEALED · "gone" ERASURE_OVER · "invalid" ERASURE_AGAIN
 */
export async function confirmErasure(
  tx: Tx,
  deps: ConfirmDeps,
  subject: Subject,
  { erasureId, number, requestId }: Confirming,
): Promise<void> {
  const row = await openRequest(tx, deps, subject, erasureId);
  if (row.account_id === subject.accountId) throw own();
  if (number.trim() !== row.number) throw invalid("ERASURE_AGAIN");
  if (!(await findLeaf(tx, "docs", row.document_id))) throw notSealed();
  const at = deps.clock();
  const gone = await store.destroy(tx, erasureId, endingOf(deps, subject, erasureId, at)).catch(quicker);
  const { patient: patientId, document: documentId } = gone;
  await appendEvent(
    tx,
    "docs",
    {
      type: "legal-erasure",
      id: documentId,
      number: gone.document_number,
      leaf: gone.leaf,
      basis: gone.decision,
      at: at.toISOString(),
    },
    { id: uuidOf(`legal-erasure ${documentId}`), salt: deps.random(SALT_LENGTH), at },
  );
  await writeAccess(tx, deps.keyring, subject, { patientId, documentId, deed: "erase", basis: "court", requestId, at });
  await notify(tx, {
    patientId,
    kind: "document-erased",
    event: `erased ${documentId}`,
    about: gone.document_number,
    at,
  });
}

/** In the scope of the desk `erasure`: by anyone of them, also by whoever asked. @throws as `confirmErasure` */
export async function declineErasure(tx: Tx, deps: ErasureDeps, subject: Subject, erasureId: string): Promise<void> {
  const row = await openRequest(tx, deps, subject, erasureId);
  if (!(await store.insertDeclined(tx, row, endingOf(deps, subject, erasureId, deps.clock())))) throw decided();
}

async function openRequest(sql: Sql, { clock }: ErasureDeps, subject: Subject, erasureId: string) {
  const [row] = isUuid(erasureId) ? await store.erasures(sql, { id: erasureId }, 1) : [];
  if (!row) throw noErasure();
  if (row.verdict !== null) throw decided();
  if (row.ends_at <= clock()) throw over();
  if (!isFresh(subject, clock())) throw loginAgain();
  return row;
}

function endingOf({ keyring }: ErasureDeps, subject: Subject, erasureId: string, at: Date): store.Ending {
  return {
    accountId: subject.accountId,
    staffId: subject.staffId ?? "",
    actor: keyring.seal(`erasure end ${erasureId}`, subject.name),
    at,
  };
}

/** Of two who confirm at once the database lets one; what it says to the other is no fault of ours. */
function quicker(error: unknown): never {
  const { code, message } = error as { code?: string; message?: string };
  if (code === "23505" || /was decided/.test(message ?? "")) throw decided();
  throw error;
}
