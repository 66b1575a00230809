/**
 * The readable document: what a person sees, as a tree of plain values (JSON-safe), made once and written
 * as HTML, PDF, and text. Nothing here comes from an attribute of the document except as a typed value.
 */

/**
 * A run of text, never empty; `\n` in it is a line break that was asked for. `href` is `https:` or `#id` only,
 * where the id is that of a section of this document.
 */
export interface Run {
  readonly text: string;
  /** The dictionary's code behind these words, where they are a coded value's name. */
  readonly code?: Code;
  /** What an abbreviation stands for: said at its first use. */
  readonly opened?: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly sub?: boolean;
  readonly sup?: boolean;
  readonly deleted?: boolean;
  readonly href?: string;
}

/** A code as it is written in the document: of the dictionary with this OID. */
export interface Code {
  readonly code: string;
  readonly system: string;
}

export type Runs = readonly Run[];

/** Where the `<` of an element stands in the exact bytes: 1-based, the column in UTF-16 units. */
export interface Origin {
  readonly line: number;
  readonly column: number;
}

export type Flag = "high" | "low" | "abnormal";

export interface Fact {
  readonly label: string;
  readonly runs: Runs;
}

export interface Cell {
  readonly runs: Runs;
  readonly header?: boolean;
  readonly colspan?: number;
  readonly rowspan?: number;
  /** Outside the norm: shown with a sign and a word, never by colour alone. */
  readonly flag?: Flag;
}

/** A value with its unit and norm, each in the document's own words; "" where it says nothing. */
export interface Result {
  readonly name: Runs;
  readonly value: Runs;
  readonly unit: string;
  readonly norm: string;
  readonly flag?: Flag;
  /** Another interpretation than "outside the norm": «чувствителен». */
  readonly note: string;
  readonly when: string;
}

/** A document that this one points at. */
export interface LinkedDocument {
  readonly name: Runs;
  readonly when: string;
  readonly number: string;
  readonly note: string;
}

/** What is read at one go; `from` is the element that it was made of, absent only from blocks that no document gave. */
export type Block = BlockBody & { readonly from?: Origin };

type BlockBody =
  | { readonly kind: "paragraph"; readonly runs: Runs }
  | { readonly kind: "heading"; readonly level: 3 | 4; readonly runs: Runs }
  | { readonly kind: "facts"; readonly items: readonly Fact[] }
  /** Analyses and measurements; a reader sees a table. */
  | {
      readonly kind: "results";
      readonly heading: "analyses" | "vitals";
      readonly caption?: Runs;
      readonly rows: readonly Result[];
    }
  /** One medicine and how it is taken: its name first. */
  | { readonly kind: "drug"; readonly items: readonly Fact[] }
  | { readonly kind: "links"; readonly rows: readonly LinkedDocument[] }
  | {
      readonly kind: "table";
      readonly caption?: Runs;
      readonly head: readonly (readonly Cell[])[];
      readonly rows: readonly (readonly Cell[])[];
    }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  | {
      readonly kind: "image";
      readonly type: "image/png" | "image/jpeg";
      readonly base64: string;
      readonly alt: string;
      /** Pixels, read from the file's own header. */
      readonly width: number;
      readonly height: number;
    }
  /** A file inside the document that is offered, never framed. */
  | {
      readonly kind: "attachment";
      readonly type: string;
      readonly base64: string;
      readonly bytes: number;
      readonly name: string;
      /** From 1, in reading order. */
      readonly which: number;
    }
  /** Something of the document that could not be shown, said in words. */
  | { readonly kind: "notice"; readonly text: string };

export interface Section {
  /** The element `section`; absent for what no one element of the document holds. */
  readonly from?: Origin;
  /**
   * Fragment id, ASCII, unique in the document. `about` holds everybody whom the header names; an id ending in `-coded`
   * holds what the coded entries of the section above it say beyond its narrative.
   */
  readonly id: string;
  /** Section code of the dictionary …99.2.197, e.g. DGN, RESLAB; null where none. */
  readonly code: string | null;
  /** Title for people; official title where it differs. */
  readonly title: string;
  readonly officialTitle: string | null;
  readonly blocks: readonly Block[];
  readonly sections: readonly Section[];
}

export interface ReadableDocument {
  /** In the reader's words, e.g. «Анализ крови»; official below. */
  readonly title: string;
  readonly officialTitle: string;
  readonly language: string;
  /** «Главное»: diagnosis, conclusion, prescriptions, what next. May be empty. */
  readonly summary: readonly Block[];
  /** Header facts in reading order: patient, organisation, doctor, dates, policy … */
  readonly header: readonly { readonly label: string; readonly value: string }[];
  readonly sections: readonly Section[];
  /** Abbreviations of the text and what they stand for, in alphabetical order. */
  readonly abbreviations: readonly Abbreviation[];
  /** Things a person must be told: parts not shown and why. */
  readonly warnings: readonly string[];
}

export interface Abbreviation {
  readonly short: string;
  readonly full: string;
}
