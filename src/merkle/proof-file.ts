/** A proof that travels alone: index, inclusion proof and signed checkpoint in one text (C2SP tlog-proof). */
import { fromBase64, fromDecimal, fromUtf8, Malformed, toBase64, toUtf8 } from "./encoding.ts";
import { HASH } from "./hash.ts";

export interface ProofFile {
  readonly index: number;
  /** From the leaf's sibling to the root's child. */
  readonly hashes: readonly Uint8Array[];
  /** The signed note, verbatim. */
  readonly checkpoint: string;
  /** Proved by nobody: whoever uses it must tie it to the leaf. */
  readonly extra?: Uint8Array;
}

const HEADER = "c2sp.org/tlog-proof@v1";
/** A path in a tree of 2⁵³ leaves is no longer. */
const LONGEST_PATH = 53;

const bad = (message: string) => new Malformed("proof-malformed", message);

export function formatProofFile({ index, hashes, checkpoint, extra }: ProofFile): Uint8Array {
  const lines = [HEADER, ...(extra ? [`extra ${toBase64(extra)}`] : []), `index ${index}`, ...hashes.map(toBase64)];
  return toUtf8(`${lines.join("\n")}\n\n${checkpoint}`);
}

/** Throws `Malformed` "proof-malformed" on what `formatProofFile` would not write. Proves nothing yet. */
export function parseProofFile(bytes: Uint8Array): ProofFile {
  const text = fromUtf8(bytes);
  if (text === undefined) throw bad("a proof is UTF-8");
  const end = text.indexOf("\n\n");
  const lines = text.slice(0, Math.max(end, 0)).split("\n");
  if (lines.shift() !== HEADER) throw bad(`a proof begins with ${HEADER}`);
  const checkpoint = text.slice(end + 2);
  if (checkpoint === "") throw bad("a proof ends with a checkpoint");

  const extraLine = lines[0]?.startsWith("extra ") ? lines.shift() : undefined;
  const extra = extraLine === undefined ? undefined : fromBase64(extraLine.slice("extra ".length));
  if (extraLine !== undefined && !extra?.length) throw bad("the extra data of a proof is base64");

  const indexLine = lines.shift() ?? "";
  const index = indexLine.startsWith("index ") ? fromDecimal(indexLine.slice("index ".length)) : undefined;
  if (index === undefined) throw bad("a proof names the index of its leaf");

  if (lines.length > LONGEST_PATH) throw bad("no tree is so high");
  const hashes = lines.map((line) => {
    const hash = fromBase64(line);
    if (hash?.length !== HASH) throw bad("a line of a proof is a hash of 32 bytes");
    return hash;
  });
  return { index, hashes, checkpoint, ...(extra && { extra }) };
}
