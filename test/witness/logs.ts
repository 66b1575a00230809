/** A log in memory to show to witnesses, and the ways it could lie. */
import { formatCheckpoint } from "../../src/merkle/checkpoint.ts";
import { concat, toBase64, toUtf8 } from "../../src/merkle/encoding.ts";
import { proveConsistency, rootOf } from "../../src/merkle/fold.ts";
import { edgeRoot, emptyEdge, grow } from "../../src/merkle/grow.ts";
import { leafHash } from "../../src/merkle/hash.ts";
import { formatNote } from "../../src/merkle/note.ts";
import { signingKey, signText, verifierOf } from "../../src/merkle/sign.ts";
import { nodesFromTiles } from "../../src/merkle/tile.ts";

export const logKey = signingKey("log.test/docs", new Uint8Array(32).fill(1));
export const logVerifier = verifierOf(logKey);

export interface History {
  readonly leaves: readonly Uint8Array[];
  root(size: number): Uint8Array;
  note(size: number): Uint8Array;
  /** The body of `add-checkpoint`. */
  request(old: number, size: number): Uint8Array;
}

/** Leaves by their names: two histories with one beginning are `history(…)` with one beginning. */
export function history(names: readonly string[], key = logKey): History {
  const leaves = names.map((name) => leafHash(toUtf8(name)));
  const root = (size: number) => rootOf(concat(...leaves.slice(0, size)));
  const note = (size: number) => {
    const text = formatCheckpoint({ origin: logKey.name, size, root: root(size) });
    return formatNote({ text, signatures: [signText(key, text)] });
  };
  const proof = (old: number, size: number) => {
    if (old === 0 || old >= size) return [];
    const { tiles, edge } = grow(emptyEdge, concat(...leaves.slice(0, size)));
    if (edgeRoot(edge).length !== 32) throw new Error("no tree");
    return proveConsistency(old, size, nodesFromTiles(tiles));
  };
  return {
    leaves,
    root,
    note,
    request: (old, size) =>
      concat(toUtf8([`old ${old}`, ...proof(old, size).map(toBase64), "", ""].join("\n")), note(size)),
  };
}

export const named = (count: number, name = "leaf"): string[] =>
  Array.from({ length: count }, (_, i) => `${name} ${i}`);
