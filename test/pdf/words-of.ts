/** Every character a readable document has to show, and a comparison that forgives only what paper must change. */

import { asTable } from "../../src/cda/as-table.ts";
import type { Block, ReadableDocument, Runs, Section } from "../../src/cda/model.ts";

/** The texts of a document that must be found in its PDF. */
export function wordsOf(document: ReadableDocument): string[] {
  return [
    document.title,
    document.officialTitle,
    ...document.summary.flatMap(blockWords),
    // The label «Организация» is the one word that paper replaces by a place: the letterhead.
    ...document.header.flatMap(({ label, value }) =>
      /^(медицинская )?организация$/i.test(label) ? [value] : [label, value],
    ),
    ...document.sections.flatMap(sectionWords),
    ...document.abbreviations.flatMap(({ short, full }) => [short, full]),
    ...document.warnings,
  ];
}

function sectionWords(section: Section): string[] {
  return [
    section.title,
    section.officialTitle ?? "",
    ...section.blocks.flatMap(blockWords),
    ...section.sections.flatMap(sectionWords),
  ];
}

function blockWords(block: Block): string[] {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return [runWords(block.runs)];
    case "facts":
    case "drug":
      return block.items.flatMap(({ label, runs }) => [label, runWords(runs)]);
    case "table":
    case "results":
    case "links": {
      const { caption, head, rows } = asTable(block);
      return [runWords(caption ?? []), ...[...head, ...rows].flat().map((each) => runWords(each.runs))];
    }
    case "list":
      return block.items.flat().flatMap(blockWords);
    case "image":
      return []; // its words are the alternative text, which is no text of the page
    case "attachment":
      return [block.name];
    case "notice":
      return [block.text];
  }
}

function runWords(runs: Runs): string {
  return runs.map((each) => each.text).join("");
}

/** Characters of the model that the text of the PDF lacks, with how many of each. */
export function missingCharacters(model: readonly string[], printed: string): string[] {
  const left = count(printed);
  const missing: string[] = [];
  for (const [letter, wanted] of count(model.join("\n"))) {
    const found = left.get(letter) ?? 0;
    if (found < wanted)
      missing.push(`${letter} (U+${letter.codePointAt(0)!.toString(16)}): ${wanted - found} of ${wanted}`);
  }
  return missing;
}

/** NFKC, so that a raised 9 is a 9; without spaces and signs of layout. */
function count(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const letter of text
    .normalize("NFKC")
    .replace(/[\s\u00ad\u200b\u200e\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff]|[\ufe00-\ufe0f]/gu, "")) {
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  return counts;
}
