/** What is asked of the platform's own cryptography, whichever platform it is: names alone. */

/** Digests that the platform brings, by the names that Node and OpenSSL give them. */
export type NativeDigest = "sha1" | "sha224" | "sha256" | "sha384" | "sha512" | "sha3-256" | "sha3-384" | "sha3-512";

/** How a signature that the platform verifies was made. */
export type NativeScheme =
  | { readonly kind: "rsa-pkcs1"; readonly hash: NativeDigest }
  | { readonly kind: "rsa-pss"; readonly hash: NativeDigest; readonly saltLength: number }
  /** The signature is ECDSA-Sig-Value, DER (RFC 3279 §2.2.3). */
  | { readonly kind: "ecdsa"; readonly hash: NativeDigest }
  | { readonly kind: "ed25519" };
