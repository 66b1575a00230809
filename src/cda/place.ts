/** Puts what was found into the order of the later version; what is there no more stands where it stood, after what stood before it. */
import type { Pair } from "./align.ts";

export interface Placed<T> {
  /** Place in the earlier and in the later version; null: not there. */
  readonly at: readonly [before: number | null, after: number | null];
  readonly value: T;
}

/** `anchors`: places that are in both, rising. */
export function inNewOrder<T>(placed: readonly Placed<T>[], anchors: readonly Pair[]): readonly T[] {
  const sorted = [...anchors].sort(([a], [b]) => a - b);
  const place = ({ at: [before, after] }: Placed<T>) => after ?? placeOf(before ?? 0, sorted);
  return placed
    .map((one) => ({ one, at: place(one), old: one.at[0] ?? Number.POSITIVE_INFINITY }))
    .sort((x, y) => x.at - y.at || x.old - y.old || 0)
    .map(({ one }) => one.value);
}

/** Half a step after the last thing before it that is still there. */
function placeOf(before: number, anchors: readonly Pair[]): number {
  return (anchors[countBefore(before, anchors, 0) - 1]?.[1] ?? -1) + 0.5;
}

/** How many of the anchors, rising on that side, stand before the place. */
export function countBefore(place: number, anchors: readonly Pair[], side: 0 | 1): number {
  let low = 0;
  let high = anchors.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((anchors[middle]?.[side] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
