/** HMAC (RFC 2104) over any hash. */

import { concat } from "../bytes.ts";

export function hmac(
  hash: (octets: Uint8Array) => Uint8Array,
  block: number,
  key: Uint8Array,
  message: Uint8Array,
): Uint8Array {
  const padded = new Uint8Array(block);
  padded.set(key.length > block ? hash(key) : key);
  const inner = hash(concat([padded.map((octet) => octet ^ 0x36), message]));
  return hash(concat([padded.map((octet) => octet ^ 0x5c), inner]));
}
