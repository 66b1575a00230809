/** What a registered document is. */
import type { LabResults } from "../cda/results.ts";
import type { SignatureVerdict } from "../cms/report.ts";
import type { Kind } from "./kinds.ts";
import type { DocumentNumber } from "./number.ts";

export type SignerRole = "doctor" | "organisation" | "other";

export interface RegisteredSignature {
  /** Part of the content: 1, 2 … in the order they came. */
  readonly part: number;
  readonly role: SignerRole;
  readonly verdict: SignatureVerdict;
}

/** What a list or a page head shows without opening the document; kept under seal. */
export interface DocumentCard {
  /** In plain words, e.g. «Анализ крови». */
  readonly title: string;
  readonly officialTitle: string;
  readonly organisation: string;
  readonly doctor: string | null;
  readonly diagnoses: readonly { readonly code: string; readonly name: string }[];
  readonly services: readonly { readonly code: string; readonly name: string; readonly date: string | null }[];
  readonly issuedAt: string | null;
  readonly version: number;
  readonly patientName: string;
}

/** A document that passed every check, with all that registering it needs. */
export interface AcceptedDocument {
  readonly patientId: string;
  readonly documentId: string;
  readonly kind: Kind;
  readonly organisation: { readonly oid: string; readonly regionCode: string };
  readonly setDigest: Buffer;
  readonly version: number;
  readonly issuedOn: string;
  readonly sha256: Buffer;
  /** ГОСТ Р 34.11-2012, 256 bits, of the same bytes. */
  readonly streebog256: Uint8Array;
  /** The version that this one replaces. */
  readonly replaces: string | null;
  readonly signatureDigests: readonly Buffer[];
  readonly signatures: readonly RegisteredSignature[];
  readonly card: DocumentCard;
  /** Laboratory results that it tells of, for «Анализы»; null when it has none. */
  readonly results: LabResults | null;
}

export interface RegisteredDocument {
  readonly patientId: string;
  readonly documentId: string;
  readonly number: DocumentNumber;
  readonly registeredAt: Date;
}
