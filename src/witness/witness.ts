/**
 * A witness: it has seen each log grow, and says so. It never vouches for two trees of one log that contradict each
 * other, whoever asks, however often, and through any crash.
 *
 * Crash points. Before `advance`: nothing happened, nobody was told. After it: the checkpoint counts as cosigned though
 * its log never got the answer; the log asks again, with the size that we then name, and gets it.
 */
import { createHash } from "node:crypto";
import path from "node:path";
import { LostRace, openSignedState, type Signed, type SignedState } from "../log/signed-state.ts";
import type { Checkpoint } from "../merkle/checkpoint.ts";
import { fromUtf8, Malformed, sameBytes } from "../merkle/encoding.ts";
import { emptyRoot } from "../merkle/hash.ts";
import type { SigningKey } from "../merkle/key.ts";
import { formatNote, type Note, signatureLine, verifyNote } from "../merkle/note.ts";
import { cosign } from "../merkle/sign.ts";
import { verifyConsistency } from "../merkle/verify-proof.ts";
import { keepFork } from "./keep-fork.ts";
import type { KnownLogs } from "./known-logs.ts";
import { type AddCheckpoint, readRequest } from "./read-request.ts";

export interface WitnessOptions {
  /** Its own folder; whoever removes it lets the witness forget what it has seen. */
  readonly dir: string;
  readonly key: SigningKey;
  readonly logs: KnownLogs;
  readonly clock: () => Date;
  readonly onEvent?: (event: WitnessEvent) => void;
  /** Where the memory of one log lies; tests let it crash. */
  readonly openState?: (folder: string) => Promise<SignedState>;
}

export interface WitnessEvent {
  readonly what: "cosigned" | "fork";
  readonly origin: string;
  readonly size: number;
}

/** One answer of `add-checkpoint`, as it goes over HTTP. */
export interface Answer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly body: string;
  readonly type?: "text/x.tlog.size";
}

export interface Witness {
  addCheckpoint(body: Uint8Array): Promise<Answer>;
  /** The latest cosigned note of a log, named by the SHA-256 of its origin in hex; null when there is none. */
  latest(originHash: string): Promise<string | null>;
}

export function openWitness(options: WitnessOptions): Witness {
  const { dir, logs, openState = openSignedState } = options;
  const states = new Map<string, Promise<SignedState>>();
  const memoryOf = (origin: string): Promise<SignedState> => {
    const known = states.get(origin) ?? openState(path.join(dir, "seen", hashOf(origin)));
    states.set(origin, known);
    return known;
  };
  const turns = new Map<string, Promise<unknown>>();

  return {
    async addCheckpoint(body) {
      const refused = (status: Answer["status"], text: string): Answer => ({ status, body: `${text}\n` });
      let request: AddCheckpoint;
      try {
        request = readRequest(body);
      } catch (error) {
        if (error instanceof Malformed) return refused(400, `${error.code}: ${error.message}`);
        throw error;
      }
      const { origin } = request.checkpoint;
      const keys = logs.get(origin);
      if (!keys) return refused(404, "unknown log");
      try {
        verifyNote(request.note, keys);
      } catch (error) {
        if (error instanceof Malformed) return refused(403, "invalid signature: no key of this log has signed");
        throw error;
      }
      if (request.old > request.checkpoint.size)
        return refused(400, "invalid input: the old size is above the new one");
      // One at a time for each log; against another process with this folder stands the compare-and-swap of its memory.
      const turn = (turns.get(origin) ?? Promise.resolve()).then(async () =>
        decide(options, await memoryOf(origin), request),
      );
      turns.set(
        origin,
        turn.catch(() => {}),
      );
      return turn;
    },
    async latest(originHash) {
      const origin = [...logs.keys()].find((name) => hashOf(name) === originHash);
      return origin === undefined ? null : ((await (await memoryOf(origin)).read())?.note ?? null);
    },
  };
}

const hashOf = (origin: string): string => createHash("sha256").update(origin).digest("hex");

/** The checks in the order of the specification; what passes is remembered durably, and only then answered. */
async function decide(options: WitnessOptions, memory: SignedState, request: AddCheckpoint): Promise<Answer> {
  const { key, logs, clock, onEvent } = options;
  const { old, proof, note, checkpoint } = request;
  const { origin, size, root } = checkpoint;
  // Of strangers' signatures nothing is kept.
  const keys = logs.get(origin) ?? [];
  const signed = note.signatures.filter(({ name, keyId }) => keys.some((own) => own.name === name && own.id === keyId));
  const seen = await memory.read();
  if (old !== (seen?.size ?? 0)) return conflict(seen);
  if (seen && size === seen.size && !sameBytes(root, seen.root)) {
    onEvent?.({ what: "fork", origin, size });
    await keepFork(options.dir, hashOf(origin), {
      seen: seen.note,
      other: textOf({ text: note.text, signatures: signed }),
      size,
      root,
      at: clock(),
    });
    return conflict(seen);
  }
  if (!grows(seen, checkpoint, proof)) return { status: 422, body: "the consistency proof does not hold\n" };

  const line = cosign(key, note.text, clock());
  if (size > (seen?.size ?? 0)) {
    const cosigned = textOf({ text: note.text, signatures: [...signed, line] });
    try {
      await memory.advance({ generation: (seen?.generation ?? 0) + 1, size, root, note: cosigned });
    } catch (error) {
      if (error instanceof LostRace) return conflict(await memory.read());
      throw error;
    }
    onEvent?.({ what: "cosigned", origin, size });
  }
  return { status: 200, body: signatureLine(line) };
}

function grows(seen: Signed | null, { size, root }: Checkpoint, proof: readonly Uint8Array[]): boolean {
  if (!seen) return proof.length === 0 && (size > 0 || sameBytes(root, emptyRoot));
  return verifyConsistency({ first: seen.size, second: size, firstRoot: seen.root, secondRoot: root, proof });
}

function conflict(seen: Signed | null): Answer {
  return { status: 409, body: `${seen?.size ?? 0}\n`, type: "text/x.tlog.size" };
}

const textOf = (note: Note): string => fromUtf8(formatNote(note)) ?? "";
