/** What stands behind the question mark of the portal's addresses. */

/** The four files that a document is downloaded as, and its signatures, are below `paths.document(number)`. */
export interface DocumentsQuery {
  /** Key of a kind, see `DocumentKey` in `parts/kind.tsx`. */
  readonly kind?: string | undefined;
  readonly year?: number | undefined;
  /** OID of the organisation. */
  readonly organisation?: string | undefined;
  /** Keyset mark of the last document already shown. */
  readonly after?: string | undefined;
}

export interface JournalQuery {
  /** Without one's own readings. */
  readonly whose?: "others" | undefined;
  /** Number of one document. */
  readonly document?: string | undefined;
  /** Keyset mark of the last line already shown. */
  readonly after?: string | undefined;
}

/** The inbox of an organisation; its names are those of the address. */
export interface InboxQuery {
  readonly queue?: string | undefined;
  /** «problem.name» */
  readonly reason?: string | undefined;
  readonly severity?: string | undefined;
  readonly mine?: "1" | undefined;
  readonly after?: string | undefined;
}

/** How one appeal is shown to staff. */
export interface StaffAppealQuery {
  /** The document stands beside. */
  readonly document?: "show" | undefined;
  /** Which answer is open, and with which template. */
  readonly deed?: string | undefined;
  readonly template?: string | undefined;
  readonly done?: string | undefined;
  /** Of a desk: what was looked for among organisations. */
  readonly find?: string | undefined;
}

export interface QueueQuery {
  readonly shelf?: string | undefined;
  readonly severity?: string | undefined;
  readonly reason?: string | undefined;
  readonly after?: string | undefined;
}

/** Appeals that are alike. */
export interface ClusterQuery {
  readonly organisation: string;
  /** «problem.name» */
  readonly reason: string;
  readonly done?: number | undefined;
  readonly left?: number | undefined;
}

export interface RecordsQuery {
  readonly year?: number | undefined;
  readonly organisation?: string | undefined;
  /** Every row, not the newest of each sort. */
  readonly all?: 1 | undefined;
}

export interface NoticesQuery {
  /** One group, see `noticeGroups`. */
  readonly group?: string | undefined;
  /** Only those that were not read. */
  readonly unread?: 1 | undefined;
  /** Keyset mark of the last notice already shown. */
  readonly after?: string | undefined;
}

/** What the form of a draft shows beside what is typed. */
export interface DraftQuery {
  /** Everything is checked. */
  readonly checked?: 1 | undefined;
  readonly saved?: 1 | undefined;
  /** Key of the group that gets one more row. */
  readonly add?: string | undefined;
}
