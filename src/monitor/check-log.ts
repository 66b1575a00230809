/**
 * One round of a monitor: reads what a log publishes and believes none of it. From the entries leaf hashes, from these the
 * tiles, from these the root, which must be the signed one; and all that was seen before must still be there.
 */
import { type CosignedCheckpoint, readCosigned } from "../merkle/cosigned.ts";
import { fromUtf8, Malformed, sameBytes, toHex } from "../merkle/encoding.ts";
import type { Policy } from "../merkle/policy.ts";
import { type Alarm, Raised } from "./alarm.ts";
import type { Memory, Remembered } from "./memory.ts";
import { compareTile, type EntryRule, readBundle } from "./read-bundle.ts";
import { OutOfReach, type Source } from "./source.ts";
import { BUNDLE, type Known, treeHash } from "./tree.ts";

export interface CheckOptions {
  readonly source: Source;
  readonly memory: Memory;
  readonly policy: Policy;
  readonly now: Date;
  /** Cosignatures older than this raise the alarm. */
  readonly staleMs: number;
  readonly fits: EntryRule;
  /** Old bundles looked at again in a round; all when infinite. */
  readonly again: number;
}

export interface Report {
  readonly state: "well" | "alarm" | "unknown";
  readonly at: string;
  readonly origin?: string;
  readonly size?: number;
  /** 64 hex digits. */
  readonly root?: string;
  /** The size at the last round. */
  readonly before?: number;
  readonly cosigners?: readonly { readonly name: string; readonly at: string }[];
  /** Entries hashed, and tiles compared. */
  readonly checked: { readonly entries: number; readonly tiles: number };
  readonly alarms: readonly Alarm[];
  /** File with both notes of a fork. */
  readonly evidence?: string;
  /** Why nothing could be said. */
  readonly reason?: string;
}

export async function checkLog(options: CheckOptions): Promise<Report> {
  const { source, memory, now, policy, staleMs } = options;
  const checked = { entries: 0, tiles: 0 };
  const alarms: Alarm[] = [];
  let about: Partial<Report> = {};
  const report = (state: Report["state"], more: Partial<Report> = {}): Report => ({
    state, at: now.toISOString(), ...about, checked, alarms, ...more,
  }); // biome-ignore format: a line
  try {
    const seen = await memory.read();
    const bytes = await source.read("checkpoint");
    if (!bytes && !seen) throw new OutOfReach("there is no checkpoint yet");
    if (!bytes) throw new Raised("file-missing", "checkpoint");
    const checkpoint = open(bytes, policy);
    about = tell(checkpoint, seen);
    const newest = Math.max(...checkpoint.cosigners.map(({ at }) => at.getTime()));
    if (!checkpoint.quorum) alarms.push({ code: "no-quorum", message: `${checkpoint.cosigners.length} have cosigned` });
    if (checkpoint.cosigners.length > 0 && now.getTime() - newest > staleMs) {
      alarms.push({ code: "stale", message: `last cosigned ${new Date(newest).toISOString()}` });
    }
    const note = fromUtf8(bytes) ?? "";
    try {
      await memory.write(await walk(options, checkpoint, note, seen, checked));
    } catch (error) {
      if (!(error instanceof Raised) || !seen || !["fork", "shrunk"].includes(error.code)) throw error;
      alarms.push({ code: error.code, message: error.message });
      const name = `${error.code}-${checkpoint.size}-${toHex(checkpoint.root).slice(0, 16)}.json`;
      const evidence = { found: now.toISOString(), what: error.message, before: seen.note, now: note };
      return report("alarm", { evidence: await memory.keepEvidence(name, evidence) });
    }
    return report(alarms.length > 0 ? "alarm" : "well");
  } catch (error) {
    if (error instanceof OutOfReach) return report(alarms.length > 0 ? "alarm" : "unknown", { reason: error.message });
    if (!(error instanceof Raised)) throw error;
    alarms.push({ code: error.code, message: error.message });
    return report("alarm");
  }
}

function open(bytes: Uint8Array, policy: Policy): CosignedCheckpoint {
  try {
    return readCosigned(bytes, policy);
  } catch (error) {
    throw error instanceof Malformed ? new Raised("bad-checkpoint", `${error.code}: ${error.message}`) : error;
  }
}

function tell({ origin, size, root, cosigners }: CosignedCheckpoint, seen: Remembered | null): Partial<Report> {
  const told = cosigners.map(({ name, at }) => ({ name, at: at.toISOString() }));
  return { origin, size, root: toHex(root), ...(seen && { before: seen.size }), cosigners: told };
}

