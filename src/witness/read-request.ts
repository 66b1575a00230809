/** The body of `add-checkpoint` (C2SP tlog-witness): what the log thinks we saw last, the proof from there, the new note. */
import { type Checkpoint, parseCheckpoint } from "../merkle/checkpoint.ts";
import { fromBase64, fromDecimal, fromUtf8, Malformed, toUtf8 } from "../merkle/encoding.ts";
import { HASH } from "../merkle/hash.ts";
import { type Note, parseNote } from "../merkle/note.ts";

export interface AddCheckpoint {
  readonly old: number;
  readonly proof: readonly Uint8Array[];
  readonly note: Note;
  readonly checkpoint: Checkpoint;
}

/** A tree of 2⁶³ leaves has no longer path. */
const LONGEST_PROOF = 63;

const bad = (message: string) => new Malformed("invalid input", message);

/** Throws `Malformed`, code "invalid input" or "invalid checkpoint". Proves nothing yet. */
export function readRequest(body: Uint8Array): AddCheckpoint {
  const text = fromUtf8(body);
  if (text === undefined) throw bad("a request is UTF-8");
  const end = text.indexOf("\n\n");
  if (end < 0) throw bad("an empty line stands before the checkpoint");
  const [first = "", ...lines] = text.slice(0, end).split("\n");
  const old = first.startsWith("old ") ? fromDecimal(first.slice("old ".length)) : undefined;
  if (old === undefined) throw bad("the first line is: old SIZE");
  if (lines.length > LONGEST_PROOF) throw bad(`a proof has at most ${LONGEST_PROOF} lines`);
  const proof = lines.map((line) => {
    const hash = fromBase64(line);
    if (hash?.length !== HASH) throw bad("a line of the proof is a hash of 32 bytes");
    return hash;
  });
  const note = readNote(text.slice(end + 2));
  return { old, proof, note, checkpoint: readCheckpoint(note.text) };
}

function readNote(text: string): Note {
  try {
    return parseNote(toUtf8(withoutStrayBits(text)));
  } catch (error) {
    throw error instanceof Malformed ? bad(error.message) : error;
  }
}

/**
 * Base64 with bits to spare after its last byte: others read it, we do not, for one signature would have several
 * spellings. Here it is a signature of nobody rather than no signature line; the zeroes in its place are nobody's either.
 */
function withoutStrayBits(note: string): string {
  const lines = note.lastIndexOf("\n\n") + 2;
  const mended = note
    .slice(lines)
    .replaceAll(/^(— \S+ (?:[A-Za-z0-9+/]{4})+)((?:[A-Za-z0-9+/]{2}=|[A-Za-z0-9+/]{3})=)$/gm, (line, head, last) =>
      fromBase64(last) ? line : `${head}AAAA`,
    );
  return note.slice(0, lines) + mended;
}

function readCheckpoint(text: string): Checkpoint {
  try {
    return parseCheckpoint(text);
  } catch (error) {
    throw error instanceof Malformed ? new Malformed("invalid checkpoint", error.message) : error;
  }
}
