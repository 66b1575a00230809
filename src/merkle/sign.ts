/** Signing checkpoints. The server's half: a browser never loads this file, for it holds no secret. */
import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import { type Checkpoint, formatCheckpoint } from "./checkpoint.ts";
import { cosignedMessage, joinCosignature } from "./cosignature.ts";
import { Malformed, toUtf8 } from "./encoding.ts";
import { keyId, type SignatureType, type SigningKey, type VerifierKey, verifierKey } from "./key.ts";
import { formatNote, type NoteSignature } from "./note.ts";

const PKCS8_ED25519 = Buffer.from("302e020100300506032b657004220420", "hex"); // RFC 8410 §7

const privateKey = (seed: Uint8Array) =>
  createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: "der", type: "pkcs8" });

const publicHalf = (seed: Uint8Array): Uint8Array =>
  createPublicKey(privateKey(seed)).export({ format: "der", type: "spki" }).subarray(-32);

/** A key of 32 random bytes, under the name of a log, or (type 4) of a witness. */
export function signingKey(name: string, seed: Uint8Array, type: SignatureType = 1): SigningKey {
  return { name, id: keyId(name, type, publicHalf(seed)), type, seed };
}

/** The public half. Throws `Malformed` when the id is not that of the seed: a key file that was changed by hand. */
export function verifierOf(key: SigningKey): VerifierKey {
  const verifier = verifierKey(key.name, publicHalf(key.seed), key.type);
  if (verifier.id !== key.id)
    throw new Malformed("key-malformed", `the id of the key ${key.name} is not that of its bytes`);
  return verifier;
}

/** Ed25519 over a note's text (signature type 0x01). Deterministic. */
export function signText(key: SigningKey, text: string): NoteSignature {
  if (key.type !== 1)
    throw new Malformed("key-malformed", `the key ${key.name} is a witness's: it signs no checkpoints`);
  return { name: key.name, keyId: key.id, signature: sign(null, toUtf8(text), privateKey(key.seed)) };
}

/** A witness's signature with its time, cut to the second (signature type 0x04, C2SP tlog-cosignature). */
export function cosign(key: SigningKey, text: string, at: Date): NoteSignature {
  if (key.type !== 4) throw new Malformed("key-malformed", `the key ${key.name} is a log's: it cosigns nothing`);
  const seconds = Math.floor(at.getTime() / 1000);
  const signature = sign(null, cosignedMessage(seconds, text), privateKey(key.seed));
  return { name: key.name, keyId: key.id, signature: joinCosignature(seconds, signature) };
}

/** The whole note of a checkpoint, ready to be published; a line for each key. */
export function signCheckpoint(keys: SigningKey | readonly SigningKey[], checkpoint: Checkpoint): Uint8Array {
  const text = formatCheckpoint(checkpoint);
  return formatNote({ text, signatures: ("seed" in keys ? [keys] : keys).map((key) => signText(key, text)) });
}
