/** A private key of a file, ready to sign: PrivateKeyInfo (RFC 5208) of GOST, RSA or ECDSA. */

import { bigEndian, equalBytes } from "../bytes.ts";
import {
  BIT_STRING,
  body,
  type DerNode,
  explicit,
  Fields,
  INTEGER,
  NULL,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  readDer,
  SEQUENCE,
} from "../der.ts";
import { oid, smallInteger, wholeBits } from "../der-values.ts";
import { identifier, integer, sequence, value } from "../der-write.ts";
import type { DigestAlgorithm } from "../digests.ts";
import { keyFromPkcs8 } from "../issue/key.ts";
import { gostSigningKey, type SigningKey } from "../issue/sign.ts";
import { OID } from "../oids.ts";
import { readPublicKey } from "../public-key.ts";
import { ContainerFault } from "./container-fault.ts";
import { platformSigner } from "./platform.ts";

export interface PrivateKey {
  readonly key: SigningKey;
  /** Whether this DER SubjectPublicKeyInfo is the other half; null where the file does not tell. */
  isOf(spki: Uint8Array): boolean | null;
}

/** Throws ContainerFault `damaged` or `unsupported`, MisshapenDer for what is no PrivateKeyInfo. */
export async function openPrivateKey(pkcs8: Uint8Array): Promise<PrivateKey> {
  const fields = new Fields(readDer(pkcs8));
  smallInteger(fields.take(INTEGER));
  const algorithm = new Fields(fields.take(SEQUENCE));
  const name = oid(algorithm.take(OBJECT_IDENTIFIER));
  const secret = body(fields.take(OCTET_STRING));
  switch (name) {
    case OID.gost256:
    case OID.gost512:
      return gostKey(pkcs8);
    case OID.rsa:
      return rsaKey(pkcs8, secret);
    case OID.ecPublicKey:
      return ecKey(pkcs8, oid(algorithm.take(OBJECT_IDENTIFIER)), secret);
    default:
      throw new ContainerFault("unsupported", `key ${name}`);
  }
}

function gostKey(pkcs8: Uint8Array): PrivateKey {
  const key = keyFromPkcs8(pkcs8);
  const own = readPublicKey(readDer(key.publicKey));
  return {
    key: gostSigningKey(key),
    isOf(spki) {
      const theirs = readPublicKey(readDer(spki));
      if (own.kind !== "gost" || theirs.kind !== "gost") return false;
      // The same curve has several names.
      const [a, b] = [own.point, theirs.point];
      return a.curve === b.curve && a.x === b.x && a.y === b.y;
    },
  };
}

/** RFC 8017 §A.1.2: version, modulus, … The modulus is the public key's first number too. */
async function rsaKey(pkcs8: Uint8Array, secret: Uint8Array): Promise<PrivateKey> {
  const numbers = new Fields(readDer(secret));
  numbers.take(INTEGER);
  const modulus = body(numbers.take(INTEGER));
  const sign = await platformSigner(pkcs8, { kind: "rsa", hash: "SHA-256" });
  return {
    // RFC 5754 §3.2: rsaEncryption with NULL, as OpenSSL writes it.
    key: { digestAlgorithm: "sha256", signatureAlgorithm: sequence(identifier(OID.rsa), value(NULL)), sign },
    isOf(spki) {
      const bits = publicBits(spki, OID.rsa);
      return bits !== null && equalBytes(body(new Fields(readDer(bits)).take(INTEGER)), modulus);
    },
  };
}

/** By the curve's name: the digest of its size, and ecdsa-with-SHA… of it (RFC 5758 §3.2). */
const EC: Readonly<
  Record<string, { curve: "P-256" | "P-384"; hash: "SHA-256" | "SHA-384"; digest: DigestAlgorithm; signature: string }>
> = {
  "1.2.840.10045.3.1.7": { curve: "P-256", hash: "SHA-256", digest: "sha256", signature: "1.2.840.10045.4.3.2" },
  "1.3.132.0.34": { curve: "P-384", hash: "SHA-384", digest: "sha384", signature: "1.2.840.10045.4.3.3" },
};

async function ecKey(pkcs8: Uint8Array, curveName: string, secret: Uint8Array): Promise<PrivateKey> {
  const found = EC[curveName];
  if (found === undefined) throw new ContainerFault("unsupported", `curve ${curveName}`);
  const { curve, hash, digest, signature } = found;
  const signRaw = await platformSigner(pkcs8, { kind: "ec", curve, hash });
  // RFC 5915: version, privateKey, [0] parameters OPTIONAL, [1] publicKey OPTIONAL
  const fields = new Fields(readDer(secret));
  fields.take(INTEGER);
  fields.take(OCTET_STRING);
  fields.maybe(explicit(0));
  const wrapped = fields.maybe(explicit(1));
  const own = wrapped === null ? null : wholeBits(new Fields(wrapped, explicit(1)).take(BIT_STRING));
  return {
    key: {
      digestAlgorithm: digest,
      signatureAlgorithm: sequence(identifier(signature)),
      sign: async (octets) => ecdsaValue(await signRaw(octets)),
    },
    isOf(spki) {
      const bits = publicBits(spki, OID.ecPublicKey);
      return bits === null ? false : own === null ? null : equalBytes(bits, own);
    },
  };
}

/** ECDSA-Sig-Value (RFC 3279 §2.2.3) of r‖s. */
function ecdsaValue(raw: Uint8Array): Uint8Array {
  const half = raw.length / 2;
  return sequence(integer(bigEndian(raw.subarray(0, half))), integer(bigEndian(raw.subarray(half))));
}

/** The key's bits, or null where it is of another algorithm. */
function publicBits(spki: Uint8Array, wanted: string): Uint8Array | null {
  const fields = new Fields(readDer(spki));
  const algorithm: DerNode = fields.take(SEQUENCE);
  return oid(new Fields(algorithm).take(OBJECT_IDENTIFIER)) === wanted ? wholeBits(fields.take(BIT_STRING)) : null;
}
