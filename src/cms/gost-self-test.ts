/** Before fast arithmetic is trusted with signatures, it repeats RFC 7091 §7 and agrees with BigInt on its curve. */

import { type Curve, PARAMETER_SETS } from "./curves.ts";
import { type CurveArithmetic, gostOver } from "./gost.ts";
import { times } from "./multiply.ts";
import { toAffine } from "./points.ts";

const hex = (digits: string): bigint => BigInt(`0x${digits}`);

/** Key d, hash α, one-time k, and the signature that comes of them. */
const EXAMPLES = {
  32: {
    curve: PARAMETER_SETS["256-test"].curve,
    d: hex("7a929ade789bb9be10ed359dd39a72c11b60961f49397eee1d19ce9891ec3b28"),
    e: hex("2dfbc1b372d89a1188c09c52e0eec61fce52032ab1022e8e67ece6672b043ee5"),
    k: hex("77105c9b20bcd3122823c8cf6fcc7b956de33814e95b7fe64fed924594dceab3"),
    r: hex("41aa28d2f1ab148280cd9ed56feda41974053554a42767b83ad043fd39dc0493"),
    s: hex("01456c64ba4642a1653c235a98a60249bcd6d3f746b631df928014f6c5bf9c40"),
  },
  64: {
    curve: PARAMETER_SETS["512-test"].curve,
    d: hex(
      "0ba6048aadae241ba40936d47756d7c93091a0e8514669700ee7508e508b102072e8123b2200a0563322dad2827e2714a2636b7bfd18aadfc62967821fa18dd4",
    ),
    e: hex(
      "3754f3cfacc9e0615c4f4a7c4d8dab531b09b6f9c170c533a71d147035b0c5917184ee536593f4414339976c647c5d5a407adedb1d560c4fc6777d2972075b8c",
    ),
    k: hex(
      "0359e7f4b1410feacc570456c6801496946312120b39d019d455986e364f365886748ed7a44b3e794434006011842286212273a6d14cf70ea3af71bb1ae679f1",
    ),
    r: hex(
      "2f86fa60a081091a23dd795e1e3c689ee512a3c82ee0dcc2643c78eea8fcacd35492558486b20f1c9ec197c90699850260c93bcbcd9c5c3317e19344e173ae36",
    ),
    s: hex(
      "1081b394696ffe8e6585e7a9362d26b6325f56778aadbc081c0bfbe933d52ff5823ce288e8c4f362526080df7f70ce406a6eeb1f56919cb92a9853bde73e5b4a",
    ),
  },
} as const;

/** Throws Error where the arithmetic of a curve of this size does not do what the standard's example says. */
export function proveExample(size: 32 | 64, open: (curve: Curve) => CurveArithmetic): void {
  const { curve, d, e, k, r, s } = EXAMPLES[size];
  const arithmetic = open(curve);
  const gost = gostOver(() => arithmetic);
  const key = gost.publicPoint(curve, d);
  const signature = gost.sign(curve, d, e, k);
  const right = signature?.r === r && signature.s === s;
  if (!right || !gost.verify(key, e, { r, s }) || gost.verify(key, e + 1n, { r, s }))
    throw new Error("GOST R 34.10 computes wrongly here");
}

/** Throws Error where it differs from BigInt: for a stranger's key, and for the same key once it is known. */
export function proveCurve(curve: Curve, arithmetic: CurveArithmetic): void {
  const { p, q } = curve;
  const plain = (k: bigint) => toAffine(curve, [times(curve, k, { X: curve.x, Y: curve.y, Z: 1n })])[0]!;
  const d = q / 3n;
  const { X, Y } = plain(d);
  const { x, y } = arithmetic.multiple(d);
  if (x !== X || y !== Y) throw new Error(`${curve.title}: wrong multiple`);
  const z1 = q / 5n;
  const z2 = q - q / 7n;
  // The key is d·P, so that the sum is a multiple of P too.
  const sum = plain((z1 + z2 * d) % q);
  for (let again = 0; again < 10; again++) {
    const C = arithmetic.combine({ curve, x, y }, z1, z2);
    if (C === null || (sum.X * C.ZZ - C.X) % p !== 0n) throw new Error(`${curve.title}: wrong sum`);
  }
}
