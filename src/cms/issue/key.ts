/** A GOST key pair: made from given randomness, kept as PKCS#8 (RFC 5208, RFC 9215 §4). For the demo and tests, not for doctors. */

import { Refusal } from "../../basics/refusal.ts";
import { bigEndian, concat, littleEndian, toLittleEndian } from "../bytes.ts";
import { type CurveName, curveNamed, PARAMETER_SETS, type ParameterSet } from "../curves.ts";
import { body, Fields, INTEGER, MisshapenDer, OBJECT_IDENTIFIER, OCTET_STRING, readDer, SEQUENCE } from "../der.ts";
import { oid, smallInteger } from "../der-values.ts";
import { bits, identifier, integer, octets, sequence } from "../der-write.ts";
import { engine } from "../engine.ts";
import { OID } from "../oids.ts";
import { fromPem, toPem } from "../pem.ts";

export interface KeyPair {
  readonly curve: CurveName;
  /** The secret number d, 1…q−1. */
  readonly secret: bigint;
  /** DER SubjectPublicKeyInfo: what `issueCertificate` takes. */
  readonly publicKey: Uint8Array;
}

/** `random` gives that many unpredictable octets; the same octets give the same key. */
export function createKey(curve: CurveName, random: (length: number) => Uint8Array): KeyPair {
  const { q, size } = PARAMETER_SETS[curve].curve;
  // Sixteen octets more than the order has make the residue's bias immeasurable (FIPS 186-5 §A.2.1).
  return keyOf(curve, (bigEndian(random(size + 16)) % (q - 1n)) + 1n);
}

function keyOf(curve: CurveName, secret: bigint): KeyPair {
  const set: ParameterSet = PARAMETER_SETS[curve];
  const { size } = set.curve;
  const { x, y } = engine.publicPoint(set.curve, secret);
  // RFC 9215 §4.2: x then y, least significant octet first, in an OCTET STRING in the BIT STRING.
  const point = octets(concat([toLittleEndian(x, size), toLittleEndian(y, size)]));
  return { curve, secret, publicKey: sequence(keyAlgorithm(set, namesDigest(curve)), bits(point)) };
}

/** GostR3410-2012-PublicKeyParameters ::= SEQUENCE { publicKeyParamSet, digestParamSet OPTIONAL } (RFC 9215 §4.1). */
function keyAlgorithm({ oid, curve }: ParameterSet, withDigest: boolean): Uint8Array {
  const wide = curve.size === 64;
  const digest = withDigest ? [identifier(wide ? OID.streebog512 : OID.streebog256)] : [];
  return sequence(identifier(wide ? OID.gost512 : OID.gost256), sequence(identifier(oid), ...digest));
}

/** The older names need the digest beside them; the newer ones imply it. */
const namesDigest = (curve: CurveName): boolean =>
  curve.includes("cryptopro") || curve.includes("test") || curve === "512-A";

/** `-----BEGIN PRIVATE KEY-----`, unencrypted: whoever reads the file can sign. */
export const toPkcs8Pem = (key: KeyPair): string => toPem("PRIVATE KEY", toPkcs8(key));

/** Throws Refusal `key-misshapen`. */
export function fromPkcs8Pem(pem: string): KeyPair {
  try {
    const block = fromPem(pem).find(({ label }) => label === "PRIVATE KEY");
    return keyFromPkcs8(block?.der ?? new Uint8Array());
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal("misshapen", "key-misshapen", {
      ru: `Ключ не читается: ${why}`,
      en: `Cannot read the key: ${why}`,
    });
  }
}

/** DER PrivateKeyInfo, unencrypted. */
export function toPkcs8(key: KeyPair): Uint8Array {
  const set: ParameterSet = PARAMETER_SETS[key.curve];
  // The GOST engine of OpenSSL does not load a 512-B or 512-C key without the digest.
  const algorithm = keyAlgorithm(set, namesDigest(key.curve) || set.curve.size === 64);
  return sequence(integer(0n), algorithm, octets(toLittleEndian(key.secret, set.curve.size)));
}

/** Throws MisshapenDer. */
export function keyFromPkcs8(der: Uint8Array): KeyPair {
  const fields = new Fields(readDer(der));
  smallInteger(fields.take(INTEGER));
  const algorithm = new Fields(fields.take(SEQUENCE));
  oid(algorithm.take(OBJECT_IDENTIFIER));
  const curve = curveNamed(oid(new Fields(algorithm.take(SEQUENCE)).take(OBJECT_IDENTIFIER)));
  if (curve === null) throw new MisshapenDer("unknown curve");
  const { q, size } = PARAMETER_SETS[curve].curve;
  const secret = secretOf(body(fields.take(OCTET_STRING)), size, q);
  if (secret <= 0n || secret >= q) throw new MisshapenDer("number out of range");
  return keyOf(curve, secret);
}

/**
 * Little-endian octets, bare or (as OpenSSL's engine writes) in one more OCTET STRING. Where there are more of them, the
 * key is masked: the first number times each that follows (RFC 9548).
 */
function secretOf(contents: Uint8Array, size: number, q: bigint): bigint {
  if (contents.length > 0 && contents.length % size === 0) return unmasked(contents, size, q);
  const inner = readDer(contents);
  return inner.tag === INTEGER ? bigEndian(body(inner)) : unmasked(body(inner), size, q);
}

function unmasked(contents: Uint8Array, size: number, q: bigint): bigint {
  let secret = littleEndian(contents.subarray(0, size));
  for (let at = size; at < contents.length; at += size) {
    secret = (secret * littleEndian(contents.subarray(at, at + size))) % q;
  }
  return secret;
}