/** What is to be remembered after this. Throws `Raised`; then nothing new is remembered. */
async function walk(
  options: CheckOptions,
  { size, root }: CosignedCheckpoint,
  note: string,
  seen: Remembered | null,
  checked: { entries: number; tiles: number },
): Promise<Remembered> {
  if (seen && size < seen.size) throw new Raised("shrunk", `${seen.size} were there, and now ${size}`);
  if (seen && size === seen.size && !sameBytes(root, seen.root)) {
    throw new Raised("fork", `two roots of size ${size} are signed`);
  }
  const { source, fits } = options;
  const bundles = [...(seen?.bundles ?? [])];
  const read = async (n: number): Promise<Uint8Array[]> => {
    const hashes = await readBundle(source, n, Math.min(BUNDLE, size - n * BUNDLE), fits);
    checked.entries += hashes.length;
    checked.tiles++;
    return hashes;
  };

  let last: Uint8Array[] = [];
  for (let n = bundles.length; n * BUNDLE < size; n++) {
    const hashes = await read(n);
    const before = seen && n === seen.bundles.length ? seen.last : [];
    const changed = before.findIndex((hash, at) => !sameBytes(hash, hashes[at] ?? new Uint8Array()));
    if (changed >= 0) await blame(options, size, root, `entry ${n * BUNDLE + changed} is not the one that was there`);
    if (hashes.length === BUNDLE) bundles.push(treeHash(onlyLeaves(hashes, n), n * BUNDLE, (n + 1) * BUNDLE));
    else last = hashes;
  }

  const known: Known = {
    bundle: (n) => bundles[n],
    leaf: (index) => last[index - bundles.length * BUNDLE] ?? unknown(index),
  };
  if (!sameBytes(treeHash(known, 0, size), root)) {
    if (seen) await blame(options, size, root, "what is signed now does not continue what was signed before");
    throw new Raised("root-mismatch", `the entries do not make the signed root of size ${size}`);
  }
  const from = seen?.size ?? 0;
  checked.tiles += await compareUpperTiles(source, known, from, size);
  const cursor = await lookAgain(options, bundles, seen, read);
  return { size, root, note, bundles, last, cursor };
}

/** The whole history as it is published now: when it makes the signed root, the log has signed two. */
async function blame({ source, fits }: CheckOptions, size: number, root: Uint8Array, message: string): Promise<never> {
  const bundles: Uint8Array[] = [];
  let last: Uint8Array[] = [];
  for (let n = 0; n * BUNDLE < size; n++) {
    last = await readBundle(source, n, Math.min(BUNDLE, size - n * BUNDLE), fits);
    if (last.length === BUNDLE) bundles.push(treeHash(onlyLeaves(last, n), n * BUNDLE, (n + 1) * BUNDLE));
  }
  const known: Known = { bundle: (n) => bundles[n], leaf: (index) => last[index % BUNDLE] ?? unknown(index) };
  throw new Raised(sameBytes(treeHash(known, 0, size), root) ? "fork" : "entry-changed", message);
}

/** Levels above the leaves, as far as they hold anything that is new. */
async function compareUpperTiles(source: Source, known: Known, from: number, size: number): Promise<number> {
  let compared = 0;
  for (let level = 1, span = BUNDLE; span <= size; level++, span *= BUNDLE) {
    const count = Math.floor(size / span);
    for (let n = Math.floor(from / span / BUNDLE); n * BUNDLE < count; n++) {
      const width = Math.min(BUNDLE, count - n * BUNDLE);
      const hashes = Array.from({ length: width }, (_, i) => {
        const start = (n * BUNDLE + i) * span;
        return treeHash(known, start, start + span);
      });
      await compareTile(source, level, n, hashes);
      compared++;
    }
  }
  return compared;
}

/** Some of the old bundles each round, in turn, so that a change of what was long believed is found, too. */
async function lookAgain(
  { again }: CheckOptions,
  bundles: readonly Uint8Array[],
  seen: Remembered | null,
  read: (n: number) => Promise<Uint8Array[]>,
): Promise<number> {
  const old = seen?.bundles.length ?? 0;
  let cursor = seen?.cursor ?? 0;
  for (let looked = 0; looked < Math.min(again, old); looked++) {
    if (cursor >= old) cursor = 0;
    const hashes = await read(cursor);
    const hash = treeHash(onlyLeaves(hashes, cursor), cursor * BUNDLE, (cursor + 1) * BUNDLE);
    if (!sameBytes(hash, bundles[cursor] ?? new Uint8Array())) {
      throw new Raised("entry-changed", `an entry of bundle ${cursor} is not the one that was there`);
    }
    cursor++;
  }
  return cursor;
}

function onlyLeaves(hashes: readonly Uint8Array[], n: number): Known {
  return { bundle: () => undefined, leaf: (index) => hashes[index - n * BUNDLE] ?? unknown(index) };
}

function unknown(index: number): never {
  throw new Error(`leaf ${index} was not read`);
}
