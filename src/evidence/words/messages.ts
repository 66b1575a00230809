/** Every sentence that the check may say: each language is complete, or does not compile. */
import type { BytesAnswer, ReceiptAnswer, State } from "../answers.ts";
import type { Trouble } from "../unreadable.ts";

type Named<Name extends string> = Readonly<Record<Name, string>>;

export interface Messages {
  readonly state: Readonly<Record<State, Named<"title" | "about">>>;
  readonly parts: Named<"bytes" | "signers" | "log" | "now">;
  readonly bytes: Readonly<Record<BytesAnswer, string>>;
  readonly noDocument: string;
  readonly view: (pdf: string) => string;
  readonly signer: Named<
    | "passed"
    | "failed"
    | "unsure"
    | "none"
    | "unknown"
    | "period"
    | "issuer"
    | "serial"
    | "signed"
    | "judged"
    | "receipt"
    | "strange"
    | "why"
    | "code"
  >;
  readonly log: Named<ReceiptAnswer["answer"]> &
    Named<
      | "none"
      | "number"
      | "registered"
      | "organisation"
      | "index"
      | "checkpoint"
      | "root"
      | "cosigners"
      | "noCosigners"
      | "cosignerUnknown"
    > & { readonly place: (index: string, size: string) => string };
  /** By sub-indication. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly troubles: Readonly<Record<Trouble, string>>;
}
