/**
 * Streebog, the hash of GOST R 34.11-2012 (RFC 6986), in plain JavaScript on 32-bit words.
 *
 * RFC 6986 writes vectors most significant octet first; the octets of a message come least significant first, so a
 * state here is 16 little-endian 32-bit words, and word 0 is the rightmost of the RFC.
 */

import { A, C, PI } from "./streebog-constants.ts";

const BLOCK = 64;
const WORDS = 16;
const ROUNDS = 12;

/**
 * The three steps L(P(S(x))) of §6.2–6.4 as eight tables: what octet value v in octet column j of the input adds to an
 * output row. Low halves at j·256+v in LOW, high halves in HIGH.
 */
const LOW = new Int32Array(8 * 256);
const HIGH = new Int32Array(8 * 256);
const ROUND_CONSTANTS = new Int32Array(ROUNDS * WORDS);

function fillTables(): void {
  const rows = new DataView(A.buffer, A.byteOffset);
  for (let column = 0; column < 8; column++) {
    for (let octet = 0; octet < 256; octet++) {
      const substituted = PI[octet]!;
      for (let bit = 0; bit < 8; bit++) {
        if (!(substituted & (1 << bit))) continue;
        const row = 63 - (8 * column + bit);
        LOW[column * 256 + octet]! ^= rows.getInt32(8 * row + 4);
        HIGH[column * 256 + octet]! ^= rows.getInt32(8 * row);
      }
    }
  }
  const constants = new DataView(C.buffer, C.byteOffset);
  for (let round = 0; round < ROUNDS; round++) {
    for (let word = 0; word < WORDS; word++) {
      ROUND_CONSTANTS[round * WORDS + word] = constants.getInt32(round * BLOCK + BLOCK - 4 - 4 * word);
    }
  }
}
fillTables();

/** out = L(P(S(x))). The transposition P makes octet i of all eight input rows into output row i. */
function lps(x: Int32Array, out: Int32Array): void {
  for (let half = 0; half < 2; half++) {
    const a = x[half]!;
    const b = x[2 + half]!;
    const c = x[4 + half]!;
    const d = x[6 + half]!;
    const e = x[8 + half]!;
    const f = x[10 + half]!;
    const g = x[12 + half]!;
    const h = x[14 + half]!;
    for (let shift = 0; shift < 32; shift += 8) {
      const i0 = (a >>> shift) & 255;
      const i1 = ((b >>> shift) & 255) | 256;
      const i2 = ((c >>> shift) & 255) | 512;
      const i3 = ((d >>> shift) & 255) | 768;
      const i4 = ((e >>> shift) & 255) | 1024;
      const i5 = ((f >>> shift) & 255) | 1280;
      const i6 = ((g >>> shift) & 255) | 1536;
      const i7 = ((h >>> shift) & 255) | 1792;
      const row = half * 8 + (shift >> 2);
      out[row] = LOW[i0]! ^ LOW[i1]! ^ LOW[i2]! ^ LOW[i3]! ^ LOW[i4]! ^ LOW[i5]! ^ LOW[i6]! ^ LOW[i7]!;
      out[row + 1] = HIGH[i0]! ^ HIGH[i1]! ^ HIGH[i2]! ^ HIGH[i3]! ^ HIGH[i4]! ^ HIGH[i5]! ^ HIGH[i6]! ^ HIGH[i7]!;
    }
  }
}

/** Adds modulo 2^512: the ring addition of §8. */
function addInto(sum: Int32Array, term: Int32Array): void {
  let carry = 0;
  for (let i = 0; i < WORDS; i++) {
    const total = (sum[i]! >>> 0) + (term[i]! >>> 0) + carry;
    sum[i] = total | 0;
    carry = total > 0xffffffff ? 1 : 0;
  }
}

/** One computation's state: h, N, Σ of §8. Used once and synchronously. */
class Streebog {
  readonly #h = new Int32Array(WORDS);
  readonly #n = new Int32Array(WORDS);
  readonly #sigma = new Int32Array(WORDS);
  readonly #key = new Int32Array(WORDS);
  readonly #state = new Int32Array(WORDS);
  readonly #scratch = new Int32Array(WORDS);
  readonly #block = new Int32Array(WORDS);
  readonly #bits = new Int32Array(WORDS);

  constructor(initialOctet: 0x00 | 0x01) {
    this.#h.fill(initialOctet * 0x01010101);
  }

  digest(message: Uint8Array): Uint8Array {
    const view = new DataView(message.buffer, message.byteOffset, message.length);
    let at = 0;
    // §8 stage 2: whole blocks.
    for (; at + BLOCK <= message.length; at += BLOCK) {
      for (let i = 0; i < WORDS; i++) this.#block[i] = view.getInt32(at + 4 * i, true);
      this.#absorb(8 * BLOCK);
    }
    // §8 stage 3: the rest, then a one bit, then zeros.
    const last = new Uint8Array(BLOCK);
    last.set(message.subarray(at));
    last[message.length - at] = 1;
    const lastView = new DataView(last.buffer);
    for (let i = 0; i < WORDS; i++) this.#block[i] = lastView.getInt32(4 * i, true);
    this.#absorb(8 * (message.length - at));
    const length = this.#n.slice();
    this.#n.fill(0);
    this.#compress(length);
    this.#compress(this.#sigma);

    const out = new Uint8Array(BLOCK);
    const outView = new DataView(out.buffer);
    for (let i = 0; i < WORDS; i++) outView.setInt32(4 * i, this.#h[i]!, true);
    return out;
  }

  #absorb(bits: number): void {
    this.#compress(this.#block);
    this.#bits[0] = bits;
    addInto(this.#n, this.#bits);
    addInto(this.#sigma, this.#block);
  }

  /** h = g_N(h, m) of §7: E(LPS(h ⊕ N), m) ⊕ h ⊕ m. */
  #compress(m: Int32Array): void {
    const h = this.#h;
    const n = this.#n;
    const scratch = this.#scratch;
    const key = this.#key;
    const state = this.#state;
    for (let i = 0; i < WORDS; i++) scratch[i] = h[i]! ^ n[i]!;
    lps(scratch, key);
    for (let i = 0; i < WORDS; i++) state[i] = m[i]!;
    for (let round = 0; round < ROUNDS; round++) {
      for (let i = 0; i < WORDS; i++) scratch[i] = state[i]! ^ key[i]!;
      lps(scratch, state);
      for (let i = 0; i < WORDS; i++) scratch[i] = key[i]! ^ ROUND_CONSTANTS[round * WORDS + i]!;
      lps(scratch, key);
    }
    for (let i = 0; i < WORDS; i++) h[i]! ^= state[i]! ^ key[i]! ^ m[i]!;
  }
}

/** 64 octets. */
export function streebog512(message: Uint8Array): Uint8Array {
  return new Streebog(0x00).digest(message);
}

/** 32 octets: the upper half of the state, which in octet order is the latter. */
export function streebog256(message: Uint8Array): Uint8Array {
  return new Streebog(0x01).digest(message).slice(32);
}
