/** What holds for any two documents: oneself is nothing new, no word is lost, and asked the other way round the sides change places. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compare } from "../../src/cda/compare.ts";
import type { Change, Comparison, MarkedRuns } from "../../src/cda/difference.ts";
import { flattenAll } from "../../src/cda/flatten.ts";
import { plainText } from "../../src/cda/flow.ts";
import type { Block, Cell, ReadableDocument, Runs, Section } from "../../src/cda/model.ts";

/** Few words, so that documents are much alike and chance finds the corners. */
const word = fc.constantFrom(
  "мг",
  "утром",
  "5,2",
  "10",
  "нет",
  "калий",
  "№",
  "и",
  "доза",
  "левый",
  "120/80",
  "▲",
  "глюкоза",
);
const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(" "));
const runs: fc.Arbitrary<Runs> = fc.array(
  fc.record(
    { text: text.map((one) => `${one} `), bold: fc.constant(true), deleted: fc.constant(true), sup: fc.constant(true) },
    { requiredKeys: ["text"] },
  ),
  { minLength: 1, maxLength: 3 },
);
const cell: fc.Arbitrary<Cell> = fc.record(
  {
    runs: fc.oneof(runs, fc.constant([])),
    flag: fc.constantFrom("high", "low"),
    colspan: fc.constant(2),
    rowspan: fc.constant(2),
  },
  { requiredKeys: ["runs"] },
);
const rows = (maxLength: number) => fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength });
const simple: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant("paragraph" as const), runs }),
  fc.record({ kind: fc.constant("heading" as const), level: fc.constant(3 as const), runs }),
  fc.record({
    kind: fc.constant("facts" as const),
    items: fc.array(fc.record({ label: text, runs }), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant("table" as const), caption: runs, head: rows(2), rows: rows(4) }),
  fc.record({ kind: fc.constant("notice" as const), text }),
  fc.record({
    kind: fc.constant("image" as const),
    type: fc.constant("image/png" as const),
    base64: fc.constantFrom("AAAA", "BBBB"),
    alt: text,
    width: fc.constant(1),
    height: fc.constant(1),
  }),
);
const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 4, arbitrary: simple },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("list" as const),
      ordered: fc.constant(false), // numbers of points are no words of the document
      items: fc.array(fc.array(simple, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 4 }),
    }),
  },
);
const bare = fc.record({
  code: fc.constantFrom(null, "DGN", "RESLAB", "REGIME"),
  title: text,
  officialTitle: fc.option(text),
  blocks: fc.array(block, { maxLength: 5 }),
});
const sections: fc.Arbitrary<readonly Section[]> = fc
  .array(fc.tuple(bare, fc.array(bare, { maxLength: 2 })), { maxLength: 4 })
  .map((list) =>
    list.map(([outer, inner], at) => ({
      ...outer,
      id: `s${at}`,
      sections: inner.map((one, i) => ({
        ...one,
        ...(i === 1 ? coded : {}),
        id: i === 1 ? `s${at}-coded` : `s${at}-${i}`,
        sections: [],
      })),
    })),
  );
/** As the reader makes the section of what only the coded entries say. */
const coded = { code: null, title: "Также записано в документе", officialTitle: null };
const label = fc.constantFrom("Врач", "Дата документа", "Полис ОМС", "Версия документа");
const document: fc.Arbitrary<ReadableDocument> = fc.record({
  title: text,
  officialTitle: text,
  language: fc.constant("ru-RU"),
  summary: fc.array(
    fc.record({ kind: fc.constant("facts" as const), items: fc.array(fc.record({ label: text, runs })) }),
    {
      maxLength: 1,
    },
  ),
  header: fc.array(fc.record({ label, value: text }), { maxLength: 4 }),
  sections,
  abbreviations: fc.constant([]),
  warnings: fc.array(text, { maxLength: 2 }),
});
const both = fc.oneof(
  fc.tuple(document, document),
  // Two versions as they are: one and the same with other sections here and there.
  fc
    .tuple(document, sections, fc.nat(3))
    .map(([one, others, at]): [ReadableDocument, ReadableDocument] => [
      one,
      { ...one, sections: [...one.sections.slice(0, at), ...others.slice(0, 1), ...one.sections.slice(at + 1)] },
    ]),
);

