/** How a signature was made: AlgorithmIdentifier, digest and key must tell one story. */

import { nativeVerify } from "#native";
import { bigEndian, littleEndian } from "./bytes.ts";
import { type DerNode, explicit, Fields, NULL, OBJECT_IDENTIFIER, whole } from "./der.ts";
import { oid, smallInteger } from "./der-values.ts";
import { type DigestAlgorithm, digest, digestNamed, digestTitle } from "./digests.ts";
import { engine } from "./engine.ts";
import type { NativeDigest, NativeScheme } from "./native-scheme.ts";
import { OID } from "./oids.ts";
import { keyTitle, type PublicKey } from "./public-key.ts";

/** RFC 5280 §4.1.1.2. */
export interface AlgorithmIdentifier {
  readonly oid: string;
  readonly parameters: DerNode | null;
  readonly der: Uint8Array;
}

export function readAlgorithm(node: DerNode): AlgorithmIdentifier {
  const fields = new Fields(node);
  const name = oid(fields.take(OBJECT_IDENTIFIER));
  const parameters = fields.rest();
  fields.end();
  return { oid: name, parameters, der: whole(node) };
}

/** A digest's parameters are absent or NULL (RFC 5754 §2, RFC 9215 §2). Null for an unknown digest or other parameters. */
export function digestOf(algorithm: AlgorithmIdentifier): DigestAlgorithm | null {
  return bare(algorithm) ? digestNamed(algorithm.oid) : null;
}

function bare({ parameters }: AlgorithmIdentifier): boolean {
  return parameters === null || (parameters.tag === NULL && parameters.bodyEnd === parameters.body);
}

export type Scheme = NativeScheme | { readonly kind: "gost"; readonly hash: "streebog256" | "streebog512" };

/** Why no scheme could be told: the parts are unknown here, or contradict each other. */
export interface NoScheme {
  readonly kind: "unknown" | "contradiction";
  readonly reason: string;
}

/** What a signature algorithm's identifier fixes: the kind of key and, except for the bare key identifiers, the digest. */
const ALGORITHMS: Readonly<Record<string, { readonly key: PublicKey["kind"]; readonly hash: DigestAlgorithm | null }>> =
  {
    [OID.gost256]: { key: "gost", hash: "streebog256" },
    [OID.gost512]: { key: "gost", hash: "streebog512" },
    [OID.gost256WithStreebog]: { key: "gost", hash: "streebog256" },
    [OID.gost512WithStreebog]: { key: "gost", hash: "streebog512" },
    [OID.rsa]: { key: "rsa", hash: null },
    "1.2.840.113549.1.1.5": { key: "rsa", hash: "sha1" },
    "1.2.840.113549.1.1.14": { key: "rsa", hash: "sha224" },
    "1.2.840.113549.1.1.11": { key: "rsa", hash: "sha256" },
    "1.2.840.113549.1.1.12": { key: "rsa", hash: "sha384" },
    "1.2.840.113549.1.1.13": { key: "rsa", hash: "sha512" },
    "2.16.840.1.101.3.4.3.14": { key: "rsa", hash: "sha3-256" },
    "2.16.840.1.101.3.4.3.15": { key: "rsa", hash: "sha3-384" },
    "2.16.840.1.101.3.4.3.16": { key: "rsa", hash: "sha3-512" },
    [OID.ecPublicKey]: { key: "ec", hash: null },
    "1.2.840.10045.4.1": { key: "ec", hash: "sha1" },
    "1.2.840.10045.4.3.1": { key: "ec", hash: "sha224" },
    "1.2.840.10045.4.3.2": { key: "ec", hash: "sha256" },
    "1.2.840.10045.4.3.3": { key: "ec", hash: "sha384" },
    "1.2.840.10045.4.3.4": { key: "ec", hash: "sha512" },
    "2.16.840.1.101.3.4.3.10": { key: "ec", hash: "sha3-256" },
    "2.16.840.1.101.3.4.3.11": { key: "ec", hash: "sha3-384" },
    "2.16.840.1.101.3.4.3.12": { key: "ec", hash: "sha3-512" },
    [OID.ed25519]: { key: "ed25519", hash: null },
  };

/**
 * The scheme of a signature by `key`. `contentDigest` is SignerInfo.digestAlgorithm; null for certificates and lists,
 * whose algorithm must say the digest itself.
 */
