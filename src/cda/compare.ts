/** «Что изменилось»: two versions of a document that were made readable → what a person must be told about their difference. */

import { compareBlocks, compareFacts, whole } from "./compare-blocks.ts";
import { type Change, type Comparison, changed, type MarkedRuns, type PartChanges } from "./difference.ts";
import { Effort } from "./effort.ts";
import { PARTICIPANTS_ID } from "./header.ts";
import type { Item } from "./item.ts";
import { markWords } from "./mark-words.ts";
import { leftOf } from "./match.ts";
import type { Block, ReadableDocument, Section } from "./model.ts";
import { layOut, type Placing, pairSections } from "./pair-sections.ts";
import { inNewOrder, type Placed } from "./place.ts";
import { CODED_SUFFIX } from "./sections.ts";

/** Ids of the parts that are no sections: the head of the document, and «Главное». */
const HEAD_ID = "head";
const MAIN_ID = "main";

/**
 * Pure, and total for whatever `makeReadable` gives. A document against itself differs in nothing; asked the other way
 * round, `before` and `after` change places. Well under a second for documents of the largest size that is taken in.
 */
export function compare(before: ReadableDocument, after: ReadableDocument): Comparison {
  const effort = new Effort();
  const head = headChanges(before, after, effort);
  const sections = sectionChanges(before.sections, after.sections, effort);
  const [service, told] = split([head, ...sections], isService);
  const plain = told.filter(({ id }) => !id.endsWith(CODED_SUFFIX));
  // Coded entries say much of the text once more: what they add stays, what they repeat goes to the end.
  const sayable = new Said([...plain, ...service]);
  const [repeated, more] = split(
    told.filter(({ id }) => id.endsWith(CODED_SUFFIX)),
    (change) => sayable.has(change),
  );
  const body = told.flatMap((part) =>
    part.id.endsWith(CODED_SUFFIX) ? more.filter(({ id, fate }) => id === part.id && fate === part.fate) : [part],
  );
  return { parts: [...mainChanges(before, after, body, effort), ...body], service: [...service, ...repeated] };
}

/** Who, where and when; the titles; and what a person must be told before they read. */
function headChanges(before: ReadableDocument, after: ReadableDocument, effort: Effort): PartChanges {
  const facts = (header: ReadableDocument["header"]): readonly Item[] =>
    header.map(({ label, value }) => ({ label, runs: value === "" ? [] : [{ text: value }] }));
  const notices = (warnings: readonly string[]): readonly Block[] =>
    warnings.map((text) => ({ kind: "notice", text }) as const);
  return {
    id: HEAD_ID,
    path: [],
    fate: "kept",
    changes: [
      ...title(before.title, after.title, effort),
      ...(before.officialTitle === after.officialTitle ? [] : title(before.officialTitle, after.officialTitle, effort)),
      ...compareFacts(facts(before.header), facts(after.header), effort),
      ...compareBlocks(notices(before.warnings), notices(after.warnings), effort),
    ],
  };
}

function title(before: string, after: string, effort: Effort): readonly Change[] {
  const runs = (text: string) => (text === "" ? [] : [{ text }]);
  const sides = markWords(runs(before), runs(after), effort);
  return sides === null ? [] : [changed("title", "", sides)];
}

function sectionChanges(before: readonly Section[], after: readonly Section[], effort: Effort): readonly PartChanges[] {
  const [a, b] = [layOut(before), layOut(after)];
  const { pairs, moved } = pairSections(a, b);
  const placed: Placed<PartChanges>[] = pairs.flatMap(([i, j]) => {
    const [x, y] = [a[i], b[j]];
    if (x === undefined || y === undefined) return [];
    const value = pairChanges(x, y, moved.has(j), effort);
    return value.changes.length > 0 || value.fate === "moved" ? [{ at: [i, j] as const, value }] : [];
  });
  const left = leftOf(a.length, b.length, pairs);
  for (const i of left.a) placed.push({ at: [i, null], value: wholeSection("removed", a[i] as Placing) });
  for (const j of left.b) placed.push({ at: [null, j], value: wholeSection("added", b[j] as Placing) });
  return inNewOrder(placed, pairs);
}

