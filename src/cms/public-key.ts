/** Whose key: SubjectPublicKeyInfo (RFC 5280 §4.1.2.7; RFC 9215 §4 for GOST). */

import { littleEndian } from "./bytes.ts";
import { type CurveName, curveNamed, PARAMETER_SETS } from "./curves.ts";
import {
  body,
  type DerNode,
  expectTag,
  Fields,
  INTEGER,
  MisshapenDer,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  readDer,
  SEQUENCE,
  whole,
} from "./der.ts";
import { oid, wholeBits } from "./der-values.ts";
import { OID } from "./oids.ts";
import type { GostPoint } from "./points.ts";

export type PublicKey =
  | { readonly kind: "gost"; readonly spki: Uint8Array; readonly set: CurveName; readonly point: GostPoint }
  | { readonly kind: "rsa"; readonly spki: Uint8Array; readonly bits: number }
  | { readonly kind: "ec"; readonly spki: Uint8Array; readonly curve: string }
  | { readonly kind: "ed25519"; readonly spki: Uint8Array }
  /** Kept, so that a certificate with it can be shown; nothing verifies with it. */
  | { readonly kind: "unknown"; readonly spki: Uint8Array; readonly algorithm: string };

const EC_CURVES: Readonly<Record<string, string>> = {
  "1.2.840.10045.3.1.7": "P-256",
  "1.3.132.0.34": "P-384",
  "1.3.132.0.35": "P-521",
  "1.3.36.3.3.2.8.1.1.7": "brainpoolP256r1",
  "1.3.36.3.3.2.8.1.1.11": "brainpoolP384r1",
  "1.3.36.3.3.2.8.1.1.13": "brainpoolP512r1",
};

/** Throws MisshapenDer. */
export function readPublicKey(node: DerNode): PublicKey {
  const spki = whole(node);
  const fields = new Fields(node);
  const algorithm = new Fields(fields.take(SEQUENCE));
  const bits = wholeBits(fields.take());
  fields.end();
  const name = oid(algorithm.take(OBJECT_IDENTIFIER));
  switch (name) {
    case OID.gost256:
    case OID.gost512:
      return readGostKey(spki, algorithm.take(SEQUENCE), bits, name === OID.gost256 ? 32 : 64);
    case OID.rsa:
    case OID.rsaPss:
      return { kind: "rsa", spki, bits: modulusBits(bits) };
    case OID.ecPublicKey: {
      const curve = algorithm.maybe(OBJECT_IDENTIFIER);
      // Explicit curve parameters are refused: they let an attacker choose the generator (CVE-2020-0601).
      const title = curve === null ? undefined : EC_CURVES[oid(curve)];
      return title === undefined ? { kind: "unknown", spki, algorithm: name } : { kind: "ec", spki, curve: title };
    }
    case OID.ed25519:
      return { kind: "ed25519", spki };
    default:
      return { kind: "unknown", spki, algorithm: name };
  }
}

/**
 * RFC 9215 §4.2: parameters name the curve; the key is an OCTET STRING of x then y, each least significant octet
 * first, inside the BIT STRING. Whether the point lies on the curve is asked when it verifies.
 */
function readGostKey(spki: Uint8Array, parameters: DerNode, bits: Uint8Array, size: 32 | 64): PublicKey {
  const set = curveNamed(oid(new Fields(parameters).take(OBJECT_IDENTIFIER)));
  if (set === null) return { kind: "unknown", spki, algorithm: size === 32 ? OID.gost256 : OID.gost512 };
  const { curve } = PARAMETER_SETS[set];
  const octets = body(expectTag(readDer(bits), OCTET_STRING));
  if (curve.size !== size || octets.length !== 2 * size) throw new MisshapenDer("key and curve differ in size");
  const point = { curve, x: littleEndian(octets.subarray(0, size)), y: littleEndian(octets.subarray(size)) };
  return { kind: "gost", spki, set, point };
}

/** RFC 8017 §A.1.1. */
function modulusBits(bits: Uint8Array): number {
  const modulus = body(new Fields(readDer(bits)).take(INTEGER));
  const first = modulus.findIndex((octet) => octet !== 0);
  return first < 0 ? 0 : 8 * (modulus.length - first) - Math.clz32(modulus[first]!) + 24;
}

/** As people write it, e.g. "GOST R 34.10-2012 256", "RSA 2048", "ECDSA P-256", "Ed25519". */
export function keyTitle(key: PublicKey): string {
  switch (key.kind) {
    case "gost":
      return `GOST R 34.10-2012 ${8 * key.point.curve.size}`;
    case "rsa":
      return `RSA ${key.bits}`;
    case "ec":
      return `ECDSA ${key.curve}`;
    case "ed25519":
      return "Ed25519";
    case "unknown":
      return `unknown (${key.algorithm})`;
  }
}
