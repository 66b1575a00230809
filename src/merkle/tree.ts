/** The shape of an RFC 6962 tree: which complete subtrees a proof or a root is folded from. Numbers only, no hashes. */

/** A run of leaves, `end` not included. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The root of the complete subtree over leaves [index · 2^height, (index + 1) · 2^height): it never changes again. */
export interface Node {
  readonly height: number;
  readonly index: number;
}

/** Gives the hash of a complete subtree. */
export type Nodes = (node: Node) => Uint8Array;

/** Largest power of two below `count`; `count` at least 2. RFC 6962 calls it k. */
function split(count: number): number {
  let k = 1;
  while (k * 2 < count) k *= 2;
  return k;
}

/** What lies beside the way from leaf `index` up to the root of `size` leaves, from the leaf upwards (PATH, §2.1.1). */
export function inclusionRanges(index: number, size: number): Range[] {
  if (!Number.isSafeInteger(size) || !Number.isInteger(index) || index < 0 || index >= size) {
    throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  }
  const beside: Range[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + split(end - start);
    if (index < middle) {
      beside.push({ start: middle, end });
      end = middle;
    } else {
      beside.push({ start, end: middle });
      start = middle;
    }
  }
  return beside.reverse();
}

/** What shows that the first `first` of `second` leaves are the same (PROOF, §2.1.2); 0 < first ≤ second. */
export function consistencyRanges(first: number, second: number): Range[] {
  if (!Number.isSafeInteger(second) || !Number.isInteger(first) || first <= 0 || first > second) {
    throw new RangeError(`no consistency between sizes ${first} and ${second}`);
  }
  const ranges: Range[] = [];
  let [start, end] = [0, second];
  while (first !== end) {
    const middle = start + split(end - start);
    if (first <= middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  if (start !== 0) ranges.push({ start, end });
  return ranges.reverse();
}

/** The complete subtrees that make up a range of the tree, from left to right, largest first. */
export function completeNodes({ start, end }: Range): Node[] {
  const nodes: Node[] = [];
  let at = start;
  while (at < end) {
    let [height, width] = [0, 1];
    while (at % (width * 2) === 0 && at + width * 2 <= end) {
      height++;
      width *= 2;
    }
    nodes.push({ height, index: at / width });
    at += width;
  }
  return nodes;
}
