/** What single DER values mean: numbers, identifiers, times, texts. */

import { toHex } from "./bytes.ts";
import {
  BIT_STRING,
  BOOLEAN,
  body,
  children,
  type DerNode,
  expectTag,
  GENERALIZED_TIME,
  INTEGER,
  MisshapenDer,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  readDer,
  UTC_TIME,
} from "./der.ts";

const knownIdentifiers = new Map<string, string>();

/** Dotted text of an OBJECT IDENTIFIER (X.690 §8.19). */
export function oid(node: DerNode): string {
  const octets = body(expectTag(node, OBJECT_IDENTIFIER));
  const key = String.fromCharCode(...octets.subarray(0, 64));
  const known = octets.length <= 64 ? knownIdentifiers.get(key) : undefined;
  if (known !== undefined) return known;
  const text = decodeIdentifier(octets);
  // Bounded: identifiers come from strangers.
  if (knownIdentifiers.size < 1000) knownIdentifiers.set(key, text);
  return text;
}

function decodeIdentifier(octets: Uint8Array): string {
  if (octets.length === 0 || octets.length > 64 || octets.at(-1)! & 0x80) throw new MisshapenDer("bad identifier");
  const arcs: number[] = [];
  let arc = 0;
  let fresh = true;
  for (const octet of octets) {
    if (fresh && octet === 0x80) throw new MisshapenDer("padded identifier");
    arc = arc * 128 + (octet & 0x7f);
    fresh = !(octet & 0x80);
    if (arc > Number.MAX_SAFE_INTEGER / 128) throw new MisshapenDer("identifier too large");
    if (!fresh) continue;
    arcs.push(arc);
    arc = 0;
  }
  const first = Math.min(2, Math.floor(arcs[0]! / 40));
  return [first, arcs[0]! - 40 * first, ...arcs.slice(1)].join(".");
}

/** Contents of an INTEGER in its only DER form (X.690 §8.3.2: no needless leading octet). */
export function integerOctets(node: DerNode, tag = INTEGER): Uint8Array {
  const octets = body(expectTag(node, tag));
  const [first, second] = octets;
  if (first === undefined) throw new MisshapenDer("empty integer");
  const padded = second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));
  if (padded) throw new MisshapenDer("padded integer");
  return octets;
}

/** A small non-negative INTEGER (or ENUMERATED): versions, path lengths, reasons. */
export function smallInteger(node: DerNode, tag = INTEGER): number {
  const octets = integerOctets(node, tag);
  if (octets.length > 4 || octets[0]! >= 0x80) throw new MisshapenDer("integer out of range");
  return octets.reduce((sum, octet) => sum * 256 + octet, 0);
}

/** A serial number as people write it: upper-case hex, no separators, no sign octet. */
export function serialText(node: DerNode): string {
  const octets = integerOctets(node);
  return toHex(octets.length > 1 && octets[0] === 0 ? octets.subarray(1) : octets).toUpperCase();
}

export function boolean(node: DerNode): boolean {
  const octets = body(expectTag(node, BOOLEAN));
  // X.690 §11.1: TRUE is FF.
  if (octets.length !== 1 || (octets[0] !== 0 && octets[0] !== 0xff)) throw new MisshapenDer("bad boolean");
  return octets[0] === 0xff;
}

/** Octets of a BIT STRING that has no unused bits, as keys and signatures have none. */
export function wholeBits(node: DerNode): Uint8Array {
  const octets = body(expectTag(node, BIT_STRING));
  if (octets.length === 0 || octets[0] !== 0) throw new MisshapenDer("bad bit string");
  return octets.subarray(1);
}

/** The set bits of a named-bit BIT STRING, by position (X.680 §22). */
export function namedBits(node: DerNode): ReadonlySet<number> {
  const octets = body(expectTag(node, BIT_STRING));
  if (octets.length === 0 || octets.length > 5 || octets[0]! > 7) throw new MisshapenDer("bad bit string");
  const set = new Set<number>();
  for (let bit = 0; bit < (octets.length - 1) * 8 - octets[0]!; bit++) {
    if (octets[1 + (bit >> 3)]! & (0x80 >> (bit & 7))) set.add(bit);
  }
  return set;
}

/** An OCTET STRING; in the BER shell of CMS it may come in pieces. */
export function octetString(node: DerNode): Uint8Array {
  if (node.tag === OCTET_STRING) return body(node);
  if (!node.ber || node.tag !== (OCTET_STRING | 0x20)) throw new MisshapenDer(`no octet string at octet ${node.start}`);
  const pieces = children(node).map((piece) => body(expectTag(piece, OCTET_STRING)));
  const joined = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

/** Reads a value that is wrapped in an OCTET STRING, as certificate extensions are. */
export const inside = (node: DerNode): DerNode => readDer(body(expectTag(node, OCTET_STRING)));

const UTC = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
const GENERALIZED = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{1,9}))?Z$/;

/** UTCTime or GeneralizedTime in UTC (RFC 5280 §4.1.2.5), milliseconds since 1970. */
export function time(node: DerNode): number {
  const text = String.fromCharCode(...body(node).subarray(0, 32));
  const parts = node.tag === UTC_TIME ? UTC.exec(text) : node.tag === GENERALIZED_TIME ? GENERALIZED.exec(text) : null;
  if (parts === null) throw new MisshapenDer(`bad time at octet ${node.start}`);
  const [shortYear, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const year = node.tag === UTC_TIME ? shortYear + (shortYear < 50 ? 2000 : 1900) : shortYear;
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  at.setUTCHours(hour, minute, second, parts[7] ? Math.floor(Number(`0.${parts[7]}`) * 1000) : 0);
  // 31 February and 25 o'clock roll over in Date; a certificate that says so is misshapen.
  if (
    at.getUTCMonth() !== month - 1 ||
    at.getUTCDate() !== day ||
    at.getUTCHours() !== hour ||
    minute > 59 ||
    second > 59
  ) {
    throw new MisshapenDer(`no such time at octet ${node.start}`);
  }
  return at.getTime();
}

const UTF8_STRING = 0x0c;
const BMP_STRING = 0x1e;
const UNIVERSAL_STRING = 0x1c;
/** NumericString, PrintableString, TeletexString, IA5String, VisibleString: one octet, one character. */
const SINGLE_OCTET = new Set([0x12, 0x13, 0x14, 0x16, 0x1a]);

/** Any of the character strings that names are made of; null for a value that is no text. */
export function text(node: DerNode): string | null {
  const octets = body(node);
  if (node.tag === UTF8_STRING) return new TextDecoder().decode(octets);
  if (SINGLE_OCTET.has(node.tag)) return Array.from(octets, (octet) => String.fromCharCode(octet)).join("");
  const width = node.tag === BMP_STRING ? 2 : node.tag === UNIVERSAL_STRING ? 4 : 0;
  if (width === 0 || octets.length % width !== 0) return null;
  let decoded = "";
  for (let i = 0; i < octets.length; i += width) {
    const point = octets.subarray(i, i + width).reduce((sum, octet) => sum * 256 + octet, 0);
    decoded += point <= 0x10ffff ? String.fromCodePoint(point) : "\ufffd";
  }
  return decoded;
}
