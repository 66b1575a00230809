/** GOST R 34.10-2012 gives the numbers of the standard, on every curve, and believes nothing out of range. */

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Curve, type CurveName, PARAMETER_SETS } from "../../src/cms/curves.ts";
import { oneTimeNumbers } from "../../src/cms/issue/one-time-number.ts";
import { PointTable, times } from "../../src/cms/multiply.ts";
import { plainGost } from "../../src/cms/plain-gost.ts";
import { add, double, INFINITY, negate, onCurve, type Point, toAffine } from "../../src/cms/points.ts";
import { vectors } from "./samples.ts";

const { publicPoint, sign: signGost, verify: verifyGost } = plainGost;
type Case = { readonly curve: CurveName } & Readonly<Record<"d" | "e" | "k" | "x" | "y" | "r" | "s", string>>;
const hex = (digits: string): bigint => BigInt(`0x${digits}`);
const curves = [...new Set(Object.values(PARAMETER_SETS).map(({ curve }): Curve => curve))];
const below = (limit: bigint) => fc.bigInt(1n, limit - 1n);

test("the examples of RFC 7091: key, signature, verification", () => {
  for (const { curve: name, ...numbers } of vectors<{ cases: readonly Case[] }>("gost-3410").cases) {
    const { curve } = PARAMETER_SETS[name];
    const key = publicPoint(curve, hex(numbers.d));
    assert.deepEqual([key.x, key.y], [hex(numbers.x), hex(numbers.y)]);
    const signature = { r: hex(numbers.r), s: hex(numbers.s) };
    assert.deepEqual(signGost(curve, hex(numbers.d), hex(numbers.e), hex(numbers.k)), signature);
    assert.equal(verifyGost(key, hex(numbers.e), signature), true);
  }
});

test("each generator lies on its curve and has the order q", () => {
  for (const curve of curves) {
    assert.ok(onCurve(curve, curve.x, curve.y), curve.title);
    const G = { X: curve.x, Y: curve.y, Z: 1n };
    const [last] = toAffine(curve, [times(curve, curve.q - 1n, G)]);
    assert.deepEqual(last, { X: curve.x, Y: curve.p - curve.y, Z: 1n }, curve.title);
  }
});

test("both ways of multiplying agree with adding up", () => {
  for (const curve of curves) {
    const G: Point = { X: curve.x, Y: curve.y, Z: 1n };
    const table = new PointTable(curve, G, 4);
    assert.equal(table.times(0n).Z, 0n);
    let sum = G;
    for (let k = 1n; k < 40n; k++) {
      const [expected, byTable, byDigits] = toAffine(curve, [sum, table.times(k), times(curve, k, G)]);
      assert.deepEqual(byTable, expected);
      assert.deepEqual(byDigits, expected);
      sum = add(curve, sum, G);
    }
    fc.assert(
      fc.property(below(curve.q), (k) => {
        const [byTable, byDigits] = toAffine(curve, [table.times(k), times(curve, k, G)]);
        assert.deepEqual(byTable, byDigits);
      }),
      { numRuns: 5 },
    );
  }
});

test("reduced numbers are the same modulo p and stay small, whatever the sign", () => {
  for (const { p, reduce, size, title } of curves) {
    const limit = 1n << BigInt(16 * size + 8);
    fc.assert(
      fc.property(fc.bigInt(-limit, limit), (t) => {
        const reduced = reduce(t);
        assert.equal((reduced - t) % p, 0n, title);
        assert.ok(reduced < 2n * p && reduced > -2n * p, title);
      }),
    );
  }
});

test("a key of order two on a curve with cofactor four proves nothing, however often it is tried", () => {
  const { curve } = PARAMETER_SETS["256-A"];
  // The only root of x³ + ax + b; with y = 0 its double is infinity.
  const x = rootOf(curve);
  assert.ok(onCurve(curve, x, 0n));
  for (let i = 0; i < 5; i++) assert.ok(!verifyGost({ curve, x, y: 0n }, 5n, { r: 7n, s: 9n }));
});

