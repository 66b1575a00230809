/**
 * The record of an event, `emd-record/v1`: lines of text that a leaf of the log commits to.
 * One meaning has one spelling: what would not be written byte for byte is not read, so that nobody can show two
 * different texts for one leaf or argue about white space. What each event says: src/merkle/record-lines.ts.
 */
import { fromDecimal, fromUtf8, Malformed, sameBytes, toUtf8 } from "./encoding.ts";
import { type Line, type LogRecord, linesOf } from "./record-lines.ts";

export type { DocumentRegistered, LogRecord } from "./record-lines.ts";

const VERSION = "emd-record/v1";
const TYPE = "type ";

type Value = string | number | readonly string[];

const compiled = Object.entries(linesOf).map(([type, lines]): [string, readonly (Line & { shape: RegExp })[]] => [
  type,
  lines.map((line: Line) => ({ ...line, shape: new RegExp(`^${line.value}$`, "u") })),
]);
const grammars = new Map(compiled);

const bad = (message: string) => new Malformed("record-malformed", message);

function grammarOf(type: string | undefined) {
  const grammar = grammars.get(type ?? "");
  if (!grammar) throw bad("this is no type of record");
  return grammar;
}

/** UTF-8, LF. Throws `Malformed` "record-malformed" when a value could not be read back. */
export function formatRecord(record: LogRecord): Uint8Array {
  const fields = record as unknown as Readonly<Record<string, Value | undefined>>;
  const grammar = grammarOf(record.type);
  let text = `${VERSION}\n${TYPE}${record.type}\n`;
  for (const { field, head, shape, optional, many, moment } of grammar) {
    const value = fields[field];
    const values = value === undefined ? [] : typeof value === "object" ? value : [String(value)];
    if (values.length === 0 && !optional) throw bad(`a record has a line «${head.trim()}»`);
    if (values.length > 1 && !many) throw bad(`a record has one line «${head.trim()}»`);
    for (const one of values) {
      if (!one.isWellFormed() || !shape.test(one)) throw bad(`this is no value of «${head.trim()}»`);
      if (moment && !isMoment(one)) throw bad(`«${head.trim()}» is not a moment of the calendar`);
      text += `${head}${one}\n`;
    }
  }
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
  const type = take(TYPE);
  const fields: Record<string, Value | undefined> = { type };
  for (const { field, head, many, count } of grammarOf(type)) {
    const first = take(head);
    if (first === undefined) continue;
    if (many) {
      const values = [first];
      for (let next = take(head); next !== undefined; next = take(head)) values.push(next);
      fields[field] = values;
    } else fields[field] = count ? fromDecimal(first) : first;
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