const all = ({ parts, service }: Comparison) => [...parts, ...service];
const wordsIn = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

test("a document differs from itself in nothing", () => {
  fc.assert(
    fc.property(document, (one) => assert.deepEqual(compare(one, structuredClone(one)), { parts: [], service: [] })),
  );
});

test("every word that only one version has is told, on its own side, as changed", () => {
  fc.assert(
    fc.property(both, ([before, after]) => {
      const found = compare(before, after);
      const [old, fresh] = [wordsOf(before), wordsOf(after)];
      const told = { before: toldOn("before", found), after: toldOn("after", found) };
      for (const one of old) if (!fresh.has(one)) assert.ok(told.before.has(one), `«${one}» was and is not told of`);
      for (const one of fresh) if (!old.has(one)) assert.ok(told.after.has(one), `«${one}» is new and is not told of`);
    }),
    { numRuns: 300 },
  );
});

/** Every word that a reader meets; «Главное» leads to the rest and is held by tests of its own. */
function wordsOf({ title, officialTitle, header, sections, warnings }: ReadableDocument): ReadonlySet<string> {
  const ofSection = (one: Section): string[] => [
    one.title,
    one.officialTitle ?? "",
    plainText(flattenAll(one.blocks)),
    ...one.sections.flatMap(ofSection),
  ];
  const texts = [
    title,
    officialTitle,
    ...header.flatMap(({ label, value }) => [label, value]),
    ...warnings,
    ...sections.flatMap(ofSection),
  ];
  return new Set(texts.flatMap(wordsIn));
}

function toldOn(side: "before" | "after", found: Comparison): ReadonlySet<string> {
  const deed = side === "before" ? "removed" : "added";
  return new Set(
    all(found).flatMap(({ path, fate, changes }) => [
      ...(fate === deed ? path.flatMap(wordsIn) : []),
      ...changes.flatMap((one) => [
        ...(one.deed === deed ? wordsIn(one.label) : []),
        ...(one[side] ?? []).flatMap(({ text, changed }) => (changed ? wordsIn(text) : [])),
      ]),
    ]),
  );
}

test("asked the other way round, «было» and «стало» change places, and nothing else", () => {
  fc.assert(
    fc.property(both, ([before, after]) => {
      const [there, back] = [compare(before, after), compare(after, before)];
      assert.deepEqual(sides(back, true), sides(there, false));
    }),
    { numRuns: 300 },
  );
});

/** Without order and names, which are those of the later version. */
function sides(found: Comparison, turned: boolean): readonly string[] {
  const deeds = turned ? { added: "removed", removed: "added", changed: "changed", moved: "moved" } : null;
  const one = ({ what, deed, before, after, rows }: Change) => {
    const [x, y] = turned ? [after, before] : [before, after];
    return JSON.stringify([what, deeds?.[deed] ?? deed, rows ?? 1, marks(x), marks(y)]);
  };
  return all(found)
    .flatMap(({ changes }) => changes.map(one))
    .toSorted();
}

function marks(runs: MarkedRuns | null): string | undefined {
  return runs
    ?.map(({ text, changed }) => (changed ? `[${text}]` : text))
    .join("")
    .replaceAll("][", "");
}

test("what is marked is what the versions say: no letter is lost or invented", () => {
  fc.assert(
    fc.property(runs, runs, (x, y) => {
      const of = (runs: Runs): ReadableDocument => ({
        title: "а",
        officialTitle: "а",
        language: "ru",
        summary: [],
        header: [],
        sections: [
          {
            id: "s1",
            code: null,
            title: "а",
            officialTitle: null,
            blocks: [{ kind: "paragraph", runs }],
            sections: [],
          },
        ],
        abbreviations: [],
        warnings: [],
      });
      for (const { before, after } of compare(of(x), of(y)).parts.flatMap(({ changes }) => changes)) {
        assert.equal(plainText(before ?? []), plainText(x));
        assert.equal(plainText(after ?? []), plainText(y));
      }
    }),
    { numRuns: 500 },
  );
});
