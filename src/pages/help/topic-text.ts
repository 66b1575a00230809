/** The shape of one help topic: a lead, then parts, each with a heading and what belongs under it. */

/** Where a link of the help leads; the addresses are in `topics.ts`. */
export type HelpLink =
  | "records-start"
  | "documents"
  | "records"
  | "appeals"
  | "rules"
  | "profile"
  | "consents"
  | "claim"
  | "due"
  | "regions"
  | "verify"
  | "comfort"
  | "certificate"
  | "missing"
  | "paper"
  | "account"
  | "level"
  | "proof";

export interface HelpPart {
  readonly title: string;
  readonly text?: readonly string[];
  /** In this order, one after another. */
  readonly steps?: readonly string[];
  readonly bullets?: readonly string[];
  /** After the text: until which day a document of a visit today may come. */
  readonly wait?: true;
  /** After the text: what can be known of the reader's own browser. */
  readonly check?: "browser" | "certificate";
  readonly links?: readonly { readonly to: HelpLink; readonly label: string }[];
}

export interface HelpText {
  readonly title: string;
  /** One line for the list of topics. */
  readonly about: string;
  readonly lead: string;
  readonly parts: readonly HelpPart[];
}
