/**
 * Document bytes at rest: zstd, then AES-256-GCM under a key of the document's own. The key is wrapped by the
 * keyring and kept apart, so that destroying it erases the document from every backup too.
 * AAD names the row and the plain digest: bytes moved to another row, or swapped, do not open.
 */
import { createHash } from "node:crypto";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { decrypt, encrypt } from "./keyring.ts";

export interface Sealed {
  readonly sealed: Buffer;
  /** SHA-256 of the plain bytes. */
  readonly sha256: Buffer;
  readonly size: number;
}

const context = (documentId: string, part: number, sha256: Uint8Array) =>
  `content ${documentId} ${part} ${Buffer.from(sha256).toString("hex")}`;

/** Signatures do not compress: below this zstd only costs. */
const WORTH_COMPRESSING = 4096;

export function sealBytes(key: Uint8Array, documentId: string, part: number, plain: Uint8Array): Sealed {
  const sha256 = createHash("sha256").update(plain).digest();
  const packed = plain.length < WORTH_COMPRESSING ? mark(0, plain) : mark(1, zstdCompressSync(plain));
  return { sealed: encrypt(key, context(documentId, part, sha256), packed), sha256, size: plain.length };
}

/** Throws when the bytes are not exactly those that were sealed. */
export function openBytes(key: Uint8Array, documentId: string, part: number, row: Sealed): Buffer {
  const packed = decrypt(key, context(documentId, part, row.sha256), row.sealed);
  const body = packed.subarray(1);
  const plain = packed[0] === 0 ? body : zstdDecompressSync(body, { maxOutputLength: Math.max(row.size, 1) });
  if (!createHash("sha256").update(plain).digest().equals(row.sha256)) {
    throw new Error(`content of ${documentId} part ${part} is not the content that was registered`);
  }
  return plain;
}

function mark(how: 0 | 1, bytes: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(bytes.length + 1);
  out[0] = how;
  out.set(bytes, 1);
  return out;
}
