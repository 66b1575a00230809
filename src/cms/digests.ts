/** Digests by name, and the document that is hashed once however many signatures stand under it. */

import { nativeDigest } from "#native";
import { engine } from "./engine.ts";
import type { NativeDigest } from "./native-scheme.ts";

export type DigestAlgorithm = "streebog256" | "streebog512" | NativeDigest;

/** Object identifiers: RFC 9215 for Streebog, RFC 5754 and NIST CSOR for SHA. */
const IDENTIFIERS = {
  streebog256: "1.2.643.7.1.1.2.2",
  streebog512: "1.2.643.7.1.1.2.3",
  sha1: "1.3.14.3.2.26",
  sha224: "2.16.840.1.101.3.4.2.4",
  sha256: "2.16.840.1.101.3.4.2.1",
  sha384: "2.16.840.1.101.3.4.2.2",
  sha512: "2.16.840.1.101.3.4.2.3",
  "sha3-256": "2.16.840.1.101.3.4.2.8",
  "sha3-384": "2.16.840.1.101.3.4.2.9",
  "sha3-512": "2.16.840.1.101.3.4.2.10",
} as const satisfies Record<DigestAlgorithm, string>;

const TITLES = {
  streebog256: "GOST R 34.11-2012 256",
  streebog512: "GOST R 34.11-2012 512",
  sha1: "SHA-1",
  sha224: "SHA-224",
  sha256: "SHA-256",
  sha384: "SHA-384",
  sha512: "SHA-512",
  "sha3-256": "SHA3-256",
  "sha3-384": "SHA3-384",
  "sha3-512": "SHA3-512",
} as const satisfies Record<DigestAlgorithm, string>;

const byIdentifier = new Map(
  Object.entries(IDENTIFIERS).map(([name, oid]) => [oid as string, name as DigestAlgorithm]),
);

/** Null for an identifier that is not of a known digest. */
export const digestNamed = (oid: string): DigestAlgorithm | null => byIdentifier.get(oid) ?? null;
export const digestIdentifier = (algorithm: DigestAlgorithm): string => IDENTIFIERS[algorithm];
/** As people write it, e.g. "GOST R 34.11-2012 256", "SHA-256". */
export const digestTitle = (algorithm: DigestAlgorithm): string => TITLES[algorithm];

export function digest(algorithm: DigestAlgorithm, bytes: Uint8Array): Uint8Array {
  if (algorithm === "streebog256") return engine.streebog256(bytes);
  if (algorithm === "streebog512") return engine.streebog512(bytes);
  return nativeDigest(algorithm, bytes);
}

/** A document and its digests. The bytes must not change while this is in use. */
export interface DocumentDigests {
  readonly bytes: Uint8Array;
  digest(algorithm: DigestAlgorithm): Uint8Array;
  /** What was computed so far, to be told elsewhere. */
  known(): ReadonlyMap<DigestAlgorithm, Uint8Array>;
  /** Takes over what was computed of the same bytes elsewhere. */
  learn(digests: ReadonlyMap<DigestAlgorithm, Uint8Array>): void;
}

/** Memoised: hashing a document costs as much as verifying its signature, and doctor and organisation both sign it. */
export function digestsOf(bytes: Uint8Array): DocumentDigests {
  const known = new Map<DigestAlgorithm, Uint8Array>();
  return {
    bytes,
    digest(algorithm) {
      let value = known.get(algorithm);
      if (value === undefined) {
        value = digest(algorithm, bytes);
        known.set(algorithm, value);
      }
      return value;
    },
    known: () => known,
    learn(digests) {
      for (const [algorithm, value] of digests) known.set(algorithm, value);
    },
  };
}
