/** Curves in WebAssembly are what their sources give, say what BigInt says on every curve, and step aside when wrong. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { type Curve, PARAMETER_SETS } from "../../src/cms/curves.ts";
import { chooseEngine } from "../../src/cms/engine.ts";
import { type CurveArithmetic, gostOver } from "../../src/cms/gost.ts";
import { proveCurve, proveExample } from "../../src/cms/gost-self-test.ts";
import { plainArithmetic, plainGost } from "../../src/cms/plain-gost.ts";
import type { GostPoint } from "../../src/cms/points.ts";
import { invert } from "../../src/cms/residues.ts";
import { SOURCE_SHA256 as SHA256_OF_256 } from "../../src/cms/wasm/curve-256-binary.ts";
import { SOURCE_SHA256 as SHA256_OF_512 } from "../../src/cms/wasm/curve-512-binary.ts";
import { fieldConstants, limbsFor, readLimbs, writeLimbs } from "../../src/cms/wasm/limbs.ts";
import { openCurve } from "../../src/cms/wasm/open-curve.ts";
import { openStreebog } from "../../src/cms/wasm/open-streebog.ts";

const curves = [...new Set(Object.values(PARAMETER_SETS).map(({ curve }): Curve => curve))];
const opened = new Map(curves.map((curve) => [curve, openCurve(curve)]));
const fast = gostOver((curve) => opened.get(curve)!);
const below = (limit: bigint) => fc.bigInt(0n, limit - 1n);
const runs = (curve: Curve) => ({ numRuns: curve.size === 32 ? 40 : 12 });

test("the committed binaries name their sources as they are", () => {
  const sources = (width: string) => ["curve.as", "field.as", "product.as", width];
  for (const [width, named] of [
    ["width-256.as", SHA256_OF_256],
    ["width-512.as", SHA256_OF_512],
  ] as const) {
    const hash = createHash("sha256");
    for (const file of sources(width))
      hash.update(readFileSync(new URL(`../../src/cms/wasm/${file}`, import.meta.url)));
    assert.equal(named, hash.digest("hex"), "run node scripts/build-wasm.mjs");
  }
});

test("all nine curves are computed here, in each of the ways of reducing", () => {
  assert.equal(curves.length, 9);
  const ways = curves.map(({ p, size }) => Math.sign(fieldConstants(p, limbsFor(size)).smallRest));
  assert.deepEqual(ways, [-1, 1, -1, 0, 1, 0, 1, -1, 1]);
  for (const size of [32, 64] as const) proveExample(size, openCurve);
  for (const curve of curves) proveCurve(curve, openCurve(curve));
});

test("a number that goes into limbs comes out", () => {
  for (const size of [32, 64] as const) {
    fc.assert(
      fc.property(below(1n << BigInt(8 * size)), (value) => {
        const limbs = new Int32Array(limbsFor(size));
        writeLimbs(limbs, value);
        assert.equal(readLimbs(limbs), value);
        assert.ok(limbs.every((limb) => limb >= -(2 ** 28) && limb < 2 ** 28));
      }),
    );
  }
});

/** x of z1·P + z2·Q as an ordinary number, or null at infinity. */
function xOf(arithmetic: CurveArithmetic, key: GostPoint, z1: bigint, z2: bigint): bigint | null {
  const C = arithmetic.combine(key, z1, z2);
  const { p } = key.curve;
  return C && (((C.X * invert(C.ZZ, p)) % p) + p) % p;
}

function assertSame(key: GostPoint, z1: bigint, z2: bigint): void {
  const [wanted, found] = [plainArithmetic(key.curve), opened.get(key.curve)!].map((one) => xOf(one, key, z1, z2));
  assert.equal(found, wanted, `${key.curve.title}: ${z1}·P + ${z2}·(${key.x}, ${key.y})`);
}

