/** The one-time number k of a signature, derived instead of drawn: equal input gives equal bytes (RFC 6979 §3.2). */

import { bigEndian, concat, toBigEndian } from "../bytes.ts";
import type { Curve } from "../curves.ts";
import { streebog256, streebog512 } from "../streebog.ts";

const BLOCK = 64;

/** HMAC (RFC 2104) over Streebog, as RFC 7836 §4.1 names it. */
export function hmacStreebog(size: 32 | 64, key: Uint8Array, message: Uint8Array): Uint8Array {
  const hash = size === 32 ? streebog256 : streebog512;
  const padded = new Uint8Array(BLOCK);
  padded.set(key.length > BLOCK ? hash(key) : key);
  const inner = hash(concat([padded.map((octet) => octet ^ 0x36), message]));
  return hash(concat([padded.map((octet) => octet ^ 0x5c), inner]));
}

/**
 * Candidates for k, each in 1…q−1, from the secret key and the hash as a number. A reused k under two hashes gives
 * the key away, and a drawn one is as good as its generator; a derived one needs none.
 */
export function* oneTimeNumbers(curve: Curve, secret: bigint, hash: bigint): Generator<bigint> {
  const { q, size } = curve;
  const mac = (key: Uint8Array, ...parts: Uint8Array[]): Uint8Array => hmacStreebog(size, key, concat(parts));
  const seed = [toBigEndian(secret, size), toBigEndian(hash % q, size)];
  let v = new Uint8Array(size).fill(1);
  let key: Uint8Array = new Uint8Array(size);
  for (const separator of [0, 1]) {
    key = mac(key, v, Uint8Array.of(separator), ...seed);
    v = new Uint8Array(mac(key, v));
  }
  // bits2int (§2.3.2): the leftmost bits, as many as the order has.
  const excess = BigInt(8 * size - q.toString(2).length);
  for (;;) {
    v = new Uint8Array(mac(key, v));
    const k = bigEndian(v) >> excess;
    if (k > 0n && k < q) yield k;
    key = mac(key, v, Uint8Array.of(0));
    v = new Uint8Array(mac(key, v));
  }
}
