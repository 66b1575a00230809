/**
 * Multiples of points of one GOST curve for WebAssembly, in AssemblyScript (what multiply.ts does on BigInt).
 *
 * `node scripts/build-wasm.mjs` makes curve-256-binary.ts and curve-512-binary.ts of it, with width-256.as and
 * width-512.as; each curve is an instance of its own. Points are Jacobian (x = X/Z², y = Y/Z³).
 *
 * Sums never ask whether they add a point to itself or to its opposite. Where they do, or a sum comes to infinity, Z
 * becomes zero, and zero it stays through every later sum and double. So who finds Z = 0 at the end computes anew in
 * another way; every other result is right. Not constant-time: for verifying, and for the demo's keys.
 */

import { add, copy, INTO, invert, multiply, negate, PRIME, SIZE, setPrime, settle, square, subtract } from "./field";

export { INTO, PRIME, setPrime };

const AFFINE: usize = 2 * SIZE;
const JACOBIAN: usize = 3 * SIZE;

/** The coefficient a, as it comes into the field; not used where it is −3. */
export const A: usize = memory.data(SIZE, 8);
/** An affine point that comes in or is asked for. */
export const POINT: usize = memory.data(AFFINE, 8);
/** The multiplier in little-endian octets, eight more than a number has: a window may reach beyond. */
export const SCALAR: usize = memory.data(72, 8);
/** Prime − 2 in the same way. */
export const EXPONENT: usize = memory.data(72, 8);
/** The sum: X, Y, Z, and after `finish` Z² and Z³ behind them. */
export const SUM: usize = memory.data(5 * SIZE, 8);

/** 1, as it comes into the field. */
const ONE: usize = memory.data(SIZE, 8);
/** Signed digits, one octet each, and the odd multiples that they choose from. */
const DIGITS: usize = memory.data(576, 8);
const ODD: usize = memory.data(8 * JACOBIAN, 8);
const TWICE: usize = memory.data(JACOBIAN, 8);
const OPPOSITE: usize = memory.data(SIZE, 8);

const r0: usize = memory.data(SIZE, 8);
const r1: usize = memory.data(SIZE, 8);
const r2: usize = memory.data(SIZE, 8);
const r3: usize = memory.data(SIZE, 8);
const r4: usize = memory.data(SIZE, 8);
const r5: usize = memory.data(SIZE, 8);
const r6: usize = memory.data(SIZE, 8);
const r7: usize = memory.data(SIZE, 8);

let minusThree: bool = false;
let orderBits: i32 = 0;
let primeBits: i32 = 0;
let empty: bool = true;

/** After `setPrime` and with A, INTO and EXPONENT filled with plain numbers. */
export function setCurve(aIsMinusThree: bool, bitsOfPrime: i32, bitsOfOrder: i32): void {
  minusThree = aIsMinusThree;
  primeBits = bitsOfPrime;
  orderBits = bitsOfOrder;
  memory.fill(ONE, 0, SIZE);
  store<i32>(ONE, 1);
  multiply(ONE, ONE, INTO);
  multiply(A, A, INTO);
}

/** Where tables may begin. */
export function firstFree(): usize {
  return __heap_base;
}

/** The plain coordinates at POINT come into the field. */
export function takePoint(): void {
  multiply(POINT, POINT, INTO);
  multiply(POINT + SIZE, POINT + SIZE, INTO);
}

export function begin(): void {
  empty = true;
}

/** For comparing x without a division: Z², and Z³ for y. Of an empty sum, zeros. */
export function finish(): void {
  if (empty) memory.fill(SUM, 0, JACOBIAN);
  square(SUM + 3 * SIZE, SUM + 2 * SIZE);
  multiply(SUM + 4 * SIZE, SUM + 3 * SIZE, SUM + 2 * SIZE);
}

