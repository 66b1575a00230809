/** Hashes over the shape: a root or a proof from the complete subtrees it is made of. */
import { emptyRoot, HASH, nodeHash } from "./hash.ts";
import { completeNodes, consistencyRanges, inclusionRanges, type Nodes, type Range } from "./tree.ts";

/** The root over subtrees that lie side by side, largest first: the tree leans left, so it is folded from the right. */
export function foldSubtrees(hashes: readonly Uint8Array[]): Uint8Array {
  return (
    hashes.reduceRight<Uint8Array | undefined>((right, left) => (right ? nodeHash(left, right) : left), undefined) ??
    emptyRoot
  );
}

/** The root over any number of hashes written one after another. */
export function rootOf(hashes: Uint8Array): Uint8Array {
  return foldSubtrees(
    completeNodes({ start: 0, end: hashes.length / HASH }).map(({ height, index }) => {
      const width = HASH * 2 ** height;
      return perfectRoot(hashes.subarray(index * width, (index + 1) * width));
    }),
  );
}

/** The root over 2^k hashes written one after another. */
export function perfectRoot(hashes: Uint8Array): Uint8Array {
  let row = hashes.slice();
  while (row.length > HASH) {
    const above = new Uint8Array(row.length / 2);
    for (let at = 0; at < above.length; at += HASH) {
      above.set(nodeHash(row.subarray(2 * at, 2 * at + HASH), row.subarray(2 * at + HASH, 2 * at + 2 * HASH)), at);
    }
    row = above;
  }
  return row;
}

const hashOf = (range: Range, nodes: Nodes): Uint8Array => foldSubtrees(completeNodes(range).map(nodes));

/** The root of the first `size` leaves. */
export function treeRoot(size: number, nodes: Nodes): Uint8Array {
  return hashOf({ start: 0, end: size }, nodes);
}

/** Inclusion proof of leaf `index` in the tree of `size`, from the leaf's sibling to the root's child. */
export function proveInclusion(index: number, size: number, nodes: Nodes): Uint8Array[] {
  return inclusionRanges(index, size).map((range) => hashOf(range, nodes));
}

/** Consistency proof between the trees of `first` and `second` leaves. */
export function proveConsistency(first: number, second: number, nodes: Nodes): Uint8Array[] {
  return consistencyRanges(first, second).map((range) => hashOf(range, nodes));
}
