/** SHA-3 (FIPS 202), rarely wanted, so written to be read: lanes as whole numbers of 64 bits. */

const low = (x: bigint): bigint => BigInt.asUintN(64, x);
const turn = (x: bigint, by: number): bigint => (by === 0 ? x : low(x << BigInt(by)) | (x >> BigInt(64 - by)));

/** §3.2.2: how far each lane turns, by the walk (x, y) → (y, 2x + 3y). */
const TURNS = Array.from({ length: 25 }, () => 0);
for (let t = 0, x = 1, y = 0; t < 24; t++) {
  TURNS[x + 5 * y] = (((t + 1) * (t + 2)) / 2) % 64;
  [x, y] = [y, (2 * x + 3 * y) % 5];
}

/** §3.2.5: bits of a linear feedback register at places 2^j − 1. */
const ROUNDS: readonly bigint[] = (() => {
  let register = 1;
  return Array.from({ length: 24 }, () => {
    let constant = 0n;
    for (let j = 0; j < 7; j++) {
      if (register & 1) constant |= 1n << BigInt(2 ** j - 1);
      register = register & 0x80 ? ((register << 1) ^ 0x171) & 0xff : register << 1;
    }
    return constant;
  });
})();

function permute(a: bigint[]): void {
  for (const constant of ROUNDS) {
    const c = Array.from({ length: 5 }, (_, x) => a[x]! ^ a[x + 5]! ^ a[x + 10]! ^ a[x + 15]! ^ a[x + 20]!);
    const d = c.map((_, x) => c[(x + 4) % 5]! ^ turn(c[(x + 1) % 5]!, 1));
    const b: bigint[] = [];
    for (let x = 0; x < 5; x++)
      for (let y = 0; y < 5; y++) b[y + 5 * ((2 * x + 3 * y) % 5)] = turn(a[x + 5 * y]! ^ d[x]!, TURNS[x + 5 * y]!);
    for (let i = 0; i < 25; i++) {
      const row = i - (i % 5);
      a[i] = b[i]! ^ (low(~b[row + ((i + 1) % 5)]!) & b[row + ((i + 2) % 5)]!);
    }
    a[0]! ^= constant;
  }
}

/** `bits`: 256, 384 or 512. */
export function sha3(bits: number, message: Uint8Array): Uint8Array {
  const rate = 200 - bits / 4;
  const padded = new Uint8Array(rate * (Math.floor(message.length / rate) + 1));
  padded.set(message);
  padded[message.length]! ^= 0x06;
  padded[padded.length - 1]! ^= 0x80;
  const view = new DataView(padded.buffer);
  const state = Array.from({ length: 25 }, () => 0n);
  for (let at = 0; at < padded.length; at += rate) {
    for (let lane = 0; lane < rate / 8; lane++) state[lane]! ^= view.getBigUint64(at + 8 * lane, true);
    permute(state);
  }
  const out = new DataView(new ArrayBuffer(200));
  state.forEach((lane, i) => {
    out.setBigUint64(8 * i, lane, true);
  });
  return new Uint8Array(out.buffer).slice(0, bits / 8);
}
