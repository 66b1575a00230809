/**
 * What a witness says of a checkpoint: «at this time I had seen this tree grow from all that I saw before» (C2SP
 * tlog-cosignature, cosignature/v1, signature type 0x04). Reading only; `sign.ts` makes them.
 */
import { concat, toUtf8 } from "./encoding.ts";

/** The signature of a note line: eight bytes of time, big endian, then Ed25519's 64. */
const COSIGNATURE_LENGTH = 72;

/** The latest second that a `Date` can hold. */
const LAST_SECOND = 8_640_000_000_000n;

/** The bytes that a witness signs; `seconds` since 1970. */
export function cosignedMessage(seconds: number, text: string): Uint8Array {
  return toUtf8(`cosignature/v1\ntime ${seconds}\n${text}`);
}

export function joinCosignature(seconds: number, signature: Uint8Array): Uint8Array {
  const time = new Uint8Array(8);
  new DataView(time.buffer).setBigUint64(0, BigInt(seconds));
  return concat(time, signature);
}

/** Undefined when these are not a cosignature's bytes, or its time is on no calendar. Proves nothing yet. */
export function splitCosignature(bytes: Uint8Array): { seconds: number; signature: Uint8Array } | undefined {
  if (bytes.length !== COSIGNATURE_LENGTH) return undefined;
  const seconds = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0);
  if (seconds > LAST_SECOND) return undefined;
  return { seconds: Number(seconds), signature: bytes.subarray(8) };
}
