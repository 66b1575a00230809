/** What a worker thread does: verdicts over a batch of documents, each with its signatures. Knows nothing but bytes. */

import { type DigestAlgorithm, digestsOf } from "./digests.ts";
import type { SignatureVerdict } from "./report.ts";
import { openTrustStore, type TrustMaterial, type TrustStore } from "./trust.ts";
import { type SignatureQuestion, validateSignature } from "./validate.ts";

/** What else is asked along with a signature: plain data, which goes from thread to thread. */
export type Circumstances = Omit<SignatureQuestion, "document" | "signature" | "trust">;

export interface BatchQuestion {
  readonly document: Uint8Array;
  readonly signatures: readonly Uint8Array[];
  readonly circumstances: Circumstances;
}

/** Everybody in a batch trusts the same. Equal ids mean equal material: the thread keeps what it proved under it. */
export interface Batch {
  readonly trust: { readonly id: string; readonly material: TrustMaterial };
  readonly questions: readonly BatchQuestion[];
}

export interface BatchAnswer {
  /** Of each signature, as validateSignature gives them. */
  readonly verdicts: readonly (readonly SignatureVerdict[])[];
  /** Digests of the document that came of it, so that nobody computes them again. */
  readonly digests: ReadonlyMap<DigestAlgorithm, Uint8Array>;
}

let opened: { readonly id: string; readonly store: TrustStore } | null = null;

export default function verifyBatch({ trust: { id, material }, questions }: Batch): BatchAnswer[] {
  if (opened?.id !== id) opened = { id, store: openTrustStore(material) };
  const { store: trust } = opened;
  return questions.map(({ document: bytes, signatures, circumstances }) => {
    const document = digestsOf(bytes);
    const verdicts = signatures.map((signature) => validateSignature({ ...circumstances, document, signature, trust }));
    return { verdicts, digests: document.known() };
  });
}
