/** Two lists matched step by step: what is the same first, then whatever a caller takes from what is left. */
import { commonInOrder, type Pair, sameAnywhere, uniqueInOrder } from "./align.ts";
import type { Effort } from "./effort.ts";

/** Places in the earlier and in the later list that no pair holds yet, rising. */
export interface Left {
  a: readonly number[];
  b: readonly number[];
}

/** All of two lists of these lengths, but for the places of the pairs. */
export function leftOf(a: number, b: number, pairs: readonly Pair[] = []): Left {
  const left: Left = { a: [...Array(a).keys()], b: [...Array(b).keys()] };
  strike(left, pairs);
  return left;
}

/** Pairs found among what is left; they are left no more. `match` tells positions in the lists that it is given. */
export function take(
  left: Left,
  match: (a: readonly number[], b: readonly number[]) => readonly Pair[],
): readonly Pair[] {
  const { a, b } = left;
  const found = match(a, b).map(([i, j]): Pair => [a[i] as number, b[j] as number]); // positions that `match` was given
  strike(left, found);
  return found;
}

export function strike(left: Left, pairs: readonly Pair[]): void {
  const [inA, inB] = [new Set(pairs.map(([i]) => i)), new Set(pairs.map(([, j]) => j))];
  left.a = left.a.filter((i) => !inA.has(i));
  left.b = left.b.filter((j) => !inB.has(j));
}

/** `kept`: equal keys in the same order; `moved`: equal keys elsewhere; `left`: neither. */
export function matchSame(keysA: readonly string[], keysB: readonly string[], effort: Effort) {
  const kept = commonInOrder(keysA, keysB, effort) ?? uniqueInOrder(keysA, keysB);
  const left = leftOf(keysA.length, keysB.length, kept);
  const moved = take(left, (a, b) =>
    sameAnywhere(
      a.map((i) => keysA[i] ?? ""),
      b.map((j) => keysB[j] ?? ""),
    ),
  );
  return { kept, moved, left };
}
