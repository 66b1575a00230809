/** Each block knows the element that it came from: whoever checks a document word for word finds the place. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Block, Section } from "../../src/cda/model.ts";
import { readDocument } from "../../src/cda/read.ts";
import { makeReadable } from "../../src/cda/readable.ts";
import { section, withSections } from "./minimal.ts";
import { sharedFile, sharedFiles, unlessShared } from "./shared.ts";

function blocksOf({ blocks, sections }: Section): readonly Block[] {
  const within = (block: Block): readonly Block[] => [
    block,
    ...(block.kind === "list" ? block.items.flat().flatMap(within) : []),
  ];
  return [...blocks.flatMap(within), ...sections.flatMap(blocksOf)];
}

/** What stands at a place of the text: the name of the element that begins there. */
function elementAt(lines: readonly string[], { line, column }: { line: number; column: number }): string {
  return /^<([\w:]+)/.exec((lines[line - 1] ?? "").slice(column - 1))?.[1] ?? "no element";
}

test("every block and section of every sample leads to an element of its bytes", { skip: unlessShared("semd") }, () => {
  let all = 0;
  for (const name of sharedFiles("semd", [".xml"])) {
    if (/SMSV2\.xml|no-namespace/.test(name)) continue;
    const bytes = sharedFile("semd", name);
    const lines = bytes.toString("utf8").split("\n");
    for (const one of makeReadable(readDocument(bytes)).sections) {
      for (const { kind, from } of blocksOf(one)) {
        assert.ok(from, `${name}: a block of kind ${kind} came from nowhere`);
        assert.notEqual(elementAt(lines, from), "no element", `${name}:${from.line}:${from.column}`);
        all += 1;
      }
    }
  }
  assert.ok(all > 500, `${all} blocks`);
});

test("a table leads to its table, a paragraph to its paragraph, a medicine to its statement", () => {
  const drug = `<substanceAdministration><consumable><manufacturedProduct><manufacturedMaterial><code code="21" codeSystem="1.2" displayName="Бендазол"/></manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration>`;
  const bytes = withSections(
    section("DRUG", null, drug) +
      section("ANAM", "<paragraph>Слова</paragraph>\n<table><tbody><tr><td>раз</td><td>два</td></tr></tbody></table>"),
  );
  const lines = bytes.toString("utf8").split("\n");
  const found = makeReadable(readDocument(bytes))
    .sections.slice(0, 2)
    .flatMap((one) => [one.from, ...one.blocks.map(({ from }) => from)])
    .map((from) => (from ? elementAt(lines, from) : "none"));
  assert.deepEqual(found, ["section", "substanceAdministration", "section", "paragraph", "table"]);
});

test("a coded value keeps its code beside its words", () => {
  const coded = `<observation><code code="1" codeSystem="1.2.643.5.1.13.13.11.1077" displayName="Основное заболевание"/><value xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CD" code="I10" codeSystem="1.2.643.5.1.13.13.11.1005" displayName="Гипертензия"/></observation>`;
  const [block] = makeReadable(readDocument(withSections(section("DGN", null, coded)))).sections[0]?.blocks ?? [];
  assert.ok(block?.kind === "facts");
  assert.deepEqual(block.items[0]?.runs, [
    { text: "I10 Гипертензия", bold: true, code: { code: "I10", system: "1.2.643.5.1.13.13.11.1005" } },
  ]);
});

test("an abbreviation is opened once, where it is first used; one that can be read in two ways never", () => {
  const text = "<paragraph>АД 120/80, на ЭКГ без изменений, АД стабильно, ГБ II, МСКТ</paragraph>";
  const { sections, abbreviations } = makeReadable(readDocument(withSections(section("ANAM", text))));
  assert.deepEqual(
    abbreviations.map(({ short }) => short),
    ["АД", "МСКТ", "ЭКГ"],
  );
  const [block] = sections[0]?.blocks ?? [];
  assert.ok(block?.kind === "paragraph");
  assert.deepEqual(
    block.runs.map(({ text, opened }) => [text, opened ?? null]),
    [
      ["АД", "артериальное давление"],
      [" 120/80, на ", null],
      ["ЭКГ", "электрокардиограмма"],
      [" без изменений, АД стабильно, ГБ II, ", null],
      ["МСКТ", "мультиспиральная компьютерная томография"],
    ],
  );
});
