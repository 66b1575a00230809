/** Writes DER (X.690): for the certificates, lists and signatures that the demo and the tests issue. */

import { compareBytes, concat, toBigEndian } from "./bytes.ts";
import {
  BIT_STRING,
  BOOLEAN,
  ENUMERATED,
  GENERALIZED_TIME,
  INTEGER,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  SEQUENCE,
  SET,
  UTC_TIME,
} from "./der.ts";

/** Identifier, length, contents. */
export function value(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const contents = concat(parts);
  return concat([Uint8Array.of(tag, ...lengthOctets(contents.length)), contents]);
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return [0x80 | octets.length, ...octets];
}

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => value(SEQUENCE, ...parts);

/** SET OF in the order that DER demands (X.690 §11.6). */
export const setOf = (...parts: readonly Uint8Array[]): Uint8Array => value(SET, ...parts.toSorted(compareBytes));

/** Takes the dotted text. */
export function identifier(dotted: string): Uint8Array {
  const arcs = dotted.split(".").map(Number);
  const octets = [arcs[0]! * 40 + arcs[1]!, ...arcs.slice(2)].flatMap(base128);
  return value(OBJECT_IDENTIFIER, Uint8Array.from(octets));
}

function base128(arc: number): number[] {
  const octets = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) octets.unshift(0x80 | (rest % 128));
  return octets;
}

/** A non-negative INTEGER. */
export function integer(number: bigint, tag = INTEGER): Uint8Array {
  // One octet more than the bits need whenever the top bit would read as a sign.
  return value(tag, toBigEndian(number, Math.floor(number.toString(2).length / 8) + 1));
}

export const enumerated = (number: number): Uint8Array => integer(BigInt(number), ENUMERATED);
export const octets = (bytes: Uint8Array): Uint8Array => value(OCTET_STRING, bytes);
export const bits = (bytes: Uint8Array): Uint8Array => value(BIT_STRING, Uint8Array.of(0), bytes);
export const truth = (): Uint8Array => value(BOOLEAN, Uint8Array.of(0xff));

/** Named bits with trailing zero bits left out (X.690 §11.2.2). */
export function flags(positions: readonly number[]): Uint8Array {
  if (positions.length === 0) return value(BIT_STRING, Uint8Array.of(0));
  const highest = Math.max(...positions);
  const octets = new Uint8Array(2 + (highest >> 3));
  octets[0] = 7 - (highest & 7);
  for (const bit of positions) octets[1 + (bit >> 3)]! |= 0x80 >> (bit & 7);
  return value(BIT_STRING, octets);
}

const characters = (text: string): Uint8Array => new TextEncoder().encode(text);
export const utf8String = (text: string): Uint8Array => value(0x0c, characters(text));
export const numericString = (digits: string): Uint8Array => value(0x12, characters(digits));
export const printableString = (text: string): Uint8Array => value(0x13, characters(text));
export const ia5String = (text: string): Uint8Array => value(0x16, characters(text));

/** RFC 5280 §4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050; whole seconds. */
export function timestamp(at: Date): Uint8Array {
  const year = at.getUTCFullYear();
  return year >= 1950 && year < 2050 ? value(UTC_TIME, characters(timeDigits(at).slice(2))) : generalizedTime(at);
}

export const generalizedTime = (at: Date): Uint8Array => value(GENERALIZED_TIME, characters(timeDigits(at)));

const timeDigits = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:T]/g, "")}Z`;
