/** Checkpoints: the signed word of a log about how long it is and what it holds (C2SP tlog-checkpoint). */
import { fromBase64, fromDecimal, Malformed, toBase64 } from "./encoding.ts";
import { HASH } from "./hash.ts";
import type { VerifierKey } from "./key.ts";
import { parseNote, verifyNote } from "./note.ts";

export interface Checkpoint {
  /** Which log speaks, like `medkarta.example/log/docs`. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** Lines after the third. We write none: a witness's newer signature types do not cover them. */
  readonly extensions?: readonly string[];
}

const bad = (message: string) => new Malformed("checkpoint-malformed", message);

/** The text of the note, three lines. */
export function formatCheckpoint({ origin, size, root, extensions = [] }: Checkpoint): string {
  return [origin, String(size), toBase64(root), ...extensions, ""].join("\n");
}

/** Throws `Malformed` "checkpoint-malformed" on what `formatCheckpoint` would not write. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = "", size = "", root = "", ...rest] = text.split("\n");
  if (rest.pop() !== "") throw bad("a checkpoint has three lines or more, each with its newline");
  if (origin === "") throw bad("a checkpoint begins with its log's name");
  const leaves = fromDecimal(size);
  if (leaves === undefined) throw bad("the second line of a checkpoint is a number of leaves");
  const hash = fromBase64(root);
  if (hash?.length !== HASH) throw bad("the third line of a checkpoint is a hash of 32 bytes");
  if (rest.includes("")) throw bad("a checkpoint holds no empty lines");
  return { origin, size: leaves, root: hash, ...(rest.length > 0 && { extensions: rest }) };
}

/**
 * Reads a checkpoint as its log signed it, with this key or with one of these.
 * Throws `Malformed`: also when it speaks of another log ("checkpoint-origin").
 */
export function openCheckpoint(note: Uint8Array, key: VerifierKey | readonly VerifierKey[]): Checkpoint {
  const keys = "publicKey" in key ? [key] : key;
  const parsed = parseNote(note);
  const signers = verifyNote(parsed, keys);
  const checkpoint = parseCheckpoint(parsed.text);
  if (!signers.some(({ name }) => name === checkpoint.origin)) {
    throw new Malformed("checkpoint-origin", `a checkpoint of ${checkpoint.origin}, not of ${signers[0]?.name}`);
  }
  return checkpoint;
}
