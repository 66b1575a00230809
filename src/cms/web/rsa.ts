/** RSA signatures (RFC 8017 §8) where the platform's own answers only later: verification alone, of public values. */
import { bigEndian, concat, equalBytes, toBigEndian } from "../bytes.ts";
import { Fields, INTEGER, NULL, OCTET_STRING, readDer, SEQUENCE } from "../der.ts";
import { integerOctets } from "../der-values.ts";
import { value } from "../der-write.ts";
import { power } from "./elliptic.ts";

type Hash = (message: Uint8Array) => Uint8Array;

/** What the signature opens to: the encoded message; null for a key or a signature that cannot be. */
function open(keyBits: Uint8Array, signature: Uint8Array): { message: Uint8Array; bits: number } | null {
  const fields = new Fields(readDer(keyBits), SEQUENCE);
  const [n, e] = [fields.take(INTEGER), fields.take(INTEGER)].map((node) => bigEndian(integerOctets(node))) as [
    bigint,
    bigint,
  ];
  fields.end();
  const bits = n.toString(2).length;
  const size = Math.ceil(bits / 8);
  const s = bigEndian(signature);
  // Larger keys and exponents only cost time (CVE-2006-2940).
  if (signature.length !== size || s >= n || bits > 16_384 || e < 3n || e.toString(2).length > 64 || (e & 1n) === 0n)
    return null;
  return { message: toBigEndian(power(s, e, n), size), bits };
}

/** §8.2.2. `algorithm`: the digest's identifier, DER of the OBJECT IDENTIFIER. */
export function verifyPkcs1(
  keyBits: Uint8Array,
  algorithm: Uint8Array,
  hash: Uint8Array,
  signature: Uint8Array,
): boolean {
  const opened = open(keyBits, signature);
  if (!opened) return false;
  const size = opened.message.length;
  // EMSA-PKCS1-v1_5 is made, never parsed: what differs in a byte is another message (Bleichenbacher 2006).
  const info = value(SEQUENCE, value(SEQUENCE, algorithm, value(NULL)), value(OCTET_STRING, hash));
  if (size < info.length + 11) return false;
  const filler = new Uint8Array(size - info.length - 3).fill(0xff);
  return equalBytes(opened.message, concat([Uint8Array.of(0, 1), filler, Uint8Array.of(0), info]));
}

/** §8.1.2 with MGF1 of the same digest. */
export function verifyPss(
  keyBits: Uint8Array,
  digest: Hash,
  hash: Uint8Array,
  saltLength: number,
  signature: Uint8Array,
): boolean {
  const opened = open(keyBits, signature);
  if (!opened) return false;
  const emBits = opened.bits - 1;
  const em = opened.message.subarray(opened.message.length - Math.ceil(emBits / 8));
  if (opened.message.length > em.length && opened.message[0] !== 0) return false;
  const [length, size] = [em.length, hash.length];
  if (length < size + saltLength + 2 || em[length - 1] !== 0xbc) return false;
  const masked = em.subarray(0, length - size - 1);
  const h = em.subarray(length - size - 1, length - 1);
  const free = 8 * length - emBits;
  if (free > 0 && masked[0]! >> (8 - free) !== 0) return false;
  const mask = mgf1(digest, h, masked.length);
  const block = masked.map((byte, i) => byte ^ mask[i]!);
  block[0]! &= 0xff >> free;
  const one = block.length - saltLength - 1;
  if (block.subarray(0, one).some((byte) => byte !== 0) || block[one] !== 1) return false;
  return equalBytes(digest(concat([new Uint8Array(8), hash, block.subarray(one + 1)])), h);
}

function mgf1(digest: Hash, seed: Uint8Array, length: number): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let counter = 0, made = 0; made < length; counter++) {
    const part = digest(concat([seed, toBigEndian(BigInt(counter), 4)]));
    parts.push(part);
    made += part.length;
  }
  return concat(parts).subarray(0, length);
}
