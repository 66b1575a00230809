/** Identifiers of the demo that stay the same from run to run, so that loading it twice changes nothing. */
import { createHash } from "node:crypto";

/**
 * A UUID made of a name: SHA-256, shaped as version 8 of RFC 9562 §5.8 (vendor's own), variant 10.
 * Not random on purpose: the demo is the same on every machine.
 */
export function stableUuid(name: string): string {
  const hash = createHash("sha256").update(`medkarta demo ${name}`).digest();
  hash[6] = (hash[6]! & 0x0f) | 0x80;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
