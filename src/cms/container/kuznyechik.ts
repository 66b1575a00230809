/** Kuznyechik, the 128-bit block cipher of GOST R 34.12-2015 (RFC 7801), and its counter mode for key files (RFC 9337 §5.1). */

import { PI } from "../streebog-constants.ts";
import { ContainerFault } from "./container-fault.ts";

const BLOCK = 16;
const ROUNDS = 10;
/** Coefficients of the linear form (RFC 7801 §4.2), most significant octet first. */
const COEFFICIENTS = [148, 32, 133, 16, 194, 192, 1, 251, 1, 192, 194, 16, 133, 32, 148, 1];

/** In GF(2⁸) modulo x⁸ + x⁷ + x⁶ + x + 1. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let x = a, y = b; y > 0; y >>>= 1) {
    if (y & 1) product ^= x;
    x = (x << 1) ^ (x & 0x80 ? 0x1c3 : 0);
  }
  return product;
}

const PRODUCTS = COEFFICIENTS.map((one) => Uint8Array.from({ length: 256 }, (_, octet) => multiply(octet, one)));

/** L: the shift register, sixteen steps, in place. */
function mix(state: Uint8Array): Uint8Array {
  for (let step = 0; step < BLOCK; step++) {
    let fresh = 0;
    for (let i = 0; i < BLOCK; i++) fresh ^= PRODUCTS[i]![state[i]!]!;
    state.copyWithin(1, 0, BLOCK - 1);
    state[0] = fresh;
  }
  return state;
}

/** LSX[k](a), a new block. */
const round = (key: Uint8Array, a: Uint8Array): Uint8Array => mix(a.map((octet, i) => PI[octet ^ key[i]!]!));

/** §4.3: pairs of round keys by eight Feistel rounds each. */
function roundKeys(key: Uint8Array): Uint8Array[] {
  let [left, right] = [key.slice(0, BLOCK), key.slice(BLOCK)];
  const keys = [left, right];
  for (let number = 1; number <= 32; number++) {
    const constant = new Uint8Array(BLOCK);
    constant[BLOCK - 1] = number;
    const mixed = round(mix(constant), left);
    const behind = right;
    right = left;
    left = mixed.map((octet, i) => octet ^ behind[i]!);
    if (number % 8 === 0) keys.push(left, right);
  }
  return keys;
}

function encrypt(keys: readonly Uint8Array[], block: Uint8Array): Uint8Array {
  let state = block;
  for (let i = 0; i < ROUNDS - 1; i++) state = round(keys[i]!, state);
  return state.map((octet, i) => octet ^ keys[ROUNDS - 1]![i]!);
}

/** One block under a key of 32 octets. */
export const kuznyechik = (key: Uint8Array, block: Uint8Array): Uint8Array => encrypt(roundKeys(key), block);

/** After so many octets the key changes (RFC 9337 §5.1); no key file comes near it, and none that does is opened. */
const SECTION = 256 * 1024;

/** Opens and closes alike. `iv`: 8 octets. */
export function kuznyechikCtrAcpkm(key: Uint8Array, iv: Uint8Array, text: Uint8Array): Uint8Array {
  if (text.length > SECTION) throw new ContainerFault("too-large");
  const keys = roundKeys(key);
  const counter = new Uint8Array(BLOCK);
  counter.set(iv);
  const output = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += BLOCK) {
    const gamma = encrypt(keys, counter);
    for (let i = 0; i < BLOCK && at + i < text.length; i++) output[at + i] = text[at + i]! ^ gamma[i]!;
    increment(counter);
  }
  for (const one of keys) one.fill(0);
  return output;
}

function increment(counter: Uint8Array): void {
  for (let i = counter.length - 1; i >= 0; i--) {
    counter[i]!++;
    if (counter[i] !== 0) return;
  }
}
