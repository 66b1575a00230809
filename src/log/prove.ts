/** The proof that a record is in the log, made from a few tiles: the same work for ten records and for ten million. */
import type { Sql } from "../db/sql.ts";
import { proveInclusion } from "../merkle/fold.ts";
import { nodesFromTiles, tilesUnder } from "../merkle/tile.ts";
import { inclusionRanges } from "../merkle/tree.ts";
import { verifyInclusion } from "../merkle/verify-proof.ts";
import { readShown } from "./cosign/store.ts";
import type { LogName } from "./names.ts";
import { findLeaf, readCheckpointOver, readTiles, type StoredCheckpoint } from "./store.ts";

export interface LogProof {
  readonly index: number;
  readonly leafHash: Uint8Array;
  /** Size and root of the signed tree. */
  readonly size: number;
  readonly root: Uint8Array;
  /** From the leaf's sibling to the root's child. */
  readonly hashes: readonly Uint8Array[];
  /** The signed checkpoint (C2SP note), with what witnesses said of it: the latest that has its quorum and covers the leaf. */
  readonly note: string;
  readonly signedAt: Date;
  /** The first checkpoint over the record: what is printed, so that a print is the same in ten years. */
  readonly sealedUnder: StoredCheckpoint;
}

/** Null while the record is not sealed, or is unknown. Throws when the stored tree does not give a proof that holds. */
export async function proofOf(sql: Sql, log: LogName, recordId: string): Promise<LogProof | null> {
  const leaf = await findLeaf(sql, log, recordId);
  const checkpoint = leaf && (await readShown(sql, log, leaf.index));
  if (!checkpoint || leaf.index >= checkpoint.size) return null;
  const [hashes, first] = await Promise.all([
    pathOf(sql, log, leaf, checkpoint),
    readCheckpointOver(sql, log, leaf.index),
  ]);
  const { size, root, note, createdAt } = checkpoint;
  return { ...leaf, size, root, hashes, note, signedAt: createdAt, sealedUnder: first ?? checkpoint };
}

/** The same under the first checkpoint that covers the record: in ten years it is still the same proof. */
export async function firstProofOf(
  sql: Sql,
  log: LogName,
  recordId: string,
): Promise<Omit<LogProof, "sealedUnder"> | null> {
  const leaf = await findLeaf(sql, log, recordId);
  const checkpoint = leaf && (await readCheckpointOver(sql, log, leaf.index));
  if (!leaf || !checkpoint) return null;
  const { size, root, note, createdAt } = checkpoint;
  return { ...leaf, size, root, hashes: await pathOf(sql, log, leaf, checkpoint), note, signedAt: createdAt };
}

async function pathOf(
  sql: Sql,
  log: LogName,
  { index, leafHash }: { readonly index: number; readonly leafHash: Uint8Array },
  { size, root }: StoredCheckpoint,
): Promise<Uint8Array[]> {
  const tiles = await readTiles(sql, log, tilesUnder(inclusionRanges(index, size)));
  const hashes = proveInclusion(index, size, nodesFromTiles(tiles));
  if (!verifyInclusion({ leafHash, index, size, root, proof: hashes })) {
    throw new Error(`the tiles of ${log} do not prove leaf ${index} at size ${size}: run fsck`);
  }
  return hashes;
}

/** The log's latest word about itself that the world is shown, cosigned; null before the first. */
export async function latestCheckpoint(sql: Sql, log: LogName): Promise<StoredCheckpoint | null> {
  return readShown(sql, log, -1);
}
