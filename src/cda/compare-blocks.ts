/** Two versions of a section's content, block by block; what only moved is told as moved, what is alike is compared inside. */
import { type Pair, pairAlike, sameAnywhere } from "./align.ts";
import { asPlain, type PlainBlock } from "./as-table.ts";
import { compareTables } from "./compare-table.ts";
import { type Change, changed, type Deed, type What } from "./difference.ts";
import type { Effort } from "./effort.ts";
import { flatten, flattenAll, runsKey, signature, words } from "./flatten.ts";
import { plainText } from "./flow.ts";
import type { Item } from "./item.ts";
import { markAll, markWords } from "./mark-words.ts";
import { type Left, leftOf, matchSame, strike, take } from "./match.ts";
import type { Block, Runs } from "./model.ts";
import { countBefore, inNewOrder, type Placed } from "./place.ts";

/** Blocks of one kind that share so many of their words are two versions of one. */
const ALIKE = 0.35;

/** Changes in the order of the later version. */
export function compareBlocks(old: readonly Block[], fresh: readonly Block[], effort: Effort): readonly Change[] {
  const [before, after] = [old.map(asPlain), fresh.map(asPlain)];
  const { kept, moved, left } = matchSame(before.map(signature), after.map(signature), effort);
  const paired = pairLeft(before, after, kept, left, effort);
  const [headsA, headsB] = [headings(before), headings(after)];
  const placed: Placed<Change>[] = [];
  const put = (at: Placed<Change>["at"], changes: readonly Change[]) => {
    const under = (at[1] === null ? headsA[at[0] ?? 0] : headsB[at[1]]) ?? "";
    for (const value of changes) placed.push({ at, value: under === "" ? value : { ...value, under } });
  };
  for (const [i, j] of moved) put([i, j], whole("moved", before[i], after[j]));
  for (const [i, j] of paired) put([i, j], comparePair(before[i], after[j], effort));
  for (const i of left.a) put([i, null], whole("removed", before[i], undefined));
  for (const j of left.b) put([null, j], whole("added", undefined, after[j]));
  return inNewOrder(placed, kept);
}

/** Of each kind: first what is alike, then what stands alone of its kind in the same place. */
function pairLeft(
  before: readonly PlainBlock[],
  after: readonly PlainBlock[],
  kept: readonly Pair[],
  left: Left,
  effort: Effort,
): readonly Pair[] {
  const found: Pair[] = [];
  for (const kind of new Set(left.a.map((i) => before[i]?.kind))) {
    const ofKind: Left = {
      a: left.a.filter((i) => before[i]?.kind === kind),
      b: left.b.filter((j) => after[j]?.kind === kind),
    };
    const text = (blocks: readonly Block[]) => (at: number) => words(blocks[at] as Block); // a place in the list
    const alike = () => take(ofKind, (a, b) => pairAlike(a.map(text(before)), b.map(text(after)), ALIKE, effort));
    const many = ofKind.a.length > 1 || ofKind.b.length > 1; // one and one in the same place need no likeness
    found.push(...(many ? alike() : []), ...take(ofKind, (a, b) => aloneInGap(a, b, kept)), ...alike());
  }
  strike(left, found);
  return found;
}

function aloneInGap(a: readonly number[], b: readonly number[], kept: readonly Pair[]): readonly Pair[] {
  const [gapsA, gapsB] = [a.map((i) => countBefore(i, kept, 0)), b.map((j) => countBefore(j, kept, 1))];
  const [inA, inB] = [Map.groupBy(gapsA.keys(), (i) => gapsA[i]), Map.groupBy(gapsB.keys(), (j) => gapsB[j])];
  return [...inA].flatMap(([gap, [i, ...others]]): Pair[] => {
    const [j, ...more] = inB.get(gap) ?? [];
    return i === undefined || j === undefined || others.length + more.length > 0 ? [] : [[i, j]];
  });
}

/** Two blocks of one kind. */
function comparePair(before: PlainBlock | undefined, after: PlainBlock | undefined, effort: Effort): readonly Change[] {
  if (before === undefined || after === undefined) return [];
  switch (after.kind) {
    case "paragraph":
      return text("text", flatten(before), after.runs, effort);
    case "heading":
      return text("heading", flatten(before), after.runs, effort);
    case "notice":
      return text("notice", flatten(before), flatten(after), effort);
    case "facts":
      return before.kind === "facts" ? compareFacts(before.items, after.items, effort) : [];
    case "table":
      return before.kind === "table" ? compareTables(before, after, effort) : [];
    case "list":
      return before.kind === "list" ? compareItems(before.items, after.items, effort) : [];
    case "image":
      return before.kind === "image" ? [...whole("changed", before, after)] : [];
    case "attachment":
      return [...whole("changed", before, after)];
  }
}

