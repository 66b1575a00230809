/** A new key for a log. The files come first, so the leaf that tells of the new key is signed by it and by the old one. */
import { uuidOf } from "../basics/uuid.ts";
import type { Database } from "../db/database.ts";
import { SALT_LENGTH } from "../merkle/commitment.ts";
import { formatVkey } from "../merkle/key.ts";
import { appendEvent } from "./append-event.ts";
import type { Signer } from "./signer.ts";

export interface RotateWish {
  readonly database: Database;
  readonly signer: Signer;
  readonly now: Date;
  readonly random: (bytes: number) => Uint8Array;
}

/** Gives the new public key. Running sealers sign with it from their next round on. */
export async function rotate({ database, signer, now, random }: RotateWish): Promise<string> {
  await signer.rotate(random(32), now);
  await tellRotations({ database, signer, now, random });
  return formatVkey((await signer.keys()).at(-1)!.key);
}

/** A leaf for each new key that has none yet, also of a rotation that was cut off between its two halves. Safe to repeat. */
export async function tellRotations({ database, signer, now, random }: RotateWish): Promise<number> {
  const keys = await signer.keys();
  let told = 0;
  for (const [at, { key, from }] of keys.entries()) {
    const before = keys[at - 1];
    if (!before || !from) continue;
    const [old, next] = [formatVkey(before.key), formatVkey(key)];
    const record = { type: "key-rotated", origin: signer.origin, old, next, at: from.toISOString() } as const;
    const event = { id: uuidOf(`key-rotated ${next}`), salt: random(SALT_LENGTH), at: now };
    if (await database.transact((tx) => appendEvent(tx, signer.log, record, event))) told++;
  }
  return told;
}
