/** Which section of the later version is which of the earlier one: by code and title among its neighbours, then anywhere. */
import { type Pair, rising, sameAnywhere } from "./align.ts";
import type { Section } from "./model.ts";

/** A section in its place. */
export interface Placing {
  readonly section: Section;
  /** Titles from the outermost section to this one. */
  readonly path: readonly string[];
  /** Place of the section around it in the list of all; null for the outermost. */
  readonly parent: number | null;
}

/** All sections, each before those inside it. */
export function layOut(sections: readonly Section[]): readonly Placing[] {
  const out: Placing[] = [];
  const walk = (list: readonly Section[], path: readonly string[], parent: number | null) => {
    for (const section of list) {
      const own = [...path, section.title];
      const at = out.push({ section, path: own, parent }) - 1;
      walk(section.sections, own, at);
    }
  };
  walk(sections, [], null);
  return out;
}

export interface Paired {
  readonly pairs: readonly Pair[];
  /** Places in the later version of sections that stand elsewhere now: under another section, or in another order. */
  readonly moved: ReadonlySet<number>;
}

/** What names a section, from the surest to the least sure. A section without that name has none to be known by. */
const NAMES: readonly ((section: Section) => string | null)[] = [
  ({ code, title }) => `${code} ${title}`,
  ({ code }) => code,
  ({ title }) => title,
];

export function pairSections(a: readonly Placing[], b: readonly Placing[]): Paired {
  const found: Pair[] = [];
  const meet = (insA: readonly number[], insB: readonly number[], names: typeof NAMES): void => {
    let [x, y] = [insA, insB];
    for (const name of names) {
      const key = (list: readonly Placing[], side: string) => (at: number) =>
        (list[at] && name(list[at].section)) ?? `\u0000${side}${at}`;
      const pairs = sameAnywhere(x.map(key(a, "a")), y.map(key(b, "b"))).map(
        ([i, j]): Pair => [x[i] as number, y[j] as number], // positions just given
      );
      found.push(...pairs);
      const [inA, inB] = [new Set(pairs.map(([i]) => i)), new Set(pairs.map(([, j]) => j))];
      x = x.filter((i) => !inA.has(i));
      y = y.filter((j) => !inB.has(j));
      for (const [i, j] of pairs) meet(inside(a, i), inside(b, j), NAMES);
    }
  };
  meet(inside(a, null), inside(b, null), NAMES);
  // What found nobody among its neighbours may have gone to other ones.
  const [inA, inB] = [new Set(found.map(([i]) => i)), new Set(found.map(([, j]) => j))];
  const rest = sameAnywhere(
    a.map(({ section }, i) =>
      inA.has(i) || section.code === null ? `\u0000a${i}` : `${section.code} ${section.title}`,
    ),
    b.map(({ section }, j) =>
      inB.has(j) || section.code === null ? `\u0000b${j}` : `${section.code} ${section.title}`,
    ),
  );
  const pairs = [...found, ...rest];
  return { pairs, moved: new Set([...rest.map(([, j]) => j), ...outOfOrder(pairs, a, b)]) };
}

function inside(list: readonly Placing[], parent: number | null): readonly number[] {
  return list.flatMap((one, at) => (one.parent === parent ? [at] : []));
}

/** Among sections of one parent: those that the longest rising row leaves out. */
function outOfOrder(pairs: readonly Pair[], a: readonly Placing[], b: readonly Placing[]): readonly number[] {
  const groups = Map.groupBy(pairs, ([i, j]) => `${a[i]?.parent} ${b[j]?.parent}`);
  return [...groups.values()].flatMap((group) => {
    const sorted = [...group].sort(([x], [y]) => x - y);
    const kept = new Set(rising(sorted).map(([, j]) => j));
    return sorted.map(([, j]) => j).filter((j) => !kept.has(j));
  });
}
