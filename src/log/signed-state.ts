/**
 * What a log has signed, remembered outside the database and never restored from the database's backup.
 *
 * `docs.signed/0000000042.json` is the 42nd signature; the highest number is the one that counts. A file is written
 * aside, made durable, and then linked to its number, which fails when the number is taken: this is the compare-and-swap
 * of two signers that, by some mistake, share this folder. Sunlight's lock backend does the same job.
 */
import { randomUUID } from "node:crypto";
import { link, mkdir, open, readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { Type } from "@sinclair/typebox";
import { TypeCompiler } from "@sinclair/typebox/compiler";

export interface Signed {
  /** Counts signatures, from 1. */
  readonly generation: number;
  readonly size: number;
  readonly root: Uint8Array;
  /** The whole signed note. */
  readonly note: string;
}

export interface SignedState {
  /** The last signature, or null when nothing was ever signed. Throws when its file is damaged. */
  read(): Promise<Signed | null>;
  /** Makes `next` the last signature, durably, unless another came in between; then throws `LostRace`. */
  advance(next: Signed): Promise<void>;
}

/** Another signer was faster. Nothing was signed in vain: the next round begins from its state. */
export class LostRace extends Error {
  override readonly name = "LostRace";
}

const StateFile = TypeCompiler.Compile(
  Type.Object(
    {
      generation: Type.Integer({ minimum: 1 }),
      size: Type.Integer({ minimum: 1 }),
      root: Type.String({ pattern: "^[0-9a-f]{64}$" }),
      note: Type.String(),
    },
    { additionalProperties: false },
  ),
);

/** Kept beside the last one, for whoever has to find out what happened. */
const KEPT = 3;

export async function openSignedState(folder: string): Promise<SignedState> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const fileOf = (generation: number) => path.join(folder, `${String(generation).padStart(10, "0")}.json`);

  const generations = async () => {
    const numbers = (await readdir(folder)).flatMap((name) => /^(\d{10})\.json$/.exec(name)?.[1] ?? []).map(Number);
    return numbers.sort((a, b) => b - a);
  };

  return {
    async read() {
      const [latest] = await generations();
      if (latest === undefined) return null;
      const value: unknown = JSON.parse(await readFile(fileOf(latest), "utf8"));
      if (!StateFile.Check(value) || value.generation !== latest) throw new Error(`${fileOf(latest)} is damaged`);
      return { ...value, root: Buffer.from(value.root, "hex") };
    },

    async advance(next) {
      const aside = path.join(folder, `.${randomUUID()}.tmp`); // a process number is not unique: containers share folders
      const text = JSON.stringify({ ...next, root: Buffer.from(next.root).toString("hex") }, null, 1);
      await writeDurably(aside, `${text}\n`);
      try {
        await link(aside, fileOf(next.generation));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
        throw new LostRace(`signature ${next.generation} was made by another signer`);
      } finally {
        await rm(aside, { force: true });
      }
      await syncFolder(folder);
      // A signer that slept through some signatures may find its number free again, for old files are removed; but then
      // a higher one is there, because those are removed only below the last.
      const [latest, ...older] = await generations();
      if (latest !== next.generation) throw new LostRace(`signature ${next.generation} came after ${latest}`);
      await Promise.all(older.slice(KEPT).map((generation) => rm(fileOf(generation), { force: true })));
    },
  };
}

/** Creates a file that is wholly on the disk when this returns. */
export async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, "w", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives a text its name unless the name is taken: of two that start together, the first to link it is kept. Durable. */
export async function keepFirst(file: string, text: string): Promise<void> {
  const aside = `${file}.${randomUUID()}.tmp`;
  await writeDurably(aside, text);
  try {
    await link(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(aside, { force: true });
  }
  await syncFolder(path.dirname(file));
}

/** Makes names in a folder durable: fsync of a file does not cover its name. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
