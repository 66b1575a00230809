/**
 * Step 6, second half: what has become leaves is read again, proved from the entries up, and signed.
 *
 * Crash points. Before `sign`: nothing happened. Between `sign` and COMMIT: the signer remembers a checkpoint that the
 * database lacks; the next round puts it there. The root for a signed size can never change.
 */
import type { Database } from "../db/database.ts";
import type { Sql } from "../db/sql.ts";
import { sameBytes } from "../merkle/encoding.ts";
import { edgeRoot, emptyEdge, grow } from "../merkle/grow.ts";
import { HASH, leafHash } from "../merkle/hash.ts";
import { tileWidth } from "../merkle/tile.ts";
import { readEdge } from "./edge.ts";
import type { LogName } from "./names.ts";
import { SealRefusal } from "./refusal.ts";
import { refuseRolledBack } from "./sequence.ts";
import type { Signed } from "./signed-state.ts";
import type { Signer } from "./signer.ts";
import * as store from "./store.ts";

/** Leaves read at a time: memory stays flat however far the signer is behind. */
const PAGE = 4096;

/** The latest checkpoint after this; null when the log is empty or another signer leads. Throws `SealRefusal`. */
export async function publish(database: Database, signer: Signer, now: Date): Promise<store.StoredCheckpoint | null> {
  const { log } = signer;
  return database.transact(async (tx) => {
    const [leads, head, latest] = await Promise.all([
      store.lead(tx, log),
      store.readHead(tx, log),
      store.readLatestCheckpoint(tx, log),
    ]);
    if (!leads) return null;
    const signed = await signer.signed();
    refuseRolledBack(head, signed);
    refuseForeign(latest, signed);
    if (head.size === 0) return null;

    let last = signed;
    if (!last || head.size > last.size) {
      await proveGrowth(tx, log, signed, head);
      last = await signer.sign(signed, head);
    } else if (latest?.size === last.size) {
      return latest;
    }
    const checkpoint = { size: last.size, root: last.root, note: last.note, createdAt: now };
    await store.insertCheckpoint(tx, log, checkpoint);
    return checkpoint;
  });
}

function refuseForeign(latest: store.StoredCheckpoint | null, signed: Signed | null): void {
  if (!latest) return;
  if (!signed || latest.size > signed.size) {
    throw new SealRefusal("signer-behind", `the database shows ${latest.size}, signed ${signed?.size ?? "nothing"}`);
  }
  if (latest.size === signed.size && latest.note !== signed.note) {
    throw new SealRefusal("signer-disagrees", `the checkpoint of size ${latest.size}`);
  }
}

/**
 * From the last signed size to the head: leaf hashes made from the stored entries, tiles made from these, the root made
 * from the tiles. A bit that flipped in memory or on the disk is found here, before it is signed for ever: one such bit
 * ended the life of the CT log Yeti 2022.
 */
async function proveGrowth(sql: Sql, log: LogName, signed: Signed | null, head: store.Head): Promise<void> {
  let edge = signed ? await readEdge(sql, log, signed, "history-changed") : emptyEdge;
  while (edge.size < head.size) {
    const to = Math.min(edge.size + PAGE, head.size);
    const leaves = await store.readLeaves(sql, log, edge.size, to);
    const hashes = new Uint8Array((to - edge.size) * HASH);
    for (let at = 0; at < to - edge.size; at++) {
      const leaf = leaves[at];
      const hash = leaf && leafHash(leaf.entry);
      if (leaf?.index !== edge.size + at || !hash || !sameBytes(hash, leaf.leafHash)) {
        throw new SealRefusal("leaf-changed", `leaf ${edge.size + at}`);
      }
      hashes.set(hash, at * HASH);
    }
    const grown = grow(edge, hashes);
    const stored = await store.readTiles(sql, log, grown.tiles);
    for (const tile of grown.tiles) {
      const bytes = stored.find(({ level, n }) => level === tile.level && n === tile.n)?.bytes;
      // A page may end within a tile that goes on: then its beginning is what this page can prove.
      const fits = bytes?.length === tileWidth(tile, head.size) * HASH;
      if (!fits || !sameBytes(bytes.subarray(0, tile.bytes.length), tile.bytes)) {
        throw new SealRefusal("tile-changed", `tile ${tile.level}/${tile.n}`);
      }
    }
    edge = grown.edge;
  }
  if (!sameBytes(edgeRoot(edge), head.root)) throw new SealRefusal("head-changed", `at size ${head.size}`);
}
