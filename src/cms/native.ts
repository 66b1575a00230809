/**
 * The one door to the platform's own cryptography: SHA, RSA, ECDSA, Ed25519. Nothing else in src/cms needs Node, so a
 * browser build takes `native-web.ts` in its place (package.json, `imports`).
 */

import { constants, createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import type { NativeDigest, NativeScheme } from "./native-scheme.ts";

export function nativeDigest(algorithm: NativeDigest, bytes: Uint8Array): Uint8Array {
  const digest = createHash(algorithm).update(bytes).digest();
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.length);
}

/** Importing a key costs more than verifying with it; the holder is the parsed certificate's own key. */
const imported = new WeakMap<object, KeyObject>();

/**
 * Whether `signature` over `message` is by the key of `holder`. False, never a throw, for a key or a signature that the
 * platform cannot read.
 */
export function nativeVerify(
  scheme: NativeScheme,
  holder: { readonly spki: Uint8Array },
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    let key = imported.get(holder);
    if (key === undefined) {
      key = createPublicKey({ key: Buffer.from(holder.spki), format: "der", type: "spki" });
      imported.set(holder, key);
    }
    switch (scheme.kind) {
      case "rsa-pkcs1":
        return verify(scheme.hash, message, { key, padding: constants.RSA_PKCS1_PADDING }, signature);
      case "rsa-pss":
        return verify(
          scheme.hash,
          message,
          { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.saltLength },
          signature,
        );
      case "ecdsa":
        return verify(scheme.hash, message, { key, dsaEncoding: "der" }, signature);
      case "ed25519":
        return verify(null, message, key, signature);
    }
  } catch {
    return false;
  }
}
