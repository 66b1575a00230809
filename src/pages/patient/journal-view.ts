/** What the page «Журнал доступа» and its file are made of: values only. */
import type { Basis, Deed } from "../../access/journal.ts";
import type { Role } from "../viewer.ts";

export interface JournalRow {
  readonly id: string;
  readonly at: Date;
  /** The patient themselves. */
  readonly self: boolean;
  /** «Крылова Елена Андреевна»; in Russian. */
  readonly who: string;
  readonly role: Role;
  readonly organisation: string | null;
  readonly deed: Deed;
  readonly basis: Basis;
  /** Whether it has a receipt. */
  readonly committed?: boolean;
  /** `shown`: it can be opened in the cabinet. */
  readonly document: {
    readonly number: string;
    readonly title: string;
    readonly shown: boolean;
    readonly disputed?: boolean;
  } | null;
}

export interface JournalView {
  /** Newest first, one page. */
  readonly rows: readonly JournalRow[];
  readonly filter: {
    readonly others: boolean;
    /** One document; `title` is null while none of its lines is here. */
    readonly document: { readonly number: string; readonly title: string | null } | null;
  };
  /** Whether this page begins with the newest line. */
  readonly newest: boolean;
  /** Keyset mark of the last row; null when these are all. */
  readonly older: string | null;
}
