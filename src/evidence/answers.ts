/** What is answered about a document, in the order in which it is asked. Values only: words are elsewhere. */
import type { SignatureVerdict } from "../cms/report.ts";
import type { LogRecord } from "../merkle/record.ts";

export type State = "authentic" | "not-authentic" | "cannot-tell";

/**
 * (a) Are these the registered bytes? `registered`: a proved receipt names them. `other`: the receipt that came is proved,
 * and of another document. `signed`: no proved receipt, but a signature is over exactly these bytes. `altered`: signatures came,
 * and they are over others. `untold`: nothing came that speaks of bytes.
 */
export type BytesAnswer = "registered" | "other" | "signed" | "altered" | "untold";

/** (b) One signer of one signature file. */
export interface JudgedSignature {
  readonly file: string;
  /** Whether the receipt names this very file; null: no proved receipt of this document. */
  readonly registered: boolean | null;
  readonly verdict: SignatureVerdict;
}

export interface Cosigner {
  readonly name: string;
  /** When it saw the checkpoint, ISO 8601, by its own clock; null where it does not say. */
  readonly at: string | null;
  /** `proved`: its key is known here and the signature holds; `unknown`: its key is not known here. */
  readonly answer: "proved" | "unknown";
}

/** (c) `no-key`: the log's public key is not known here; `no-quorum`: fewer witnesses than the asker wants; `unproved`: it does not hold; `misshapen`: it is no receipt. */
export type ReceiptAnswer =
  | {
      readonly answer: "proved";
      readonly file: string;
      readonly record: LogRecord;
      /** From 0. */
      readonly index: number;
      readonly size: number;
      /** Lower-case hex. */
      readonly root: string;
      readonly origin: string;
      readonly cosigners: readonly Cosigner[];
    }
  | {
      readonly answer: "no-key" | "no-quorum" | "unproved" | "misshapen";
      readonly file: string;
      /** A stable code for who looks closer. */
      readonly code: string;
      /** The log that the receipt itself names. */
      readonly origin: string | null;
    };

export interface Evidence {
  readonly state: State;
  /** Null where only a receipt or a signature came. */
  readonly document: {
    readonly name: string;
    readonly size: number;
    /** Lower-case hex. */
    readonly sha256: string;
    /** What the document itself is titled, where it is a CDA: the visitor brought it, so it is theirs to see. */
    readonly title: string | null;
    /** It lay in this PDF, whose pages are only a view of it. */
    readonly viewedBy: string | null;
  } | null;
  readonly bytes: BytesAnswer;
  readonly signatures: readonly JudgedSignature[];
  readonly receipt: ReceiptAnswer | null;
  /** The time that certificates were judged at, ISO 8601. */
  readonly judgedAt: string;
}
