/** Derived identifiers: the same facts always give the same id, so a repeated deed is the same deed. */
import { createHash } from "node:crypto";

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** UUIDv8 (RFC 9562 §5.8) from the first 16 bytes of a digest. */
export function uuidFromDigest(digest: Uint8Array): string {
  const bytes = Uint8Array.from(digest.subarray(0, 16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => HEX[byte]).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The id of what these facts say, joined as they stand: UUIDv8 from their SHA-256. */
export function uuidOf(...facts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const fact of facts) hash.update(fact);
  return uuidFromDigest(hash.digest());
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** RFC 4122 text form; РЭМД demands it of a localUid. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
