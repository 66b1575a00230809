/** GOST 28147-89 (RFC 5830) with the S-boxes of TC26 in CFB, as key files of R 50.1.112-2016 are closed by many tools. */

const BLOCK = 8;

/** id-tc26-gost-28147-param-Z (RFC 7836 §C): row i substitutes the i-th nibble from the least significant. */
const S = [
  "c462a5b9e8d703f1",
  "68239a5c1e47bd0f",
  "b3582fade174c960",
  "c821d4f670a53e9b",
  "7f5a816d093eb42c",
  "5df692cab78143e0",
  "8e25691cf4b0da37",
  "17ed05834fa69cb2",
].map((row) => Array.from(row, (digit) => Number.parseInt(digit, 16)));

function substitute(x: number): number {
  let y = 0;
  for (let i = 0; i < 8; i++) y |= S[i]![(x >>> (4 * i)) & 15]! << (4 * i);
  return (y << 11) | (y >>> 21);
}

const words = (bytes: Uint8Array): number[] =>
  Array.from({ length: bytes.length / 4 }, (_, i) =>
    new DataView(bytes.buffer, bytes.byteOffset).getUint32(4 * i, true),
  );

const FORWARDS = [0, 1, 2, 3, 4, 5, 6, 7];
const BACKWARDS = FORWARDS.toReversed();
const ENCRYPTION = [...FORWARDS, ...FORWARDS, ...FORWARDS, ...BACKWARDS];
const DECRYPTION = ENCRYPTION.toReversed();

function pass(key: readonly number[], order: readonly number[], block: Uint8Array): Uint8Array {
  let [a, b] = words(block) as [number, number];
  for (const index of order) [a, b] = [b ^ substitute((a + key[index]!) >>> 0), a];
  const output = new Uint8Array(BLOCK);
  const view = new DataView(output.buffer);
  // The last round does not exchange the halves.
  view.setUint32(0, b >>> 0, true);
  view.setUint32(4, a >>> 0, true);
  return output;
}

/** RFC 4357 §2.3.2: after each kilobyte the key is made anew. */
const MESHING = Uint8Array.from(
  "6900722264c904238d3adb9646e92ac418feac9400ed0712c086dcc2ef4ca92b".match(/../g)!,
  (pair) => Number.parseInt(pair, 16),
);
const KILOBYTE = 1024;

/** Opens: key of 32 octets, `iv` of 8. */
export function gost28147Cfb(key: Uint8Array, iv: Uint8Array, sealed: Uint8Array): Uint8Array {
  let own = words(key);
  let register = iv;
  const output = new Uint8Array(sealed.length);
  for (let at = 0; at < sealed.length; at += BLOCK) {
    if (at > 0 && at % KILOBYTE === 0) {
      own = [0, 8, 16, 24].flatMap((from) => words(pass(own, DECRYPTION, MESHING.slice(from, from + BLOCK))));
      register = pass(own, ENCRYPTION, register);
    }
    const gamma = pass(own, ENCRYPTION, register);
    const piece = sealed.slice(at, at + BLOCK);
    piece.forEach((octet, i) => {
      output[at + i] = octet ^ gamma[i]!;
    });
    register = piece;
  }
  return output;
}
