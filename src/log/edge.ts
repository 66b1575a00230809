/** The right edge of the stored tree, never taken on trust: its root must be the one that is expected of its size. */
import type { Sql } from "../db/sql.ts";
import { sameBytes } from "../merkle/encoding.ts";
import { type Edge, edgeFrom, edgeRoot } from "../merkle/grow.ts";
import { edgeTiles } from "../merkle/tile.ts";
import type { LogName } from "./names.ts";
import { SealRefusal, type SealRefusalCode } from "./refusal.ts";
import { type Head, readTiles } from "./store.ts";

/** Throws `SealRefusal`: "tile-changed" when tiles are missing or too narrow, `otherwise` when they make another root. */
export async function readEdge(sql: Sql, log: LogName, at: Head, otherwise: SealRefusalCode): Promise<Edge> {
  const tiles = await readTiles(sql, log, edgeTiles(at.size));
  let edge: Edge;
  try {
    edge = edgeFrom(at.size, ({ level, n }) => tiles.find((tile) => tile.level === level && tile.n === n)?.bytes);
  } catch (cause) {
    throw new SealRefusal("tile-changed", cause instanceof Error ? cause.message : String(cause));
  }
  if (!sameBytes(edgeRoot(edge), at.root)) throw new SealRefusal(otherwise, `at size ${at.size}`);
  return edge;
}
