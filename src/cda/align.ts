/** Which of two lists' members are the same, and which are alike. Whoever asks the other way round is told the same. */
import type { Effort } from "./effort.ts";

export type Pair = readonly [before: number, after: number];

/**
 * The longest common subsequence of two lists of keys, as pairs of positions in rising order; null when it would take more
 * work than there is left.
 */
export function commonInOrder(a: readonly string[], b: readonly string[], effort: Effort): readonly Pair[] | null {
  if (isLater(a, b)) return turned(commonInOrder(b, a, effort));
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const middle = longest(a.slice(start, a.length - end), b.slice(start, b.length - end), effort);
  if (middle === null) return null;
  return [
    ...Array.from({ length: start }, (_, i): Pair => [i, i]),
    ...middle.map(([i, j]): Pair => [i + start, j + start]),
    ...Array.from({ length: end }, (_, i): Pair => [a.length - end + i, b.length - end + i]),
  ];
}

function longest(a: readonly string[], b: readonly string[], effort: Effort): readonly Pair[] | null {
  if (a.length === 0 || b.length === 0) return [];
  if (!effort.spend(a.length * b.length)) return null;
  const numbers = new Map<string, number>();
  for (const key of [...a, ...b]) if (!numbers.has(key)) numbers.set(key, numbers.size);
  const numberOf = (key: string) => numbers.get(key) ?? 0;
  const [left, right] = [Int32Array.from(a, numberOf), Int32Array.from(b, numberOf)];
  const width = b.length + 1;
  // Within one allowance a subsequence is never longer than 2000 or so: 16 bits hold it.
  const best = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const at = i * width + j;
      const below = best[at + width] ?? 0;
      const beside = best[at + 1] ?? 0;
      best[at] = left[i] === right[j] ? (best[at + width + 1] ?? 0) + 1 : Math.max(below, beside);
    }
  }
  const pairs: Pair[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (left[i] === right[j]) pairs.push([i++, j++]);
    else if ((best[(i + 1) * width + j] ?? 0) >= (best[i * width + j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return pairs;
}

/** For lists that are too long for the longest one: what stands once in each, as far as it keeps its order. */
export function uniqueInOrder(a: readonly string[], b: readonly string[]): readonly Pair[] {
  if (isLater(a, b)) return turned(uniqueInOrder(b, a)) ?? [];
  const [inA, inB] = [once(a), once(b)];
  const pairs = [...inA].flatMap(([key, i]): Pair[] => (inB.has(key) ? [[i, inB.get(key) ?? 0]] : []));
  return rising(pairs);
}

/** The longest part of the pairs whose second members rise as the first do (patience sorting). */
export function rising(pairs: readonly Pair[]): readonly Pair[] {
  const tops: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [at, [, j]] of pairs.entries()) {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tops[middle] ?? 0]?.[1] ?? 0) < j) low = middle + 1;
      else high = middle;
    }
    before[at] = tops[low - 1];
    tops[low] = at;
  }
  const out: Pair[] = [];
  for (let at = tops.at(-1); at !== undefined; at = before[at]) out.push(pairs[at] ?? [0, 0]);
  return out.reverse();
}

/** Members of equal keys, first with first, wherever they stand. */
export function sameAnywhere(a: readonly string[], b: readonly string[]): readonly Pair[] {
  const waiting = new Map<string, number[]>();
  for (const [j, key] of b.entries().toArray().reverse()) {
    const places = waiting.get(key);
    if (places === undefined) waiting.set(key, [j]);
    else places.push(j);
  }
  return a.flatMap((key, i): Pair[] => {
    const j = waiting.get(key)?.pop();
    return j === undefined ? [] : [[i, j]];
  });
}

/** More pairs than this are not looked through. */
const MOST_ALIKE = 10_000;

/** Members that share at least `share` of their words, the most alike first; none where looking would take too much work. */
export function pairAlike(a: readonly string[], b: readonly string[], share: number, effort: Effort): readonly Pair[] {
  if (a.length * b.length > MOST_ALIKE || a.length * b.length === 0) return [];
  if (isLater(a, b)) return turned(pairAlike(b, a, share, effort)) ?? [];
  const [bagsA, bagsB] = [a.map(wordsOf), b.map(wordsOf)];
  const sum = (bags: readonly ReadonlySet<string>[]) => bags.reduce((words, bag) => words + bag.size, 0);
  if (!effort.spend(Math.min(sum(bagsA) * b.length, sum(bagsB) * a.length))) return [];
  const found = bagsA.flatMap((bag, i) =>
    bagsB.map((other, j) => ({ i, j, alike: likeness(bag, other) })).filter(({ alike }) => alike >= share),
  );
  found.sort((x, y) => y.alike - x.alike || Math.abs(x.i - x.j) - Math.abs(y.i - y.j) || x.i - y.i);
  const taken = { a: new Set<number>(), b: new Set<number>() };
  const pairs: Pair[] = [];
  for (const { i, j } of found) {
    if (taken.a.has(i) || taken.b.has(j)) continue;
    taken.a.add(i);
    taken.b.add(j);
    pairs.push([i, j]);
  }
  return pairs;
}

/** Likeness of long texts is told by their beginnings. */
const ENOUGH = 4000;

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(
    text
      .slice(0, ENOUGH)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  );
}

/** Dice 1945: twice what is common by what there is. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let common = 0;
  for (const word of few) if (many.has(word)) common += 1;
  return a.size + b.size === 0 ? 1 : (2 * common) / (a.size + b.size);
}

function once(keys: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [at, key] of keys.entries()) places.set(key, places.has(key) ? -1 : at);
  return new Map([...places].filter(([, at]) => at >= 0));
}

/** Equal lengths of choice are settled by order alone, so which of two lists comes first must not matter: the lesser one does. */
function isLater(a: readonly string[], b: readonly string[]): boolean {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const [x = "", y = ""] = [a[at], b[at]];
    if (x !== y) return x > y;
  }
  return a.length > b.length;
}

function turned(pairs: readonly Pair[] | null): readonly Pair[] | null {
  return pairs?.map(([i, j]): Pair => [j, i]) ?? null;
}
