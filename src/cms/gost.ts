/** GOST R 34.10-2012 (RFC 7091): proves and makes signatures on the numbers; octets are the matter of schemes.ts. */

import type { Curve } from "./curves.ts";
import { multipleOfKey } from "./known-keys.ts";
import { PointTable } from "./multiply.ts";
import { add, double, type GostPoint, onCurve, toAffine } from "./points.ts";
import { invert, modulo } from "./residues.ts";

/** (r, s), both in 1…q−1 when the signature is good. */
export interface GostSignature {
  readonly r: bigint;
  readonly s: bigint;
}

/** Width 7: 37 additions for a 256-bit multiple of the generator; built once per curve, on first use. */
const GENERATOR_WIDTH = 7;
const generators = new Map<Curve, PointTable>();

function generator(curve: Curve): PointTable {
  let table = generators.get(curve);
  if (table === undefined) {
    table = new PointTable(curve, { X: curve.x, Y: curve.y, Z: 1n }, GENERATOR_WIDTH);
    generators.set(curve, table);
  }
  return table;
}

/** RFC 7091 §6.2, with e the hash as a number. False for every value out of range and for a key off its curve. */
export function verifyGost(key: GostPoint, hash: bigint, { r, s }: GostSignature): boolean {
  const { curve } = key;
  const { p, q } = curve;
  if (r <= 0n || r >= q || s <= 0n || s >= q || !isProper(key)) return false;
  const v = invert(exponent(hash, q), q);
  const z1 = (s * v) % q;
  const z2 = ((q - r) * v) % q;
  const C = add(curve, generator(curve).times(z1), multipleOfKey(key, z2));
  if (C.Z === 0n) return false;
  // x_C mod q = r without an inversion: some r + i·q below p times Z² is X.
  const zz = (C.Z * C.Z) % p;
  for (let x = r; x < p; x += q) if ((x * zz - C.X) % p === 0n) return true;
  return false;
}

/** On its curve, and of more than the few points that a curve with cofactor 4 has beside the subgroup. */
function isProper({ curve, x, y }: GostPoint): boolean {
  return onCurve(curve, x, y) && double(curve, double(curve, { X: x, Y: y, Z: 1n })).Z !== 0n;
}

/** RFC 7091 §6.1 with a secret one-time k in 1…q−1. Null where the standard says to take another k. */
export function signGost(curve: Curve, d: bigint, hash: bigint, k: bigint): GostSignature | null {
  const { q } = curve;
  const r = modulo(toAffine(curve, [generator(curve).times(k)])[0]!.X, q);
  const s = (r * d + k * exponent(hash, q)) % q;
  return r === 0n || s === 0n ? null : { r, s };
}

/** Q = d·P for d in 1…q−1. */
export function publicPoint(curve: Curve, d: bigint): GostPoint {
  const { X, Y } = toAffine(curve, [generator(curve).times(d)])[0]!;
  return { curve, x: X, y: Y };
}

/** e = α mod q, and 1 for 0 (step 2 of both). */
const exponent = (hash: bigint, q: bigint): bigint => hash % q || 1n;
