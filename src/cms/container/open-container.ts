/**
 * Opens a person's key file: PKCS#12, or PKCS#8 with the certificate beside it. Runs in a browser and in Node; what is
 * read never leaves the caller's memory.
 */

import { type Certificate, readCertificate } from "../certificate.ts";
import {
  type DerNode,
  explicit,
  Fields,
  INTEGER,
  MisshapenDer,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  readDer,
  SEQUENCE,
} from "../der.ts";
import type { SigningKey } from "../issue/sign.ts";
import { fromPem } from "../pem.ts";
import { ContainerFault } from "./container-fault.ts";
import { Effort, type Progress } from "./effort.ts";
import { type Contents, openEncryptedKey, openPfx } from "./pfx.ts";
import { openPrivateKey, type PrivateKey } from "./private-key.ts";

/** A certificate and the key of it. */
export interface Identity {
  readonly certificate: Certificate;
  readonly key: SigningKey;
}

/** A container with a chain of certificates is a few kilobytes. */
const LARGEST_FILE = 256 * 1024;
const MOST_FILES = 4;

/**
 * `files`: one PKCS#12; or a key and its certificate in one PEM file or in two files of DER or PEM. Throws
 * ContainerFault, nothing else. The files' octets are wiped.
 */
export async function openContainer(
  files: readonly Uint8Array[],
  password: string,
  progress?: Progress,
): Promise<readonly Identity[]> {
  if (files.length > MOST_FILES || files.some(({ length }) => length > LARGEST_FILE))
    throw new ContainerFault("too-large");
  const contents: Contents = { keys: [], certificates: [] };
  try {
    const effort = new Effort(progress);
    for (const file of files) await take(file, password, effort, contents);
    return await pair(contents);
  } catch (error) {
    if (error instanceof ContainerFault) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new ContainerFault(error instanceof MisshapenDer ? "damaged" : "unsupported", detail);
  } finally {
    for (const { pkcs8 } of contents.keys) pkcs8.fill(0);
    for (const file of files) file.fill(0);
  }
}

async function take(file: Uint8Array, password: string, effort: Effort, into: Contents): Promise<void> {
  const blocks = blocksIn(file);
  if (blocks.length === 0) throw new ContainerFault("not-a-container");
  for (const der of blocks) {
    const node = rootOf(der);
    switch (kindOf(node)) {
      case "pfx": {
        const { keys, certificates } = await openPfx(node, password, effort);
        into.keys.push(...keys);
        into.certificates.push(...certificates);
        break;
      }
      case "encrypted-key": {
        const opener = { password: new TextEncoder().encode(password), effort, hadMac: false };
        into.keys.push({ pkcs8: await openEncryptedKey(node, opener), id: null });
        break;
      }
      case "key":
        into.keys.push({ pkcs8: der.slice(), id: null });
        break;
      case "certificate":
        into.certificates.push({ der: der.slice(), id: null });
        break;
      default:
        throw new ContainerFault("not-a-container");
    }
  }
}

/** PEM of several blocks, or DER as it is. A PEM file's text around the blocks (bag attributes) is passed over. */
function blocksIn(file: Uint8Array): Uint8Array[] {
  if (file[0] === 0x30) return [file];
  try {
    return fromPem(new TextDecoder("latin1").decode(file)).map(({ der }) => der);
  } catch {
    throw new ContainerFault("damaged", "broken base64");
  }
}

function rootOf(der: Uint8Array): DerNode {
  try {
    return readDer(der, true);
  } catch {
    throw new ContainerFault("not-a-container");
  }
}

/** By shape: labels and names of files lie. */
function kindOf(node: DerNode): "pfx" | "encrypted-key" | "key" | "certificate" | null {
  try {
    const fields = new Fields(node);
    const version = fields.maybe(INTEGER);
    if (version !== null) {
      const second = new Fields(fields.take(SEQUENCE));
      second.take(OBJECT_IDENTIFIER);
      return fields.maybe(OCTET_STRING) !== null ? "key" : second.maybe(explicit(0)) !== null ? "pfx" : null;
    }
    const first = new Fields(fields.take(SEQUENCE));
    if (fields.maybe(OCTET_STRING) !== null) return "encrypted-key";
    return first.maybe(explicit(0), INTEGER) !== null ? "certificate" : null;
  } catch {
    return null;
  }
}

/** Each certificate with its key: the one that is its other half, else the one that bears its number. */
async function pair({ keys, certificates }: Contents): Promise<Identity[]> {
  if (keys.length === 0) throw new ContainerFault("no-key");
  const opened: { key: PrivateKey; id: string | null }[] = [];
  for (const { pkcs8, id } of keys) opened.push({ key: await keyOf(pkcs8), id });
  const identities = new Map<string, Identity>();
  for (const { der, id } of certificates) {
    const certificate = readCertificate(der);
    const { spki } = certificate.publicKey;
    const found =
      opened.find(({ key }) => key.isOf(spki) === true) ??
      opened.find((one) => id !== null && one.id === id && one.key.isOf(spki) === null);
    if (found !== undefined) identities.set(certificate.fingerprint, { certificate, key: found.key.key });
  }
  if (identities.size === 0) throw new ContainerFault("no-certificate");
  return [...identities.values()];
}

/** A cipher without a check of its own gives noise for a wrong password, and noise is no key. */
async function keyOf(pkcs8: Uint8Array): Promise<PrivateKey> {
  try {
    return await openPrivateKey(pkcs8);
  } catch (error) {
    if (error instanceof MisshapenDer) throw new ContainerFault("wrong-password");
    throw error;
  }
}
