/** Composes the body: sections become headings and blocks in one line, so that no depth of nesting can exhaust Typst. */

import { asTable } from "../cda/as-table.ts";
import type { Abbreviation, Block, Section } from "../cda/model.ts";
import { ABBREVIATIONS_TITLE } from "../cda/open-abbreviations.ts";
import { saySize } from "../cda/say-size.ts";
import { FILE_INSIDE } from "../cda/text.ts";
import { composeFacts } from "./compose-facts.ts";
import { composeImage } from "./compose-image.ts";
import { composeRuns } from "./compose-runs.ts";
import { composeTable } from "./compose-table.ts";
import { type Composer, pageWidth, sizeOf } from "./composer.ts";
import type { SheetBlock } from "./sheet.ts";

/** Every word of the document's header, for whoever checks it: printed small, like an appendix. */
const aboutSection = "about";
const listIndent = 18;
/** Lists deeper than this go on at the same depth. */
const deepestList = 6;

/** Composes sections with their parts, depth first; headings from level 2. */
export function composeSections(composer: Composer, sections: readonly Section[], depth = 0): SheetBlock[] {
  return sections.flatMap((section) => {
    const level = Math.min(2 + depth, 5);
    const at = composer.labels.get(section.id);
    const official = section.officialTitle && section.officialTitle !== section.title ? section.officialTitle : null;
    const heading: SheetBlock = {
      k: "h",
      l: level,
      r: [composer.fit(section.title, pageWidth, 13, { bold: true })],
      ...(official && { official: composer.fit(official, pageWidth, sizeOf.small) }),
      ...(at !== undefined && { at }),
    };
    const hasTitle = section.title.trim() !== "";
    return [
      ...(hasTitle ? [heading] : []),
      ...composeBlocks(composer, section.blocks, pageWidth, level, section.id === aboutSection),
      ...composeSections(composer, section.sections, depth + 1),
    ];
  });
}

/** What abbreviations of the document stand for, small, after everything else. */
export function composeAbbreviations(composer: Composer, abbreviations: readonly Abbreviation[]): SheetBlock[] {
  if (abbreviations.length === 0) return [];
  const items = abbreviations.map(({ short, full }) => ({ label: short, runs: [{ text: full }] }));
  return [
    { k: "h", l: 2, r: [composer.fit(ABBREVIATIONS_TITLE, pageWidth, 13, { bold: true })] },
    ...composeFacts(composer, items, pageWidth, true),
  ];
}

/** Where blocks stand: the width they have, the level of the heading above them, how many lists they are in. */
interface Place {
  readonly width: number;
  readonly level: number;
  readonly depth: number;
  readonly dense: boolean;
}

/** Composes blocks for `width` points; headings in them lie below `level`. */
export function composeBlocks(
  composer: Composer,
  blocks: readonly Block[],
  width: number,
  level = 2,
  dense = false,
): SheetBlock[] {
  return blocks.flatMap((block) => composeBlock(composer, block, { width, level, dense, depth: 0 }));
}

function composeBlock(composer: Composer, block: Block, place: Place): SheetBlock[] {
  const { width, level } = place;
  switch (block.kind) {
    case "paragraph": {
      const r = composeRuns(composer, block.runs, width, sizeOf.body);
      return r.length === 0 ? [] : [{ k: "p", r }];
    }
    case "heading": {
      const r = composeRuns(composer, block.runs, width, 11, { bold: true });
      const l = Math.min(Math.max(block.level, level + 1), 6);
      return r.length === 0 ? [] : [{ k: "h", l, r, ...(place.dense && { dense: 1 as const }) }];
    }
    case "facts":
    case "drug":
      return composeFacts(composer, block.items, width, place.dense);
    case "table":
    case "results":
    case "links": {
      const table = asTable(block);
      const caption = table.caption ? composeRuns(composer, table.caption, width, sizeOf.body, { bold: true }) : [];
      return [
        ...(caption.length > 0 ? [{ k: "caption" as const, r: caption }] : []),
        ...composeTable(composer, table, width),
      ];
    }
    case "list":
      return composeList(composer, block, place);
    case "image":
      return [composeImage(composer, block, width)];
    case "attachment": {
      const name = composer.fit(block.name, width - 30, sizeOf.body, { bold: true });
      return [
        {
          k: "file",
          name,
          about: composer.fit(`${block.type}, ${saySize(block.bytes)} · ${FILE_INSIDE}`, width - 30, sizeOf.small),
        },
      ];
    }
    case "notice":
      return [{ k: "note", t: composer.fit(block.text, width - 24, sizeOf.body) }];
  }
}

function composeList(composer: Composer, list: Extract<Block, { kind: "list" }>, place: Place): SheetBlock[] {
  const inside = { ...place, width: place.width - listIndent, depth: place.depth + 1 };
  const items = list.items
    .map((item) => item.flatMap((block) => composeBlock(composer, block, inside)))
    .filter((blocks) => blocks.length > 0);
  if (items.length === 0) return [];
  return place.depth < deepestList ? [{ k: "list", ordered: list.ordered, i: items }] : items.flat();
}
