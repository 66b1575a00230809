/** Step 6, first half: waiting entries become leaves. One transaction: a leaf, its tiles and the head, or nothing. */
import type { Database } from "../db/database.ts";
import { sameBytes } from "../merkle/encoding.ts";
import { edgeRoot, grow } from "../merkle/grow.ts";
import { readEdge } from "./edge.ts";
import type { LogName } from "./names.ts";
import { SealRefusal } from "./refusal.ts";
import type { Signed } from "./signed-state.ts";
import * as store from "./store.ts";

/** Leaves a round at most. Larger rounds gain little and make the others wait longer for their place. */
export const ROUND = 2048;

/** How many entries became leaves; null when another sequencer leads. Throws `SealRefusal` and changes nothing then. */
export async function sequence(database: Database, log: LogName, signed: Signed | null): Promise<number | null> {
  return database.transact(async (tx) => {
    const [leads, head] = await Promise.all([store.lead(tx, log), store.readHead(tx, log)]);
    if (!leads) return null;
    refuseRolledBack(head, signed);
    const edge = await readEdge(tx, log, head, "head-changed");

    const hashes = await store.placeWaiting(tx, log, head.size, ROUND);
    if (hashes.length === 0) return 0;
    const grown = grow(edge, hashes);

    const next = { size: grown.edge.size, root: edgeRoot(grown.edge) };
    const [moved] = await Promise.all([
      store.moveHead(tx, log, head, next),
      ...grown.tiles.map((tile) => store.writeTile(tx, log, tile)),
    ]);
    if (!moved) throw new Error(`another sequencer moved the head of ${log}`); // the lock was lost; this transaction ends here
    return next.size - head.size;
  });
}

/** A database that has less than what was signed is an old backup: leaves added now would take the places of lost ones. */
export function refuseRolledBack(head: store.Head, signed: Signed | null): void {
  if (!signed) return;
  if (head.size < signed.size)
    throw new SealRefusal("signer-ahead", `signed ${signed.size}, the database has ${head.size}`);
  if (head.size === signed.size && !sameBytes(head.root, signed.root)) {
    throw new SealRefusal("signer-disagrees", `at size ${head.size}`);
  }
}
