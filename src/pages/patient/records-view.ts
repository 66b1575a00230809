/** What the page «Сведения об оказанной медицинской помощи» is made of: values only, shared by its parts. */

/** A document that a row leads to. */
export interface LinkedDocument {
  readonly number: string;
  readonly title: string;
}

export interface VisitRow {
  readonly id: string;
  /** YYYY-MM-DD */
  readonly date: string;
  readonly organisation: string;
  /** «Иванова М. П.» */
  readonly doctor: string;
  readonly position: string | null;
  /** `code` is МКБ-10, e.g. «I10». */
  readonly diagnosis: { readonly name: string; readonly code: string } | null;
  readonly services: readonly string[];
  readonly documents: readonly LinkedDocument[];
  /** The patient says that it never happened, and this is being checked. */
  readonly disputed?: boolean;
}

export interface DatedRow {
  readonly id: string;
  readonly date: string;
  readonly name: string;
  /** What tells it from others of its name; null where the name says it all. */
  readonly about: string | null;
  /** МКБ-10 of a diagnosis; null for the others. */
  readonly code: string | null;
  readonly organisation: string;
  readonly document: LinkedDocument | null;
}

export interface RecordsView {
  /** `snils`: 11 digits; `policy`: as written, null when not known. */
  readonly patient: { readonly initials: string; readonly snils: string; readonly policy: string | null };
  readonly visits: readonly VisitRow[];
  readonly diagnoses: readonly DatedRow[];
  readonly examinations: readonly DatedRow[];
  readonly prescriptions: readonly DatedRow[];
  /** Everything is listed, however much it is; otherwise the newest of each sort. */
  readonly all: boolean;
  readonly filter: {
    readonly year: number | null;
    readonly organisation: string | null;
    readonly years: readonly number[];
    readonly organisations: readonly { readonly oid: string; readonly name: string }[];
  };
  readonly updated: Date;
}