/** to = 2P. `to` may be P. */
function double(to: usize, point: usize): void {
  const x = point, y = point + SIZE, z = point + 2 * SIZE;
  square(r0, y);
  multiply(r1, x, r0);
  add(r1, r1, r1);
  add(r1, r1, r1);
  settle(r1); // 4XY²
  square(r2, z);
  if (minusThree) {
    subtract(r3, x, r2);
    add(r4, x, r2);
    multiply(r3, r3, r4);
    add(r4, r3, r3);
    add(r3, r3, r4);
  } else {
    square(r3, x);
    add(r4, r3, r3);
    add(r3, r3, r4);
    square(r4, r2);
    multiply(r4, r4, A);
    add(r3, r3, r4);
  }
  settle(r3); // 3X² + aZ⁴
  add(r4, y, y);
  multiply(to + 2 * SIZE, r4, z);
  square(r4, r3);
  subtract(r4, r4, r1);
  subtract(to, r4, r1);
  settle(to);
  add(r0, r0, r0);
  square(r0, r0); // 4Y⁴
  subtract(r1, r1, to);
  multiply(r1, r1, r3);
  subtract(r1, r1, r0);
  subtract(to + SIZE, r1, r0);
  settle(to + SIZE);
}

/** to = P + Q with Q = (x, y) affine. `to` may be P. */
function addAffine(to: usize, point: usize, x: usize, y: usize): void {
  const z = point + 2 * SIZE;
  square(r0, z);
  multiply(r1, x, r0);
  multiply(r0, r0, z);
  multiply(r2, y, r0);
  finishSum(to, point, point + SIZE, z);
}

/** to = P + Q with both Jacobian; y is Q's own, or the opposite of it. `to` may be P. */
function addJacobian(to: usize, point: usize, other: usize, y: usize): void {
  const z = point + 2 * SIZE, otherZ = other + 2 * SIZE;
  square(r0, z);
  multiply(r1, other, r0);
  multiply(r0, r0, z);
  multiply(r2, y, r0);
  square(r0, otherZ);
  multiply(r5, point, r0);
  multiply(r0, r0, otherZ);
  multiply(r6, point + SIZE, r0);
  multiply(r7, z, otherZ);
  finishSum(to, r5, r6, r7);
}

/** With both points brought to one Z: x₁, y₁ and z given, x₂ and y₂ in r1 and r2. */
function finishSum(to: usize, x: usize, y: usize, z: usize): void {
  subtract(r1, r1, x); // H
  subtract(r2, r2, y); // r
  multiply(to + 2 * SIZE, z, r1);
  square(r3, r1);
  multiply(r4, x, r3); // V
  multiply(r3, r3, r1); // H³
  multiply(r1, y, r3);
  square(r0, r2);
  subtract(r0, r0, r3);
  subtract(r0, r0, r4);
  subtract(to, r0, r4);
  settle(to);
  subtract(r4, r4, to);
  multiply(r4, r4, r2);
  subtract(to + SIZE, r4, r1);
  settle(to + SIZE);
}

/** SUM += ±(the affine point at `point`). */
function accumulate(point: usize, negative: bool): void {
  let y = point + SIZE;
  if (negative) {
    negate(OPPOSITE, y);
    y = OPPOSITE;
  }
  if (empty) {
    copy(SUM, point);
    copy(SUM + SIZE, y);
    copy(SUM + 2 * SIZE, ONE);
    empty = false;
  } else addAffine(SUM, SUM, point, y);
}

/** Bits of the multiplier from `bit` on, seven at most. */
function window(bit: i32, width: i32): i32 {
  return <i32>(load<u32>(SCALAR + <usize>(bit >> 3)) >> (bit & 7)) & ((1 << width) - 1);
}

/**
 * SUM += k·P by a table of P: one addition for each window of the multiplier and no doubling at all.
 * The digits are signed, so that half the multiples do.
 */
export function addFromTable(table: usize, width: i32): void {
  const half = 1 << (width - 1);
  let carry = 0;
  for (let bit = 0; bit <= orderBits; bit += width) {
    let digit = window(bit, width) + carry;
    carry = i32(digit > half);
    if (carry) digit -= 2 * half;
    if (digit !== 0) accumulate(table + <usize>(abs(digit) - 1) * AFFINE, digit < 0);
    table += <usize>half * AFFINE;
  }
}

