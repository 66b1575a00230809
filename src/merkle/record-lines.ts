/**
 * What a record of each event says, line by line. One event, one grammar: the lines have an order, a head and a shape.
 * A line may be left out (`optional`) or stand once for each value (`many`); a `count` is a whole number.
 */

export interface DocumentRegistered {
  readonly type: "document-registered";
  /** The document's internal id, UUID in lower case. */
  readonly id: string;
  /** Registration number. */
  readonly number: string;
  /** Moment of registration in UTC with milliseconds, as `Date.toISOString` writes it. */
  readonly registered: string;
  /** OID of the organisation. */
  readonly org: string;
  /** `<dictionary OID>:<code>:<version>` */
  readonly kind: string;
  /** SHA-256 of the exact stored bytes, 64 hex digits. */
  readonly doc: string;
  /** ГОСТ Р 34.11-2012, 256 bits, of the same bytes. */
  readonly docStreebog?: string;
  /** SHA-256 of each detached signature, in file order. */
  readonly sig: readonly string[];
  /** SHA-256 of the verification protocol. */
  readonly verify?: string;
  /** Id of the version that this one replaces. */
  readonly prev?: string;
}

/** A line of the access journal. The patient is not named, nor is a patient who read their own document. */
export interface AccessRead {
  readonly type: "access-read";
  /** The line's id. */
  readonly id: string;
  readonly at: string;
  readonly role: string;
  /** Name of the member of staff who read; left out when it was the patient. */
  readonly actor?: string;
  /** OID of the reader's organisation. */
  readonly org?: string;
  readonly deed: string;
  /** Id of the document that was read; left out when it was not about one. */
  readonly document?: string;
  readonly basis: string;
  /** SHA-256 of `<line id> LF <patient id>`: binds the line to its patient for the registry, and tells others nothing. */
  readonly patient: string;
}

/** Pins the access log in the log of documents: whoever watches this one watches both. */
export interface AccessAnchor {
  readonly type: "access-anchor";
  /** Origin of the log that is pinned. */
  readonly origin: string;
  readonly size: number;
  /** 64 hex digits. */
  readonly root: string;
  readonly at: string;
}

export interface KeyRotated {
  readonly type: "key-rotated";
  /** Origin of the log. */
  readonly origin: string;
  /** Verifier keys in text form (`formatVkey`). */
  readonly old: string;
  readonly next: string;
  readonly at: string;
}

/** A court had a document destroyed. Its leaf stays, and nobody can tell any more what it stood for. */
export interface LegalErasure {
  readonly type: "legal-erasure";
  /** Id of the document that was erased. */
  readonly id: string;
  readonly number: string;
  /** Index of its leaf. */
  readonly leaf: number;
  /** The decision, like «решение Энского районного суда от 01.02.2027 № 2-345/2027»; no person. */
  readonly basis: string;
  readonly at: string;
}

/** An independent timestamp (RFC 3161) over the root of the log. */
export interface TimeAnchor {
  readonly type: "time-anchor";
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  /** SHA-256 of the token's DER. */
  readonly token: string;
  readonly at: string;
}

/** The last leaf of a log. */
export interface Frozen {
  readonly type: "frozen";
  readonly origin: string;
  /** Origin of the log that goes on, where there is one. */
  readonly successor?: string;
  readonly at: string;
}

/** Kinds of events; each further one gets its own member here. */
export type LogRecord =
  | DocumentRegistered
  | AccessRead
  | AccessAnchor
  | KeyRotated
  | LegalErasure
  | TimeAnchor
  | Frozen;

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const OID = "[0-2](?:\\.(?:0|[1-9][0-9]*))+";
const HASH = "[0-9a-f]{64}";
const COUNT = "(?:0|[1-9][0-9]{0,15})";
const MOMENT = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z";
/** Anything but control characters and line separators, and no space at either end. */
const WORDS = "[^\\s\\p{Cc}](?:[^\\p{Cc}\\u2028\\u2029]*[^\\s\\p{Cc}])?";
const WORD = "[^\\s\\p{Cc}+]+";
const CODE = "[a-z]+(?:-[a-z]+)*";
const VKEY = `${WORD}\\+[0-9a-f]{8}\\+[A-Za-z0-9+/]+={0,2}`;

export interface Line {
  readonly field: string;
  readonly head: string;
  /** A regular expression for the whole value. */
  readonly value: string;
  readonly optional?: true;
  readonly many?: true;
  readonly count?: true;
  readonly moment?: true;
}

type LinesOf<R> = readonly (Line & { readonly field: Exclude<keyof R, "type"> })[];

const at = { field: "at", head: "at ", value: MOMENT, moment: true } as const;
const origin = { field: "origin", head: "log ", value: WORD } as const;
const size = { field: "size", head: "size ", value: COUNT, count: true } as const;
const root = { field: "root", head: "root sha256:", value: HASH } as const;

/** The lines after `type`, in their order. */
export const linesOf: { readonly [T in LogRecord["type"]]: LinesOf<Extract<LogRecord, { type: T }>> } = {
  "document-registered": [
    { field: "id", head: "id ", value: UUID },
    { field: "number", head: "number ", value: WORDS },
    { field: "registered", head: "registered ", value: MOMENT, moment: true },
    { field: "org", head: "org ", value: OID },
    { field: "kind", head: "kind ", value: `${OID}:[^\\s:\\p{Cc}]+:[^\\s:\\p{Cc}]*` },
    { field: "doc", head: "doc sha256:", value: HASH },
    { field: "docStreebog", head: "doc streebog256:", value: HASH, optional: true },
    { field: "sig", head: "sig sha256:", value: HASH, many: true },
    { field: "verify", head: "verify ", value: HASH, optional: true },
    { field: "prev", head: "prev ", value: UUID, optional: true },
  ],
  "access-read": [
    { field: "id", head: "id ", value: UUID },
    at,
    { field: "role", head: "role ", value: CODE },
    { field: "actor", head: "actor ", value: WORDS, optional: true },
    { field: "org", head: "org ", value: OID, optional: true },
    { field: "deed", head: "deed ", value: CODE },
    { field: "document", head: "document ", value: UUID, optional: true },
    { field: "basis", head: "basis ", value: CODE },
    { field: "patient", head: "patient sha256:", value: HASH },
  ],
  "access-anchor": [origin, size, root, at],
  "key-rotated": [
    origin,
    { field: "old", head: "old ", value: VKEY },
    { field: "next", head: "new ", value: VKEY },
    at,
  ],
  "legal-erasure": [
    { field: "id", head: "id ", value: UUID },
    { field: "number", head: "number ", value: WORDS },
    { field: "leaf", head: "leaf ", value: COUNT, count: true },
    { field: "basis", head: "basis ", value: WORDS },
    at,
  ],
  "time-anchor": [origin, size, root, { field: "token", head: "token sha256:", value: HASH }, at],
  frozen: [origin, { field: "successor", head: "successor ", value: WORD, optional: true }, at],
};
