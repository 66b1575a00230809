/**
 * Points of a curve in Jacobian coordinates (x = X/Z², y = Y/Z³), on BigInt.
 *
 * Coordinates are any small representatives modulo p, negative ones too: normal form is asked only where two are
 * compared. Not constant-time: fit for verifying and for the demo's keys, not for a doctor's, who signs in a token.
 */

import type { Curve } from "./curves.ts";
import { invert, modulo } from "./residues.ts";

export interface Point {
  readonly X: bigint;
  readonly Y: bigint;
  /** 0n is the point at infinity; 1n marks an affine point, which is added faster. */
  readonly Z: bigint;
}

/** A public key: the point Q = d·P. */
export interface GostPoint {
  readonly curve: Curve;
  readonly x: bigint;
  readonly y: bigint;
}

export const INFINITY: Point = { X: 1n, Y: 1n, Z: 0n };

/** 2P: "dbl-2001-b" of the Explicit-Formulas Database where a = −3, else "dbl-1998-cmo". */
export function double({ p, a, reduce }: Curve, { X, Y, Z }: Point): Point {
  if (Z === 0n || Y % p === 0n) return INFINITY;
  const zz = reduce(Z * Z);
  const yy = reduce(Y * Y);
  const s = reduce((X * yy) << 2n);
  const m = a === p - 3n ? reduce(3n * (X - zz) * (X + zz)) : reduce(3n * X * X + a * reduce(zz * zz));
  const x = reduce(m * m - (s << 1n));
  return { X: x, Y: reduce(m * (s - x) - ((yy * yy) << 3n)), Z: reduce((Y * Z) << 1n) };
}

/** P + Q: "add-1998-cmo-2", shorter where Q is affine. */
export function add(curve: Curve, P: Point, Q: Point): Point {
  if (P.Z === 0n) return Q;
  if (Q.Z === 0n) return P;
  const { p, reduce } = curve;
  const affine = Q.Z === 1n;
  const zzP = reduce(P.Z * P.Z);
  const zzQ = affine ? 1n : reduce(Q.Z * Q.Z);
  const u = affine ? P.X : reduce(P.X * zzQ);
  const s = affine ? P.Y : reduce(P.Y * reduce(zzQ * Q.Z));
  const h = reduce(Q.X * zzP - u);
  const r = reduce(Q.Y * reduce(zzP * P.Z) - s);
  // The same x: the same point, or its opposite.
  if (h % p === 0n) return r % p === 0n ? double(curve, P) : INFINITY;
  const hh = reduce(h * h);
  const hhh = reduce(h * hh);
  const v = reduce(u * hh);
  const x = reduce(r * r - hhh - (v << 1n));
  return { X: x, Y: reduce(r * (v - x) - s * hhh), Z: reduce(affine ? P.Z * h : reduce(P.Z * Q.Z) * h) };
}

export const negate = ({ X, Y, Z }: Point): Point => ({ X, Y: -Y, Z });

/** The same points with Z = 1, by one inversion for all (Montgomery's trick). None may be the point at infinity. */
export function toAffine({ p, reduce }: Curve, points: readonly Point[]): Point[] {
  const products: bigint[] = [];
  let product = 1n;
  for (const point of points) {
    products.push(product);
    product = reduce(product * point.Z);
  }
  let inverse = invert(product, p);
  const affine: Point[] = new Array(points.length);
  for (let i = points.length - 1; i >= 0; i--) {
    const { X, Y, Z } = points[i]!;
    const z = reduce(inverse * products[i]!);
    inverse = reduce(inverse * Z);
    const zz = reduce(z * z);
    affine[i] = { X: modulo(X * zz, p), Y: modulo(Y * reduce(zz * z), p), Z: 1n };
  }
  return affine;
}

export function onCurve({ p, a, b }: Curve, x: bigint, y: bigint): boolean {
  return x >= 0n && x < p && y >= 0n && y < p && (y * y - (x * x * x + a * x + b)) % p === 0n;
}
