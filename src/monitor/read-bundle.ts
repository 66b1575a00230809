/** One bundle of 256 entries and the tile of its leaf hashes, read and compared with each other. */
import { sameBytes } from "../merkle/encoding.ts";
import { leafHash } from "../merkle/hash.ts";
import { Raised } from "./alarm.ts";
import { type Source, unpacked } from "./source.ts";
import { BUNDLE, pathOf } from "./tree.ts";

/** Whether an entry is one of this kind of log: its structure, for what it means nobody can see. */
export type EntryRule = (entry: Uint8Array) => boolean;

/** Hashes of the leaves of bundle `n`, made from its entries. Throws `Raised`. */
export async function readBundle(source: Source, n: number, width: number, fits: EntryRule): Promise<Uint8Array[]> {
  const entries = split(unpacked(await readWide(source, "entries", n, width)), n).slice(0, width);
  if (entries.length < width)
    throw new Raised("entry-malformed", `bundle ${n} holds ${entries.length} of ${width} entries`);
  const strange = entries.findIndex((entry) => !fits(entry));
  if (strange >= 0) throw new Raised("entry-malformed", `entry ${n * BUNDLE + strange} is none of this kind of log`);
  const hashes = entries.map(leafHash);
  await compareTile(source, 0, n, hashes);
  return hashes;
}

/** Throws `Raised` unless the published tile holds exactly these hashes. */
export async function compareTile(
  source: Source,
  level: number,
  n: number,
  hashes: readonly Uint8Array[],
): Promise<void> {
  const tile = await readWide(source, level, n, hashes.length);
  for (const [at, hash] of hashes.entries()) {
    if (!sameBytes(tile.subarray(32 * at, 32 * at + 32), hash)) {
      throw new Raised("tile-changed", `hash ${at} of tile ${level}/${n} is not that of the entries`);
    }
  }
  const whole = tile.length === 32 * hashes.length || tile.length === 32 * BUNDLE;
  if (!whole) throw new Raised("tile-changed", `tile ${level}/${n} has ${tile.length} bytes`);
}

/** A partial file may be gone once the full one is there. */
async function readWide(source: Source, level: number | "entries", n: number, width: number): Promise<Uint8Array> {
  const path = pathOf(level, n, width);
  const found = (await source.read(path)) ?? (width < BUNDLE ? await source.read(pathOf(level, n, BUNDLE)) : undefined);
  if (!found) throw new Raised("file-missing", path);
  return found;
}

function split(bytes: Uint8Array, n: number): Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
    const end = at + 2 + length;
    if (at + 2 > bytes.length || end > bytes.length || entries.length === BUNDLE) {
      throw new Raised("entry-malformed", `bundle ${n} is no sequence of entries`);
    }
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return entries;
}
