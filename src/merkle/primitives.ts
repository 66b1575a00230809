/** The only door of the Merkle module to a machine's cryptography: Node's, or a browser's (package.json, `imports`). */
import * as machine from "#machine";

/** SHA-256; 32 bytes. */
export const sha256: (message: Uint8Array) => Uint8Array = machine.sha256;

/** HMAC-SHA-256 (RFC 2104); 32 bytes. */
export const hmacSha256: (key: Uint8Array, message: Uint8Array) => Uint8Array = machine.hmacSha256;

/** Pure Ed25519 (RFC 8032). `publicKey`: 32 bytes, `signature`: 64 bytes; anything else is simply not a signature. */
export const verifyEd25519: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean =
  machine.verifyEd25519;