/** SUM = k·P for the affine point at POINT by width-5 non-adjacent form: a doubling per bit, an addition per six. */
export function multiplyPoint(): void {
  copy(ODD, POINT);
  copy(ODD + SIZE, POINT + SIZE);
  copy(ODD + 2 * SIZE, ONE);
  double(TWICE, ODD);
  for (let at = ODD + JACOBIAN; at < ODD + 8 * JACOBIAN; at += JACOBIAN) {
    addJacobian(at, TWICE, at - JACOBIAN, at - JACOBIAN + SIZE);
  }
  writeDigits();
  empty = true;
  for (let index = orderBits; index >= 0; index--) {
    if (!empty) double(SUM, SUM);
    const digit = <i32>load<i8>(DIGITS + <usize>index);
    if (digit === 0) continue;
    const multiple = ODD + <usize>(abs(digit) >> 1) * JACOBIAN;
    let y = multiple + SIZE;
    if (digit < 0) {
      negate(OPPOSITE, y);
      y = OPPOSITE;
    }
    if (empty) {
      memory.copy(SUM, multiple, JACOBIAN);
      copy(SUM + SIZE, y);
      empty = false;
    } else addJacobian(SUM, SUM, multiple, y);
  }
}

/** Signed odd digits, least significant first; of any five neighbours at most one is not zero. */
function writeDigits(): void {
  memory.fill(DIGITS, 0, <usize>orderBits + 1);
  let carry = 0;
  for (let bit = 0; bit <= orderBits; ) {
    if (window(bit, 1) === carry) {
      bit++;
      continue;
    }
    const digit = window(bit, 5) + carry;
    carry = i32(digit >= 16);
    store<i8>(DIGITS + <usize>bit, <i8>(digit - 32 * carry));
    bit += 5;
  }
}

/** Octets that a table of this width takes, and as many as it needs beside it while it is made. */
export function tableSize(width: i32): usize {
  return tablePoints(width) * AFFINE;
}

export function workSize(width: i32): usize {
  return tablePoints(width) * (JACOBIAN + SIZE);
}

function tablePoints(width: i32): usize {
  return <usize>((orderBits / width + 1) << (width - 1));
}

/**
 * The table of the affine point P at POINT: P_i, 2P_i, … 2^(width−1)·P_i for each window, P_i = 2^(width·i)·P, affine.
 * The product of all Z is left as that of SUM: where it is zero, some multiple is infinity and the table is worth nothing.
 */
export function makeTable(table: usize, work: usize, width: i32): void {
  const half = <usize>1 << (width - 1);
  const count = tablePoints(width);
  const products = work + count * JACOBIAN;
  copy(work, POINT);
  copy(work + SIZE, POINT + SIZE);
  copy(work + 2 * SIZE, ONE);
  for (let index: usize = 1; index < count; index++) {
    const at = work + index * JACOBIAN;
    const place = index % half;
    // The first of a window is twice the last of the window before, the second is twice the first.
    if (place < 2) double(at, at - JACOBIAN);
    else addJacobian(at, at - JACOBIAN, at - place * JACOBIAN, at - place * JACOBIAN + SIZE);
  }
  makeAffine(table, work, products, count);
}

/** Montgomery's trick: one inversion for all points. `products` has room for a number of each. */
function makeAffine(table: usize, points: usize, products: usize, count: usize): void {
  copy(products, points + 2 * SIZE);
  for (let index: usize = 1; index < count; index++) {
    const product = products + index * SIZE;
    multiply(product, product - SIZE, points + index * JACOBIAN + 2 * SIZE);
  }
  const all = products + (count - 1) * SIZE;
  copy(SUM + 2 * SIZE, all);
  // From the last to the first: r5 is the inverse of the product so far, r0 that of the point's own Z.
  invert(r5, all, EXPONENT, primeBits);
  for (let index = count - 1; index > 0; index--) {
    const point = points + index * JACOBIAN;
    multiply(r0, r5, products + (index - 1) * SIZE);
    multiply(r5, r5, point + 2 * SIZE);
    writeAffine(table + index * AFFINE, point, r0);
  }
  writeAffine(table, points, r5);
}

function writeAffine(to: usize, point: usize, inverseOfZ: usize): void {
  square(r1, inverseOfZ);
  multiply(to, point, r1);
  multiply(r1, r1, inverseOfZ);
  multiply(to + SIZE, point + SIZE, r1);
}
