/**
 * The one door to the platform's own cryptography: SHA, RSA, ECDSA, Ed25519. Nothing else in src/cms needs Node, so a
 * browser build puts another file with the same exports here.
 */

import { constants, createHash, createPublicKey, type KeyObject, verify } from "node:crypto";

/** Digests that the platform brings, by the names that Node and OpenSSL give them. */
export type NativeDigest = "sha1" | "sha224" | "sha256" | "sha384" | "sha512" | "sha3-256" | "sha3-384" | "sha3-512";

export function nativeDigest(algorithm: NativeDigest, bytes: Uint8Array): Uint8Array {
  const digest = createHash(algorithm).update(bytes).digest();
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.length);
}

/** How a signature that the platform verifies was made. */
export type NativeScheme =
  | { readonly kind: "rsa-pkcs1"; readonly hash: NativeDigest }
  | { readonly kind: "rsa-pss"; readonly hash: NativeDigest; readonly saltLength: number }
  /** The signature is ECDSA-Sig-Value, DER (RFC 3279 §2.2.3). */
  | { readonly kind: "ecdsa"; readonly hash: NativeDigest }
  | { readonly kind: "ed25519" };

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
