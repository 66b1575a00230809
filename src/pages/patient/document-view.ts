/** What an opened document's page is made of: values only, shared by its parts. */
import type { Indication } from "../../cms/report.ts";
import type { KindKey } from "../parts/kind.tsx";

/**
 * `genuine`: all signatures hold, in force. `replaced`: they hold, a newer version is there. `unproven`: a signature
 * cannot be judged now (INDETERMINATE). `broken`: one does not hold (TOTAL-FAILED).
 */
export type Authenticity = "genuine" | "replaced" | "unproven" | "broken";

export interface Signer {
  readonly role: "doctor" | "organisation" | "other";
  /** «Иванова М. П.», or the organisation's short name. */
  readonly name: string;
  /** Position, or the organisation's full name; null when the certificate does not say. */
  readonly detail: string | null;
  readonly indication: Indication;
  /** Why, in the viewer's language, when the signature does not hold. */
  readonly reason: string | null;
  /** The signer's own claim. */
  readonly signedAt: Date | null;
  readonly certificate: {
    readonly serial: string;
    readonly issuer: string;
    readonly subject: string;
    readonly notBefore: Date;
    readonly notAfter: Date;
    readonly algorithm: string;
    readonly fingerprint: string;
  } | null;
  /** Which signature file this is, for `paths.documentSignature`, and its size in bytes. */
  readonly file: { readonly which: number; readonly bytes: number };
}

export interface DocumentVersionRow {
  readonly number: string;
  readonly version: number;
  readonly registeredAt: Date;
  /** Who wrote it; in Russian. */
  readonly card?: { readonly doctor: string | null };
}

export interface DocumentView {
  readonly number: string;
  readonly kind: KindKey;
  readonly title: string;
  readonly official: string;
  /** YYYY-MM-DD */
  readonly issued: string;
  readonly organisation: string;
  readonly doctor: string | null;
  /** Number of the open appeal in which its patient disputes it; null: nobody does. */
  readonly disputedIn?: string | null;
  /** This is the first time that its patient opens it. */
  readonly isNew: boolean;
  readonly authenticity: Authenticity;
  readonly checkedAt: Date;
  /** The version that replaces this one. */
  readonly newer: DocumentVersionRow | null;
  /** Newest first, this one among them. */
  readonly versions: readonly DocumentVersionRow[];
  readonly version: number;
  /** HTML of the blocks of «Главное», without a heading; null when the document has no such parts. */
  readonly summary: string | null;
  /** The document as `renderHtml` gives it, without «Главное» when `summary` is given; `pdf`: it came as a PDF; `failed`: it could not be rendered. */
  readonly body: { readonly html: string } | "pdf" | "failed";
  /** Bytes; null: not known before it is made, or there is none (`xml` of a document that came as a PDF). */
  readonly files: { readonly pdf: number | null; readonly xml: number | null };
  readonly signers: readonly Signer[];
  readonly registeredAt: Date;
  /** Lower-case hex. */
  readonly sha256: string;
  /** `index` and `size` count entries from 0 and 1; `root` is lower-case hex; null until sealed. */
  readonly log: {
    readonly index: number;
    readonly size: number;
    readonly root: string;
    readonly sealedAt: Date;
  } | null;
  /** Who opened it before this time; null: nobody. `self`: the patient. */
  readonly lastOpened: { readonly who: string; readonly self: boolean; readonly at: Date } | null;
}
