/** AES-CBC, opening only (FIPS 197, SP 800-38A): for keys of 192 bits, which Chromium's own cryptography never had. */

/** S-box: the inverse in GF(2⁸), then the affine map (FIPS 197 §5.1.1). */
const S = new Uint8Array(256);
const INVERSE_S = new Uint8Array(256);

const doubled = (x: number): number => ((x << 1) ^ (x & 0x80 ? 0x11b : 0)) & 255;

function multiply(a: number, b: number): number {
  let product = 0;
  for (let x = a, y = b; y > 0; y >>>= 1, x = doubled(x)) if (y & 1) product ^= x;
  return product;
}

function fillBoxes(): void {
  // 3 generates the field: p runs through its powers, q through their inverses.
  let [p, q] = [1, 1];
  do {
    p = multiply(p, 3);
    q = multiply(q, 0xf6);
    let s = q;
    for (let turn = 1; turn <= 4; turn++) s ^= ((q << turn) | (q >>> (8 - turn))) & 255;
    S[p] = s ^ 0x63;
  } while (p !== 1);
  S[0] = 0x63;
  S.forEach((out, input) => {
    INVERSE_S[out] = input;
  });
}
fillBoxes();

/** §5.2, as octets: 16 for each round and one more. */
function expand(key: Uint8Array): Uint8Array {
  const words = key.length / 4;
  const octets = new Uint8Array(16 * (words + 7));
  octets.set(key);
  let constant = 1;
  for (let at = key.length; at < octets.length; at += 4) {
    const word = octets.slice(at - 4, at);
    const place = (at / 4) % words;
    if (place === 0) {
      word.set([S[word[1]!]! ^ constant, S[word[2]!]!, S[word[3]!]!, S[word[0]!]!]);
      constant = doubled(constant);
    } else if (words > 6 && place === 4) word.set(word.map((octet) => S[octet]!));
    for (let i = 0; i < 4; i++) octets[at + i] = octets[at - key.length + i]! ^ word[i]!;
  }
  return octets;
}

const BY = [14, 11, 13, 9].map((factor) => Uint8Array.from({ length: 256 }, (_, x) => multiply(x, factor)));

/** §5.3: the rounds backwards, one block in place. */
function decipher(block: Uint8Array, keys: Uint8Array): void {
  const add = (round: number): void => {
    for (let i = 0; i < 16; i++) block[i]! ^= keys[16 * round + i]!;
  };
  const last = keys.length / 16 - 1;
  add(last);
  for (let round = last - 1; round >= 0; round--) {
    // Rows are shifted back and substituted: octet i came from column (i − 4·row).
    const before = block.slice();
    for (let i = 0; i < 16; i++) block[i] = INVERSE_S[before[(i + 16 - 4 * (i % 4)) % 16]!]!;
    add(round);
    if (round > 0) mixBack(block);
  }
}

function mixBack(block: Uint8Array): void {
  for (let column = 0; column < 16; column += 4) {
    const before = block.slice(column, column + 4);
    for (let row = 0; row < 4; row++) {
      let sum = 0;
      for (let i = 0; i < 4; i++) sum ^= BY[i]![before[(row + i) % 4]!]!;
      block[column + row] = sum;
    }
  }
}

/** Null where the padding (RFC 5652 §6.3) shows that the key is wrong. */
export function openAesCbc(key: Uint8Array, iv: Uint8Array, sealed: Uint8Array): Uint8Array | null {
  if (sealed.length === 0 || sealed.length % 16 !== 0) return null;
  const keys = expand(key);
  const opened = sealed.slice();
  for (let at = 0; at < sealed.length; at += 16) {
    const block = opened.subarray(at, at + 16);
    decipher(block, keys);
    const chain = at === 0 ? iv : sealed.subarray(at - 16, at);
    for (let i = 0; i < 16; i++) block[i]! ^= chain[i]!;
  }
  keys.fill(0);
  const padding = opened.at(-1)!;
  const proper = padding >= 1 && padding <= 16 && opened.subarray(-padding).every((octet) => octet === padding);
  return proper ? opened.slice(0, -padding) : null;
}
