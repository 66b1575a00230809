/** Tiles: the tree cut into pieces of 256 hashes that can lie still as files (C2SP tlog-tiles). */
import { fromDecimal } from "./encoding.ts";
import { perfectRoot } from "./fold.ts";
import { HASH } from "./hash.ts";
import { completeNodes, type Node, type Nodes, type Range } from "./tree.ts";

/** Hashes in a full tile; a tile spans eight levels of the tree. */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;

export interface TileId {
  /** 0 holds leaf hashes; each hash at level l + 1 is the root of a full tile at level l. */
  readonly level: number;
  readonly n: number;
}

export interface Tile extends TileId {
  /** width × 32 bytes, the width being 1…256. */
  readonly bytes: Uint8Array;
}

/** How many hashes tile `n` of a level has in a tree of `size`; 0 when there is no such tile. */
export function tileWidth({ level, n }: TileId, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level);
  return Math.min(Math.max(hashes - n * TILE_WIDTH, 0), TILE_WIDTH);
}

/** The partial tiles of a tree of `size`, at most one a level, lowest level first: all that growing needs to know. */
export function edgeTiles(size: number): TileId[] {
  const edge: TileId[] = [];
  for (let level = 0, hashes = size; hashes > 0; level++, hashes = Math.floor(hashes / TILE_WIDTH)) {
    if (hashes % TILE_WIDTH !== 0) edge.push({ level, n: Math.floor(hashes / TILE_WIDTH) });
  }
  return edge;
}

/** Where a complete subtree's hash, or the hashes it is the root of, lie. */
function place({ height, index }: Node): TileId & { start: number; width: number } {
  const level = Math.floor(height / TILE_HEIGHT);
  const width = 2 ** (height % TILE_HEIGHT);
  const first = index * width;
  return { level, n: Math.floor(first / TILE_WIDTH), start: first % TILE_WIDTH, width };
}

const nameOf = ({ level, n }: TileId): string => `${level}/${n}`;

/** The tiles from which the hashes over these ranges can be made: two a level at most for one proof. */
export function tilesUnder(ranges: readonly Range[]): TileId[] {
  const ids = new Map<string, TileId>();
  for (const node of ranges.flatMap(completeNodes)) {
    const { level, n } = place(node);
    ids.set(nameOf({ level, n }), { level, n });
  }
  return [...ids.values()];
}

/** Answers for complete subtrees out of tiles at hand; throws on a tile that is missing or too narrow. */
export function nodesFromTiles(tiles: Iterable<Tile>): Nodes {
  const known = new Map(Array.from(tiles, (tile) => [nameOf(tile), tile.bytes]));
  return (node) => {
    const { level, n, start, width } = place(node);
    const bytes = known.get(nameOf({ level, n }));
    if (!bytes || bytes.length < (start + width) * HASH) throw new Error(`tile ${level}/${n} is missing or too narrow`);
    return perfectRoot(bytes.subarray(start * HASH, (start + width) * HASH));
  };
}

/** `tile/0/x001/x234/067`, or with `.p/44` behind it when it is partial; level "entries" names a bundle of entries. */
export function tilePath(level: number | "entries", n: number, width: number): string {
  const digits = String(n);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/.{3}/g) ?? [];
  const index = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join("/");
  return `tile/${level}/${index}${width === TILE_WIDTH ? "" : `.p/${width}`}`;
}

/** Undefined for anything that `tilePath` would not write. */
export function parseTilePath(path: string): { level: number | "entries"; n: number; width: number } | undefined {
  const match = /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/.exec(path);
  if (!match) return undefined;
  const level = match[1] === "entries" ? "entries" : fromDecimal(match[1] ?? "");
  const width = match[3] === undefined ? TILE_WIDTH : fromDecimal(match[3]);
  const n = Number(match[2]?.replaceAll(/[x/]/g, ""));
  if (level === undefined || (level !== "entries" && level > 63)) return undefined;
  if (width === undefined || width < 1 || !Number.isSafeInteger(n)) return undefined;
  return tilePath(level, n, width) === path ? { level, n, width } : undefined;
}