for (const curve of curves) {
  const { p, q, title } = curve;
  const G: GostPoint = { curve, x: curve.x, y: curve.y };

  test(`${title}: random sums are those of BigInt, for strangers and for keys that are known`, () => {
    fc.assert(
      fc.property(below(q), below(q), fc.bigInt(1n, q - 1n), (z1, z2, d) => {
        assertSame(plainGost.publicPoint(curve, d), z1, z2);
      }),
      runs(curve),
    );
    const known = plainGost.publicPoint(curve, q / 9n);
    fc.assert(
      fc.property(below(q), below(q), (z1, z2) => assertSame(known, z1, z2)),
      runs(curve),
    );
    fc.assert(
      fc.property(fc.bigInt(1n, q - 1n), (k) => {
        assert.deepEqual(opened.get(curve)!.multiple(k), plainArithmetic(curve).multiple(k));
      }),
      runs(curve),
    );
  });

  test(`${title}: sums at the edge are those of BigInt: 0, 1, q − 1, powers of two, Q = ±P, ±2P, halves that meet`, () => {
    const numbers = [0n, 1n, 2n, 15n, 16n, 17n, 31n, 32n, 33n, q / 2n, q / 2n + 1n, q - 17n, q - 2n, q - 1n];
    const points = [1n, 2n, 3n, 16n, 32n, q - 1n, q - 2n, q - 32n].map((d) => plainGost.publicPoint(curve, d));
    // Twelve times: strangers first, then known.
    for (const key of points) for (const z of numbers) assertSame(key, z, 1n);
    for (const key of points) for (const z of numbers) assertSame(key, 1n, z);
    for (const key of points) for (const z of [1n, q / 3n, q - 1n]) assertSame(key, z, q - z);
    for (const key of points) for (const z of [1n, q / 3n, q - 1n]) assertSame(key, z, z);
    assert.equal(opened.get(curve)!.combine(G, 5n, q - 5n), null, "infinity");
    assert.equal(opened.get(curve)!.combine(G, 0n, 0n), null, "nothing at all");
    for (const bit of [27n, 28n, 29n, 30n, 57n, 58n, 63n, 64n, 87n, 200n, 250n]) {
      const k = 1n << bit;
      assertSame(points[2]!, k, k - 1n);
      assertSame(points[5]!, q - k, k + 1n);
      assert.deepEqual(opened.get(curve)!.multiple(k), plainArithmetic(curve).multiple(k));
    }
  });

  test(`${title}: verdicts are those of BigInt, over good and bad signatures`, () => {
    const d = q / 7n;
    const key = fast.publicPoint(curve, d);
    const same = (key: GostPoint, e: bigint, r: bigint, s: bigint): boolean => {
      const verdict = fast.verify(key, e, { r, s });
      assert.equal(verdict, plainGost.verify(key, e, { r, s }), `e=${e} r=${r} s=${s}`);
      return verdict;
    };
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 512n), fc.bigInt(1n, q - 1n), (e, k) => {
        const signature = fast.sign(curve, d, e, k);
        assert.deepEqual(signature, plainGost.sign(curve, d, e, k));
        if (signature === null) return;
        const { r, s } = signature;
        assert.ok(same(key, e, r, s));
        assert.ok(!same(key, e, r, q - s));
        assert.ok(!same(key, e, s, r));
        assert.ok(!same({ ...key, y: p - key.y }, e, r, s), "−Q");
        assert.ok(!same({ ...key, x: key.x ^ 1n }, e, r, s), "off the curve");
        assert.ok(!same({ ...key, x: key.x + p }, e, r, s), "not reduced");
      }),
      { numRuns: curve.size === 32 ? 15 : 5 },
    );
    for (const r of [0n, 1n, q - 1n, q, q + 1n, p - 1n, -1n]) {
      for (const s of [0n, 1n, q - 1n, q, -1n]) assert.ok(!same(key, 99n, r, s));
    }
    const one = fast.sign(curve, d, 1n, 12345n)!;
    assert.ok(same(key, 0n, one.r, one.s), "a hash of 0 counts as 1");
    assert.ok(same(key, q, one.r, one.s), "a hash of q too");
    for (const own of [1n, 2n, q - 1n]) {
      const meeting = fast.publicPoint(curve, own);
      const signature = fast.sign(curve, own, 3n, own);
      // The generator of CryptoPro-C has x = 0, which makes no signature.
      if (signature !== null)
        assert.ok(same(meeting, 3n, signature.r, signature.s), `the key and the one-time number are ${own}`);
    }
  });
}

test("arithmetic that does not open, or is wrong in one curve, is not chosen, and the verdict is right all the same", () => {
  const { curve } = PARAMETER_SETS["256-B"];
  const key = plainGost.publicPoint(curve, 5n);
  const signature = plainGost.sign(curve, 5n, 6n, 7n)!;
  const closed = (): never => {
    throw new Error("forbidden");
  };
  const wrong = (only: Curve | null) => (one: Curve) => {
    const arithmetic = openCurve(one);
    if (only !== null && one !== only) return arithmetic;
    return { multiple: arithmetic.multiple.bind(arithmetic), combine: () => ({ X: 1n, ZZ: 1n }) };
  };
  for (const [open, name] of [
    [closed, "in WebAssembly: Streebog"],
    [wrong(null), "in WebAssembly: Streebog"],
    [wrong(curve), "in WebAssembly: Streebog, curves of 256 bits, curves of 512 bits"],
  ] as const) {
    const engine = chooseEngine(openStreebog, open);
    assert.equal(engine.name(), name);
    assert.ok(engine.verify(key, 6n, signature));
    assert.ok(!engine.verify(key, 8n, signature));
  }
});

test("a hundred and fifty keys that are used often find their tables again in the memory of those forgotten", () => {
  const { curve } = PARAMETER_SETS["256-A"];
  const keys = Array.from({ length: 150 }, (_, d) => plainGost.publicPoint(curve, BigInt(d + 5)));
  for (let round = 0; round < 2; round++) {
    for (const key of keys) {
      for (let use = 0; use < 9; use++) assert.ok(opened.get(curve)!.combine(key, 3n, 4n));
      assertSame(key, 1234n, curve.q / 3n);
    }
  }
});
