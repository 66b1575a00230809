/** A document as it came, with the facts read from exactly these bytes. */

import type { DocumentFacts } from "../cda/facts.ts";
import type { CdaDocument } from "../cda/read.ts";
import type { DocumentDigests } from "../cms/digests.ts";

export interface Submitted {
  readonly document: DocumentDigests;
  readonly signatures: readonly Uint8Array[];
  readonly facts: DocumentFacts;
  /** The tree, for rules and the title; null for a PDF, whose facts came beside it. */
  readonly cda: CdaDocument | null;
}
