import type { Words } from "./words.ts";

/**
 * One thing that is wrong with a submitted document, told so that a hospital's developer can mend it.
 * All faults of a document are told at once.
 */
export interface Fault {
  /** Stable code: a РЭМД code (dictionary 1.2.643.5.1.13.13.99.2.305) where one fits, else one of ours. */
  readonly code: string;
  readonly severity: "error" | "warning" | "info";
  readonly message: Words;
  /** What to do about it. */
  readonly hint?: Words;
  /** Element path, e.g. `/ClinicalDocument/recordTarget/patientRole/id[2]/@extension`. Local names, 1-based. */
  readonly path?: string;
  /** 1-based line and column in the exact bytes received. */
  readonly line?: number;
  readonly column?: number;
  readonly found?: string;
  readonly expected?: string;
  /** The number of the rule in the guide of its kind of document, like У1-12. */
  readonly rule?: string;
  /** In how many places, where it is more than one; the first of them is told. */
  readonly times?: number;
}