function pairChanges(a: Placing, b: Placing, moved: boolean, effort: Effort): PartChanges {
  const { section, path } = b;
  const official = (one: Section) => one.officialTitle ?? "";
  return {
    id: section.id,
    path,
    fate: moved ? "moved" : "kept",
    changes: [
      ...title(a.section.title, section.title, effort),
      ...title(official(a.section), official(section), effort),
      ...compareBlocks(a.section.blocks, section.blocks, effort),
    ],
  };
}

function wholeSection(fate: "added" | "removed", { section, path }: Placing): PartChanges {
  const official: readonly Block[] =
    section.officialTitle === null ? [] : [{ kind: "paragraph", runs: [{ text: section.officialTitle }] }];
  const tell = (block: Block) => (fate === "added" ? whole(fate, undefined, block) : whole(fate, block, undefined));
  return { id: section.id, path, fate, changes: [...official, ...section.blocks].flatMap(tell) };
}

/** «Главное» is made of the sections and of the coded diagnoses: only what nobody else has told is told from it. */
function mainChanges(
  before: ReadableDocument,
  after: ReadableDocument,
  told: readonly PartChanges[],
  effort: Effort,
): readonly PartChanges[] {
  const said = new Said(told);
  const facts = ({ summary }: ReadableDocument): readonly Item[] =>
    summary
      .flatMap((block) => (block.kind === "facts" ? block.items : []))
      // A text that was cut leads to its section, where it is compared whole.
      .filter(({ runs }) => runs.every(({ href }) => href === undefined));
  const changes = compareFacts(facts(before), facts(after), effort).filter((change) => !said.has(change));
  return changes.length > 0 ? [{ id: MAIN_ID, path: [], fate: "kept", changes }] : [];
}

/** The words that changes have told already, on each side. */
class Said {
  readonly #before = new Set<string>();
  readonly #after = new Set<string>();

  constructor(parts: readonly PartChanges[]) {
    for (const { before, after } of parts.flatMap(({ changes }) => changes)) {
      for (const word of changedWords(before)) this.#before.add(word);
      for (const word of changedWords(after)) this.#after.add(word);
    }
  }

  has({ before, after, deed }: Change): boolean {
    if (deed === "moved") return false;
    return isWithin(changedWords(before), this.#before) && isWithin(changedWords(after), this.#after);
  }
}

function isWithin(words: readonly string[], all: ReadonlySet<string>): boolean {
  return words.every((word) => all.has(word));
}

function changedWords(runs: MarkedRuns | null): readonly string[] {
  return (runs ?? []).flatMap(({ text, changed: is }) =>
    is ? (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) : [],
  );
}

/** Part by part, what the question is true of and what it is not; a part of which nothing is left is left out. */
function split(
  parts: readonly PartChanges[],
  is: (change: Change, part: PartChanges) => boolean,
): readonly [readonly PartChanges[], readonly PartChanges[]] {
  const those = (wanted: boolean) =>
    parts.flatMap((part): PartChanges[] => {
      const changes = part.changes.filter((change) => is(change, part) === wanted);
      const bare = part.changes.length === 0 && part.fate !== "kept" && !wanted;
      return changes.length > 0 || bare ? [{ ...part, changes }] : [];
    });
  return [those(true), those(false)];
}

/** Facts of the header that differ between any two versions. */
const HEAD_SERVICE: ReadonlySet<string> = new Set(["Дата документа", "Версия документа"]);
/** The same among the participants: when it was made and signed, what it is called by machines. */
const ABOUT_SERVICE: ReadonlySet<string> = new Set([
  "Создан",
  "Идентификатор",
  "Набор версий",
  "Номер версии",
  "Время",
  "Период",
]);
/** The group of participants that names the version before. */
const REPLACED = "Связанный документ";

function isService({ label, under }: Change, { id }: PartChanges): boolean {
  if (id === HEAD_ID) return HEAD_SERVICE.has(label);
  return id === PARTICIPANTS_ID && (ABOUT_SERVICE.has(label) || under === REPLACED);
}
