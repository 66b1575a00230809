/** Reads PKCS#12 (RFC 7292 §4; RFC 9548 for GOST): proves the MAC, opens the safes, takes keys and certificates out. */

import { equalBytes, toHex } from "../bytes.ts";
import {
  body,
  children,
  type DerNode,
  explicit,
  Fields,
  INTEGER,
  implicit,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  readDer,
  SEQUENCE,
  SET,
  whole,
} from "../der.ts";
import { octetString, oid, smallInteger } from "../der-values.ts";
import { digestOf, readAlgorithm } from "../schemes.ts";
import { CONTAINER_OID } from "./algorithms.ts";
import { ContainerFault } from "./container-fault.ts";
import type { Effort } from "./effort.ts";
import { openPbes2 } from "./pbes2.ts";
import { bmpPassword, gostMacKey, isMacHash, macOf, pkcs12Key } from "./stretch.ts";

/** What lay in the safes. `id`: hex of localKeyId, by which a key names its certificate. */
export interface Contents {
  readonly keys: { readonly pkcs8: Uint8Array; readonly id: string | null }[];
  readonly certificates: { readonly der: Uint8Array; readonly id: string | null }[];
}

/** PFX ::= SEQUENCE { version 3, authSafe ContentInfo, macData OPTIONAL } */
export async function openPfx(file: DerNode, password: string, effort: Effort): Promise<Contents> {
  const fields = new Fields(file);
  if (smallInteger(fields.take(INTEGER)) !== 3) throw new ContainerFault("unsupported", "not version 3 of PKCS#12");
  const safe = dataOf(fields.take(SEQUENCE));
  const mac = fields.maybe(SEQUENCE);
  fields.end();
  if (mac !== null) await proveMac(mac, safe, password, effort);
  const contents: Contents = { keys: [], certificates: [] };
  const opener = { password: new TextEncoder().encode(password), effort, hadMac: mac !== null };
  for (const info of children(readDer(safe, true), MOST_SAFES)) {
    await takeBags(readDer(await openSafe(info, opener), true), opener, contents, 0);
  }
  opener.password.fill(0);
  return contents;
}

const MOST_SAFES = 32;
const MOST_BAGS = 128;

interface Opener {
  readonly password: Uint8Array;
  readonly effort: Effort;
  /** With the MAC proved, what does not open is damaged; without it the password is wrong. */
  readonly hadMac: boolean;
}

/** ContentInfo of plain data: its octets. */
function dataOf(info: DerNode): Uint8Array {
  const fields = new Fields(info);
  const type = oid(fields.take(OBJECT_IDENTIFIER));
  if (type !== CONTAINER_OID.data) throw new ContainerFault("unsupported", `content ${type}`);
  return octetString(new Fields(fields.take(explicit(0)), explicit(0)).take());
}

/** MacData ::= SEQUENCE { mac DigestInfo, macSalt, iterations DEFAULT 1 } */
async function proveMac(data: DerNode, safe: Uint8Array, password: string, effort: Effort): Promise<void> {
  const fields = new Fields(data);
  const info = new Fields(fields.take(SEQUENCE));
  const algorithm = readAlgorithm(info.take(SEQUENCE));
  const expected = body(info.take(OCTET_STRING));
  const salt = body(fields.take(OCTET_STRING));
  const count = fields.maybe(INTEGER);
  const iterations = count === null ? 1 : smallInteger(count);
  const hash = digestOf(algorithm);
  if (hash === null || !isMacHash(hash)) throw new ContainerFault("unsupported", `MAC ${algorithm.oid}`);
  if (iterations < 1 || salt.length > 1024) throw new ContainerFault("damaged", "MAC");
  const key =
    hash === "streebog256" || hash === "streebog512"
      ? await gostMacKey(new TextEncoder().encode(password), { hash, salt, iterations }, effort)
      : pkcs12Key(bmpPassword(password), 3, { hash, salt, iterations, length: expected.length }, effort);
  const found = macOf(hash, key, safe);
  key.fill(0);
  if (!equalBytes(found, expected)) throw new ContainerFault("wrong-password");
}

