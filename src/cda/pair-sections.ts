/** Which section of the later version is which of the earlier one: by code and title among its neighbours, then anywhere. */
import { type Pair, rising, sameAnywhere } from "./align.ts";
import { type Left, leftOf, take } from "./match.ts";
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

type Name = (section: Section) => string | null;

/** What names a section, from the surest to the least sure. A section without that name has none to be known by. */
const NAMES: readonly Name[] = [({ code, title }) => `${code} ${title}`, ({ code }) => code, ({ title }) => title];

export function pairSections(a: readonly Placing[], b: readonly Placing[]): Paired {
  const found: Pair[] = [];
  const meet = (left: Left): void => {
    for (const name of NAMES) {
      const pairs = take(left, (x, y) => sameAnywhere(x.map(nameIn(a, name, "a")), y.map(nameIn(b, name, "b"))));
      found.push(...pairs);
      for (const [i, j] of pairs) meet({ a: inside(a, i), b: inside(b, j) });
    }
  };
  meet({ a: inside(a, null), b: inside(b, null) });
  // What found nobody among its neighbours may have gone to other ones.
  const name = ({ code, title }: Section) => (code === null ? null : `${code} ${title}`);
  const rest = take(leftOf(a.length, b.length, found), (x, y) =>
    sameAnywhere(x.map(nameIn(a, name, "a")), y.map(nameIn(b, name, "b"))),
  );
  const pairs = [...found, ...rest];
  return { pairs, moved: new Set([...rest.map(([, j]) => j), ...outOfOrder(pairs, a, b)]) };
}

/** A section that has no such name is like no other. */
function nameIn(list: readonly Placing[], name: Name, side: string): (at: number) => string {
  return (at) => (list[at] && name(list[at].section)) ?? `\u0000${side}${at}`;
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
