/**
 * The record of an event, `emd-record/v1`: lines of text that a leaf of the log commits to.
 * One meaning has one spelling: what would not be written byte for byte is not read, so that nobody can show two
 * different texts for one leaf or argue about white space. No person is named in it; the document's hash binds them.
 */
import { fromUtf8, Malformed, sameBytes, toUtf8 } from "./encoding.ts";

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

/** Kinds of events; each further one gets its own member here. */
export type LogRecord = DocumentRegistered;

const VERSION = "emd-record/v1";

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const OID = "[0-2](?:\\.(?:0|[1-9][0-9]*))+";
const HASH = "[0-9a-f]{64}";
/** Anything but control characters and line separators, and no space at either end. */
const WORDS = "[^\\s\\p{Cc}](?:[^\\p{Cc}\\u2028\\u2029]*[^\\s\\p{Cc}])?";

/** The lines in their order. `many` lines stand one for each value, `optional` ones may be missing. */
const lines = [
  { field: "type", head: "type ", value: "document-registered" },
  { field: "id", head: "id ", value: UUID },
  { field: "number", head: "number ", value: WORDS },
  {
    field: "registered",
    head: "registered ",
    value: "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z",
  },
  { field: "org", head: "org ", value: OID },
  { field: "kind", head: "kind ", value: `${OID}:[^\\s:\\p{Cc}]+:[^\\s:\\p{Cc}]*` },
  { field: "doc", head: "doc sha256:", value: HASH },
  { field: "docStreebog", head: "doc streebog256:", value: HASH, optional: true },
  { field: "sig", head: "sig sha256:", value: HASH, many: true },
  { field: "verify", head: "verify ", value: HASH, optional: true },
  { field: "prev", head: "prev ", value: UUID, optional: true },
] satisfies readonly Line[];

interface Line {
  readonly field: keyof LogRecord;
  readonly head: string;
  readonly value: string;
  readonly optional?: true;
  readonly many?: true;
}

const grammar = lines.map((line: Line) => ({ ...line, shape: new RegExp(`^${line.value}$`, "u") }));

const bad = (message: string) => new Malformed("record-malformed", message);

/** UTF-8, LF. Throws `Malformed` "record-malformed" when a value could not be read back. */
export function formatRecord(record: LogRecord): Uint8Array {
  let text = `${VERSION}\n`;
  for (const { field, head, shape, optional, many } of grammar) {
    const value = record[field];
    const values = value === undefined ? [] : typeof value === "string" ? [value] : value;
    if (values.length === 0 && !optional) throw bad(`a record has a line «${head.trim()}»`);
    if (values.length > 1 && !many) throw bad(`a record has one line «${head.trim()}»`);
    for (const one of values) {
      if (!one.isWellFormed() || !shape.test(one)) throw bad(`this is no value of «${head.trim()}»`);
      text += `${head}${one}\n`;
    }
  }
  if (!isMoment(record.registered)) throw bad("«registered» is not a moment of the calendar");
  return toUtf8(text);
}

/** Throws `Malformed` "record-malformed" on every text that `formatRecord` would not write byte for byte. */
export function parseRecord(bytes: Uint8Array): LogRecord {
  const text = fromUtf8(bytes);
  if (text === undefined) throw bad("a record is UTF-8");
  const rest = text.split("\n");
  if (rest.shift() !== VERSION) throw bad(`a record begins with ${VERSION}`);
  if (rest.pop() !== "") throw bad("each line of a record ends with a newline");

  const take = (head: string) => (rest[0]?.startsWith(head) ? rest.shift()?.slice(head.length) : undefined);
  const fields: Partial<Record<keyof LogRecord, string | string[]>> = {};
  for (const { field, head, many } of grammar) {
    const first = take(head);
    if (first === undefined) continue;
    if (many) {
      const values = [first];
      for (let next = take(head); next !== undefined; next = take(head)) values.push(next);
      fields[field] = values;
    } else fields[field] = first;
  }
  if (rest.length > 0) throw bad("a line of the record is unknown or out of its order");
  // Writing it again proves every field against its shape, missing ones included, and the spelling as a whole.
  const record = fields as unknown as LogRecord;
  if (!sameBytes(formatRecord(record), bytes)) throw bad("this record is not written as we write it");
  return record;
}

function isMoment(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
}
