/** A key from a password: PBKDF2 (RFC 8018 §5.2) and the older function of PKCS#12 (RFC 7292 §B.2). */

import { concat } from "../bytes.ts";
import { type DigestAlgorithm, digest } from "../digests.ts";
import { streebog256, streebog512 } from "../streebog.ts";
import type { Effort } from "./effort.ts";
import { hmac } from "./hmac.ts";
import { type PlatformHash, platformPbkdf2 } from "./platform.ts";

/** Octets of a hash's block and of its answer. */
const SIZES: Partial<Record<DigestAlgorithm, readonly [block: number, output: number]>> = {
  sha1: [64, 20],
  sha224: [64, 28],
  sha256: [64, 32],
  sha384: [128, 48],
  sha512: [128, 64],
  streebog256: [64, 32],
  streebog512: [64, 64],
};

const PLATFORM: Partial<Record<DigestAlgorithm, PlatformHash>> = {
  sha1: "SHA-1",
  sha256: "SHA-256",
  sha384: "SHA-384",
  sha512: "SHA-512",
};

export const isStretchable = (algorithm: DigestAlgorithm): boolean =>
  PLATFORM[algorithm] !== undefined || algorithm.startsWith("streebog");

export interface Stretching {
  readonly hash: DigestAlgorithm;
  readonly salt: Uint8Array;
  readonly iterations: number;
  /** Octets wanted. */
  readonly length: number;
}

/** The platform's own where it has the hash, else ours: RFC 9337 §4 with Streebog. */
export async function pbkdf2(password: Uint8Array, wanted: Stretching, effort: Effort): Promise<Uint8Array> {
  const { hash, salt, iterations, length } = wanted;
  const work = iterations * Math.ceil(length / SIZES[hash]![1]);
  effort.ask(work);
  const platform = PLATFORM[hash];
  if (platform !== undefined) {
    const key = await platformPbkdf2(platform, { password, salt, iterations, length });
    effort.did(work);
    return key;
  }
  return pbkdf2Streebog(hash === "streebog256" ? streebog256 : streebog512, password, wanted, effort);
}

const BLOCK = 64;
const TELL_EVERY = 2000;

function pbkdf2Streebog(
  hash: (message: Uint8Array) => Uint8Array,
  password: Uint8Array,
  { salt, iterations, length }: Stretching,
  effort: Effort,
): Uint8Array {
  const size = hash === streebog256 ? 32 : 64;
  const padded = new Uint8Array(BLOCK);
  padded.set(password.length > BLOCK ? hash(password) : password);
  // Two messages that are written over round after round: HMAC of a block as long as the hash.
  const inner = new Uint8Array(BLOCK + size);
  const outer = new Uint8Array(BLOCK + size);
  for (let i = 0; i < BLOCK; i++) {
    inner[i] = padded[i]! ^ 0x36;
    outer[i] = padded[i]! ^ 0x5c;
  }
  const outerOf = (value: Uint8Array): Uint8Array => {
    outer.set(value, BLOCK);
    return hash(outer);
  };
  const blocks: Uint8Array[] = [];
  for (let block = 1; blocks.length * size < length; block++) {
    const number = Uint8Array.of(block >>> 24, block >>> 16, block >>> 8, block);
    let u = outerOf(hash(concat([inner.subarray(0, BLOCK), salt, number])));
    const sum = u.slice();
    for (let round = 1; round < iterations; round++) {
      inner.set(u, BLOCK);
      u = outerOf(hash(inner));
      for (let i = 0; i < size; i++) sum[i]! ^= u[i]!;
      if (round % TELL_EVERY === 0) effort.did(TELL_EVERY);
    }
    effort.did(1 + ((iterations - 1) % TELL_EVERY));
    blocks.push(sum);
  }
  for (const secret of [padded, inner, outer]) secret.fill(0);
  return concat(blocks).slice(0, length);
}

/** What the key of RFC 7292 §B.3 is for: encryption, initialisation vector, MAC. */
export type Purpose = 1 | 2 | 3;

/** RFC 7292 §B.2; `password` as BMPString with two zero octets at its end. */
export function pkcs12Key(password: Uint8Array, purpose: Purpose, wanted: Stretching, effort: Effort): Uint8Array {
  const { hash, salt, iterations, length } = wanted;
  const [v, u] = SIZES[hash]!;
  const rounds = Math.ceil(length / u);
  effort.ask(iterations * rounds);
  const diversifier = new Uint8Array(v).fill(purpose);
  const I = concat([repeated(salt, v), repeated(password, v)]);
  const parts: Uint8Array[] = [];
  for (let part = 0; part < rounds; part++) {
    let A = digest(hash, concat([diversifier, I]));
    for (let round = 1; round < iterations; round++) {
      A = digest(hash, A);
      if (round % TELL_EVERY === 0) effort.did(TELL_EVERY);
    }
    effort.did(1 + ((iterations - 1) % TELL_EVERY));
    parts.push(A);
    addToEach(I, repeated(A, v), v);
  }
  I.fill(0);
  return concat(parts).slice(0, length);
}

/** RFC 7292 §B.1: UTF-16, most significant octet first, two zero octets at the end. */
export function bmpPassword(password: string): Uint8Array {
  const octets = new Uint8Array(2 * password.length + 2);
  for (let i = 0; i < password.length; i++) {
    octets[2 * i] = password.charCodeAt(i) >>> 8;
    octets[2 * i + 1] = password.charCodeAt(i);
  }
  return octets;
}

/** As many copies as fill whole blocks, the last cut off. */
function repeated(text: Uint8Array, block: number): Uint8Array {
  const length = text.length === 0 ? 0 : block * Math.ceil(text.length / block);
  return Uint8Array.from({ length }, (_, i) => text[i % text.length]!);
}

/** Each block of I becomes (block + B + 1) mod 2^v. */
function addToEach(I: Uint8Array, B: Uint8Array, block: number): void {
  for (let start = 0; start < I.length; start += block) {
    let carry = 1;
    for (let i = block - 1; i >= 0; i--) {
      carry += I[start + i]! + B[i]!;
      I[start + i] = carry & 255;
      carry >>>= 8;
    }
  }
}

/** The MAC's key by TC26 (RFC 9548 §4): the last 32 of 96 octets of PBKDF2 by the MAC's own hash. */
export async function gostMacKey(
  password: Uint8Array,
  wanted: Omit<Stretching, "length">,
  effort: Effort,
): Promise<Uint8Array> {
  return (await pbkdf2(password, { ...wanted, length: 96 }, effort)).slice(64);
}

/** HMAC over the hash whose block is known here. */
export const macOf = (hash: DigestAlgorithm, key: Uint8Array, message: Uint8Array): Uint8Array =>
  hmac((octets) => digest(hash, octets), SIZES[hash]![0], key, message);

export const isMacHash = (hash: DigestAlgorithm): boolean => SIZES[hash] !== undefined;
