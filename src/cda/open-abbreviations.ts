/** Opens abbreviations: the first use of each is marked with what it stands for, and all are listed once. The signed words stay as they are. */
import { ABBREVIATIONS } from "./abbreviations.ts";
import { PARTICIPANTS_ID } from "./header.ts";
import type {
  Abbreviation,
  Block,
  Fact,
  LinkedDocument,
  ReadableDocument,
  Result,
  Run,
  Runs,
  Section,
} from "./model.ts";

/** Longest first, so that «МСКТ» is not read as «КТ»; whole words only. */
const ANY = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:${[...ABBREVIATIONS.keys()].sort((a, b) => b.length - a.length).join("|")})(?![\\p{L}\\p{N}])`,
  "gu",
);

/** Over the list of opened abbreviations, on the page, on paper and in the text. */
export const ABBREVIATIONS_TITLE = "Сокращения в тексте";

/** A document whose abbreviations are not yet opened. */
export type Unopened = Omit<ReadableDocument, "abbreviations">;

/** In reading order: «Главное» first, then section by section; not in the words of the header, which are for clerks. */
export function openAbbreviations(document: Unopened): ReadableDocument {
  const opener = new Opener();
  const summary = document.summary.map((block) => opener.block(block));
  const sections = document.sections.map((section) => opener.section(section));
  return { ...document, summary, sections, abbreviations: opener.found() };
}

class Opener {
  readonly #used = new Map<string, string>();

  found(): readonly Abbreviation[] {
    return [...this.#used]
      .map(([short, full]) => ({ short, full }))
      .sort((a, b) => a.short.localeCompare(b.short, "ru"));
  }

  section(section: Section): Section {
    if (section.id === PARTICIPANTS_ID) return section;
    return {
      ...section,
      blocks: section.blocks.map((block) => this.block(block)),
      sections: section.sections.map((inner) => this.section(inner)),
    };
  }

  block(block: Block): Block {
    switch (block.kind) {
      case "paragraph":
      case "heading":
        return { ...block, runs: this.#runs(block.runs) };
      case "facts":
      case "drug":
        return { ...block, items: block.items.map((fact) => this.#fact(fact)) };
      case "table": {
        const row = (cells: (typeof block.rows)[number]) =>
          cells.map((cell) => ({ ...cell, runs: this.#runs(cell.runs) }));
        const caption = block.caption && { caption: this.#runs(block.caption) };
        return { ...block, ...caption, head: block.head.map(row), rows: block.rows.map(row) };
      }
      case "results": {
        const caption = block.caption && { caption: this.#runs(block.caption) };
        return { ...block, ...caption, rows: block.rows.map((row) => this.#named(row)) };
      }
      case "links":
        return { ...block, rows: block.rows.map((row) => this.#named(row)) };
      case "list":
        return { ...block, items: block.items.map((item) => item.map((one) => this.block(one))) };
      case "image":
      case "attachment":
      case "notice":
        return block;
    }
  }

  #fact({ label, runs }: Fact): Fact {
    return { label, runs: this.#runs(runs) };
  }

  #named<Row extends Result | LinkedDocument>(row: Row): Row {
    return { ...row, name: this.#runs(row.name) };
  }

  #runs(runs: Runs): Runs {
    return runs.some(({ text }) => /[А-ЯЁ]{2}/.test(text)) ? runs.flatMap((run) => this.#run(run)) : runs;
  }

  #run(run: Run): Runs {
    const pieces: Run[] = [];
    let at = 0;
    for (const { 0: short, index } of run.text.matchAll(ANY)) {
      const full = ABBREVIATIONS.get(short);
      if (full === undefined || this.#used.has(short)) continue;
      this.#used.set(short, full);
      if (index > at) pieces.push({ ...run, text: run.text.slice(at, index) });
      pieces.push({ ...run, text: short, opened: full });
      at = index + short.length;
    }
    return pieces.length === 0
      ? [run]
      : at < run.text.length
        ? [...pieces, { ...run, text: run.text.slice(at) }]
        : pieces;
  }
}
