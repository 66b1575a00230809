/** Rules of a kind of document as the file tells them (ISO/IEC 19757-3). Nothing is compiled yet. */
import type { Namespaces } from "../xpath/parse.ts";

export interface RuleFile {
  readonly namespaces: Namespaces;
  readonly variables: readonly Let[];
  readonly patterns: readonly Pattern[];
}

export interface Let {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

export interface Pattern {
  readonly variables: readonly Let[];
  /** Of the rules that fit a node, the first alone is asked. */
  readonly rules: readonly Rule[];
}

export interface Rule {
  readonly context: string;
  readonly variables: readonly Let[];
  readonly asserts: readonly Assert[];
  readonly line: number;
}

export interface Assert {
  readonly test: string;
  /** An assert fails where its test is false; a report, where it is true. */
  readonly failsWhen: boolean;
  /** In the words of its author; the document's own values are not put in. */
  readonly message: string;
  /** The number that begins the message, like У1-12; null without. */
  readonly id: string | null;
  readonly line: number;
}
