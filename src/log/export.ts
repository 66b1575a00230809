/**
 * The log as static files, exactly as C2SP tlog-tiles names them: whatever serves files can serve them, and whoever has them
 * needs nothing of us. They are made from the entries, and the checkpoint is written last, only when it is theirs: a crash at
 * any moment leaves files that the old checkpoint vouches for, and the next run goes on.
 */
import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { Sql } from "../db/sql.ts";
import { openCheckpoint } from "../merkle/checkpoint.ts";
import { concat, sameBytes, toUtf8 } from "../merkle/encoding.ts";
import { type Edge, edgeFrom, edgeRoot, emptyEdge, grow } from "../merkle/grow.ts";
import { HASH, leafHash } from "../merkle/hash.ts";
import type { VerifierKey } from "../merkle/key.ts";
import { edgeTiles, TILE_WIDTH, type Tile, tilePath, tileWidth } from "../merkle/tile.ts";
import type { LogName } from "./names.ts";
import { latestCheckpoint } from "./prove.ts";
import { SealRefusal } from "./refusal.ts";
import { syncFolder } from "./signed-state.ts";
import { readLeaves } from "./store.ts";

export interface ExportWish {
  readonly sql: Sql;
  readonly log: LogName;
  /** All keys of the log. */
  readonly keys: readonly VerifierKey[];
  /** Becomes the root of the log's files; made when it is not there. */
  readonly dir: string;
}

export interface Exported {
  /** Of the checkpoint that is there now. */
  readonly size: number;
  /** Files written. */
  readonly files: number;
}

/** Leaves at a time: sixteen bundles. */
const PAGE = 16 * TILE_WIDTH;

/**
 * Null while nothing is signed. Throws `SealRefusal`: "signer-behind" when the files say more than the database has, and
 * "history-changed" when the entries do not make the tree that was signed; then the checkpoint there stays the old one.
 */
export async function exportLog({ sql, log, keys, dir }: ExportWish): Promise<Exported | null> {
  const latest = await latestCheckpoint(sql, log);
  if (!latest) return null;
  const { size, root } = openCheckpoint(toUtf8(latest.note), keys);
  const before = await readExported(dir, keys);
  if (before.edge.size > size)
    throw new SealRefusal("signer-behind", `files of ${before.edge.size} leaves, ${size} here`);
  if (before.note === latest.note) return { size, files: 0 };

  const writer = openWriter(dir);
  let { edge } = before;
  while (edge.size < size) edge = await exportPage(sql, log, edge, size, writer);
  if (!sameBytes(edgeRoot(edge), root)) throw new SealRefusal("history-changed", `the files of size ${size}`);
  await writer.settle();
  await writer.put("checkpoint", toUtf8(latest.note));
  await writer.settle();
  for (const covered of coveredPartials(before.edge.size, size)) {
    await rm(path.join(dir, covered), { recursive: true, force: true });
  }
  return { size, files: writer.files() };
}

async function exportPage(sql: Sql, log: LogName, edge: Edge, size: number, writer: Writer): Promise<Edge> {
  const start = Math.floor(edge.size / TILE_WIDTH) * TILE_WIDTH;
  const end = Math.min(start + PAGE, size);
  const leaves = await readLeaves(sql, log, start, end);
  const astray = leaves.findIndex(({ index }, at) => index !== start + at);
  if (astray >= 0 || leaves.length !== end - start) throw new SealRefusal("leaf-changed", `from leaf ${start} on`);

  const hashes = concat(...leaves.slice(edge.size - start).map(({ entry }) => leafHash(entry)));
  const grown = grow(edge, hashes);
  // A page ends with a tile or with the log: a tile that is partial and not the log's last grows with the next page.
  const tiles = grown.tiles.filter(({ level, n, bytes }) => bytes.length === tileWidth({ level, n }, size) * HASH);
  const bundles: Tile[] = [];
  for (let from = start; from < end; from += TILE_WIDTH) {
    const entries = leaves.slice(from - start, from - start + TILE_WIDTH).map(({ entry }) => entry);
    bundles.push({ level: -1, n: from / TILE_WIDTH, bytes: bundleOf(entries) });
  }
  await Promise.all([
    ...tiles.map(({ level, n, bytes }) => writer.put(tilePath(level, n, bytes.length / HASH), bytes)),
    ...bundles.map(({ n, bytes }) => writer.put(tilePath("entries", n, tileWidth({ level: 0, n }, size)), bytes)),
  ]);
  return grown.edge;
}

/** Each entry with its length before it, two bytes big endian. */
export function bundleOf(entries: readonly Uint8Array[]): Uint8Array {
  return concat(...entries.flatMap((entry) => [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry]));
}

/** What an earlier run left. Files that do not make their own checkpoint are made anew from the beginning. */
async function readExported(dir: string, keys: readonly VerifierKey[]): Promise<{ edge: Edge; note: string | null }> {
  const note = await readFile(path.join(dir, "checkpoint"), "utf8").catch(absent);
  if (note === null) return { edge: emptyEdge, note: null };
  const { size, root } = openCheckpoint(toUtf8(note), keys);
  const ids = edgeTiles(size);
  const stored = await Promise.all(
    ids.map(({ level, n }) =>
      readFile(path.join(dir, tilePath(level, n, tileWidth({ level, n }, size)))).catch(absent),
    ),
  );
  try {
    const edge = edgeFrom(
      size,
      ({ level, n }) => stored[ids.findIndex((id) => id.level === level && id.n === n)] ?? undefined,
    );
    if (sameBytes(edgeRoot(edge), root)) return { edge, note };
  } catch {
    // a tile is missing or too narrow
  }
  return { edge: emptyEdge, note: null };
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code !== "ENOENT") throw error;
  return null;
}

/** Folders of partial tiles whose full tiles are there now. */
function coveredPartials(before: number, size: number): string[] {
  const full = edgeTiles(before).filter((id) => tileWidth(id, size) === TILE_WIDTH);
  const folders = full.flatMap(({ level, n }) => [
    tilePath(level, n, TILE_WIDTH),
    ...(level === 0 ? [tilePath("entries", n, TILE_WIDTH)] : []),
  ]);
  return folders.map((folder) => `${folder}.p`);
}

interface Writer {
  /** Written aside, synced, then named: a reader never meets half a file. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** Makes the names durable, too. */
  settle(): Promise<void>;
  files(): number;
}

function openWriter(dir: string): Writer {
  const folders = new Set<string>();
  let files = 0;
  return {
    async put(name, bytes) {
      const file = path.join(dir, name);
      const folder = path.dirname(file);
      if (!folders.has(folder)) {
        await mkdir(folder, { recursive: true });
        for (let one = folder; one.startsWith(dir); one = path.dirname(one)) folders.add(one);
      }
      const aside = path.join(folder, `.${randomUUID()}.tmp`);
      const handle = await open(aside, "wx", 0o644);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(aside, file);
      files++;
    },
    async settle() {
      for (const folder of folders) await syncFolder(folder);
      folders.clear();
    },
    files: () => files,
  };
}
