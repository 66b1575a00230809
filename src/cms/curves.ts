/** Elliptic curves of GOST R 34.10-2012 and the names by which keys call them (RFC 7836, RFC 4357, RFC 9215). */

import { type Reduce, reducerFor } from "./residues.ts";

/** y² = x³ + ax + b over the field of p elements; the point (x, y) generates the subgroup of prime order q. */
export interface Curve {
  readonly title: string;
  /** Octets of one coordinate, and of one half of a signature. */
  readonly size: 32 | 64;
  readonly p: bigint;
  readonly a: bigint;
  readonly b: bigint;
  readonly q: bigint;
  readonly x: bigint;
  readonly y: bigint;
  /** Arithmetic modulo p. */
  readonly reduce: Reduce;
}

const define = (numbers: Omit<Curve, "reduce">): Curve => ({ ...numbers, reduce: reducerFor(numbers.p) });

const F = (digits: number): string => "f".repeat(digits);
const hex = (digits: string): bigint => BigInt(`0x${digits}`);

/** RFC 7091 §7.1: for the standard's own example only; keys on it are not for signing documents. */
const test256 = define({
  title: "256 test",
  size: 32,
  p: hex("8000000000000000000000000000000000000000000000000000000000000431"),
  a: 7n,
  b: hex("5fbff498aa938ce739b8e022fbafef40563f6e6a3472fc2a514c0ce9dae23b7e"),
  q: hex("8000000000000000000000000000000150fe8a1892976154c59cfc193accf5b3"),
  x: 2n,
  y: hex("08e2a8a0e65147d4bd6316030e16d19c85c97f0a9ca267122b96abbcea7e8fc8"),
});

/** RFC 4357 §11.4; as id-tc26-gost-3410-2012-256-paramSetB in RFC 9215. The most common in Russia. */
const cryptoProA = define({
  title: "256 CryptoPro-A",
  size: 32,
  p: hex(`${F(60)}fd97`),
  a: hex(`${F(60)}fd94`),
  b: 166n,
  q: hex("ffffffffffffffffffffffffffffffff6c611070995ad10045841b09b761b893"),
  x: 1n,
  y: hex("8d91e471e0989cda27df505a453f2b7635294f2ddf23e3b122acc99c9e9f1e14"),
});

const cryptoProB = define({
  title: "256 CryptoPro-B",
  size: 32,
  p: hex("8000000000000000000000000000000000000000000000000000000000000c99"),
  a: hex("8000000000000000000000000000000000000000000000000000000000000c96"),
  b: hex("3e1af419a269a5f866a7d3c25c3df80ae979259373ff2b182f49d4ce7e1bbc8b"),
  q: hex("800000000000000000000000000000015f700cfff1a624e5e497161bcc8a198f"),
  x: 1n,
  y: hex("3fa8124359f96680b83d1c3eb2c070e5c545c9858d03ecfb744bf8d717717efc"),
});

const cryptoProC = define({
  title: "256 CryptoPro-C",
  size: 32,
  p: hex("9b9f605f5a858107ab1ec85e6b41c8aacf846e86789051d37998f7b9022d759b"),
  a: hex("9b9f605f5a858107ab1ec85e6b41c8aacf846e86789051d37998f7b9022d7598"),
  b: 32858n,
  q: hex("9b9f605f5a858107ab1ec85e6b41c8aa582ca3511eddfb74f02f3a6598980bb9"),
  x: 0n,
  y: hex("41ece55743711a8c3cbf3783cd08c0ee4d4dc440d4641a8f366e550dfdb3bb67"),
});

/** RFC 7836 §A.2: cofactor 4, of twisted Edwards form. */
const tc26For256 = define({
  title: "256 TC26-A",
  size: 32,
  p: hex(`${F(60)}fd97`),
  a: hex("c2173f1513981673af4892c23035a27ce25e2013bf95aa33b22c656f277e7335"),
  b: hex("295f9bae7428ed9ccc20e7c359a9d41a22fccd9108e17bf7ba9337a6f8ae9513"),
  q: hex("400000000000000000000000000000000fd8cddfc87b6635c115af556c360c67"),
  x: hex("91e38443a5e82c0d880923425712b2bb658b9196932e02c78b2582fe742daa28"),
  y: hex("32879423ab1a0375895786c4bb46e9565fde0b5344766740af268adb32322e5c"),
});

/** RFC 7091 §7.2: the standard's second example. */
const test512 = define({
  title: "512 test",
  size: 64,
  p: hex(
    "4531acd1fe0023c7550d267b6b2fee80922b14b2ffb90f04d4eb7c09b5d2d15df1d852741af4704a0458047e80e4546d35b8336fac224dd81664bbf528be6373",
  ),
  a: 7n,
  b: hex(
    "1cff0806a31116da29d8cfa54e57eb748bc5f377e49400fdd788b649eca1ac4361834013b2ad7322480a89ca58e0cf74bc9e540c2add6897fad0a3084f302adc",
  ),
  q: hex(
    "4531acd1fe0023c7550d267b6b2fee80922b14b2ffb90f04d4eb7c09b5d2d15da82f2d7ecb1dbac719905c5eecc423f1d86e25edbe23c595d644aaf187e6e6df",
  ),
  x: hex(
    "24d19cc64572ee30f396bf6ebbfd7a6c5213b3b3d7057cc825f91093a68cd762fd60611262cd838dc6b60aa7eee804e28bc849977fac33b4b530f1b120248a9a",
  ),
  y: hex(
    "2bb312a43bd2ce6e0d020613c857acddcfbf061e91e5f2c3f32447c259f39b2c83ab156d77f1496bf7eb3351e1ee4e43dc1a18b91b24640b6dbb92cb1add371e",
  ),
});

