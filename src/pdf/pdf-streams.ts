/** Opens what is compressed in a PDF and can hold objects: object streams, whatever their dictionary calls them. */

import { constants, inflateSync } from "node:zlib";
import { hasName, namesIn } from "./pdf-names.ts";

export interface PdfStream {
  /** Text of the dictionary before it, and a little more. */
  readonly dictionary: string;
  /** Offsets of the data. */
  readonly from: number;
  readonly to: number;
}

/** More streams than any honest document has: looking at each must stay cheap. */
const mostStreams = 50_000;
const longestDictionary = 4096;

/**
 * Every place where data may begin, also within other data: an attacker may hide one stream in another.
 * @returns null where there are more than 50,000
 */
export function findStreams(text: string): PdfStream[] | null {
  const ends = [...text.matchAll(/endstream/g)].map((match) => match.index);
  const streams: PdfStream[] = [];
  let next = 0;
  for (const match of text.matchAll(/(?<!end)stream(?:\r\n|\n|\r)/g)) {
    if (streams.length === mostStreams) return null;
    const from = match.index + match[0].length;
    while (next < ends.length && ends[next]! < from) next++;
    const before = text.slice(Math.max(0, match.index - longestDictionary), match.index);
    const dictionary = before.slice(Math.max(0, before.lastIndexOf("obj")));
    streams.push({ dictionary, from, to: ends[next] ?? text.length });
  }
  return streams;
}

export interface OpenedStreams {
  /** Decoded texts, to be looked through like the file itself. */
  readonly texts: readonly string[];
  /** Objects in them by number; a number may have several. */
  readonly objects: ReadonlyMap<number, readonly string[]>;
  /** True where one could not be opened: what cannot be inspected is not accepted. */
  readonly unreadable: boolean;
}

/** All object streams together may grow to this. */
const mostInflated = 64 * 1024 * 1024;

export function openObjectStreams(bytes: Uint8Array, streams: readonly PdfStream[]): OpenedStreams {
  const texts: string[] = [];
  const objects = new Map<number, string[]>();
  let left = mostInflated;
  for (const stream of streams) {
    const labelled = hasName(stream.dictionary, "ObjStm");
    // Some readers take any stream for an object stream that a table calls so; such a one begins with two numbers.
    if (!labelled && !/^[\0\s]*\d+\s+\d+\s/.test(inflateStart(bytes, stream.from))) continue;
    const text = inflateAll(bytes, stream, left);
    // Not looked at further: each attempt at a bomb costs as much as the first.
    if (text === null || text.length >= left) return { texts, objects, unreadable: true };
    left -= text.length;
    texts.push(text);
    readObjects(text, stream.dictionary, objects);
  }
  return { texts, objects, unreadable: false };
}

/** The beginning of data that is Flate-compressed, else "". */
function inflateStart(bytes: Uint8Array, from: number): string {
  const head = ((bytes[from] ?? 0) << 8) | (bytes[from + 1] ?? 0);
  if (((head >> 8) & 15) !== 8 || head % 31 !== 0) return "";
  try {
    return inflateSync(bytes.subarray(from, from + 256), { finishFlush: constants.Z_SYNC_FLUSH }).toString(
      "latin1",
      0,
      64,
    );
  } catch {
    return "";
  }
}

/** Decodes a stream without a filter or with Flate alone; null for anything else. */
function inflateAll(bytes: Uint8Array, stream: PdfStream, left: number): string | null {
  const filters = [...namesIn(stream.dictionary)].map(({ name }) => name).filter((name) => name.endsWith("Decode"));
  const predictor = /\/Predictor\s+(\d+)/.exec(stream.dictionary);
  if (predictor && predictor[1] !== "1") return null;
  const data = bytes.subarray(stream.from);
  if (filters.length === 0 && inflateStart(bytes, stream.from) === "") {
    return Buffer.from(data.subarray(0, stream.to - stream.from)).toString("latin1");
  }
  if (filters.some((name) => name !== "FlateDecode")) return null;
  try {
    // Data ends where Flate says, not where the next «endstream» stands, which may be part of it.
    return inflateSync(data, { maxOutputLength: left }).toString("latin1");
  } catch {
    return null;
  }
}

/** ISO 32000-1, 7.5.7: pairs of number and offset, then the objects. */
function readObjects(text: string, dictionary: string, objects: Map<number, string[]>): void {
  const first = Number(/\/First\s+(\d+)/.exec(dictionary)?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(first) || first > text.length) return;
  const numbers = text.slice(0, first).match(/\d+/g)?.map(Number) ?? [];
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    const known = objects.get(numbers[i]!) ?? [];
    known.push(text.slice(first + numbers[i + 1]!, first + (numbers[i + 3] ?? text.length)));
    objects.set(numbers[i]!, known);
  }
}

/** Metadata streams in clear: PDF/A says in them which part of the standard it keeps. */
export function readMetadata(bytes: Uint8Array, streams: readonly PdfStream[]): string {
  return streams
    .filter((stream) => hasName(stream.dictionary, "Metadata"))
    .map((stream) => inflateAll(bytes, stream, 1024 * 1024) ?? "")
    .join("\n");
}
