/** GOST R 34.10-2012 (RFC 7091): proves and makes signatures on the numbers; octets are the matter of schemes.ts. */

import type { Curve } from "./curves.ts";
import { double, type GostPoint, onCurve } from "./points.ts";
import { invert } from "./residues.ts";

/** (r, s), both in 1…q−1 when the signature is good. */
export interface GostSignature {
  readonly r: bigint;
  readonly s: bigint;
}

/** Multiples of the points of one curve: what takes the time. */
export interface CurveArithmetic {
  /** The x of z1·P + z2·Q for a proper key Q and 0 ≤ z1, z2 < q, as X/ZZ modulo p; null at infinity. */
  combine(key: GostPoint, z1: bigint, z2: bigint): { readonly X: bigint; readonly ZZ: bigint } | null;
  /** k·P for k in 1…q−1. */
  multiple(k: bigint): { readonly x: bigint; readonly y: bigint };
}

export interface Gost {
  /** RFC 7091 §6.2, with e the hash as a number. False for every value out of range and for a key off its curve. */
  verify(key: GostPoint, hash: bigint, signature: GostSignature): boolean;
  /** RFC 7091 §6.1 with a secret one-time k in 1…q−1. Null where the standard says to take another k. */
  sign(curve: Curve, d: bigint, hash: bigint, k: bigint): GostSignature | null;
  /** Q = d·P for d in 1…q−1. */
  publicPoint(curve: Curve, d: bigint): GostPoint;
}

export function gostOver(arithmeticOf: (curve: Curve) => CurveArithmetic): Gost {
  return {
    verify(key, hash, { r, s }) {
      const { curve } = key;
      const { p, q } = curve;
      if (r <= 0n || r >= q || s <= 0n || s >= q || !isProper(key)) return false;
      const v = invert(exponent(hash, q), q);
      const C = arithmeticOf(curve).combine(key, (s * v) % q, ((q - r) * v) % q);
      if (C === null) return false;
      // x_C mod q = r without an inversion: some r + i·q below p times Z² is X.
      for (let x = r; x < p; x += q) if ((x * C.ZZ - C.X) % p === 0n) return true;
      return false;
    },
    sign(curve, d, hash, k) {
      const { q } = curve;
      const r = arithmeticOf(curve).multiple(k).x % q;
      const s = (r * d + k * exponent(hash, q)) % q;
      return r === 0n || s === 0n ? null : { r, s };
    },
    publicPoint: (curve, d) => ({ curve, ...arithmeticOf(curve).multiple(d) }),
  };
}

/** Keys that were found proper. A key comes again as the same object while its certificate is remembered. */
const proper = new WeakSet<GostPoint>();

/** On its curve, and of more than the few points that a curve with cofactor 4 has beside the subgroup. */
function isProper(key: GostPoint): boolean {
  if (proper.has(key)) return true;
  const { curve, x, y } = key;
  const good = onCurve(curve, x, y) && double(curve, double(curve, { X: x, Y: y, Z: 1n })).Z !== 0n;
  if (good) proper.add(key);
  return good;
}

/** e = α mod q, and 1 for 0 (step 2 of both). */
const exponent = (hash: bigint, q: bigint): bigint => hash % q || 1n;
