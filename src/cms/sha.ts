/** SHA-1, SHA-224, SHA-256, SHA-384, SHA-512 (FIPS 180-4) in plain JavaScript: a browser's own answer later, and these answer at once. */

/** The first bits of the fractions of the roots of primes, as the standard makes its constants; exact in whole numbers. */
function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((p) => n % p !== 0)) found.push(n);
  return found;
}

/** ⌊root of n · 2⁶⁴⌋ mod 2⁶⁴, by bisection. */
function fraction(n: number, power: 2 | 3): bigint {
  const target = BigInt(n) << BigInt(64 * power);
  let [low, high] = [0n, 1n << 72n];
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    const raised = power === 2 ? middle * middle : middle * middle * middle;
    if (raised <= target) low = middle;
    else high = middle;
  }
  return low & 0xffffffffffffffffn;
}

const K64 = primes(80).map((p) => fraction(p, 3));
const K32 = Int32Array.from(K64.slice(0, 64), (k) => Number(k >> 32n) | 0);
const H512 = primes(8).map((p) => fraction(p, 2));
const H256 = H512.map((h) => Number(h >> 32n) | 0);
const H384 = primes(16)
  .slice(8)
  .map((p) => fraction(p, 2));
/** FIPS 180-4 §5.3.2: the second halves of those of SHA-384. */
const H224 = H384.map((h) => Number(h & 0xffffffffn) | 0);
const H1 = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];

/** §5.1: a one, zeros, the length in bits. */
function padded(message: Uint8Array, block: 64 | 128): DataView {
  const tail = block / 8;
  const length = block * Math.ceil((message.length + 1 + tail) / block);
  const bytes = new Uint8Array(length);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setBigUint64(length - 8, 8n * BigInt(message.length));
  return view;
}

const turn = (x: number, by: number): number => (x >>> by) | (x << (32 - by));

export const sha256 = (message: Uint8Array): Uint8Array => narrow(message, H256);
export const sha224 = (message: Uint8Array): Uint8Array => narrow(message, H224).slice(0, 28);

function narrow(message: Uint8Array, initial: readonly number[]): Uint8Array {
  const view = padded(message, 64);
  const h = Int32Array.from(initial);
  const w = new Int32Array(64);
  for (let at = 0; at < view.byteLength; at += 64) {
    for (let t = 0; t < 16; t++) w[t] = view.getInt32(at + 4 * t);
    for (let t = 16; t < 64; t++) {
      const [x, y] = [w[t - 15]!, w[t - 2]!];
      const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
      const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
      w[t] = s1 + w[t - 7]! + s0 + w[t - 16]!;
    }
    let a = h[0]!;
    let b = h[1]!;
    let c = h[2]!;
    let d = h[3]!;
    let e = h[4]!;
    let f = h[5]!;
    let g = h[6]!;
    let i = h[7]!;
    for (let t = 0; t < 64; t++) {
      const t1 = (i + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K32[t]! + w[t]!) | 0;
      const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      i = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    [a, b, c, d, e, f, g, i].forEach((value, n) => {
      h[n]! += value;
    });
  }
  return bytesOf32(h);
}

export function sha1(message: Uint8Array): Uint8Array {
  const view = padded(message, 64);
  const h = Int32Array.from(H1);
  const w = new Int32Array(80);
  for (let at = 0; at < view.byteLength; at += 64) {
    for (let t = 0; t < 16; t++) w[t] = view.getInt32(at + 4 * t);
    for (let t = 16; t < 80; t++) w[t] = turn(w[t - 3]! ^ w[t - 8]! ^ w[t - 14]! ^ w[t - 16]!, 31);
    let [a, b, c, d, e] = h as unknown as [number, number, number, number, number];
    for (let t = 0; t < 80; t++) {
      const f = t < 20 ? (b & c) ^ (~b & d) : t >= 40 && t < 60 ? (b & c) ^ (b & d) ^ (c & d) : b ^ c ^ d;
      const k = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6][Math.floor(t / 20)]!;
      const next = (turn(a, 27) + f + e + k + w[t]!) | 0;
      e = d;
      d = c;
      c = turn(b, 2);
      b = a;
      a = next;
    }
    [a, b, c, d, e].forEach((value, n) => {
      h[n]! += value;
    });
  }
  return bytesOf32(h);
}

function bytesOf32(words: Int32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * words.length));
  words.forEach((word, n) => {
    view.setInt32(4 * n, word);
  });
  return new Uint8Array(view.buffer);
}

export const sha512 = (message: Uint8Array): Uint8Array => wide(message, H512);
export const sha384 = (message: Uint8Array): Uint8Array => wide(message, H384).slice(0, 48);

const low = (x: bigint): bigint => BigInt.asUintN(64, x);
const turn64 = (x: bigint, by: bigint): bigint => (x >> by) | low(x << (64n - by));

/** Rarely wanted, so written to be read: 64-bit words as whole numbers. */
function wide(message: Uint8Array, initial: readonly bigint[]): Uint8Array {
  const view = padded(message, 128);
  let h = [...initial];
  for (let at = 0; at < view.byteLength; at += 128) {
    const w = Array.from({ length: 16 }, (_, t) => view.getBigUint64(at + 8 * t));
    for (let t = 16; t < 80; t++) {
      const [x, y] = [w[t - 15]!, w[t - 2]!];
      const s0 = turn64(x, 1n) ^ turn64(x, 8n) ^ (x >> 7n);
      const s1 = turn64(y, 19n) ^ turn64(y, 61n) ^ (y >> 6n);
      w.push(low(s1 + w[t - 7]! + s0 + w[t - 16]!));
    }
    let [a, b, c, d, e, f, g, i] = h as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
    for (let t = 0; t < 80; t++) {
      const t1 = i + (turn64(e, 14n) ^ turn64(e, 18n) ^ turn64(e, 41n)) + ((e & f) ^ (low(~e) & g)) + K64[t]! + w[t]!;
      const t2 = (turn64(a, 28n) ^ turn64(a, 34n) ^ turn64(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c));
      [i, g, f, e, d, c, b, a] = [g, f, e, low(d + t1), c, b, a, low(t1 + t2)];
    }
    h = [a, b, c, d, e, f, g, i].map((value, n) => low(value + h[n]!));
  }
  const out = new DataView(new ArrayBuffer(64));
  h.forEach((word, n) => {
    out.setBigUint64(8 * n, word);
  });
  return new Uint8Array(out.buffer);
}
