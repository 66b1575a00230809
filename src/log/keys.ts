/**
 * The keys of a log on the disk. `docs.key` is the first one; each further one is `docs.<id>.key`. `docs.keys` says which
 * signed from when to when (src/merkle/key-list.ts): it holds nothing secret, and no key is ever taken off it.
 */
import { randomUUID } from "node:crypto";
import { readFile, rename, stat } from "node:fs/promises";
import path from "node:path";
import { formatSkey, parseSkey, type SigningKey } from "../merkle/key.ts";
import { type BoundKey, formatKeyList, keysAt, parseKeyList } from "../merkle/key-list.ts";
import { verifierOf } from "../merkle/sign.ts";
import { keepFirst, syncFolder, writeDurably } from "./signed-state.ts";

/** A key that is replaced goes on signing beside the new one: until then everybody has learnt of that. */
const OVERLAP_MS = 90 * 24 * 60 * 60 * 1000;

export interface LogKeys {
  /** All there ever were, oldest first. Read from the disk each time: another process may have added one. */
  list(): Promise<readonly BoundKey[]>;
  /** Those that sign at this moment, oldest first. Throws, in words for the operator, when a file of theirs is gone. */
  signing(now: Date): Promise<readonly SigningKey[]>;
  /** Adds a key that signs from now on; those that signed until now do so for ninety days more. */
  add(key: SigningKey, now: Date): Promise<void>;
}

/** `first`: makes the first key when the folder has none. */
export async function openLogKeys(dir: string, log: string, first: () => Promise<SigningKey>): Promise<LogKeys> {
  const listFile = path.join(dir, `${log}.keys`);
  const firstFile = path.join(dir, `${log}.key`);
  const oldest = await openFirst(firstFile, first);

  const list = async (): Promise<readonly BoundKey[]> => {
    const text = await textOf(listFile);
    return text === undefined ? [{ key: verifierOf(oldest), from: null, to: null }] : parseKeyList(text);
  };
  const fileOf = (id: string) => (id === oldest.id ? firstFile : path.join(dir, `${log}.${id}.key`));

  return {
    list,
    async signing(now) {
      return Promise.all(keysAt(await list(), now).map(({ id }) => readKey(fileOf(id))));
    },
    async add(key, now) {
      const before = await list();
      await keepFirst(fileOf(key.id), `${formatSkey(key)}\n`);
      const end = new Date(now.getTime() + OVERLAP_MS);
      const next = [
        ...before.map(({ to, ...one }) => ({ ...one, to: to ?? end })),
        { key: verifierOf(key), from: now, to: null },
      ];
      const aside = `${listFile}.${randomUUID()}.tmp`;
      await writeDurably(aside, formatKeyList(next));
      await rename(aside, listFile);
      await syncFolder(dir);
    },
  };
}

async function openFirst(file: string, make: () => Promise<SigningKey>): Promise<SigningKey> {
  if ((await textOf(file)) === undefined) await keepFirst(file, `${formatSkey(await make())}\n`);
  return readKey(file);
}

async function readKey(file: string): Promise<SigningKey> {
  const text = await textOf(file);
  if (text === undefined) throw new Error(`a key of the log is gone: put ${file} back`);
  if (((await stat(file)).mode & 0o077) !== 0) throw new Error(`others may read the log's key: chmod 600 ${file}`);
  return parseSkey(text.trimEnd());
}

async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}
