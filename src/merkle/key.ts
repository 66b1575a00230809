/** Keys of signed notes in their text forms (C2SP signed-note, golang.org/x/mod/sumdb/note). */
import { concat, fromBase64, Malformed, sameBytes, toBase64, toHex, toUtf8 } from "./encoding.ts";
import { sha256 } from "./primitives.ts";

/** 0x01: a log's own Ed25519 signature. 0x04: a witness's, which also says when (C2SP tlog-cosignature). */
export type SignatureType = 1 | 4;

export interface VerifierKey {
  /** A log's key is named as its origin. */
  readonly name: string;
  /** Eight hex digits: SHA-256(name ‖ LF ‖ type ‖ public key)[:4]. */
  readonly id: string;
  readonly type: SignatureType;
  /** 32 bytes (RFC 8032). */
  readonly publicKey: Uint8Array;
}

/** Not empty, no Unicode space, no plus sign: such a name would break the text form. */
export function isKeyName(name: string): boolean {
  return name !== "" && name.isWellFormed() && !/[\p{White_Space}\p{Cc}+]/u.test(name);
}

export function keyId(name: string, type: SignatureType, publicKey: Uint8Array): string {
  return toHex(sha256(concat(toUtf8(`${name}\n`), Uint8Array.of(type), publicKey)).subarray(0, 4));
}

export function verifierKey(name: string, publicKey: Uint8Array, type: SignatureType = 1): VerifierKey {
  return { name, id: keyId(name, type, publicKey), type, publicKey };
}

/** `<name>+<id>+<base64 of type ‖ public key>` */
export function formatVkey({ name, id, type, publicKey }: VerifierKey): string {
  return `${name}+${id}+${toBase64(concat(Uint8Array.of(type), publicKey))}`;
}

/** Throws `Malformed` with code "key-malformed" on any text that `formatVkey` would not write. */
export function parseVkey(text: string): VerifierKey {
  const { name, id, type, material } = split(text);
  const key = verifierKey(name, material, type);
  if (key.id !== id) throw new Malformed("key-malformed", `the id of the key ${name} is not that of its bytes`);
  return key;
}

/** A private key. `seed`: 32 bytes (RFC 8032 §5.1.5). Its id is that of the public key. */
export interface SigningKey {
  readonly name: string;
  readonly id: string;
  readonly type: SignatureType;
  readonly seed: Uint8Array;
}

const PRIVATE = "PRIVATE+KEY+";

/** `PRIVATE+KEY+<name>+<id>+<base64 of type ‖ seed>` */
export function formatSkey({ name, id, type, seed }: SigningKey): string {
  return `${PRIVATE}${name}+${id}+${toBase64(concat(Uint8Array.of(type), seed))}`;
}

/** Throws `Malformed`, which never repeats the text: it is secret. */
export function parseSkey(text: string): SigningKey {
  if (!text.startsWith(PRIVATE)) throw new Malformed("key-malformed", "not the text of a private key");
  const { name, id, type, material } = split(text.slice(PRIVATE.length));
  return { name, id, type, seed: material };
}

function split(text: string): { name: string; id: string; type: SignatureType; material: Uint8Array } {
  const [name = "", id = "", ...rest] = text.split("+");
  const bytes = fromBase64(rest.join("+")); // "+" is a letter of base64, too
  if (!isKeyName(name) || !/^[0-9a-f]{8}$/.test(id)) throw new Malformed("key-malformed", "a key is name+id+base64");
  const type = bytes?.[0];
  if (bytes?.length !== 33 || (type !== 1 && type !== 4)) {
    throw new Malformed("key-malformed", `the key ${name} is not an Ed25519 key`);
  }
  return { name, id, type, material: bytes.subarray(1) };
}

export function sameKey(a: VerifierKey, b: VerifierKey): boolean {
  return a.name === b.name && a.type === b.type && sameBytes(a.publicKey, b.publicKey);
}
