/** The exported static files against the tables: a monitor that reads only files must see what the registry keeps. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Sql } from "../../db/sql.ts";
import { openCheckpoint } from "../../merkle/checkpoint.ts";
import { fromUtf8, Malformed, sameBytes, toUtf8 } from "../../merkle/encoding.ts";
import { HASH } from "../../merkle/hash.ts";
import type { VerifierKey } from "../../merkle/key.ts";
import { parseNote, parseSignatureLines, signatureLine, verifyNote } from "../../merkle/note.ts";
import { TILE_WIDTH, tilePath, tileWidth } from "../../merkle/tile.ts";
import { bundleOf } from "../export.ts";
import type { LogName } from "../names.ts";
import { readLeaves, readTiles } from "../store.ts";
import { type Finding, finding } from "./findings.ts";
import { readCheckpoints, readLinesOf } from "./store.ts";

export interface FilesWalk {
  readonly sql: Sql;
  readonly log: LogName;
  readonly keys: readonly VerifierKey[];
  readonly witnesses: readonly VerifierKey[];
  /** The root of the log's files; nothing there: nothing is exported yet. */
  readonly dir: string;
  readonly rest: () => Promise<void>;
}

/** Tiles at a time. */
const PAGE = 16;

/** Everything that the exported checkpoint vouches for. What it does not cover yet is left to the exporter. */
export async function* checkFiles(walk: FilesWalk): AsyncGenerator<Finding> {
  const note = await fileIn(walk.dir, "checkpoint");
  if (note === null) return;
  const size = await sizeOf(walk, note);
  if (typeof size !== "number") {
    yield size;
    return;
  }
  for (let level = 0, hashes = size; hashes > 0; level++, hashes = Math.floor(hashes / TILE_WIDTH)) {
    const count = Math.ceil(hashes / TILE_WIDTH);
    for (let n = 0; n < count; n += PAGE) {
      yield* checkPage(walk, size, level, n, Math.min(n + PAGE, count));
      await walk.rest();
    }
  }
}

/** The size that the file speaks of, when it is the stored checkpoint with nothing but true cosignatures behind it. */
async function sizeOf({ sql, log, keys, witnesses }: FilesWalk, file: Uint8Array): Promise<number | Finding> {
  const changed = (detail: string) => finding("file-changed", { file: "checkpoint" }, detail);
  try {
    const { size } = openCheckpoint(file, keys);
    const [stored] = await readCheckpoints(sql, log, size - 1, size, 1);
    if (!stored) return changed(`the database has no checkpoint of size ${size}`);
    const whole = fromUtf8(file) ?? "";
    if (!whole.startsWith(stored.note)) return changed(`not the stored checkpoint of size ${size}`);
    const more = whole.slice(stored.note.length);
    const known = await readLinesOf(sql, log, size);
    const { text } = parseNote(toUtf8(stored.note));
    for (const line of more === "" ? [] : parseSignatureLines(more)) {
      // A witness that was asked again says a later time: its line here may be the one of before.
      if (!known.includes(signatureLine(line))) verifyNote({ text, signatures: [line] }, witnesses);
    }
    return size;
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return changed(error.message);
  }
}

async function* checkPage(walk: FilesWalk, size: number, level: number, from: number, to: number) {
  const { sql, log, dir } = walk;
  const ids = Array.from({ length: to - from }, (_, i) => ({ level, n: from + i }));
  const [tiles, leaves] = await Promise.all([
    readTiles(sql, log, ids),
    level === 0 ? readLeaves(sql, log, from * TILE_WIDTH, to * TILE_WIDTH) : [],
  ]);
  for (const id of ids) {
    const bytes = tiles.find(({ n }) => n === id.n)?.bytes ?? new Uint8Array(0);
    const width = tileWidth(id, size);
    yield* checkFile(dir, { ...id, width }, (many) => bytes.subarray(0, many * HASH));
    if (level > 0) continue;
    const first = id.n * TILE_WIDTH;
    const bundle = (many: number) =>
      bundleOf(leaves.filter(({ index }) => index >= first && index < first + many).map(({ entry }) => entry));
    yield* checkFile(dir, { level: "entries", n: id.n, width }, bundle);
  }
}

/** One tile or bundle, and where it is partial the narrower ones before it, which are still handed out. */
async function* checkFile(
  dir: string,
  { level, n, width }: { readonly level: number | "entries"; readonly n: number; readonly width: number },
  expected: (width: number) => Uint8Array,
): AsyncGenerator<Finding> {
  const full = tilePath(level, n, TILE_WIDTH);
  const narrower = width < TILE_WIDTH ? await partialsIn(path.join(dir, `${full}.p`)) : [];
  for (const each of [...narrower.filter((one) => one < width), width]) {
    const file = tilePath(level, n, each);
    const bytes = await fileIn(dir, file);
    if (bytes && !sameBytes(bytes, expected(each))) yield finding("file-changed", { file });
    // Partial tiles go when the full one is there: then the log has grown meanwhile, and the next walk reads that one.
    if (!bytes && (each === TILE_WIDTH || !(await fileIn(dir, full)))) yield finding("file-missing", { file });
  }
}

async function partialsIn(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch(absent);
  return (names ?? []).filter((name) => /^[1-9][0-9]{0,2}$/.test(name)).map(Number);
}

async function fileIn(dir: string, name: string): Promise<Uint8Array | null> {
  const bytes = await readFile(path.join(dir, name)).catch(absent);
  return bytes && new Uint8Array(bytes);
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code !== "ENOENT" && error.code !== "ENOTDIR") throw error;
  return null;
}
