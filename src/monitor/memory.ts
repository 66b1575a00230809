/**
 * What a monitor remembers of a log: the last checkpoint that it believed, and enough hashes to know every entry again.
 * `bundles` holds 32 bytes for each full bundle and only grows; `state.json` says how much of it counts.
 */
import { mkdir, open, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import { BUNDLE } from "./tree.ts";

const StateFile = Type.Object(
  {
    size: Type.Integer({ minimum: 0 }),
    root: Type.String({ pattern: "^[0-9a-f]{64}$" }),
    note: Type.String(),
    /** Leaf hashes of the last bundle, when it is not full. */
    last: Type.Array(Type.String({ pattern: "^[0-9a-f]{64}$" }), { maxItems: BUNDLE - 1 }),
    /** The next bundle to look at again. */
    cursor: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
);

export interface Remembered {
  readonly size: number;
  readonly root: Uint8Array;
  /** The whole signed note. */
  readonly note: string;
  readonly bundles: readonly Uint8Array[];
  readonly last: readonly Uint8Array[];
  readonly cursor: number;
}

export interface Memory {
  /** Null before the first round. Throws when the memory is damaged: a monitor that forgot has nothing to compare. */
  read(): Promise<Remembered | null>;
  write(next: Remembered): Promise<void>;
  /** Two signed notes that contradict each other; gives the file's name. */
  keepEvidence(name: string, evidence: object): Promise<string>;
}

export async function openMemory(folder: string): Promise<Memory> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const [state, bundles] = [path.join(folder, "state.json"), path.join(folder, "bundles")];
  return {
    async read() {
      const text = await readFile(state, "utf8").catch(absent);
      if (text === undefined) return null;
      const value: unknown = JSON.parse(text);
      if (!Value.Check(StateFile, value)) throw new Error(`${state} is damaged`);
      const full = Math.floor(value.size / BUNDLE);
      const bytes = full === 0 ? Buffer.alloc(0) : await readFile(bundles);
      if (bytes.length < full * 32 || value.last.length !== value.size % BUNDLE)
        throw new Error(`${folder} is damaged`);
      const kept = Array.from({ length: full }, (_, n) => new Uint8Array(bytes.subarray(32 * n, 32 * n + 32)));
      const [root, ...last] = [value.root, ...value.last].map((hash) => new Uint8Array(Buffer.from(hash, "hex")));
      return {
        size: value.size,
        root: root ?? new Uint8Array(),
        note: value.note,
        bundles: kept,
        last,
        cursor: value.cursor,
      };
    },
    async write({ size, root, note, bundles: hashes, last, cursor }) {
      const hex = (hash: Uint8Array) => Buffer.from(hash).toString("hex");
      await replace(bundles, Buffer.concat(hashes));
      await replace(state, `${JSON.stringify({ size, root: hex(root), note, last: last.map(hex), cursor })}\n`);
    },
    async keepEvidence(name, evidence) {
      const file = path.join(folder, name);
      await writeFile(file, `${JSON.stringify(evidence, null, 1)}\n`, { mode: 0o600, flag: "wx" }).catch(taken);
      return file;
    },
  };
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

/** The first evidence of the same thing stays. */
function taken(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}

async function replace(file: string, bytes: Buffer | string): Promise<void> {
  const handle = await open(`${file}.tmp`, "w", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.tmp`, file);
}
