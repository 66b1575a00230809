/**
 * Streebog (RFC 6986) for WebAssembly, in AssemblyScript: what streebog.ts does, on 64-bit words.
 *
 * `node scripts/build-wasm.mjs` makes streebog-binary.ts of it. The ending keeps it from the TypeScript compiler, whose
 * dialect it is not. A vector is eight little-endian words here, word 0 being the rightmost of the RFC.
 * Nothing is allocated: every address is fixed, so memory never grows and a view of it stays good.
 */

const BLOCK: usize = 64;

/** 512 blocks of a message at a time. Before `prepare` it holds π, A and C, as RFC 6986 prints them. */
export const INPUT: usize = memory.data(32768, 64);
/** h of §8; after `finish` the digest, 64 octets. */
export const HASH: usize = memory.data(64, 64);

/** Eight tables of L(P(S(x))): what octet value v of input word j adds to an output word, at 2048·j + 8·v. */
const TABLES: usize = memory.data(16384, 64);
const CONSTANTS: usize = memory.data(768, 64);
/** N and Σ of §8, and a vector that stays zero. */
const LENGTH: usize = memory.data(64, 64);
const SUM: usize = memory.data(64, 64);
const ZERO: usize = memory.data(64, 64);
const KEY: usize = memory.data(64, 64);
const STATE: usize = memory.data(64, 64);

/** Once, with π (256 octets), A (512) and C (768) one after another at INPUT. */
export function prepare(): void {
  const matrix = INPUT + 256;
  const constants = matrix + 512;
  for (let column: usize = 0; column < 8; column++) {
    for (let octet: usize = 0; octet < 256; octet++) {
      const substituted = <usize>load<u8>(INPUT + octet);
      let sum: u64 = 0;
      for (let bit: usize = 0; bit < 8; bit++) {
        if (substituted & (1 << bit)) sum ^= bswap(load<u64>(matrix + 8 * (63 - (8 * column + bit))));
      }
      store<u64>(TABLES + 2048 * column + 8 * octet, sum);
    }
  }
  for (let at: usize = 0; at < 768; at += 8) {
    // Of each constant the last word first: BLOCK − 8 turns the order of eight words about.
    store<u64>(CONSTANTS + at, bswap(load<u64>(constants + (at ^ (BLOCK - 8)))));
  }
}

/** Starts a digest whatever became of the one before. The octet is 0 for 512 bits, 1 for 256. */
export function begin(initialOctet: i32): void {
  memory.fill(HASH, <u8>initialOctet, BLOCK);
  memory.fill(LENGTH, 0, BLOCK);
  memory.fill(SUM, 0, BLOCK);
}

/** §8 stage 2: so many whole blocks at INPUT. */
export function absorb(blocks: i32): void {
  const end = INPUT + BLOCK * <usize>blocks;
  for (let block = INPUT; block < end; block += BLOCK) take(block, 8 * BLOCK);
}

/** §8 stage 3: the last octets at INPUT, 0 to 63 of them, then a one bit, then zeros. */
export function finish(rest: i32): void {
  memory.fill(INPUT + <usize>rest, 0, BLOCK - <usize>rest);
  store<u8>(INPUT + <usize>rest, 1);
  take(INPUT, 8 * <u64>rest);
  compress(ZERO, LENGTH);
  compress(ZERO, SUM);
}

function take(block: usize, bits: u64): void {
  compress(LENGTH, block);
  // One word of N's eight is enough: a message of 2^61 octets does not exist.
  store<u64>(LENGTH, load<u64>(LENGTH) + bits);
  add(block);
}

/** Σ = Σ + block modulo 2^512. */
function add(block: usize): void {
  let carry: u64 = 0;
  for (let at: usize = 0; at < BLOCK; at += 8) {
    const term = load<u64>(block + at);
    const partial = load<u64>(SUM + at) + term;
    const total = partial + carry;
    store<u64>(SUM + at, total);
    carry = u64(partial < term) | u64(total < partial);
  }
}

/** h = g_n(h, m) of §7: E(LPS(h ⊕ n), m) ⊕ h ⊕ m. */
function compress(n: usize, m: usize): void {
  lpsx(KEY, HASH, n);
  lpsx(STATE, m, KEY);
  for (let constant = CONSTANTS; constant < CONSTANTS + 11 * BLOCK; constant += BLOCK) {
    lpsx(KEY, KEY, constant);
    lpsx(STATE, STATE, KEY);
  }
  lpsx(KEY, KEY, CONSTANTS + 11 * BLOCK);
  for (let at: usize = 0; at < BLOCK; at += 8) {
    store<u64>(HASH + at, load<u64>(HASH + at) ^ load<u64>(m + at) ^ load<u64>(STATE + at) ^ load<u64>(KEY + at));
  }
}

/** to = L(P(S(x ⊕ y))). P makes octet i of all eight input words into output word i. `to` may be x or y. */
function lpsx(to: usize, x: usize, y: usize): void {
  const a = load<u64>(x, 0) ^ load<u64>(y, 0);
  const b = load<u64>(x, 8) ^ load<u64>(y, 8);
  const c = load<u64>(x, 16) ^ load<u64>(y, 16);
  const d = load<u64>(x, 24) ^ load<u64>(y, 24);
  const e = load<u64>(x, 32) ^ load<u64>(y, 32);
  const f = load<u64>(x, 40) ^ load<u64>(y, 40);
  const g = load<u64>(x, 48) ^ load<u64>(y, 48);
  const h = load<u64>(x, 56) ^ load<u64>(y, 56);
  store<u64>(to, mix(0, a, b, c, d, e, f, g, h), 0);
  store<u64>(to, mix(8, a, b, c, d, e, f, g, h), 8);
  store<u64>(to, mix(16, a, b, c, d, e, f, g, h), 16);
  store<u64>(to, mix(24, a, b, c, d, e, f, g, h), 24);
  store<u64>(to, mix(32, a, b, c, d, e, f, g, h), 32);
  store<u64>(to, mix(40, a, b, c, d, e, f, g, h), 40);
  store<u64>(to, mix(48, a, b, c, d, e, f, g, h), 48);
  store<u64>(to, mix(56, a, b, c, d, e, f, g, h), 56);
}

/** One output word: the octets at bit `at` of all words, looked up. */
@inline
function mix(at: i32, a: u64, b: u64, c: u64, d: u64, e: u64, f: u64, g: u64, h: u64): u64 {
  return (
    load<u64>(entry(a, at), TABLES) ^
    load<u64>(entry(b, at), TABLES + 2048) ^
    load<u64>(entry(c, at), TABLES + 4096) ^
    load<u64>(entry(d, at), TABLES + 6144) ^
    load<u64>(entry(e, at), TABLES + 8192) ^
    load<u64>(entry(f, at), TABLES + 10240) ^
    load<u64>(entry(g, at), TABLES + 12288) ^
    load<u64>(entry(h, at), TABLES + 14336)
  );
}

/** Where in a table of 8-octet entries the octet at bit `at` points: shifted by three less, it is multiplied already. */
@inline
function entry(word: u64, at: i32): usize {
  return (at === 0 ? <usize>word << 3 : <usize>(word >> (at - 3))) & (255 << 3);
}
