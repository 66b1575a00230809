/**
 * Document bytes at rest: one bundle of all files, zstd, then AES-256-GCM under a key of the document's own. The key is
 * wrapped by the keyring and kept apart, so that destroying it erases the document from every backup too.
 * AAD names the row and every plain digest: bytes moved to another row, or swapped, do not open.
 */
import { createHash } from "node:crypto";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { decrypt, encrypt } from "./keyring.ts";

export interface Part {
  /** 0 the document, 1… signatures, 100 metadata. */
  readonly part: number;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** What is known of a part without opening it. */
export interface PartLabel {
  readonly part: number;
  readonly mediaType: string;
  /** Plain bytes. */
  readonly size: number;
  /** SHA-256 of the plain bytes, hex. */
  readonly sha256: string;
}

export interface Bundle {
  readonly labels: readonly PartLabel[];
  readonly sealed: Buffer;
}

export function sealBundle(key: Uint8Array, documentId: string, parts: readonly Part[]): Bundle {
  const labels = parts.map(({ part, mediaType, bytes }) => ({
    part,
    mediaType,
    size: bytes.length,
    sha256: hexOf(bytes),
  }));
  const packed = zstdCompressSync(Buffer.concat(parts.map(({ bytes }) => bytes)));
  return { labels, sealed: encrypt(key, context(documentId, labels), packed) };
}

/** Throws when the bytes are not exactly those that were sealed. */
export function openBundle(key: Uint8Array, documentId: string, { labels, sealed }: Bundle): Part[] {
  const packed = decrypt(key, context(documentId, labels), sealed);
  const size = labels.reduce((sum, label) => sum + label.size, 0);
  const plain = zstdDecompressSync(packed, { maxOutputLength: Math.max(size, 1) });
  let at = 0;
  return labels.map(({ part, mediaType, size: length, sha256 }) => {
    const bytes = plain.subarray(at, at + length);
    at += length;
    if (hexOf(bytes) !== sha256) throw new Error(`part ${part} of ${documentId} is not what was registered`);
    return { part, mediaType, bytes };
  });
}

const hexOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

function context(documentId: string, labels: readonly PartLabel[]): string {
  return [
    "content",
    documentId,
    ...labels.map(({ part, mediaType, size, sha256 }) => `${part} ${mediaType} ${size} ${sha256}`),
  ].join("\n");
}
