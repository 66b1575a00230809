/** Numbers of 512 bits: eighteen limbs, as two halves of nine. Three products of halves make one (Karatsuba). */

import { product, square } from "./product";

export const LIMBS: usize = 18;

const HALF: usize = 9;
/** The columns of one product of halves. */
const COLUMNS: usize = 17;

const MIDDLE: usize = memory.data(136, 8);
const SUM_X: usize = memory.data(36, 8);
const SUM_Y: usize = memory.data(36, 8);

export function multiplyColumns(columns: usize, x: usize, y: usize): void {
  product(columns, x, y);
  product(columns + 8 * 2 * HALF, x + 4 * HALF, y + 4 * HALF);
  addHalves(SUM_X, x);
  addHalves(SUM_Y, y);
  product(MIDDLE, SUM_X, SUM_Y);
  addMiddle(columns);
}

export function squareColumns(columns: usize, x: usize): void {
  square(columns, x);
  square(columns + 8 * 2 * HALF, x + 4 * HALF);
  addHalves(SUM_X, x);
  square(MIDDLE, SUM_X);
  addMiddle(columns);
}

function addHalves(to: usize, x: usize): void {
  for (let at: usize = 0; at < 4 * HALF; at += 4) {
    store<i32>(to + at, load<i32>(x + at) + load<i32>(x + at + 4 * HALF));
  }
}

/**
 * (l + h)² − l² − h² = 2lh, added nine columns up. The sums may overflow 64 bits, which does no harm: their difference
 * is the true column modulo 2^64, and that has room.
 */
function addMiddle(columns: usize): void {
  const high = columns + 8 * 2 * HALF;
  store<i64>(columns + 8 * COLUMNS, 0);
  for (let at: usize = 0; at < 8 * COLUMNS; at += 8) {
    store<i64>(MIDDLE + at, load<i64>(MIDDLE + at) - load<i64>(columns + at) - load<i64>(high + at));
  }
  for (let at: usize = 0; at < 8 * COLUMNS; at += 8) {
    const to = columns + 8 * HALF + at;
    store<i64>(to, load<i64>(to) + load<i64>(MIDDLE + at));
  }
}
