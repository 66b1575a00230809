/** What a static log server hands out (C2SP tlog-tiles): only what the latest checkpoint vouches for. */
import type { Sql } from "../db/sql.ts";
import { HASH } from "../merkle/hash.ts";
import { TILE_WIDTH, tileWidth } from "../merkle/tile.ts";
import { bundleOf } from "./export.ts";
import type { LogName } from "./names.ts";
import { readLatestCheckpoint, readLeaves, readTiles } from "./store.ts";

/** A tile of exactly `width` hashes; null when the signed tree has no such tile. Its bytes never change. */
export async function readTile(
  sql: Sql,
  log: LogName,
  level: number,
  n: number,
  width: number,
): Promise<Uint8Array | null> {
  if (!(await isSigned(sql, log, { level, n }, width))) return null;
  const [tile] = await readTiles(sql, log, [{ level, n }]);
  if (!tile || tile.bytes.length < width * HASH) throw new Error(`tile ${level}/${n} of ${log} is missing: run fsck`);
  return tile.bytes.subarray(0, width * HASH);
}

/** A bundle of `width` entries, each with its length before it, two bytes big endian; null as above. */
export async function readEntries(sql: Sql, log: LogName, n: number, width: number): Promise<Uint8Array | null> {
  if (!(await isSigned(sql, log, { level: 0, n }, width))) return null;
  const leaves = await readLeaves(sql, log, n * TILE_WIDTH, n * TILE_WIDTH + width);
  if (leaves.length !== width) throw new Error(`leaves of bundle ${n} of ${log} are missing: run fsck`);
  return bundleOf(leaves.map(({ entry }) => entry));
}

async function isSigned(sql: Sql, log: LogName, id: { level: number; n: number }, width: number): Promise<boolean> {
  const inside = [id.level, id.n, width].every((number) => Number.isSafeInteger(number) && number >= 0);
  if (!inside || id.level > 5 || width < 1 || width > TILE_WIDTH) return false;
  return tileWidth(id, (await readLatestCheckpoint(sql, log))?.size ?? 0) >= width;
}
