/** The files that travel inside a PDF (ISO 32000-2, 7.11.4): what was signed lies there, and the pages are only its view. */
import { inflateWithin } from "./inflate.ts";
import { Unreadable } from "./unreadable.ts";
import type { Unzipped } from "./unzip.ts";

const MOST_FILES = 64;
const MOST_BYTES = 96 * 1024 * 1024;
const MOST_OBJECTS = 200_000;

/**
 * Reads every file specification that names an embedded file, whatever table of objects the PDF has: its bytes are
 * proved by signatures afterwards, so nothing is believed of how the PDF is built. An empty list where there is none.
 * Throws `Unreadable` for a PDF that is cut off or would grow without bound.
 */
export function filesInPdf(bytes: Uint8Array): Unzipped[] {
  const text = latin1(bytes);
  // An earlier end, before an incremental update, is no end: what was cut off there would not be missed.
  if (!/%%EOF\s*$/.test(text.slice(-64))) throw new Unreadable("pdf-damaged");
  if (!text.includes("/EF")) return [];
  const objects = objectsOf(text);
  const files = new Map<string, Unzipped>();
  let left = MOST_BYTES;
  for (const at of objects.values()) {
    const dictionary = text.slice(at, at + 4096).split(/\bendobj\b|\bstream\b/, 1)[0] ?? "";
    const stream = /\/EF\s*<<[^>]*?\/U?F\s+(\d+)\s+\d+\s+R/.exec(dictionary)?.[1];
    const from = stream === undefined ? undefined : objects.get(Number(stream));
    if (from === undefined) continue;
    const name = nameIn(dictionary);
    if (name === null || files.has(name)) continue;
    if (files.size === MOST_FILES) throw new Unreadable("pdf-too-large");
    const content = streamAt(bytes, text, from, left);
    left -= content.length;
    files.set(name, { name, bytes: content });
  }
  return [...files.values()];
}

/** Number of an object → where its content begins. Of several the last one counts, as after an incremental update. */
function objectsOf(text: string): Map<number, number> {
  const objects = new Map<number, number>();
  for (const match of text.matchAll(/(?:^|[\r\n\s])(\d{1,8}) \d{1,5} obj\b/g)) {
    objects.set(Number(match[1]), match.index + match[0].length);
    if (objects.size > MOST_OBJECTS) throw new Unreadable("pdf-too-large");
  }
  return objects;
}

function streamAt(bytes: Uint8Array, text: string, from: number, left: number): Uint8Array {
  const start = /stream\r?\n/.exec(text.slice(from, from + 4096));
  if (!start) throw new Unreadable("pdf-damaged");
  const dictionary = text.slice(from, from + start.index);
  const data = from + start.index + start[0].length;
  const length = Number(/\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(dictionary)?.[1] ?? Number.NaN);
  const end = Number.isSafeInteger(length) ? data + length : text.indexOf("endstream", data);
  if (end < data || end > bytes.length) throw new Unreadable("pdf-damaged");
  const raw = bytes.subarray(data, end);
  if (!/\/Filter/.test(dictionary)) return raw;
  if (!/\/Filter\s*\[?\s*\/FlateDecode\s*\]?/.test(dictionary)) throw new Unreadable("pdf-damaged");
  return inflate(raw, Number(/\/Size\s+(\d+)/.exec(dictionary)?.[1] ?? Number.NaN), left);
}

/** Within the size that the PDF itself tells, where it does. */
function inflate(raw: Uint8Array, said: number, left: number): Uint8Array {
  const most = Number.isSafeInteger(said) ? said : left;
  if (most > left) throw new Unreadable("pdf-too-large");
  const opened = inflateWithin(raw, most, true);
  if (opened === null) throw new Unreadable("pdf-damaged");
  return opened;
}

/** `/UF` as UTF-16 or plain, else `/F`; a literal or a hex string. */
function nameIn(dictionary: string): string | null {
  const found =
    /\/UF\s*(\((?:\\.|[^\\)])*\)|<[0-9A-Fa-f\s]*>)/.exec(dictionary) ??
    /\/F\s*(\((?:\\.|[^\\)])*\)|<[0-9A-Fa-f\s]*>)/.exec(dictionary);
  if (!found) return null;
  const written = found[1] ?? "";
  const raw = written.startsWith("<")
    ? (written.slice(1, -1).match(/[0-9A-Fa-f]{2}/g) ?? [])
        .map((hex) => String.fromCharCode(Number.parseInt(hex, 16)))
        .join("")
    : written
        .slice(1, -1)
        .replace(/\\([0-7]{1,3}|.)/g, (_, code: string) =>
          /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : code,
        );
  const wide = raw.startsWith("\xfe\xff");
  const name = wide
    ? (raw.slice(2).match(/[\s\S]{2}/g) ?? [])
        .map((pair) => String.fromCharCode((pair.charCodeAt(0) << 8) | pair.charCodeAt(1)))
        .join("")
    : raw;
  return name.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, "?");
}

function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x4000) parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x4000)));
  return parts.join("");
}
