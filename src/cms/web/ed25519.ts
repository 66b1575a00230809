/** Ed25519 (RFC 8032 §5.1.7) where the platform's own answers only later: verification alone, of public values. */
import { concat, equalBytes, littleEndian, toLittleEndian } from "../bytes.ts";
import { sha512 } from "../sha.ts";
import { power } from "./elliptic.ts";

const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const mod = (value: bigint): bigint => ((value % P) + P) % P;
const D = mod(-121665n * power(121666n, P - 2n, P));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n, P);

/** Extended coordinates (§5.1.4): x = X/Z, y = Y/Z, xy = T/Z. */
interface Point {
  readonly X: bigint;
  readonly Y: bigint;
  readonly Z: bigint;
  readonly T: bigint;
}
const NEUTRAL: Point = { X: 0n, Y: 1n, Z: 1n, T: 0n };
const BASE_Y = mod(4n * power(5n, P - 2n, P));
const BASE = affine(rootOf(BASE_Y, 0n)!, BASE_Y);

/** `publicKey` 32 bytes, `signature` 64; anything else is no signature. As OpenSSL does, without the cofactor. */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const key = decode(publicKey);
  const s = littleEndian(signature.subarray(32));
  if (key === null || s >= L || isSmall(key)) return false;
  const k = littleEndian(sha512(concat([signature.subarray(0, 32), publicKey, message]))) % L;
  const minus: Point = { ...key, X: mod(-key.X), T: mod(-key.T) };
  return equalBytes(encode(add(multiply(BASE, s), multiply(minus, k))), signature.subarray(0, 32));
}

/** Of order 8 or less: such a key fits signatures that nobody made, and OpenSSL refuses it too. */
function isSmall(point: Point): boolean {
  const { X, Y, Z } = multiply(point, 8n);
  return X === 0n && Y === Z;
}

function affine(x: bigint, y: bigint): Point {
  return { X: x, Y: y, Z: 1n, T: mod(x * y) };
}

/** §5.1.3. OpenSSL takes a y of p and more modulo p, and so do we. */
function decode(bytes: Uint8Array): Point | null {
  const packed = littleEndian(bytes);
  const y = mod(packed & ((1n << 255n) - 1n));
  const x = rootOf(y, packed >> 255n);
  return x === null ? null : affine(x, y);
}

/** The x of this parity on the curve at y; null where there is none. */
function rootOf(y: bigint, parity: bigint): bigint | null {
  const [u, v] = [mod(y * y - 1n), mod(D * y * y + 1n)];
  const v3 = mod(v * v * v);
  let x = mod(u * v3 * power(mod(u * v3 * v3 * v), (P - 5n) / 8n, P));
  const square = mod(v * x * x);
  if (square === mod(-u)) x = mod(x * ROOT_OF_MINUS_ONE);
  else if (square !== u) return null;
  return (x & 1n) === parity ? x : mod(-x);
}

function encode({ X, Y, Z }: Point): Uint8Array {
  const i = power(Z, P - 2n, P);
  const bytes = toLittleEndian(mod(Y * i), 32);
  if (mod(X * i) & 1n) bytes[31]! |= 0x80;
  return bytes;
}

/** §5.1.4: complete, also for doubling. */
function add(one: Point, other: Point): Point {
  const A = mod((one.Y - one.X) * (other.Y - other.X));
  const B = mod((one.Y + one.X) * (other.Y + other.X));
  const C = mod(2n * one.T * D * other.T);
  const E = mod(2n * one.Z * other.Z);
  const [e, f, g, h] = [B - A, E - C, E + C, B + A];
  return { X: mod(e * f), Y: mod(g * h), Z: mod(f * g), T: mod(e * h) };
}

function multiply(point: Point, times: bigint): Point {
  let sum = NEUTRAL;
  for (const bit of times.toString(2)) {
    sum = add(sum, sum);
    if (bit === "1") sum = add(sum, point);
  }
  return sum;
}
