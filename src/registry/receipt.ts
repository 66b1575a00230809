/** The receipt of a registered document, `*.tlog-proof`: its record with the salt, and the proof that the log holds it. */
import type { Sql } from "../db/sql.ts";
import { firstProofOf, proofOf } from "../log/prove.ts";
import { formatReceipt } from "../merkle/receipt.ts";
import { erasedRefusal } from "./erased.ts";
import type { DocumentNumber } from "./number.ts";
import * as store from "./store.ts";

/**
 * `first`: under the first checkpoint over it, the same bytes at every print; `latest`: under the newest one.
 * Only who may read the document may have it: the salt ties the log's leaf to the document.
 * @returns null while it is not sealed. Throws a Refusal "gone" ERASED when a court had it erased; an Error when the stored
 * tree does not give a proof that holds.
 */
export async function receiptOf(
  sql: Sql,
  patientId: string,
  documentId: string,
  under: "first" | "latest",
): Promise<Uint8Array | null> {
  const [record, proof] = await Promise.all([
    store.recordOf(sql, patientId, documentId),
    (under === "first" ? firstProofOf : proofOf)(sql, "docs", documentId),
  ]);
  if (record?.body.length === 0) throw await erasedRefusal(sql, documentId);
  if (!record || !proof) return null;
  const { index, hashes, note } = proof;
  return formatReceipt(record.salt, record.body, { index, hashes, checkpoint: note });
}

/** Which document an organisation itself sent under this number; null: none, or another's. */
export function sentUnder(sql: Sql, organisationOid: string, number: DocumentNumber) {
  return store.documentSentBy(sql, organisationOid, number);
}
