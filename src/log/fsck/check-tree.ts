/** The tree by itself: entries → leaf hashes → tiles → head, and every checkpoint that was ever signed on the way. */
import type { Sql } from "../../db/sql.ts";
import { openCheckpoint } from "../../merkle/checkpoint.ts";
import { sameBytes, toUtf8 } from "../../merkle/encoding.ts";
import { openFrontier } from "../../merkle/frontier.ts";
import { emptyEdge, grow } from "../../merkle/grow.ts";
import { HASH, leafHash } from "../../merkle/hash.ts";
import type { VerifierKey } from "../../merkle/key.ts";
import { edgeTiles, TILE_WIDTH, type Tile, tileWidth } from "../../merkle/tile.ts";
import type { LogName } from "../names.ts";
import { type Head, readHead, readLeaves, readTiles } from "../store.ts";
import { type Finding, finding } from "./findings.ts";
import { type CheckpointRow, readCheckpoints, readExtent, readLeavesOutside } from "./store.ts";

/** Leaves a page: eight tiles. */
const PAGE = 8 * TILE_WIDTH;

interface TreeWalk {
  readonly sql: Sql;
  readonly log: LogName;
  readonly key: readonly VerifierKey[];
  /** The head when the walk began; what grows meanwhile is left to the next walk. */
  readonly head: Head;
  readonly onLeaves: (done: number) => void;
}

interface TreeReport {
  /** Leaves walked; less than the head says when somebody made the head say more than there is. */
  readonly leaves: number;
  readonly checkpoints: number;
}

export async function* checkTree({ sql, log, key, head, onLeaves }: TreeWalk): AsyncGenerator<Finding, TreeReport> {
  const frontier = openFrontier();
  const size = Math.min(head.size, await readExtent(sql, log));
  const checkpoints = pagesOfCheckpoints(sql, log, size);
  let due = await checkpoints.next();
  let proved = 0;
  let edge = emptyEdge;

  while (edge.size < size) {
    const to = Math.min(edge.size + PAGE, size);
    const { hashes, findings } = await trustedHashes(sql, log, edge.size, to);
    yield* findings;
    for (let at = 0; at < hashes.length; at += HASH) {
      frontier.push(hashes.subarray(at, at + HASH));
      if (!due.done && due.value.size === frontier.size) {
        yield* checkCheckpoint(due.value, frontier.root(), key);
        proved++;
        due = await checkpoints.next();
      }
    }
    const grown = grow(edge, hashes);
    const full = grown.tiles.filter(({ bytes }) => bytes.length === TILE_WIDTH * HASH);
    yield* checkTiles(sql, log, full);
    edge = grown.edge;
    onLeaves(edge.size);
  }

  const partial = edgeTiles(size).map((id) => ({ ...id, bytes: edge.levels[id.level] ?? new Uint8Array(0) }));
  yield* checkTiles(sql, log, partial);
  if (size < head.size) yield finding("head-changed", { size: head.size }, `there are ${size} leaves`);
  else if (!sameBytes(frontier.root(), head.root)) yield finding("head-changed", { size });
  yield* checkMargins(sql, log, size);
  return { leaves: size, checkpoints: proved };
}

/**
 * Each leaf has three witnesses: its entry, its own hash, its place in a tile. All are compared; where one differs, the
 * walk goes on with what the other two say, so that one changed byte is one finding and not a broken tree above it.
 */
