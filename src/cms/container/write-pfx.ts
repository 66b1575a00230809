/** Writes a PKCS#12 of one key and its certificates, as OpenSSL 3 does: PBES2 with AES-256, MAC by SHA-256. For the demo and tests. */

import { explicit, implicit, NULL } from "../der.ts";
import { identifier, integer, octets, sequence, setOf, value } from "../der-write.ts";
import { type DigestAlgorithm, digest, digestIdentifier } from "../digests.ts";
import { CONTAINER_OID, PRF_HASH } from "./algorithms.ts";
import { Effort } from "./effort.ts";
import { platformAesCbcSeal } from "./platform.ts";
import { bmpPassword, gostMacKey, macOf, pbkdf2, pkcs12Key } from "./stretch.ts";

export interface PfxRequest {
  /** DER PrivateKeyInfo. */
  readonly pkcs8: Uint8Array;
  /** DER; the first is the key's own. */
  readonly certificates: readonly Uint8Array[];
  readonly password: string;
  readonly random: (length: number) => Uint8Array;
  readonly iterations?: number;
  /** Hash of stretching and MAC; SHA-256 when left out. Streebog gives what RFC 9548 shapes, but for the cipher. */
  readonly hash?: Extract<DigestAlgorithm, "sha256" | "streebog256" | "streebog512">;
}

const ITERATIONS = 100_000;

/** DER of the PFX. */
export async function writePfx({ pkcs8, certificates, password, random, ...choice }: PfxRequest): Promise<Uint8Array> {
  const { iterations = ITERATIONS, hash = "sha256" } = choice;
  const [own] = certificates;
  if (own === undefined) throw new RangeError("a key without a certificate");
  const lock = { password: new TextEncoder().encode(password), random, iterations, hash };
  const id = attribute(CONTAINER_OID.localKeyId, octets(digest("sha1", own)));
  const key = await closed(lock, pkcs8);
  const keyBag = bag(CONTAINER_OID.shroudedKeyBag, sequence(key.algorithm, octets(key.sealed)), setOf(id));
  const certificateBags = certificates.map((der, index) =>
    bag(
      CONTAINER_OID.certificateBag,
      sequence(identifier(CONTAINER_OID.x509Certificate), value(explicit(0), octets(der))),
      ...(index === 0 ? [setOf(id)] : []),
    ),
  );
  const safe = await closed(lock, sequence(...certificateBags));
  const encrypted = sequence(
    integer(0n),
    sequence(identifier(CONTAINER_OID.data), safe.algorithm, value(implicit(0), safe.sealed)),
  );
  const content = sequence(
    sequence(identifier(CONTAINER_OID.encryptedData), value(explicit(0), encrypted)),
    dataInfo(sequence(keyBag)),
  );
  return sequence(integer(3n), dataInfo(content), await macData(lock, password, content));
}

interface Lock {
  readonly password: Uint8Array;
  readonly random: (length: number) => Uint8Array;
  readonly iterations: number;
  readonly hash: DigestAlgorithm;
}

async function closed(
  { password, random, iterations, hash }: Lock,
  open: Uint8Array,
): Promise<{ algorithm: Uint8Array; sealed: Uint8Array }> {
  const salt = random(16);
  const iv = random(16);
  const key = await pbkdf2(password, { hash, salt, iterations, length: 32 }, new Effort());
  const [prf] = Object.entries(PRF_HASH).find(([, named]) => named === hash)!;
  const stretching = sequence(
    octets(salt),
    integer(BigInt(iterations)),
    integer(32n),
    sequence(identifier(prf), value(NULL)),
  );
  return {
    algorithm: sequence(
      identifier(CONTAINER_OID.pbes2),
      sequence(
        sequence(identifier(CONTAINER_OID.pbkdf2), stretching),
        sequence(identifier(CONTAINER_OID.aes256Cbc), octets(iv)),
      ),
    ),
    sealed: await platformAesCbcSeal(key, iv, open),
  };
}

async function macData({ password, random, iterations, hash }: Lock, text: string, content: Uint8Array) {
  const salt = random(16);
  const key =
    hash === "sha256"
      ? pkcs12Key(bmpPassword(text), 3, { hash, salt, iterations, length: 32 }, new Effort())
      : await gostMacKey(password, { hash, salt, iterations }, new Effort());
  const algorithm = sequence(identifier(digestIdentifier(hash)), value(NULL));
  return sequence(sequence(algorithm, octets(macOf(hash, key, content))), octets(salt), integer(BigInt(iterations)));
}

const dataInfo = (contents: Uint8Array): Uint8Array =>
  sequence(identifier(CONTAINER_OID.data), value(explicit(0), octets(contents)));

const bag = (type: string, contents: Uint8Array, ...attributes: Uint8Array[]): Uint8Array =>
  sequence(identifier(type), value(explicit(0), contents), ...attributes);

const attribute = (type: string, contents: Uint8Array): Uint8Array => sequence(identifier(type), setOf(contents));
