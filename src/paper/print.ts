/**
 * A registrar prints what a patient asked for: the document as it was registered, with its signatures and its proof. The
 * patient's journal gets a line with the registrar's name before the bytes leave.
 */
import { writeAccess } from "../access/journal.ts";
import type { Subject } from "../access/subject.ts";
import type { Tx } from "../db/sql.ts";
import { type LogProof, proofOf } from "../log/prove.ts";
import { cardOf } from "../registry/cards.ts";
import { type ContentStore, filesOf, type Part } from "../registry/content.ts";
import type { DocumentCard } from "../registry/document.ts";
import { erased } from "../registry/erased.ts";
import { receiptOf } from "../registry/receipt.ts";
import { type KeptSignature, signaturesOf } from "../registry/signatures.ts";
import type { PaperDeps } from "./deps.ts";
import { tell } from "./event.ts";
import { noRequest, type WholeRequest } from "./request.ts";
import { markPrinted } from "./requests/store.ts";
import * as store from "./store.ts";

export interface PrintDeps extends PaperDeps {
  readonly content: ContentStore;
  readonly onDamage: (error: Error) => null;
}

/** All that the printed form is made of. */
export interface DocumentToPrint {
  readonly listed: {
    readonly number: string;
    readonly replaced: boolean;
    readonly card: DocumentCard;
    readonly issuedOn: string;
    readonly version: number;
  };
  readonly registeredAt: Date;
  readonly document: Part;
  readonly signatures: readonly KeptSignature[];
  readonly versions: readonly { readonly number: string }[];
  readonly proof: LogProof | null;
  readonly receipt: Uint8Array | null;
}

/**
 * @throws Refusal "not-found" NO_PAPER_REQUEST when the request does not ask for it, or is closed; "gone" ERASED
 */
export async function openForPrint(
  tx: Tx,
  deps: PrintDeps,
  reading: { readonly subject: Subject; readonly requestId: string },
  whole: WholeRequest,
  number: string,
): Promise<DocumentToPrint> {
  const { patient_id: patientId, request_id: requestId, state } = whole.request;
  const item = whole.items.find((one) => one.number === number);
  if (!item || (state !== "asked" && state !== "ready")) throw noRequest();
  const { document_id: documentId } = item;
  const row = await store.documentToPrint(tx, patientId, documentId);
  if (!row) throw noRequest();
  if (row.sealed.length === 0) throw erased(null);
  const [parts, versions, proof, receipt] = await Promise.all([
    deps.content.get(tx, documentId),
    store.versionNumbers(tx, patientId, row.set_digest),
    proofOf(tx, "docs", documentId).catch((error: Error) => deps.onDamage(error)), // a damaged tile must not keep a paper back
    receiptOf(tx, patientId, documentId, "first").catch((error: Error) => deps.onDamage(error)),
  ]);
  const files = filesOf(parts ?? []);
  if (!files) throw erased(null);
  const at = deps.clock();
  const { subject, requestId: asked } = reading;
  await writeAccess(tx, deps.keyring, subject, {
    patientId,
    documentId,
    deed: "paper-copy",
    basis: "request",
    requestId: asked,
    at,
  });
  await markPrinted(tx, { patientId, requestId, documentId }, at);
  if (item.printed_at === null)
    await tell(
      tx,
      deps,
      { patientId, aboutId: requestId },
      { role: "registrar", name: subject.name },
      "printed",
      number,
    );
  const card = cardOf(deps.keyring, documentId, row.sealed);
  return {
    listed: { number, replaced: versions[0] !== number, card, issuedOn: row.issued_on, version: row.version },
    registeredAt: row.registered_at,
    document: files.document,
    signatures: signaturesOf(deps.keyring, documentId, row.signatures, files),
    versions: versions.map((one) => ({ number: one })),
    proof,
    receipt,
  };
}
