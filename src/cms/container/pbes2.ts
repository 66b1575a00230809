/** Opens what a password closes: PBES2 (RFC 8018 §6.2, RFC 9337 §5). */

import { body, type DerNode, Fields, INTEGER, NULL, OBJECT_IDENTIFIER, OCTET_STRING, SEQUENCE } from "../der.ts";
import { oid, smallInteger } from "../der-values.ts";
import type { DigestAlgorithm } from "../digests.ts";
import { type AlgorithmIdentifier, readAlgorithm } from "../schemes.ts";
import {
  AES_CBC,
  CONTAINER_OID,
  GOST_28147,
  KUZNYECHIK_CTR_ACPKM,
  OLD_ENCRYPTION,
  PRF_HASH,
  TC26_SBOX,
} from "./algorithms.ts";
import { ContainerFault } from "./container-fault.ts";
import type { Effort } from "./effort.ts";
import { gost28147Cfb } from "./gost-28147.ts";
import { kuznyechikCtrAcpkm } from "./kuznyechik.ts";
import { platformAesCbc } from "./platform.ts";
import { isStretchable, pbkdf2, type Stretching } from "./stretch.ts";

/** Longer salts belong to no tool. */
const LONGEST_SALT = 1024;

/** Null where the password is wrong, as far as the cipher can tell: the padding does not fit. */
export async function openPbes2(
  algorithm: AlgorithmIdentifier,
  sealed: Uint8Array,
  password: Uint8Array,
  effort: Effort,
): Promise<Uint8Array | null> {
  if (algorithm.oid !== CONTAINER_OID.pbes2) {
    const old = OLD_ENCRYPTION.test(algorithm.oid) ? "an encryption of the nineties, " : "";
    throw new ContainerFault("unsupported", `${old}${algorithm.oid}`);
  }
  const fields = new Fields(parametersOf(algorithm));
  const stretching = readPbkdf2(readAlgorithm(fields.take(SEQUENCE)));
  const cipher = readCipher(readAlgorithm(fields.take(SEQUENCE)));
  fields.end();
  if (stretching.keyLength !== null && stretching.keyLength !== cipher.keyLength) {
    throw new ContainerFault("damaged", "the key's length is not the cipher's");
  }
  const key = await pbkdf2(password, { ...stretching, length: cipher.keyLength }, effort);
  const opened = await cipher.open(key, sealed);
  key.fill(0);
  return opened;
}

interface ReadStretching extends Omit<Stretching, "length"> {
  readonly keyLength: number | null;
}

/** PBKDF2-params ::= SEQUENCE { salt OCTET STRING, iterationCount, keyLength OPTIONAL, prf DEFAULT hmacWithSHA1 } */
function readPbkdf2(algorithm: AlgorithmIdentifier): ReadStretching {
  if (algorithm.oid !== CONTAINER_OID.pbkdf2) throw new ContainerFault("unsupported", `key from ${algorithm.oid}`);
  const fields = new Fields(parametersOf(algorithm));
  const salt = body(fields.take(OCTET_STRING));
  const iterations = smallInteger(fields.take(INTEGER));
  const length = fields.maybe(INTEGER);
  const prf = fields.maybe(SEQUENCE);
  fields.end();
  if (salt.length > LONGEST_SALT || iterations < 1) throw new ContainerFault("damaged", "salt or iterations");
  const hash = prf === null ? "sha1" : hashOf(readAlgorithm(prf));
  return { hash, salt, iterations, keyLength: length === null ? null : smallInteger(length) };
}

function hashOf({ oid: name, parameters }: AlgorithmIdentifier): DigestAlgorithm {
  const hash = PRF_HASH[name];
  if (hash === undefined || !isStretchable(hash) || (parameters !== null && parameters.tag !== NULL))
    throw new ContainerFault("unsupported", `key from ${name}`);
  return hash;
}

interface Cipher {
  readonly keyLength: number;
  open(key: Uint8Array, sealed: Uint8Array): Promise<Uint8Array | null> | Uint8Array;
}

function readCipher(algorithm: AlgorithmIdentifier): Cipher {
  const aes = AES_CBC[algorithm.oid];
  if (aes !== undefined) {
    const iv = exactly(16, body(parametersOf(algorithm)));
    return { keyLength: aes, open: (key, sealed) => platformAesCbc(key, iv, sealed) };
  }
  if (algorithm.oid === KUZNYECHIK_CTR_ACPKM) {
    // Gost3412-15-Encryption-Parameters ::= SEQUENCE { ukm OCTET STRING }
    const ukm = exactly(16, body(new Fields(parametersOf(algorithm)).take(OCTET_STRING)));
    return { keyLength: 32, open: (key, sealed) => kuznyechikCtrAcpkm(key, ukm.subarray(0, 8), sealed) };
  }
  if (algorithm.oid === GOST_28147) {
    // Gost28147-89-Parameters ::= SEQUENCE { iv OCTET STRING, encryptionParamSet OBJECT IDENTIFIER }
    const fields = new Fields(parametersOf(algorithm));
    const iv = exactly(8, body(fields.take(OCTET_STRING)));
    const set = oid(fields.take(OBJECT_IDENTIFIER));
    if (set !== TC26_SBOX) throw new ContainerFault("unsupported", `GOST 28147-89 with ${set}`);
    return { keyLength: 32, open: (key, sealed) => gost28147Cfb(key, iv, sealed) };
  }
  throw new ContainerFault("unsupported", `cipher ${algorithm.oid}`);
}

function parametersOf({ oid: name, parameters }: AlgorithmIdentifier): DerNode {
  if (parameters === null) throw new ContainerFault("damaged", `${name} without parameters`);
  return parameters;
}

function exactly(length: number, bytes: Uint8Array): Uint8Array {
  if (bytes.length !== length) throw new ContainerFault("damaged", "initialisation vector");
  return bytes;
}
