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
const ENTRY_LENGTH = 33;
export const SALT_LENGTH = 32;

export interface Commitment {
  /** HMAC-SHA-256(salt, record), 32 bytes. */
  readonly commitment: Uint8Array;
  /** 0x01 ‖ commitment: what goes into the log. */
  readonly entry: Uint8Array;
}

/** `salt`: 32 random bytes, one for each record. Throws on any other length: HMAC pads short keys, so two would agree. */
export function commit(salt: Uint8Array, record: Uint8Array): Commitment {
  if (salt.length !== SALT_LENGTH) throw new RangeError(`a salt is ${SALT_LENGTH} bytes`);
  const commitment = hmacSha256(salt, record);
  return { commitment, entry: concat(Uint8Array.of(ENTRY_VERSION), commitment) };
}

export function isEntry(bytes: Uint8Array): boolean {
  return bytes.length === ENTRY_LENGTH && bytes[0] === ENTRY_VERSION;
}

/** The leaf hash under which a record stands in the log. */
export function leafHashOf(salt: Uint8Array, record: Uint8Array): Uint8Array {
  return leafHash(commit(salt, record).entry);
}
