/** Who signs for a log: its keys, and the memory of what they have signed. Trusted wholly; the database is not. */
import { access, mkdir } from "node:fs/promises";
import path from "node:path";
import { openCheckpoint } from "../merkle/checkpoint.ts";
import { fromUtf8, sameBytes, toUtf8 } from "../merkle/encoding.ts";
import { formatVkey, type VerifierKey } from "../merkle/key.ts";
import type { BoundKey } from "../merkle/key-list.ts";
import { signCheckpoint, signingKey, verifierOf } from "../merkle/sign.ts";
import { openLogKeys } from "./keys.ts";
import type { LogName } from "./names.ts";
import { SealRefusal } from "./refusal.ts";
import { LostRace, openSignedState, type Signed, syncFolder, writeDurably } from "./signed-state.ts";

export interface Signer {
  readonly log: LogName;
  /** Name of the log in its checkpoints. */
  readonly origin: string;
  /** The newest public key, when this was opened, in the form that everyone who checks must hold. */
  readonly vkey: string;
  readonly key: VerifierKey;
  /** All public keys there were when this was opened, oldest first. */
  readonly vkeys: readonly string[];
  /** All keys there ever were, each with its time. */
  keys(): Promise<readonly BoundKey[]>;
  /** What was signed last, read from the disk. Throws when that file is damaged or not of these keys. */
  signed(): Promise<Signed | null>;
  /**
   * Signs a checkpoint that follows `previous`, with each key that is in its time. Durable before it returns: a signature
   * that others may have seen is never forgotten. Throws `LostRace` when `previous` is no longer the last one, and
   * `SealRefusal` "log-frozen" when the log has ended.
   */
  sign(previous: Signed | null, next: { size: number; root: Uint8Array }): Promise<Signed>;
  /** A new key signs from now on, the old ones beside it for ninety days. Gives the newest one before, and the new one. */
  rotate(seed: Uint8Array, now: Date): Promise<{ old: VerifierKey; next: VerifierKey }>;
  /** Never signs again. */
  freeze(): Promise<void>;
  frozen(): Promise<boolean>;
}

export interface SignerOptions {
  /** Folder of keys and signer states, like `<dataDir>/log`. Not in the database's backup. */
  readonly dir: string;
  readonly log: LogName;
  /** Name for a new log, like `medkarta.example/log/docs`. A log that has its key keeps its name, wherever it moves to. */
  readonly origin: string;
  readonly random: (bytes: number) => Uint8Array;
  /** Says which keys are in their time. */
  readonly clock: () => Date;
}

/** Opens the signer of a log; makes its key the first time. Throws, in words for the operator, when the files do not fit. */
export async function openSigner(options: SignerOptions): Promise<Signer> {
  const { dir, log, random, clock } = options;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const state = await openSignedState(path.join(dir, `${log}.signed`));
  const keys = await openLogKeys(dir, log, async () => {
    if (await state.read()) throw new Error(`the key ${log}.key is gone from ${dir}, but it has signed: put it back`);
    return signingKey(options.origin, random(32));
  });
  const newest = async () => (await keys.list()).at(-1)!.key;
  const key = await newest();
  const frozenFile = path.join(dir, `${log}.frozen`);
  const isFrozen = () =>
    access(frozenFile).then(
      () => true,
      () => false,
    );

  const prove = async (signed: Signed): Promise<Signed> => {
    const known = (await keys.list()).map((one) => one.key);
    const { size, root } = openCheckpoint(toUtf8(signed.note), known);
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
    vkeys: (await keys.list()).map((one) => formatVkey(one.key)),
    keys: keys.list,
    signed: read,
    async sign(previous, { size, root }) {
      if (size <= (previous?.size ?? 0)) throw new RangeError("a log signs only what has grown");
      if (await isFrozen()) throw new SealRefusal("log-frozen", `at size ${previous?.size ?? 0}`);
      if ((await read())?.note !== previous?.note) throw new LostRace("another signer has signed");
      const note = fromUtf8(signCheckpoint(await keys.signing(clock()), { origin: key.name, size, root })) ?? "";
      const next = await prove({ generation: (previous?.generation ?? 0) + 1, size, root, note });
      await state.advance(next);
      return next;
    },
    async rotate(seed, now) {
      if (await isFrozen()) throw new SealRefusal("log-frozen", "it needs no key any more");
      const old = await newest();
      const next = signingKey(key.name, seed);
      await keys.add(next, now);
      return { old, next: verifierOf(next) };
    },
    async freeze() {
      await writeDurably(frozenFile, `${(await read())?.size ?? 0}\n`);
      await syncFolder(dir);
    },
    frozen: isFrozen,
  };
}
