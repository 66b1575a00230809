/** Signs octets with a GOST key: hash, derived one-time number, s‖r (RFC 9215 §2). */

import { concat, littleEndian, toBigEndian } from "../bytes.ts";
import { PARAMETER_SETS } from "../curves.ts";
import { identifier, sequence } from "../der-write.ts";
import { engine } from "../engine.ts";
import { OID } from "../oids.ts";
import type { KeyPair } from "./key.ts";
import { oneTimeNumbers } from "./one-time-number.ts";

export function signBytes(key: KeyPair, message: Uint8Array): Uint8Array {
  const { curve } = PARAMETER_SETS[key.curve];
  const hash = littleEndian(curve.size === 32 ? engine.streebog256(message) : engine.streebog512(message));
  for (const k of oneTimeNumbers(curve, key.secret, hash)) {
    const signature = engine.sign(curve, key.secret, hash, k);
    if (signature !== null) return concat([toBigEndian(signature.s, curve.size), toBigEndian(signature.r, curve.size)]);
  }
  throw new Error("unreachable: the numbers never end");
}

export const isWide = (key: KeyPair): boolean => PARAMETER_SETS[key.curve].curve.size === 64;

/** AlgorithmIdentifier of signatures on certificates and lists: no parameters (RFC 9215 §3). */
export const signatureAlgorithm = (key: KeyPair): Uint8Array =>
  sequence(identifier(isWide(key) ? OID.gost512WithStreebog : OID.gost256WithStreebog));
