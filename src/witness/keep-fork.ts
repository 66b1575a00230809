/** A log that signed two trees of one size has convicted itself: both notes are kept for whoever has to judge. */
import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { toHex } from "../merkle/encoding.ts";

interface Fork {
  readonly seen: string;
  readonly other: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly at: Date;
}

/** A log can sign as many forks as it likes; a few convict it, and the disk stays free. */
const KEPT = 16;

export async function keepFork(dir: string, originHash: string, { seen, other, size, root, at }: Fork): Promise<void> {
  const folder = path.join(dir, "forks", originHash);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = `${size}-${toHex(root).slice(0, 16)}.json`;
  const there = await readdir(folder);
  if (there.includes(name) || there.length >= KEPT) return;
  const text = JSON.stringify({ at: at.toISOString(), size, seen, other }, null, 1);
  await writeFile(path.join(folder, name), `${text}\n`, { mode: 0o600 });
}