/** x-coordinate of the point of order two: (q·R) for a point R of the whole curve, doubled as often as it stays finite. */
function rootOf(curve: Curve): bigint {
  const { p, a, b, q } = curve;
  for (let x = 2n; ; x++) {
    const yy = (x * x * x + a * x + b) % p;
    const y = power(yy, (p + 1n) / 4n, p);
    if ((y * y - yy) % p !== 0n) continue;
    let point = add(curve, times(curve, q - 1n, { X: x, Y: y, Z: 1n }), { X: x, Y: y, Z: 1n });
    if (point.Z % p === 0n) continue;
    for (let next = double(curve, point); next.Z !== 0n; next = double(curve, next)) point = next;
    return toAffine(curve, [point])[0]!.X;
  }
}

function power(base: bigint, exponent: bigint, p: bigint): bigint {
  let result = 1n;
  for (let square = base % p, rest = exponent; rest > 0n; rest >>= 1n, square = (square * square) % p) {
    if (rest & 1n) result = (result * square) % p;
  }
  return result;
}

test("adding knows the special cases: infinity, the same point, the opposite", () => {
  for (const curve of curves) {
    const G: Point = { X: curve.x, Y: curve.y, Z: 1n };
    const G2 = double(curve, G);
    assert.deepEqual(add(curve, INFINITY, G), G);
    assert.deepEqual(add(curve, G, INFINITY), G);
    assert.equal(add(curve, G, negate(G)).Z, 0n);
    assert.deepEqual(toAffine(curve, [add(curve, G, G)]), toAffine(curve, [G2]));
    assert.equal(double(curve, INFINITY).Z, 0n);
  }
});

test("what is signed verifies, and nothing near it does", () => {
  for (const curve of curves) {
    fc.assert(
      fc.property(below(curve.q), fc.bigInt(0n, 2n ** 512n - 1n), below(curve.q), (d, e, k) => {
        const key = publicPoint(curve, d);
        const signature = signGost(curve, d, e, k);
        if (signature === null) return;
        const { r, s } = signature;
        assert.ok(verifyGost(key, e, { r, s }));
        // Not e + 1: a hash of 0 counts as 1.
        assert.ok(!verifyGost(key, e + 2n, { r, s }));
        assert.ok(!verifyGost(key, e, { r: s, s: r }));
        assert.ok(!verifyGost({ ...key, y: curve.p - key.y }, e, { r, s }));
        assert.ok(!verifyGost(publicPoint(curve, (d % (curve.q - 1n)) + 1n), e, { r, s }));
      }),
      { numRuns: curve.size === 32 ? 5 : 2 },
    );
  }
});

test("numbers out of range and points off the curve are not believed", () => {
  for (const curve of curves) {
    const { p, q } = curve;
    const key = publicPoint(curve, 7n);
    const { r, s } = signGost(curve, 7n, 5n, 11n)!;
    assert.ok(verifyGost(key, 5n, { r, s }));
    for (const [r2, s2] of [
      [0n, s],
      [r, 0n],
      [q, s],
      [r, q],
      [r + q, s],
      [r, s + q],
      [-r, s],
      [r, -s],
      [r, q - s],
      [q - r, s],
    ] as const) {
      assert.ok(!verifyGost(key, 5n, { r: r2, s: s2 }), `${curve.title} ${r2} ${s2}`);
    }
    for (const off of [{ x: key.x + 1n }, { x: key.x + p }, { y: key.y + p }, { x: 0n, y: 0n }]) {
      assert.ok(!verifyGost({ ...key, ...off }, 5n, { r, s }));
    }
  }
});

test("a hash that is 0 modulo q counts as 1 (RFC 7091 §6.1 step 2)", () => {
  for (const curve of curves) {
    const key = publicPoint(curve, 3n);
    const signature = signGost(curve, 3n, 0n, 5n)!;
    assert.ok(verifyGost(key, 1n, signature) && verifyGost(key, curve.q, signature));
  }
});

test("the one-time number depends on key and hash, lies in range and repeats for equal input", () => {
  const { curve } = PARAMETER_SETS["256-A"];
  const first = (d: bigint, e: bigint): bigint => oneTimeNumbers(curve, d, e).next().value;
  assert.equal(first(5n, 6n), first(5n, 6n));
  assert.equal(new Set([first(5n, 6n), first(5n, 7n), first(6n, 6n)]).size, 3);
  const several = oneTimeNumbers(curve, 5n, 6n).take(50).toArray();
  assert.equal(new Set(several).size, 50);
  assert.ok(several.every((k) => k > 0n && k < curve.q));
});
