/**
 * What the public log holds of a record: 33 bytes that say nothing without the salt.
 * A plain hash of a medical record could be guessed from the few facts it is made of; a salted one cannot, and when the
 * salt is destroyed, as a court may order, nobody can tie the leaf to a person any more.
 */
import { concat } from "./encoding.ts";
import { leafHash } from "./hash.ts";
import { hmacSha256 } from "./primitives.ts";

/** The version of the entry format: 0x01 ‖ commitment. */
const ENTRY_VERSION = 1;
export const ENTRY_LENGTH = 33;

/** HMAC-SHA-256(salt, record). The salt is 32 random bytes, one for each record: shorter or longer keys could collide. */
export function commitmentOf(salt: Uint8Array, record: Uint8Array): Uint8Array {
  if (salt.length !== 32) throw new RangeError("a salt is 32 bytes");
  return hmacSha256(salt, record);
}

/** 0x01 ‖ commitment. */
export function entryOf(commitment: Uint8Array): Uint8Array {
  if (commitment.length !== 32) throw new RangeError("a commitment is 32 bytes");
  return concat(Uint8Array.of(ENTRY_VERSION), commitment);
}

export function isEntry(bytes: Uint8Array): boolean {
  return bytes.length === ENTRY_LENGTH && bytes[0] === ENTRY_VERSION;
}

/** The leaf hash under which a record stands in the log. */
export function leafHashOf(salt: Uint8Array, record: Uint8Array): Uint8Array {
  return leafHash(entryOf(commitmentOf(salt, record)));
}
