/** A ZIP from a stranger, taken apart within bounds (APPNOTE 6.3.10): what would be a bomb, or is damaged, is told. */
import { fromUtf8 } from "../merkle/encoding.ts";
import { inflateWithin } from "./inflate.ts";
import { Unreadable } from "./unreadable.ts";

export interface Unzipped {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const MOST_FILES = 200;
/** Of all files together. A document is at most 32 MB, and a bundle holds it twice. */
const MOST_BYTES = 96 * 1024 * 1024;
/** No honest text is pressed further. */
const MOST_RATIO = 200;
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;

/** Throws `Unreadable`, which says what is wrong with the archive as a whole. */
export function unzip(bytes: Uint8Array): Unzipped[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readAll(bytes, view);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable("zip-damaged"); // an offset beyond the end, or data that is not deflated
  }
}

function readAll(bytes: Uint8Array, view: DataView): Unzipped[] {
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  if (count > MOST_FILES) throw new Unreadable("zip-too-large");
  const files: Unzipped[] = [];
  const names = new Set<string>();
  let [at, left] = [view.getUint32(end + 16, true), MOST_BYTES];
  for (let i = 0; i < count; i++) {
    if (view.getUint32(at, true) !== ENTRY) throw new Unreadable("zip-damaged");
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const [crc, packed, size] = [16, 20, 24].map((offset) => view.getUint32(at + offset, true)) as [
      number,
      number,
      number,
    ];
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
      number,
      number,
      number,
    ];
    const name = nameOf(bytes.subarray(at + 46, at + 46 + nameLength));
    const local = view.getUint32(at + 42, true);
    at += 46 + nameLength + extra + comment;
    if (name.endsWith("/") && size === 0) continue;
    if (flags & 1) throw new Unreadable("zip-locked");
    if (names.has(name)) throw new Unreadable("zip-twice");
    names.add(name);
    if (size > left || size > MOST_RATIO * Math.max(packed, 1024)) throw new Unreadable("zip-too-large");
    left -= size;
    if (view.getUint32(local, true) !== LOCAL) throw new Unreadable("zip-damaged");
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const content = open(bytes.subarray(from, from + packed), method, size);
    if (content.length !== size || crc32(content) !== crc) throw new Unreadable("zip-damaged");
    files.push({ name, bytes: content });
  }
  return files;
}

/** The record at the end, behind a comment of up to 64 KB. */
function endOf(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0 && at >= view.byteLength - 22 - 0xffff; at--)
    if (view.getUint32(at, true) === END) return at;
  throw new Unreadable("zip-damaged");
}

function open(packed: Uint8Array, method: number, size: number): Uint8Array {
  if (method === 0) return packed;
  const opened = method === 8 ? inflateWithin(packed, size, false) : null;
  if (opened === null) throw new Unreadable("zip-damaged");
  return opened;
}

/** A name is shown and compared, and never becomes a path: slashes backwards, ways up and drives are only letters here. */
function nameOf(bytes: Uint8Array): string {
  const name = fromUtf8(bytes);
  if (name === undefined) return Array.from(bytes, (byte) => (byte < 127 ? String.fromCharCode(byte) : "?")).join("");
  return name.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, "?");
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = TABLE[(c ^ byte) & 0xff]! ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}
