/** Once an hour the log of readings is pinned in the log of documents: who watches this one watches both. */
import { uuidOf } from "../basics/uuid.ts";
import type { Database } from "../db/database.ts";
import { openCheckpoint } from "../merkle/checkpoint.ts";
import { SALT_LENGTH } from "../merkle/commitment.ts";
import { toHex, toUtf8 } from "../merkle/encoding.ts";
import type { VerifierKey } from "../merkle/key.ts";
import { appendEvent } from "./append-event.ts";
import { readLatestCheckpoint } from "./store.ts";

export interface AnchorWish {
  readonly database: Database;
  /** All keys of the log of readings. */
  readonly keys: readonly VerifierKey[];
  readonly now: Date;
  readonly random: (bytes: number) => Uint8Array;
}

/** True when this hour got its anchor now. Of any number of workers one writes it: its id is made of the hour. */
export async function anchorAccess({ database, keys, now, random }: AnchorWish): Promise<boolean> {
  const latest = await readLatestCheckpoint(database.sql, "access");
  if (!latest) return false;
  const { origin, size, root } = openCheckpoint(toUtf8(latest.note), keys);
  const record = { type: "access-anchor", origin, size, root: toHex(root), at: now.toISOString() } as const;
  const id = uuidOf(`access-anchor ${origin} ${now.toISOString().slice(0, 13)}`);
  const event = { id, salt: random(SALT_LENGTH), at: now };
  return database.transact((tx) => appendEvent(tx, "docs", record, event));
}
