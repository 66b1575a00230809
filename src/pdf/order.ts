/** What is to be printed: everything that decides the bytes of a printed document, and nothing else. */

import type { ReadableDocument } from "../cda/model.ts";

/** One signature as it is printed: who signed, with which certificate, and what verification said. */
export interface Stamp {
  /** «Врач», «Медицинская организация» … */
  readonly role: string;
  readonly owner: string;
  readonly serial: string;
  /** ISO dates of the certificate. */
  readonly validFrom: string;
  readonly validTo: string;
  /** «подпись действительна» … */
  readonly verdict: string;
}

/** A file that travels inside the PDF: the signed XML («source») or a detached signature («supplement»). */
export interface Enclosure {
  readonly name: string;
  /** MIME type. */
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly description: string;
  readonly relationship: "source" | "supplement";
}

/** Everything that decides the bytes of a printed document. */
export interface PrintOrder {
  readonly document: ReadableDocument;
  /** Registration number; null before registration. */
  readonly number: string | null;
  /** ISO time of registration. */
  readonly registeredAt: string | null;
  readonly status: "current" | "replaced" | null;
  /** Number of the newer version, where the status is «replaced». */
  readonly replacedBy?: string;
  readonly stamps: readonly Stamp[];
  /** Where the QR code leads; null prints none. */
  readonly verifyUrl: string | null;
  /** One line about the log: origin, size, beginning of the root. */
  readonly checkpoint: string | null;
  /** ISO time; becomes the creation date of the PDF. Never the clock. */
  readonly created: string;
  readonly attachments: readonly Enclosure[];
}