/** RFC 7836 §A.1.1. */
const tc26A = define({
  title: "512 TC26-A",
  size: 64,
  p: hex(`${F(125)}dc7`),
  a: hex(`${F(125)}dc4`),
  b: hex(
    "e8c2505dedfc86ddc1bd0b2b6667f1da34b82574761cb0e879bd081cfd0b6265ee3cb090f30d27614cb4574010da90dd862ef9d4ebee4761503190785a71c760",
  ),
  q: hex(`${F(64)}27e69532f48d89116ff22b8d4e0560609b4b38abfad2b85dcacdb1411f10b275`),
  x: 3n,
  y: hex(
    "7503cfe87a836ae3a61b8816e25450e6ce5e1c93acf1abc1778064fdcbefa921df1626be4fd036e93d75e6a50e3a41e98028fe5fc235f5b889a589cb5215f2a4",
  ),
});

/** RFC 7836 §A.1.2. */
const tc26B = define({
  title: "512 TC26-B",
  size: 64,
  p: hex(`8${"0".repeat(125)}6f`),
  a: hex(`8${"0".repeat(125)}6c`),
  b: hex(
    "687d1b459dc841457e3e06cf6f5e2517b97c7d614af138bcbf85dc806c4b289f3e965d2db1416d217f8b276fad1ab69c50f78bee1fa3106efb8ccbc7c5140116",
  ),
  q: hex(
    "800000000000000000000000000000000000000000000000000000000000000149a1ec142565a545acfdb77bd9d40cfa8b996712101bea0ec6346c54374f25bd",
  ),
  x: 2n,
  y: hex(
    "1a8f7eda389b094c2c071e3647a8940f3c123b697578c213be6dd9e6c8ec7335dcb228fd1edf4a39152cbcaaf8c0398828041055f94ceeec7e21340780fe41bd",
  ),
});

/** RFC 7836 §A.2: cofactor 4, of twisted Edwards form. */
const tc26C = define({
  title: "512 TC26-C",
  size: 64,
  p: hex(`${F(125)}dc7`),
  a: hex(
    "dc9203e514a721875485a529d2c722fb187bc8980eb866644de41c68e143064546e861c0e2c9edd92ade71f46fcf50ff2ad97f951fda9f2a2eb6546f39689bd3",
  ),
  b: hex(
    "b4c4ee28cebc6c2c8ac12952cf37f16ac7efb6a9f69f4b57ffda2e4f0de5ade038cbc2fff719d2c18de0284b8bfef3b52b8cc7a5f5bf0a3c8d2319a5312557e1",
  ),
  q: hex(
    "3fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc98cdba46506ab004c33a9ff5147502cc8eda9e7a769a12694623cef47f023ed",
  ),
  x: hex(
    "e2e31edfc23de7bdebe241ce593ef5de2295b7a9cbaef021d385f7074cea043aa27272a7ae602bf2a7b9033db9ed3610c6fb85487eae97aac5bc7928c1950148",
  ),
  y: hex(
    "f5ce40d95b5eb899abbccff5911cb8577939804d6527378b8c108c3d2090ff9be18e2d33e3021ed2ef32d85822423b6304f726aa854bae07d0396e9a9addc40f",
  ),
});

/** A curve under one of its names: the same curve has several object identifiers. */
export interface ParameterSet {
  readonly oid: string;
  readonly curve: Curve;
}

/** Every parameter set that is verified and signed with, by the name that `createKey` takes. */
export const PARAMETER_SETS = {
  "256-test": { oid: "1.2.643.2.2.35.0", curve: test256 },
  "256-cryptopro-A": { oid: "1.2.643.2.2.35.1", curve: cryptoProA },
  "256-cryptopro-B": { oid: "1.2.643.2.2.35.2", curve: cryptoProB },
  "256-cryptopro-C": { oid: "1.2.643.2.2.35.3", curve: cryptoProC },
  "256-cryptopro-XchA": { oid: "1.2.643.2.2.36.0", curve: cryptoProA },
  "256-cryptopro-XchB": { oid: "1.2.643.2.2.36.1", curve: cryptoProC },
  "256-A": { oid: "1.2.643.7.1.2.1.1.1", curve: tc26For256 },
  "256-B": { oid: "1.2.643.7.1.2.1.1.2", curve: cryptoProA },
  "256-C": { oid: "1.2.643.7.1.2.1.1.3", curve: cryptoProB },
  "256-D": { oid: "1.2.643.7.1.2.1.1.4", curve: cryptoProC },
  "512-test": { oid: "1.2.643.7.1.2.1.2.0", curve: test512 },
  "512-A": { oid: "1.2.643.7.1.2.1.2.1", curve: tc26A },
  "512-B": { oid: "1.2.643.7.1.2.1.2.2", curve: tc26B },
  "512-C": { oid: "1.2.643.7.1.2.1.2.3", curve: tc26C },
} as const satisfies Record<string, ParameterSet>;

export type CurveName = keyof typeof PARAMETER_SETS;

const byIdentifier = new Map(
  Object.entries(PARAMETER_SETS).map(([name, set]) => [set.oid as string, name as CurveName]),
);

/** The name of the parameter set with this identifier, or null for one that is not known. */
export function curveNamed(oid: string): CurveName | null {
  return byIdentifier.get(oid) ?? null;
}

/** The standard's example curves: right arithmetic, but no key for a document (levelled in the policy). */
export const isExampleCurve = (curve: Curve): boolean => curve === test256 || curve === test512;
