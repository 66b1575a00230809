/**
 * The tree of RFC 6962 §2.1 as its definition reads, word for word. Written apart from the tree that the publisher grows,
 * and not for speed: two programs that err in the same way are less likely than one.
 */
import { emptyRoot, nodeHash } from "../merkle/hash.ts";

/** Leaves in a bundle of entries, and hashes in a tile. */
export const BUNDLE = 256;

/** What is known of a log: roots of its full bundles, and leaf hashes of some bundles. */
export interface Known {
  /** The root over leaves [256·n, 256·n + 256); undefined when it is not known. */
  bundle(n: number): Uint8Array | undefined;
  /** The hash of a leaf; throws when it is not known. */
  leaf(index: number): Uint8Array;
}

/** MTH(D[start:end]). */
export function treeHash(known: Known, start: number, end: number): Uint8Array {
  const count = end - start;
  if (count === 0) return emptyRoot;
  if (count === BUNDLE && start % BUNDLE === 0) {
    const whole = known.bundle(start / BUNDLE);
    if (whole) return whole;
  }
  if (count === 1) return known.leaf(start);
  const middle = start + largestPowerBelow(count);
  return nodeHash(treeHash(known, start, middle), treeHash(known, middle, end));
}

/** k: the largest power of two smaller than n. */
function largestPowerBelow(n: number): number {
  let k = 1;
  while (2 * k < n) k = 2 * k;
  return k;
}

/** `tile/0/x001/234`, with `.p/W` behind it when it has fewer than 256 (C2SP tlog-tiles). */
export function pathOf(level: number | "entries", n: number, width: number): string {
  let rest = Math.floor(n / 1000);
  let path = String(n % 1000).padStart(3, "0");
  while (rest > 0) {
    path = `x${String(rest % 1000).padStart(3, "0")}/${path}`;
    rest = Math.floor(rest / 1000);
  }
  return `tile/${level}/${path}${width < BUNDLE ? `.p/${width}` : ""}`;
}
