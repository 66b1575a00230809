/**
 * Points of a curve in Jacobian coordinates (x = X/Z², y = Y/Z³), on BigInt.
 *
 * Residues are kept anywhere in (−p, p): JavaScript's % keeps the sign, and every comparison is made modulo p, which
 * saves the correction after each step. Not constant-time: fit for verifying and for the demo's keys, not for a
 * doctor's, who signs in a token.
 */

import type { Curve } from "./curves.ts";

export interface Point {
  readonly X: bigint;
  readonly Y: bigint;
  /** 0n is the point at infinity; 1n marks an affine point, which is added faster. */
  readonly Z: bigint;
}

export const INFINITY: Point = { X: 1n, Y: 1n, Z: 0n };

/** 2P. "dbl-2001-b" where a = −3, else "dbl-2007-bl" of the Explicit-Formulas Database. */
export function double(curve: Curve, { X, Y, Z }: Point): Point {
  const { p, a } = curve;
  if (Z === 0n || Y % p === 0n) return INFINITY;
  const zz = (Z * Z) % p;
  const yy = (Y * Y) % p;
  const s = (4n * X * yy) % p;
  const m = a === p - 3n ? (3n * (X - zz) * (X + zz)) % p : (3n * X * X + a * ((zz * zz) % p)) % p;
  const x = (m * m - 2n * s) % p;
  return { X: x, Y: (m * (s - x) - 8n * yy * yy) % p, Z: (2n * Y * Z) % p };
}

/** P + Q ("add-1998-cmo-2"; mixed addition where Q is affine). */
export function add(curve: Curve, P: Point, Q: Point): Point {
  if (P.Z === 0n) return Q;
  if (Q.Z === 0n) return P;
  const { p } = curve;
  const affine = Q.Z === 1n;
  const zzP = (P.Z * P.Z) % p;
  const zzQ = affine ? 1n : (Q.Z * Q.Z) % p;
  const u = affine ? P.X : (P.X * zzQ) % p;
  const s = affine ? P.Y : (P.Y * ((zzQ * Q.Z) % p)) % p;
  const h = (Q.X * zzP - u) % p;
  const r = (Q.Y * ((zzP * P.Z) % p) - s) % p;
  if (h === 0n) return r === 0n ? double(curve, P) : INFINITY;
  const hh = (h * h) % p;
  const hhh = (h * hh) % p;
  const v = (u * hh) % p;
  const x = (r * r - hhh - 2n * v) % p;
  return { X: x, Y: (r * (v - x) - s * hhh) % p, Z: affine ? (P.Z * h) % p : (((P.Z * Q.Z) % p) * h) % p };
}

export const negate = ({ X, Y, Z }: Point): Point => ({ X, Y: -Y, Z });

/** a⁻¹ modulo m by the extended Euclidean algorithm; m is prime and does not divide a. */
export function invert(a: bigint, m: bigint): bigint {
  let [r, next] = [m, modulo(a, m)];
  let [s, sNext] = [0n, 1n];
  while (next !== 0n) {
    const quotient = r / next;
    [r, next] = [next, r - quotient * next];
    [s, sNext] = [sNext, s - quotient * sNext];
  }
  return modulo(s, m);
}

/** The residue in [0, m). */
export function modulo(a: bigint, m: bigint): bigint {
  const rest = a % m;
  return rest < 0n ? rest + m : rest;
}

/** The same points with Z = 1, by one inversion for all (Montgomery's trick). None may be the point at infinity. */
export function toAffine(curve: Curve, points: readonly Point[]): Point[] {
  const { p } = curve;
  const products: bigint[] = [];
  let product = 1n;
  for (const point of points) {
    products.push(product);
    product = (product * point.Z) % p;
  }
  let inverse = invert(product, p);
  const affine: Point[] = new Array(points.length);
  for (let i = points.length - 1; i >= 0; i--) {
    const { X, Y, Z } = points[i]!;
    const z = (inverse * products[i]!) % p;
    inverse = (inverse * Z) % p;
    const zz = (z * z) % p;
    affine[i] = { X: modulo(X * zz, p), Y: modulo(Y * ((zz * z) % p), p), Z: 1n };
  }
  return affine;
}

export function onCurve({ p, a, b }: Curve, x: bigint, y: bigint): boolean {
  return x >= 0n && x < p && y >= 0n && y < p && (y * y - (x * x * x + a * x + b)) % p === 0n;
}