export function schemeOf(
  algorithm: AlgorithmIdentifier,
  key: PublicKey,
  contentDigest: DigestAlgorithm | null,
): Scheme | NoScheme {
  if (key.kind === "unknown") return { kind: "unknown", reason: `key algorithm ${key.algorithm} is not known` };
  if (algorithm.oid === OID.rsaPss) return pssScheme(algorithm, key, contentDigest);
  const entry = ALGORITHMS[algorithm.oid];
  if (entry === undefined) return { kind: "unknown", reason: `signature algorithm ${algorithm.oid} is not known` };
  if (!bare(algorithm)) {
    return { kind: "contradiction", reason: "the signature algorithm has parameters that it must not have" };
  }
  if (entry.key !== key.kind) return contradiction(algorithm.oid, keyTitle(key));
  if (key.kind === "ed25519") {
    // RFC 8419 §3: with signed attributes the digest is SHA-512.
    const fits = contentDigest === null || contentDigest === "sha512";
    return fits ? { kind: "ed25519" } : contradiction("Ed25519", digestTitle(contentDigest));
  }
  const hash = entry.hash ?? contentDigest;
  if (hash === null) return { kind: "unknown", reason: "the signature algorithm does not say its digest" };
  if (contentDigest !== null && contentDigest !== hash)
    return contradiction(digestTitle(hash), digestTitle(contentDigest));
  if (key.kind === "gost") {
    const own = key.point.curve.size === 32 ? "streebog256" : "streebog512";
    return hash === own ? { kind: "gost", hash: own } : contradiction(digestTitle(hash), keyTitle(key));
  }
  if (hash === "streebog256" || hash === "streebog512") return contradiction(digestTitle(hash), keyTitle(key));
  return { kind: key.kind === "rsa" ? "rsa-pkcs1" : "ecdsa", hash };
}

const contradiction = (one: string, other: string): NoScheme => ({
  kind: "contradiction",
  reason: `the signature algorithm says ${one}, but ${other} is used`,
});

/** RFC 4055 §3.1: RSASSA-PSS-params; a field left out means SHA-1 and a salt of 20 octets. */
function pssScheme(
  algorithm: AlgorithmIdentifier,
  key: PublicKey,
  contentDigest: DigestAlgorithm | null,
): Scheme | NoScheme {
  if (key.kind !== "rsa") return contradiction("RSASSA-PSS", keyTitle(key));
  if (algorithm.parameters === null) return { kind: "unknown", reason: "RSASSA-PSS without parameters" };
  const fields = new Fields(algorithm.parameters);
  const hashNode = fields.maybe(explicit(0));
  const maskNode = fields.maybe(explicit(1));
  const saltNode = fields.maybe(explicit(2));
  const trailer = fields.maybe(explicit(3));
  fields.end();
  const hash = hashNode === null ? "sha1" : digestOf(readAlgorithm(only(hashNode)));
  const mask = maskNode === null ? null : readAlgorithm(only(maskNode));
  const maskHash = mask === null ? "sha1" : mask.parameters === null ? null : digestOf(readAlgorithm(mask.parameters));
  const saltLength = saltNode === null ? 20 : smallInteger(only(saltNode));
  if (hash === null || !isNative(hash) || maskHash !== hash || (mask !== null && mask.oid !== OID.mgf1)) {
    return { kind: "unknown", reason: "RSASSA-PSS with unlike digests" };
  }
  if (trailer !== null && smallInteger(only(trailer)) !== 1) return { kind: "unknown", reason: "RSASSA-PSS trailer" };
  if (contentDigest !== null && contentDigest !== hash)
    return contradiction(digestTitle(hash), digestTitle(contentDigest));
  return { kind: "rsa-pss", hash, saltLength };
}

/** What an EXPLICIT tag wraps. */
function only(node: DerNode): DerNode {
  const fields = new Fields(node, node.tag);
  const inner = fields.take();
  fields.end();
  return inner;
}

const isNative = (hash: DigestAlgorithm): hash is NativeDigest => hash !== "streebog256" && hash !== "streebog512";

/** Whether `signature` over `message` is by `key`. */
export function verifyBytes(scheme: Scheme, key: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  if (scheme.kind !== "gost") return nativeVerify(scheme, key, message, signature);
  if (key.kind !== "gost") return false;
  const { size } = key.point.curve;
  if (signature.length !== 2 * size) return false;
  // RFC 9215 §2: the octets are s then r, each most significant first; the hash is a number least significant first.
  const s = bigEndian(signature.subarray(0, size));
  const r = bigEndian(signature.subarray(size));
  return engine.verify(key.point, littleEndian(digest(scheme.hash, message)), { r, s });
}

/** As people write it, e.g. "GOST R 34.10-2012 256 with GOST R 34.11-2012 256". */
export function schemeTitle(scheme: Scheme, key: PublicKey): string {
  switch (scheme.kind) {
    case "ed25519":
      return keyTitle(key);
    case "rsa-pss":
      return `${keyTitle(key)} PSS with ${digestTitle(scheme.hash)}`;
    default:
      return `${keyTitle(key)} with ${digestTitle(scheme.hash)}`;
  }
}

/** The digest that the signature itself stands on; Ed25519 has SHA-512 built in. */
export const schemeHash = (scheme: Scheme): DigestAlgorithm => (scheme.kind === "ed25519" ? "sha512" : scheme.hash);
