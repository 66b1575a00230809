/**
 * Keys that live outside the database. A stolen dump, without this ring, shows no name, no diagnosis, no document:
 * personal values are sealed (AES-256-GCM) under keys derived from one root key (HKDF-SHA-256, RFC 5869).
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import type { Snils } from "../basics/snils.ts";
import { uuidFromDigest } from "../basics/uuid.ts";

export interface Keyring {
  /** UUIDv8 from HMAC-SHA-256(registry key, СНИЛС); `ordinal` above 0 only for a second person on one number. */
  patientId(snils: Snils, ordinal: number): string;
  /** HMAC of any text under the key of a purpose; 32 bytes. */
  digest(purpose: string, text: string): Buffer;
  /** `context` binds the value to its row: a value moved to another row does not open. */
  seal(context: string, value: unknown): Buffer;
  open(context: string, sealed: Uint8Array): unknown;
  /** A fresh data key, and the same key wrapped for storage. */
  newKey(context: string): { key: Buffer; wrapped: Buffer };
  unwrap(context: string, wrapped: Uint8Array): Buffer;
}

/** `root`: 32 bytes. */
export function openKeyring(root: Uint8Array): Keyring {
  if (root.length !== 32) throw new Error("the registry key must be 32 bytes");
  const derive = (purpose: string) => Buffer.from(hkdfSync("sha256", root, "", `medkarta/v1 ${purpose}`, 32));
  const sealing = derive("seal");
  const wrapping = derive("wrap");
  const digesting = new Map<string, Buffer>();

  const digest = (purpose: string, text: string) => {
    let key = digesting.get(purpose);
    if (!key) {
      key = derive(`digest ${purpose}`);
      digesting.set(purpose, key);
    }
    return createHmac("sha256", key).update(text).digest();
  };

  return {
    digest,
    patientId: (snils, ordinal) => uuidFromDigest(digest("patient", ordinal === 0 ? snils : `${snils} ${ordinal}`)),
    seal: (context, value) => encrypt(sealing, context, Buffer.from(JSON.stringify(value))),
    open: (context, sealed) => JSON.parse(decrypt(sealing, context, sealed).toString()),
    newKey: (context) => {
      const key = randomBytes(32);
      return { key, wrapped: encrypt(wrapping, context, key) };
    },
    unwrap: (context, wrapped) => decrypt(wrapping, context, wrapped),
  };
}

/** nonce[12] ‖ tag[16] ‖ ciphertext. The nonce is random: at 2³² values a key the chance of a repeat is below 2⁻³². */
export function encrypt(key: Uint8Array, context: string, plain: Uint8Array): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Throws when the value, its key or its context is not the one that was sealed. */
export function decrypt(key: Uint8Array, context: string, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12)).setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}
