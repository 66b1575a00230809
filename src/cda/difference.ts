/** What two versions of a document differ in, as plain values: where it is, what it is called there, what it said and what it says. */
import type { Block, Run } from "./model.ts";

/** A run of text; `changed` words are only in this version: taken away from the earlier one, new in the later one. */
export interface MarkedRun extends Run {
  readonly changed?: true;
}

export type MarkedRuns = readonly MarkedRun[];

/** The two sides of one place; `coarse`: too long to be compared word by word, so all of it is marked. */
export interface Sides {
  readonly before: MarkedRuns;
  readonly after: MarkedRuns;
  readonly coarse?: true;
}

export type Picture = Extract<Block, { readonly kind: "image" }>;

/** What kind of place changed. A `cell` is of a table's row that is in both versions; a `row` is a whole one. */
export type What =
  | "title"
  | "fact"
  | "text"
  | "heading"
  | "table"
  | "caption"
  | "head"
  | "column"
  | "row"
  | "cell"
  | "list"
  | "item"
  | "picture"
  | "file"
  | "notice";

export type Deed = "added" | "removed" | "changed" | "moved";

export interface Change {
  readonly what: What;
  readonly deed: Deed;
  /** In the document's words: label of the fact, first cell of the row, head of the column; "" where nothing names it. */
  readonly label: string;
  /** Head of the cell's column; "" where the table has none. */
  readonly column?: string;
  /** The heading inside the section that it stands under. */
  readonly under?: string;
  /** In how many rows of the column one and the same thing changed in the same way; absent for one. */
  readonly rows?: number;
  /** null: it was not there. */
  readonly before: MarkedRuns | null;
  /** null: it is there no more. */
  readonly after: MarkedRuns | null;
  readonly pictures?: { readonly before: Picture | null; readonly after: Picture | null };
  readonly coarse?: true;
}

/** Changes of one section, or of the head of the document. */
export interface PartChanges {
  /** Fragment id of the section in the later version, in the earlier one when it was removed; `head` and `main` are not sections. */
  readonly id: string;
  /** Titles from the outermost section to this one. */
  readonly path: readonly string[];
  /** `kept` where only what is inside changed. */
  readonly fate: "kept" | "added" | "removed" | "moved";
  readonly changes: readonly Change[];
}

/** Why there is nothing to show: no other version, no earlier one, content erased by a court, a version that is a PDF. */
export type NotCompared = "only-one" | "first" | "erased" | "pdf";

export interface Comparison {
  /** What a reader must see, in the order of the later version; empty: only service details differ. */
  readonly parts: readonly PartChanges[];
  /** Number of the version, when it was made, identifiers; and coded entries that repeat what `parts` tell. */
  readonly service: readonly PartChanges[];
}

/** Pieces as a change wants them; a change without its marks is told whole. */
export function changed(what: What, label: string, { before, after, coarse }: Sides): Change {
  return { what, deed: "changed", label, before, after, ...(coarse ? { coarse } : {}) };
}
