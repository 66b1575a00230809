/** ECDSA (FIPS 186-5 §6.4) where the platform's own answers only later: verification alone, of public values. */
import { bigEndian, fromHex } from "../bytes.ts";
import { Fields, INTEGER, readDer, SEQUENCE } from "../der.ts";
import { integerOctets } from "../der-values.ts";

interface Curve {
  readonly p: bigint;
  readonly a: bigint;
  readonly b: bigint;
  readonly n: bigint;
  readonly g: Point;
}
interface Point {
  readonly x: bigint;
  readonly y: bigint;
}

const curve = (p: string, a: string, b: string, n: string, x: string, y: string): Curve => {
  const [P, A, B, N, X, Y] = [p, a, b, n, x, y].map((hex) => bigEndian(fromHex(hex))) as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  return { p: P, a: A, b: B, n: N, g: { x: X, y: Y } };
};

/** SP 800-186 §3.2.1; RFC 5639 §3. By the names of `public-key.ts`. */
const CURVES: Readonly<Record<string, Curve>> = {
  "P-256": curve(
    "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
    "ffffffff00000001000000000000000000000000fffffffffffffffffffffffc",
    "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
    "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
    "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
    "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
  ),
  "P-384": curve(
    "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
    "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000fffffffc",
    "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef",
    "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973",
    "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7",
    "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f",
  ),
  "P-521": curve(
    "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc",
    "0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00",
    "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
    "00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66",
    "011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650",
  ),
};

/** False, never a throw, for a curve that is not known here or a key or signature that cannot be read. */
export function verifyEcdsa(name: string, spkiPoint: Uint8Array, hash: Uint8Array, signature: Uint8Array): boolean {
  const known = CURVES[name];
  const key = known && pointOf(known, spkiPoint);
  const pair = pairOf(signature);
  if (!known || !key || !pair) return false;
  const { n } = known;
  const { r, s } = pair;
  if (r <= 0n || r >= n || s <= 0n || s >= n) return false;
  const excess = BigInt(Math.max(0, 8 * hash.length - n.toString(2).length));
  const e = bigEndian(hash) >> excess;
  const w = inverse(s, n);
  const sum = addProjective(known, multiply(known, known.g, (e * w) % n), multiply(known, key, (r * w) % n));
  const point = toAffine(known, sum);
  return point !== null && point.x % n === r;
}

/** SEC 1 §2.3.4, the uncompressed and the compressed form. */
function pointOf({ p, a, b }: Curve, octets: Uint8Array): Point | null {
  const size = Math.ceil(p.toString(16).length / 2);
  const x = bigEndian(octets.subarray(1, 1 + size));
  const right = ((((x * x + a) * x + b) % p) + p) % p;
  if (octets[0] === 4 && octets.length === 1 + 2 * size) {
    const y = bigEndian(octets.subarray(1 + size));
    return x < p && y < p && (y * y) % p === right ? { x, y } : null;
  }
  if ((octets[0] !== 2 && octets[0] !== 3) || octets.length !== 1 + size || x >= p) return null;
  const root = power(right, (p + 1n) / 4n, p); // each of these primes is 3 mod 4
  if ((root * root) % p !== right) return null;
  return { x, y: (root & 1n) === BigInt(octets[0] & 1) ? root : p - root };
}

/** ECDSA-Sig-Value (RFC 3279 §2.2.3), strictly. */
function pairOf(signature: Uint8Array): { r: bigint; s: bigint } | null {
  try {
    const fields = new Fields(readDer(signature), SEQUENCE);
    const [r, s] = [fields.take(INTEGER), fields.take(INTEGER)].map((node) => {
      const octets = integerOctets(node);
      return (octets[0] ?? 0) & 0x80 ? -1n : bigEndian(octets);
    }) as [bigint, bigint];
    fields.end();
    return { r, s };
  } catch {
    return null;
  }
}

/** Jacobian: x = X/Z², y = Y/Z³; Z = 0 is the point at infinity. */
interface Projective {
  readonly X: bigint;
  readonly Y: bigint;
  readonly Z: bigint;
}
const INFINITY: Projective = { X: 1n, Y: 1n, Z: 0n };

function multiply(on: Curve, { x, y }: Point, times: bigint): Projective {
  const point = { X: x, Y: y, Z: 1n };
  let sum = INFINITY;
  for (const bit of times.toString(2)) {
    sum = double(on, sum);
    if (bit === "1") sum = addProjective(on, sum, point);
  }
  return sum;
}

function double({ p, a }: Curve, { X, Y, Z }: Projective): Projective {
  if (Z === 0n || Y === 0n) return INFINITY;
  const YY = (Y * Y) % p;
  const S = (4n * X * YY) % p;
  const ZZ = (Z * Z) % p;
  const M = (3n * X * X + a * ZZ * ZZ) % p;
  const X3 = mod(M * M - 2n * S, p);
  return { X: X3, Y: mod(M * (S - X3) - 8n * YY * YY, p), Z: (2n * Y * Z) % p };
}

function addProjective(on: Curve, one: Projective, other: Projective): Projective {
  const { p } = on;
  if (one.Z === 0n) return other;
  if (other.Z === 0n) return one;
  const [Z1Z1, Z2Z2] = [(one.Z * one.Z) % p, (other.Z * other.Z) % p];
  const [U1, U2] = [(one.X * Z2Z2) % p, (other.X * Z1Z1) % p];
  const [S1, S2] = [(one.Y * Z2Z2 * other.Z) % p, (other.Y * Z1Z1 * one.Z) % p];
  if (U1 === U2) return S1 === S2 ? double(on, one) : INFINITY;
  const [H, R] = [mod(U2 - U1, p), mod(S2 - S1, p)];
  const HH = (H * H) % p;
  const [HHH, V] = [(H * HH) % p, (U1 * HH) % p];
  const X3 = mod(R * R - HHH - 2n * V, p);
  return { X: X3, Y: mod(R * (V - X3) - S1 * HHH, p), Z: (H * one.Z * other.Z) % p };
}

function toAffine({ p }: Curve, { X, Y, Z }: Projective): Point | null {
  if (Z === 0n) return null;
  const i = inverse(Z, p);
  const ii = (i * i) % p;
  return { x: (X * ii) % p, y: (Y * ii * i) % p };
}

const mod = (value: bigint, p: bigint): bigint => ((value % p) + p) % p;

export function power(base: bigint, exponent: bigint, p: bigint): bigint {
  let [result, square] = [1n, base % p];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % p;
    square = (square * square) % p;
  }
  return result;
}

/** Of a value that is no multiple of the prime `p`. */
function inverse(value: bigint, p: bigint): bigint {
  let [a, b, x, y] = [mod(value, p), p, 1n, 0n];
  while (a > 1n) {
    const times = b / a;
    [a, b, x, y] = [b % a, a, y - times * x, x];
  }
  return mod(x, p);
}
