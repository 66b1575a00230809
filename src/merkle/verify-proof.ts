/** Believing nobody: a proof is right or wrong by the roots alone. RFC 9162 §2.1.3.2 and §2.1.4.2. */
import { sameBytes } from "./encoding.ts";
import { HASH, nodeHash } from "./hash.ts";

interface InclusionClaim {
  readonly leafHash: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly root: Uint8Array;
  /** From the leaf's sibling to the root's child. */
  readonly proof: readonly Uint8Array[];
}

/** True only when the leaf is at `index` of the tree with this size and root. */
export function verifyInclusion({ leafHash, index, size, root, proof }: InclusionClaim): boolean {
  if (!isSize(index) || !isSize(size) || index >= size || !areHashes(leafHash, root, ...proof)) return false;
  let [at, last, hash] = [index, size - 1, leafHash];
  for (const beside of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(beside, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      hash = nodeHash(hash, beside);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && sameBytes(hash, root);
}

interface ConsistencyClaim {
  readonly first: number;
  readonly second: number;
  readonly firstRoot: Uint8Array;
  readonly secondRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** True only when the second tree is the first with leaves added at its end. An empty first tree proves nothing: false. */
export function verifyConsistency({ first, second, firstRoot, secondRoot, proof }: ConsistencyClaim): boolean {
  if (!isSize(first) || !isSize(second) || first === 0 || first > second) return false;
  if (!areHashes(firstRoot, secondRoot, ...proof)) return false;
  if (first === second) return proof.length === 0 && sameBytes(firstRoot, secondRoot);

  // A first tree of 2^k leaves is itself a node of the second one, and RFC 6962 leaves it out of the proof.
  const path = isPowerOfTwo(first) ? [firstRoot, ...proof] : proof;
  const [seed, ...rest] = path;
  if (!seed) return false;
  let [at, last] = [first - 1, second - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  let [old, young] = [seed, seed];
  for (const hash of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      old = nodeHash(hash, old);
      young = nodeHash(hash, young);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      young = nodeHash(young, hash);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && sameBytes(old, firstRoot) && sameBytes(young, secondRoot);
}

// Not bit shifts: these would cut a size to 32 bits.
const half = (number: number): number => Math.floor(number / 2);
const isSize = (number: number): boolean => Number.isSafeInteger(number) && number >= 0;
const areHashes = (...hashes: Uint8Array[]): boolean => hashes.every((hash) => hash.length === HASH);

function isPowerOfTwo(number: number): boolean {
  let rest = number;
  while (rest % 2 === 0) rest /= 2;
  return rest === 1;
}
