/** What `native.ts` is in a browser: digests and verification at once, as the rest of src/cms wants them, of public values only. */

import { equalBytes } from "./bytes.ts";
import { Fields, OBJECT_IDENTIFIER, readDer, SEQUENCE, whole } from "./der.ts";
import { wholeBits } from "./der-values.ts";
import type { NativeDigest, NativeScheme } from "./native-scheme.ts";
import { sha1, sha224, sha256, sha384, sha512 } from "./sha.ts";
import { verifyEd25519 } from "./web/ed25519.ts";
import { verifyEcdsa } from "./web/elliptic.ts";
import { sha3 } from "./web/keccak.ts";
import { verifyPkcs1, verifyPss } from "./web/rsa.ts";

const DIGESTS: Readonly<Record<NativeDigest, (bytes: Uint8Array) => Uint8Array>> = {
  ...{ sha1, sha224, sha256, sha384, sha512 },
  "sha3-256": (bytes) => sha3(256, bytes),
  "sha3-384": (bytes) => sha3(384, bytes),
  "sha3-512": (bytes) => sha3(512, bytes),
};

export function nativeDigest(algorithm: NativeDigest, bytes: Uint8Array): Uint8Array {
  return DIGESTS[algorithm](bytes);
}

/** False, never a throw, for a key or a signature that cannot be read. */
export function nativeVerify(
  scheme: NativeScheme,
  holder: { readonly spki: Uint8Array },
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    const { key, curve } = keyOf(holder.spki);
    if (scheme.kind === "ed25519") return verifyEd25519(key, message, signature);
    const digest = DIGESTS[scheme.hash];
    switch (scheme.kind) {
      case "rsa-pkcs1":
        return verifyPkcs1(key, IDENTIFIERS[scheme.hash], digest(message), signature);
      case "rsa-pss":
        return verifyPss(key, digest, digest(message), scheme.saltLength, signature);
      case "ecdsa":
        return verifyEcdsa(curve ?? "", key, digest(message), signature);
    }
  } catch {
    return false;
  }
}

const derOf = (...octets: readonly number[]): Uint8Array => Uint8Array.of(OBJECT_IDENTIFIER, octets.length, ...octets);
const nist = (last: number): Uint8Array => derOf(0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, last);

/** RFC 8017 §A.2.4 and NIST CSOR: the digest inside a PKCS #1 signature. */
const IDENTIFIERS: Readonly<Record<NativeDigest, Uint8Array>> = {
  sha1: derOf(0x2b, 0x0e, 0x03, 0x02, 0x1a),
  sha224: nist(4),
  sha256: nist(1),
  sha384: nist(2),
  sha512: nist(3),
  "sha3-256": nist(8),
  "sha3-384": nist(9),
  "sha3-512": nist(10),
};

const CURVES: readonly (readonly [string, Uint8Array])[] = [
  ["P-256", derOf(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07)],
  ["P-384", derOf(0x2b, 0x81, 0x04, 0x00, 0x22)],
  ["P-521", derOf(0x2b, 0x81, 0x04, 0x00, 0x23)],
];

/** SubjectPublicKeyInfo (RFC 5280 §4.1.2.7): the bits of the key, and the curve where one is named. */
function keyOf(spki: Uint8Array): { readonly key: Uint8Array; readonly curve: string | null } {
  const fields = new Fields(readDer(spki));
  const algorithm = new Fields(fields.take(SEQUENCE));
  const key = wholeBits(fields.take());
  algorithm.take(OBJECT_IDENTIFIER);
  const named = algorithm.maybe(OBJECT_IDENTIFIER);
  const curve = named && CURVES.find(([, der]) => equalBytes(der, whole(named)));
  return { key, curve: curve?.[0] ?? null };
}
