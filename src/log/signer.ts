/** Who signs for a log: its key, and the memory of what the key has signed. Trusted wholly; the database is not. */
import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, stat } from "node:fs/promises";
import path from "node:path";
import { openCheckpoint } from "../merkle/checkpoint.ts";
import { fromUtf8, sameBytes, toUtf8 } from "../merkle/encoding.ts";
import { formatSkey, formatVkey, parseSkey, type SigningKey, type VerifierKey } from "../merkle/key.ts";
import { signCheckpoint, signingKey, verifierOf } from "../merkle/sign.ts";
import type { LogName } from "./names.ts";
import { LostRace, openSignedState, type Signed, syncFolder, writeDurably } from "./signed-state.ts";

export interface Signer {
  readonly log: LogName;
  /** Name of the log in its checkpoints. */
  readonly origin: string;
  /** The public key in the form that everyone who checks must hold. */
  readonly vkey: string;
  readonly key: VerifierKey;
  /** What was signed last, read from the disk. Throws when that file is damaged or not of this key. */
  signed(): Promise<Signed | null>;
  /**
   * Signs a checkpoint that follows `previous`. Durable before it returns: a signature that others may have seen is
   * never forgotten. Throws `LostRace` when `previous` is no longer the last one.
   */
  sign(previous: Signed | null, next: { size: number; root: Uint8Array }): Promise<Signed>;
}

export interface SignerOptions {
  /** Folder of keys and signer states, like `<dataDir>/log`. Not in the database's backup. */
  readonly dir: string;
  readonly log: LogName;
  /** Name for a new log, like `medkarta.example/log/docs`. A log that has its key keeps its name, wherever it moves to. */
  readonly origin: string;
  readonly random: (bytes: number) => Uint8Array;
}

/** Opens the signer of a log; makes its key the first time. Throws, in words for the operator, when the files do not fit. */
export async function openSigner({ dir, log, origin, random }: SignerOptions): Promise<Signer> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const state = await openSignedState(path.join(dir, `${log}.signed`));
  const signing = await openKey(path.join(dir, `${log}.key`), async () => {
    if (await state.read()) throw new Error(`the key ${log}.key is gone from ${dir}, but it has signed: put it back`);
    return signingKey(origin, random(32));
  });
  const key = verifierOf(signing);

  const prove = (signed: Signed): Signed => {
    const { size, root } = openCheckpoint(toUtf8(signed.note), key);
    if (size !== signed.size || !sameBytes(root, signed.root)) throw new Error(`the signer state of ${log} is damaged`);
    return signed;
  };
  const read = async () => {
    const signed = await state.read();
    return signed && prove(signed);
  };

  return {
    log,
    origin: key.name,
    key,
    vkey: formatVkey(key),
    signed: read,
    async sign(previous, { size, root }) {
      if (size <= (previous?.size ?? 0)) throw new RangeError("a log signs only what has grown");
      if ((await read())?.note !== previous?.note) throw new LostRace("another signer has signed");
      const note = fromUtf8(signCheckpoint(signing, { origin: key.name, size, root })) ?? "";
      const next = prove({ generation: (previous?.generation ?? 0) + 1, size, root, note });
      await state.advance(next);
      return next;
    },
  };
}

async function openKey(file: string, make: () => Promise<SigningKey>): Promise<SigningKey> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) {
    await keep(file, `${formatSkey(await make())}\n`);
    return openKey(file, make);
  }
  if (((await stat(file)).mode & 0o077) !== 0) throw new Error(`others may read the log's key: chmod 600 ${file}`);
  return parseSkey(text.trimEnd());
}

/** Two processes that start together keep one key: the name is given to whichever file is linked first. */
async function keep(file: string, text: string): Promise<void> {
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