async function trustedHashes(sql: Sql, log: LogName, from: number, to: number) {
  const ids = Array.from({ length: Math.ceil((to - from) / TILE_WIDTH) }, (_, i) => ({
    level: 0,
    n: from / TILE_WIDTH + i,
  }));
  const [leaves, tiles] = await Promise.all([readLeaves(sql, log, from, to), readTiles(sql, log, ids)]);
  const byIndex = new Map(leaves.map((leaf) => [leaf.index, leaf]));
  const byTile = new Map(tiles.map((tile) => [tile.n, tile.bytes]));
  const findings: Finding[] = [];
  const hashes = new Uint8Array((to - from) * HASH);

  for (let index = from; index < to; index++) {
    const leaf = byIndex.get(index);
    const made = leaf && leafHash(leaf.entry);
    const inTile = hashInTile(byTile.get(Math.floor(index / TILE_WIDTH)), index % TILE_WIDTH);
    if (!leaf) findings.push(finding("leaf-missing", { leaf: index }));
    if (leaf && made && !sameBytes(made, leaf.leafHash)) findings.push(finding("leaf-hash", { leaf: index }));
    if (made && inTile && !sameBytes(made, inTile)) findings.push(finding("leaf-tile", { leaf: index }));
    const trusted = leaf && made && !(inTile && sameBytes(leaf.leafHash, inTile)) ? made : inTile;
    if (trusted) hashes.set(trusted, (index - from) * HASH);
  }
  return { hashes, findings };
}

function hashInTile(bytes: Uint8Array | undefined, at: number): Uint8Array | undefined {
  const hash = bytes?.subarray(at * HASH, (at + 1) * HASH);
  return hash?.length === HASH ? hash : undefined;
}

async function* checkTiles(sql: Sql, log: LogName, tiles: readonly Tile[]): AsyncGenerator<Finding> {
  const stored = await readTiles(sql, log, tiles);
  for (const { level, n, bytes } of tiles) {
    const found = stored.find((tile) => tile.level === level && tile.n === n)?.bytes;
    const at = { tile: `${level}/${n}` };
    if (!found) yield finding("tile-missing", at);
    // A tile of leaves was compared leaf by leaf.
    else if (level > 0 && !sameBytes(found.subarray(0, bytes.length), bytes)) yield finding("tile-changed", at);
  }
}

/** What lies beside the tree: leaves past its end, tiles wider than it. */
async function* checkMargins(sql: Sql, log: LogName, walked: number): AsyncGenerator<Finding> {
  const tiles = await readTiles(sql, log, edgeTiles(walked));
  const outside = await readLeavesOutside(sql, log, walked, 100);
  const { size } = await readHead(sql, log); // read last: what came meanwhile is no finding
  for (const leaf of outside) if (leaf < 0 || leaf >= size) yield finding("leaf-extra", { leaf });
  for (const { level, n, bytes } of tiles) {
    if (bytes.length > tileWidth({ level, n }, size) * HASH) {
      yield finding("tile-changed", { tile: `${level}/${n}` }, `${bytes.length} bytes`);
    }
  }
}

async function* pagesOfCheckpoints(sql: Sql, log: LogName, upTo: number): AsyncGenerator<CheckpointRow> {
  let after = 0;
  for (;;) {
    const page = await readCheckpoints(sql, log, after, upTo, 500);
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = last.size;
  }
}

function* checkCheckpoint(row: CheckpointRow, root: Uint8Array, key: readonly VerifierKey[]): Generator<Finding> {
  const at = { size: row.size };
  try {
    const signed = openCheckpoint(toUtf8(row.note), key);
    if (signed.size !== row.size) yield finding("checkpoint-changed", at, `the note says ${signed.size}`);
    else if (!sameBytes(signed.root, root)) yield finding("checkpoint-inconsistent", at);
    else if (!sameBytes(row.root, root)) yield finding("checkpoint-changed", at, "its root is not that of its note");
  } catch (error) {
    yield finding("checkpoint-changed", at, error instanceof Error ? error.message : String(error));
  }
}

/** One leaf by itself, for whoever has no time for all: its entry, its hash, its place in the tile. */
export async function checkLeaf(sql: Sql, log: LogName, leaf: number | null, size: number): Promise<Finding[]> {
  if (leaf === null || leaf >= size) return [];
  const from = Math.floor(leaf / TILE_WIDTH) * TILE_WIDTH;
  const { findings } = await trustedHashes(sql, log, from, Math.min(from + TILE_WIDTH, size));
  return findings.filter(({ at }) => at.leaf === leaf || at.tile !== undefined);
}