function text(what: What, before: Runs, after: Runs, effort: Effort): readonly Change[] {
  const sides = markWords(before, after, effort);
  return sides === null ? [] : [changed(what, "", sides)];
}

/** Facts by their labels; of one label said more than once, equal values first. */
export function compareFacts(before: readonly Item[], after: readonly Item[], effort: Effort): readonly Change[] {
  const left = leftOf(before.length, after.length);
  const key = (items: readonly Item[], exact: boolean) => (at: number) =>
    JSON.stringify([items[at]?.label, exact ? runsKey(items[at]?.runs ?? []) : ""]);
  const same = take(left, (a, b) => sameAnywhere(a.map(key(before, true)), b.map(key(after, true))));
  const named = take(left, (a, b) => sameAnywhere(a.map(key(before, false)), b.map(key(after, false))));
  const placed: Placed<Change>[] = named.flatMap(([i, j]) => {
    const sides = markWords(before[i]?.runs ?? [], after[j]?.runs ?? [], effort);
    return sides === null ? [] : [{ at: [i, j] as const, value: changed("fact", after[j]?.label ?? "", sides) }];
  });
  for (const i of left.a) placed.push({ at: [i, null], value: oneSided("fact", "removed", before[i]) });
  for (const j of left.b) placed.push({ at: [null, j], value: oneSided("fact", "added", after[j]) });
  return inNewOrder(placed, [...same, ...named]);
}

/** Points of a list, each compared as a small section of its own. */
function compareItems(
  before: readonly (readonly Block[])[],
  after: readonly (readonly Block[])[],
  effort: Effort,
): readonly Change[] {
  const key = (item: readonly Block[]) => JSON.stringify(item.map(signature));
  const said = (item: readonly Block[] | undefined) => flattenAll(item ?? []);
  const { kept, moved, left } = matchSame(before.map(key), after.map(key), effort);
  const told = (items: readonly (readonly Block[])[]) => (at: number) => plainText(said(items[at]));
  const alike = take(left, (a, b) => pairAlike(a.map(told(before)), b.map(told(after)), ALIKE, effort));
  const alone = take(left, (a, b) => aloneInGap(a, b, kept));
  const placed: Placed<Change>[] = moved.map(([i, j]) => ({
    at: [i, j] as const,
    value: movedItem(said(before[i]), said(after[j])),
  }));
  for (const [i, j] of [...alike, ...alone])
    for (const one of compareBlocks(before[i] ?? [], after[j] ?? [], effort))
      placed.push({ at: [i, j], value: one.what === "text" ? { ...one, what: "item" } : one });
  for (const i of left.a)
    placed.push({ at: [i, null], value: oneSided("item", "removed", { label: "", runs: said(before[i]) }) });
  for (const j of left.b)
    placed.push({ at: [null, j], value: oneSided("item", "added", { label: "", runs: said(after[j]) }) });
  return inNewOrder(placed, kept);
}

function movedItem(before: Runs, after: Runs): Change {
  return { what: "item", deed: "moved", label: "", before, after };
}

function oneSided(what: What, deed: "added" | "removed", item: Item | undefined): Change {
  const told = markAll(item?.runs ?? []);
  const [before, after] = deed === "added" ? [null, told] : [told, null];
  return { what, deed, label: item?.label ?? "", before, after };
}

const WHATS: Readonly<Record<PlainBlock["kind"], What>> = {
  paragraph: "text",
  heading: "heading",
  facts: "fact",
  table: "table",
  list: "list",
  image: "picture",
  attachment: "file",
  notice: "notice",
};

/** A block told whole; facts that came or went are told one by one. */
export function whole(deed: Deed, before: Block | undefined, after: Block | undefined): readonly Change[] {
  const given = after ?? before;
  if (given === undefined) return [];
  const block = asPlain(given);
  if (block.kind === "facts" && (deed === "added" || deed === "removed"))
    return block.items.map((one) => oneSided("fact", deed, one));
  const told = (one: Block | undefined) =>
    one === undefined ? null : deed === "moved" ? flatten(one) : markAll(flatten(one));
  const picture = (one: Block | undefined) => (one?.kind === "image" ? one : null);
  return [
    {
      what: WHATS[block.kind],
      deed,
      label: labelOf(block),
      before: told(before),
      after: told(after),
      ...(block.kind === "image" ? { pictures: { before: picture(before), after: picture(after) } } : {}),
    },
  ];
}

function labelOf(block: PlainBlock): string {
  return block.kind === "table" ? plainText(block.caption ?? []) : block.kind === "attachment" ? block.name : "";
}

/** Over each block, the words of the heading that it stands under. */
function headings(blocks: readonly Block[]): readonly string[] {
  let last = "";
  return blocks.map((block) => {
    if (block.kind === "heading") {
      last = plainText(block.runs).trim();
      return "";
    }
    return last;
  });
}
