/** Adding leaves: from the right edge of a tree and new leaf hashes to the tiles that change and the new root. */
import { concat } from "./encoding.ts";
import { foldSubtrees, perfectRoot } from "./fold.ts";
import { HASH } from "./hash.ts";
import { edgeTiles, TILE_WIDTH, type Tile, type TileId, tileWidth } from "./tile.ts";
import { completeNodes } from "./tree.ts";

/** A tree as far as growing needs it: at each level the hashes of its last, partial tile. At most 8 KB a level. */
export interface Edge {
  readonly size: number;
  /** By level; empty where the last tile is full. */
  readonly levels: readonly Uint8Array[];
}

export const emptyEdge: Edge = { size: 0, levels: [] };

const NOTHING = new Uint8Array(0);

/** The edge of the tree of `size`, out of stored tiles, which may have grown since; throws when one is too narrow. */
export function edgeFrom(size: number, stored: (id: TileId) => Uint8Array | undefined): Edge {
  const levels: Uint8Array[] = [];
  for (const id of edgeTiles(size)) {
    while (levels.length < id.level) levels.push(NOTHING);
    const length = tileWidth(id, size) * HASH;
    const bytes = stored(id);
    if (!bytes || bytes.length < length) throw new Error(`tile ${id.level}/${id.n} is missing or too narrow`);
    levels.push(bytes.slice(0, length));
  }
  return { size, levels };
}

/** The root of the tree whose edge this is. */
export function edgeRoot(edge: Edge): Uint8Array {
  const subtrees: Uint8Array[] = [];
  for (const hashes of edge.levels.toReversed()) {
    for (const { height, index } of completeNodes({ start: 0, end: hashes.length / HASH })) {
      const width = HASH * 2 ** height;
      subtrees.push(perfectRoot(hashes.subarray(index * width, (index + 1) * width)));
    }
  }
  return foldSubtrees(subtrees);
}

/** Adds leaves, given as their hashes one after another. `tiles` are those that are new or wider, at all levels. */
export function grow(edge: Edge, leafHashes: Uint8Array): { edge: Edge; tiles: Tile[] } {
  const levels = [...edge.levels];
  const tiles: Tile[] = [];
  let arriving = leafHashes;
  for (let level = 0; arriving.length > 0; level++) {
    const row = concat(levels[level] ?? NOTHING, arriving);
    let n = Math.floor(edge.size / TILE_WIDTH ** (level + 1));
    const above: Uint8Array[] = [];
    let at = 0;
    for (; at + TILE_WIDTH * HASH <= row.length; at += TILE_WIDTH * HASH) {
      const full = row.subarray(at, at + TILE_WIDTH * HASH);
      tiles.push({ level, n: n++, bytes: full });
      above.push(perfectRoot(full));
    }
    const partial = row.subarray(at);
    if (partial.length > 0) tiles.push({ level, n, bytes: partial });
    levels[level] = partial;
    arriving = concat(...above);
  }
  return { edge: { size: edge.size + leafHashes.length / HASH, levels }, tiles };
}
