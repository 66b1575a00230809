/** The sheet: what the template `document.typ` reads. Short names, because every character is JSON parsed by Typst. */

/** Text in which `\n` ends a line, U+200B lets one end, and a pair of U+2060 keeps one whole; alone where it is plain. */
export type SheetRun =
  | string
  | {
      readonly t: string;
      readonly b?: 1;
      readonly i?: 1;
      readonly u?: 1;
      readonly del?: 1;
      readonly sub?: 1;
      readonly sup?: 1;
      /** https address. */
      readonly to?: string;
      /** Label of a heading of this sheet. */
      readonly at?: string;
    };

export type SheetRuns = readonly SheetRun[];

export type SheetFlag = "high" | "low" | "abnormal";

/** A table cell: its runs alone, or with what makes it special. */
export type SheetCell =
  | SheetRuns
  | {
      readonly r: SheetRuns;
      /** Columns and rows spanned. */
      readonly cs?: number;
      readonly rs?: number;
      readonly f?: SheetFlag;
      /** Heads its row. */
      readonly h?: 1;
    };

export interface SheetTable {
  readonly k: "table";
  /** Column widths and text size in points. */
  readonly w: readonly number[];
  readonly size: number;
  readonly hyphenate: boolean;
  /** Rows stay whole at page ends. */
  readonly whole: boolean;
  readonly head: readonly (readonly SheetCell[])[];
  readonly rows: readonly (readonly SheetCell[])[];
}

export type SheetBlock =
  | { readonly k: "p"; readonly r: SheetRuns }
  | {
      readonly k: "h";
      readonly l: number;
      readonly r: SheetRuns;
      readonly official?: string;
      readonly at?: string;
      readonly dense?: 1;
    }
  | { readonly k: "facts"; readonly w: number; readonly i: readonly SheetPair[]; readonly dense?: 1 }
  | { readonly k: "caption"; readonly r: SheetRuns }
  | SheetTable
  | { readonly k: "list"; readonly ordered: boolean; readonly i: readonly (readonly SheetBlock[])[] }
  | {
      readonly k: "image";
      readonly path: string;
      readonly format: "png" | "jpg";
      readonly w: number;
      readonly h: number;
      readonly alt: string;
      /** The same words, printed under it. */
      readonly under: string;
    }
  | { readonly k: "file"; readonly name: string; readonly about: string }
  | { readonly k: "note"; readonly t: string };

export interface SheetPair {
  readonly l: string;
  readonly r: SheetRuns;
  /** The value stands under the label. */
  readonly long?: 1;
}

export interface SheetFact {
  readonly l: string;
  readonly v: string;
  /** Takes the whole row. */
  readonly wide?: true;
}

export interface SheetStamp {
  readonly role: string;
  readonly owner: string;
  readonly serial: string;
  readonly valid: string;
  readonly verdict: string;
}

export interface SheetProof {
  readonly number: string | null;
  readonly url: string | null;
  /** The address itself, where it may be clicked. */
  readonly link: string | null;
  /** Side in modules and dark rectangles [left, top, right, bottom]. */
  readonly qr: { readonly size: number; readonly dark: readonly (readonly number[])[] } | null;
  readonly checkpoint: string | null;
}

export interface SheetEnclosure {
  readonly path: string;
  readonly name: string;
  /** The name as it is printed. */
  readonly shown: string;
  readonly type: string;
  readonly about: string;
  readonly relationship: "source" | "supplement";
  /** «116 КБ» */
  readonly size: string;
}

export interface Sheet {
  readonly lang: string;
  readonly name: string;
  readonly author: string;
  /** UTC, as named arguments of Typst's `datetime`. */
  readonly created: Readonly<Record<"year" | "month" | "day" | "hour" | "minute" | "second", number>>;
  readonly letterhead: { readonly name: string; readonly lines: readonly string[] } | null;
  readonly title: string;
  /** The title in one line, for the foot of each page. */
  readonly short: string;
  readonly official: string | null;
  readonly number: string | null;
  readonly registered: string | null;
  readonly banner: { readonly title: string; readonly text: string | null } | null;
  readonly warnings: readonly string[];
  readonly summary: readonly SheetBlock[];
  /** Rows of one or two header facts. */
  readonly header: readonly (readonly SheetFact[])[];
  readonly body: readonly SheetBlock[];
  readonly stamps: readonly SheetStamp[];
  readonly proof: SheetProof | null;
  readonly enclosures: readonly SheetEnclosure[];
}
