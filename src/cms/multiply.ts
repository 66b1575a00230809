/** Multiples of points: by a table for a point that comes again and again, by sliding signed digits for a stranger. */

import type { Curve } from "./curves.ts";
import { add, double, INFINITY, negate, type Point, toAffine } from "./points.ts";

/** The lowest `count` bits of `k`, least significant first. */
function bitsOf(k: bigint, count: number): Uint8Array {
  const bits = new Uint8Array(count);
  const digits = k.toString(16);
  for (let at = 0; at < digits.length; at++) {
    const digit = Number.parseInt(digits[digits.length - 1 - at]!, 16);
    for (let bit = 0; bit < 4 && 4 * at + bit < count; bit++) bits[4 * at + bit] = (digit >> bit) & 1;
  }
  return bits;
}

/** All ±j·2^(width·i)·P, so that a multiple is one addition per window and no doubling at all. */
export class PointTable {
  readonly #curve: Curve;
  readonly #width: number;
  readonly #windows: number;
  /** Window i holds P_i, 2P_i, … 2^(width−1)·P_i with P_i = 2^(width·i)·P, all affine. */
  readonly #multiples: readonly Point[];

  constructor(curve: Curve, point: Point, width: number) {
    this.#curve = curve;
    this.#width = width;
    // One more bit than the order has: the last signed digit may carry.
    this.#windows = Math.ceil((curve.q.toString(2).length + 1) / width);
    const multiples: Point[] = [];
    let base = point;
    for (let window = 0; window < this.#windows; window++) {
      let multiple = base;
      for (let j = 0; j < 1 << (width - 1); j++) {
        multiples.push(multiple);
        multiple = j === 0 ? double(curve, base) : add(curve, multiple, base);
      }
      base = double(curve, multiples.at(-1)!);
    }
    this.#multiples = toAffine(curve, multiples);
  }

  /** k·P for 0 ≤ k < q. */
  times(k: bigint): Point {
    const width = this.#width;
    const half = 1 << (width - 1);
    const bits = bitsOf(k, this.#windows * width);
    let sum = INFINITY;
    let carry = 0;
    for (let window = 0; window < this.#windows; window++) {
      let digit = carry;
      for (let bit = 0; bit < width; bit++) digit += bits[window * width + bit]! << bit;
      carry = digit > half ? 1 : 0;
      if (carry) digit -= 2 * half;
      if (digit === 0) continue;
      const multiple = this.#multiples[window * half + Math.abs(digit) - 1]!;
      sum = add(this.#curve, sum, digit < 0 ? negate(multiple) : multiple);
    }
    return sum;
  }
}

const WIDTH = 5;

/** k·P for 0 ≤ k < q by width-5 non-adjacent form: a doubling per bit, an addition per six bits. */
export function times(curve: Curve, k: bigint, point: Point): Point {
  const odd = [point];
  const twice = double(curve, point);
  for (let i = 1; i < 1 << (WIDTH - 2); i++) odd.push(add(curve, odd[i - 1]!, twice));

  const digits = nonAdjacent(k, curve.q.toString(2).length + 1);
  let sum = INFINITY;
  for (let i = digits.length - 1; i >= 0; i--) {
    sum = double(curve, sum);
    const digit = digits[i]!;
    if (digit !== 0) sum = add(curve, sum, digit < 0 ? negate(odd[-digit >> 1]!) : odd[digit >> 1]!);
  }
  return sum;
}

/** Signed odd digits, least significant first; of any WIDTH neighbours at most one is not zero. */
function nonAdjacent(k: bigint, count: number): Int8Array {
  const bits = bitsOf(k, count + WIDTH);
  const digits = new Int8Array(count);
  let carry = 0;
  for (let i = 0; i < count; ) {
    if (bits[i] === carry) {
      i++;
      continue;
    }
    let digit = carry;
    for (let bit = 0; bit < WIDTH; bit++) digit += bits[i + bit]! << bit;
    carry = digit >= 1 << (WIDTH - 1) ? 1 : 0;
    digits[i] = carry ? digit - (1 << WIDTH) : digit;
    i += WIDTH;
  }
  return digits;
}
