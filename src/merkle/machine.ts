/** The cryptography of Node, for `primitives.ts`. A browser build takes `machine-web.ts` in its place (package.json, `imports`). */
import { createHmac, createPublicKey, hash, verify } from "node:crypto";

/** SHA-256; 32 bytes. */
export function sha256(message: Uint8Array): Uint8Array {
  return plain(hash("sha256", message, "buffer"));
}

/** HMAC-SHA-256 (RFC 2104); 32 bytes. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  return plain(createHmac("sha256", key).update(message).digest());
}

/** Not a Buffer: its `slice` shares memory, and a browser has none. */
function plain(bytes: Buffer): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

const SPKI_ED25519 = Uint8Array.of(0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00); // RFC 8410 §4

/** Pure Ed25519 (RFC 8032). `publicKey`: 32 bytes, `signature`: 64 bytes; anything else is simply not a signature. */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const key = createPublicKey({ key: Buffer.concat([SPKI_ED25519, publicKey]), format: "der", type: "spki" });
  return verify(null, message, key, signature);
}
