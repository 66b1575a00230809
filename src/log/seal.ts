/** Step 6. Waiting entries become leaves, leaves a tree, and the tree's root is signed. Safe to repeat at any moment. */
import type { Database } from "../db/database.ts";
import { publish } from "./publish.ts";
import { ROUND, sequence } from "./sequence.ts";
import type { Signer } from "./signer.ts";
import { readBacklog, type StoredCheckpoint } from "./store.ts";

export interface SealResult {
  /** Entries that became leaves in this round. */
  readonly sealed: number;
  /** More are waiting than one round takes. */
  readonly more: boolean;
  /** The latest checkpoint; null when the log is empty, or when another process leads. */
  readonly checkpoint: StoredCheckpoint | null;
}

/** One round. Throws `SealRefusal` when the log must not be signed; then nothing was added to it either. */
export async function seal(database: Database, signer: Signer, now: Date): Promise<SealResult> {
  const { log } = signer;
  const [signed, backlog] = [await signer.signed(), await readBacklog(database.sql, log)];
  // What is not yet proved is proved before anything is built on it; what was signed and not yet shown is shown.
  const last = signed?.size ?? 0;
  if (backlog.size !== last || backlog.signed !== last) await publish(database, signer, now);
  const sealed = (await sequence(database, log, await signer.signed())) ?? 0;
  return { sealed, more: sealed === ROUND, checkpoint: await publish(database, signer, now) };
}
