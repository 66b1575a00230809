/** A tree that only remembers its root: leaves go in one by one, the root of any size comes out in passing. */
import { foldSubtrees } from "./fold.ts";
import { nodeHash } from "./hash.ts";

export interface Frontier {
  readonly size: number;
  /** Adds the hash of the next leaf. */
  push(leafHash: Uint8Array): void;
  /** Root of what was added so far. */
  root(): Uint8Array;
}

/** Holds one hash for each bit of the size. */
export function openFrontier(): Frontier {
  const subtrees: Uint8Array[] = [];
  let size = 0;
  return {
    get size() {
      return size;
    },
    push(leafHash) {
      let hash = leafHash;
      for (let count = size; count % 2 === 1; count = (count - 1) / 2) hash = nodeHash(subtrees.pop() ?? hash, hash);
      subtrees.push(hash);
      size++;
    },
    root: () => foldSubtrees(subtrees),
  };
}