/** SafeContents of one ContentInfo: plain, or EncryptedData (RFC 5652 §8) under the same password. */
async function openSafe(info: DerNode, opener: Opener): Promise<Uint8Array> {
  const fields = new Fields(info);
  const type = oid(fields.take(OBJECT_IDENTIFIER));
  if (type === CONTAINER_OID.data) return dataOf(info);
  if (type !== CONTAINER_OID.encryptedData) throw new ContainerFault("unsupported", `safe ${type}`);
  const encrypted = new Fields(new Fields(fields.take(explicit(0)), explicit(0)).take(SEQUENCE));
  smallInteger(encrypted.take(INTEGER));
  const content = new Fields(encrypted.take(SEQUENCE));
  oid(content.take(OBJECT_IDENTIFIER));
  const algorithm = readAlgorithm(content.take(SEQUENCE));
  return open(algorithm, implicitOctets(content.take()), opener);
}

/** [0] IMPLICIT OCTET STRING, whole or (BER) in pieces. */
function implicitOctets(node: DerNode): Uint8Array {
  if (node.tag === implicit(0)) return body(node);
  if (node.tag === explicit(0) && node.ber) return octetString({ ...node, tag: OCTET_STRING | 0x20 });
  throw new ContainerFault("damaged", "no encrypted content");
}

async function open(
  algorithm: Parameters<typeof openPbes2>[0],
  sealed: Uint8Array,
  { password, effort, hadMac }: Opener,
): Promise<Uint8Array> {
  const opened = await openPbes2(algorithm, sealed, password, effort);
  if (opened === null) throw new ContainerFault(hadMac ? "damaged" : "wrong-password");
  return opened;
}

/** SafeBag ::= SEQUENCE { bagId, [0] EXPLICIT bagValue, bagAttributes SET OPTIONAL } */
async function takeBags(bags: DerNode, opener: Opener, into: Contents, depth: number): Promise<void> {
  if (depth > 4) throw new ContainerFault("damaged", "bags in bags");
  for (const bag of children(bags, MOST_BAGS)) {
    const fields = new Fields(bag);
    const type = oid(fields.take(OBJECT_IDENTIFIER));
    const wrapped = new Fields(fields.take(explicit(0)), explicit(0)).take();
    const id = localKeyId(fields.maybe(SET));
    switch (type) {
      case CONTAINER_OID.keyBag:
        into.keys.push({ pkcs8: whole(wrapped).slice(), id });
        break;
      case CONTAINER_OID.shroudedKeyBag:
        into.keys.push({ pkcs8: await openEncryptedKey(wrapped, opener), id });
        break;
      case CONTAINER_OID.certificateBag: {
        const der = certificateOf(wrapped);
        if (der !== null) into.certificates.push({ der: der.slice(), id });
        break;
      }
      case CONTAINER_OID.nestedBags:
        await takeBags(wrapped, opener, into, depth + 1);
        break;
      // Revocation lists and secrets of applications are none of our business.
    }
  }
}

/** EncryptedPrivateKeyInfo ::= SEQUENCE { encryptionAlgorithm, encryptedData OCTET STRING } */
export async function openEncryptedKey(node: DerNode, opener: Opener): Promise<Uint8Array> {
  const fields = new Fields(node);
  const algorithm = readAlgorithm(fields.take(SEQUENCE));
  return open(algorithm, octetString(fields.take()), opener);
}

/** CertBag ::= SEQUENCE { certId, [0] EXPLICIT OCTET STRING }; null for an SDSI one. */
function certificateOf(node: DerNode): Uint8Array | null {
  const fields = new Fields(node);
  if (oid(fields.take(OBJECT_IDENTIFIER)) !== CONTAINER_OID.x509Certificate) return null;
  return octetString(new Fields(fields.take(explicit(0)), explicit(0)).take());
}

function localKeyId(attributes: DerNode | null): string | null {
  for (const attribute of attributes === null ? [] : children(attributes)) {
    const fields = new Fields(attribute);
    if (oid(fields.take(OBJECT_IDENTIFIER)) !== CONTAINER_OID.localKeyId) continue;
    const [first] = children(fields.take(SET));
    return first === undefined ? null : toHex(octetString(first));
  }
  return null;
}
