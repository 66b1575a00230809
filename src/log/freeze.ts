/**
 * The end of a log. Its last leaf says so, and which log goes on; the last checkpoint covers that leaf, and the signer never
 * signs again. Crash points: after the leaf no other is taken; what is waiting is sealed; repeating goes on from there.
 */
import { uuidOf } from "../basics/uuid.ts";
import type { Database } from "../db/database.ts";
import { SALT_LENGTH } from "../merkle/commitment.ts";
import { appendEvent } from "./append-event.ts";
import { seal } from "./seal.ts";
import type { Signer } from "./signer.ts";
import { freezeAppending, readBacklog, type StoredCheckpoint } from "./store.ts";

export interface FreezeWish {
  readonly database: Database;
  readonly signer: Signer;
  readonly now: Date;
  readonly random: (bytes: number) => Uint8Array;
  /** Origin of the log that goes on, where there is one. */
  readonly successor?: string;
}

/** The last checkpoint. Throws when another process leads for long; safe to repeat. */
export async function freeze({ database, signer, now, random, successor }: FreezeWish): Promise<StoredCheckpoint> {
  const { log, origin } = signer;
  const id = uuidOf(`frozen ${origin}`);
  const record = { type: "frozen", origin, ...(successor ? { successor } : {}), at: now.toISOString() } as const;
  await database.transact((tx) =>
    freezeAppending(tx, log, { id, at: now }, () =>
      appendEvent(tx, log, record, { id, salt: random(SALT_LENGTH), at: now }),
    ),
  );
  for (let tries = 0; tries < 100; tries++) {
    const { checkpoint } = await seal(database, signer, now);
    const { waiting, size } = await readBacklog(database.sql, log);
    if (checkpoint && !waiting && checkpoint.size === size) {
      await signer.freeze();
      return checkpoint;
    }
  }
  throw new Error(`the log ${log} could not be sealed to its end: another process leads; try again`);
}
