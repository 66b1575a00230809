/**
 * Residues modulo the prime of a curve, as signed limbs of 29 bits, least significant first.
 *
 * A settled residue has limbs within ±2^28 (the second may be a sixteenth beyond, the last is what remains). Sums and
 * differences are taken limb by limb without carries and measured in units of that. The rule that keeps every column
 * within 64 bits: the units of two factors multiply to five at most, and a sum has seven at most.
 * No residue is unique: zero has many forms here, and nobody in WebAssembly asks for it.
 */

import { LIMBS, multiplyColumns, squareColumns } from "./width";

/** Octets of a residue. */
export const SIZE: usize = 4 * LIMBS;
const BITS: i64 = 29;
const HALF: i64 = 1 << 28;

/** The prime, settled; for Montgomery's way only. */
export const PRIME: usize = memory.data(SIZE, 8);
/** What a plain number is multiplied by on its way in: 1, or in Montgomery's way 2^(58·LIMBS) modulo the prime. */
export const INTO: usize = memory.data(SIZE, 8);

const COLUMNS: usize = memory.data(16 * LIMBS, 8);

/** 2^(29·LIMBS) modulo the prime, of either sign, where that is a small number: then high columns fold into low ones. */
let fold: i64 = 0;
/** −1/prime modulo 2^29, where it is not (Montgomery). */
let inverse: i64 = 0;

/** `smallRest` is 0 where Montgomery's way has to be taken; `negativeInverse` serves that way only. */
export function setPrime(smallRest: i32, negativeInverse: i32): void {
  fold = <i64>smallRest;
  inverse = <i64>negativeInverse;
}

export function multiply(to: usize, x: usize, y: usize): void {
  multiplyColumns(COLUMNS, x, y);
  reduce(to);
}

export function square(to: usize, x: usize): void {
  squareColumns(COLUMNS, x);
  reduce(to);
}

export function add(to: usize, x: usize, y: usize): void {
  for (let at: usize = 0; at < SIZE; at += 4) store<i32>(to + at, load<i32>(x + at) + load<i32>(y + at));
}

export function subtract(to: usize, x: usize, y: usize): void {
  for (let at: usize = 0; at < SIZE; at += 4) store<i32>(to + at, load<i32>(x + at) - load<i32>(y + at));
}

export function negate(to: usize, x: usize): void {
  for (let at: usize = 0; at < SIZE; at += 4) store<i32>(to + at, -load<i32>(x + at));
}

export function copy(to: usize, x: usize): void {
  memory.copy(to, x, SIZE);
}

/** The sum as it is → settled, in its place. */
export function settle(x: usize): void {
  let carry: i32 = 0;
  for (let at: usize = 0; at < SIZE; at += 4) {
    const limb = load<i32>(x + at) + carry;
    carry = (limb + <i32>HALF) >> <i32>BITS;
    store<i32>(x + at, limb - (carry << <i32>BITS));
  }
  // In Montgomery's way the numbers stay so small that nothing is carried out of the last limb.
  store<i32>(x, load<i32>(x) + carry * <i32>fold);
}

function reduce(to: usize): void {
  if (fold === 0) reduceMontgomery(to);
  else reduceByFolding(to);
}

/** 2^(29·LIMBS) is congruent to `fold`: the upper half, times that, is added to the lower. */
function reduceByFolding(to: usize): void {
  const rest = fold;
  const upper = COLUMNS + 8 * LIMBS;
  let carry: i64 = 0;
  for (let at: usize = 0; at < 8 * (LIMBS - 1); at += 8) {
    const column = load<i64>(upper + at) + carry;
    carry = (column + HALF) >> BITS;
    store<i64>(upper + at, column - (carry << BITS));
  }
  store<i64>(upper + 8 * (LIMBS - 1), carry);
  carry = 0;
  for (let index: usize = 0; index < LIMBS; index++) {
    const column = load<i64>(COLUMNS + 8 * index) + load<i64>(upper + 8 * index) * rest + carry;
    carry = (column + HALF) >> BITS;
    store<i32>(to + 4 * index, <i32>(column - (carry << BITS)));
  }
  const first = <i64>load<i32>(to) + carry * rest;
  carry = (first + HALF) >> BITS;
  store<i32>(to, <i32>(first - (carry << BITS)));
  store<i32>(to + 4, load<i32>(to + 4) + <i32>carry);
}

/** The columns divided by 2^(29·LIMBS), a limb at a time, each made divisible by a multiple of the prime. */
function reduceMontgomery(to: usize): void {
  store<i64>(COLUMNS + 8 * (2 * LIMBS - 1), 0);
  for (let index: usize = 0; index < LIMBS; index++) {
    const lowest = COLUMNS + 8 * index;
    const times = ((load<i64>(lowest) * inverse) << (64 - BITS)) >> (64 - BITS);
    for (let j: usize = 0; j < LIMBS; j++) {
      const at = lowest + 8 * j;
      store<i64>(at, load<i64>(at) + times * <i64>load<i32>(PRIME + 4 * j));
    }
    store<i64>(lowest + 8, load<i64>(lowest + 8) + (load<i64>(lowest) >> BITS));
  }
  let carry: i64 = 0;
  for (let index: usize = 0; index < LIMBS - 1; index++) {
    const column = load<i64>(COLUMNS + 8 * (LIMBS + index)) + carry;
    carry = (column + HALF) >> BITS;
    store<i32>(to + 4 * index, <i32>(column - (carry << BITS)));
  }
  store<i32>(to + 4 * (LIMBS - 1), <i32>(load<i64>(COLUMNS + 8 * (2 * LIMBS - 1)) + carry));
}

/** x^(prime − 2) by Fermat, `exponent` being that many bits of it in little-endian octets. `to` is not x. */
export function invert(to: usize, x: usize, exponent: usize, bits: i32): void {
  // The uppermost bit is one.
  copy(to, x);
  for (let bit = bits - 2; bit >= 0; bit--) {
    square(to, to);
    if ((load<u8>(exponent + <usize>(bit >> 3)) >> <u8>(bit & 7)) & 1) multiply(to, to, x);
  }
}
