/** Composes the body: sections become headings and blocks in one line, so that no depth of nesting can exhaust Typst. */

import type { Block, Section } from "../cda/model.ts";
import { composeFacts } from "./compose-facts.ts";
import { composeImage } from "./compose-image.ts";
import { composeRuns } from "./compose-runs.ts";
import { composeTable } from "./compose-table.ts";
import { type Composer, pageWidth, sizeOf } from "./composer.ts";
import { saySize } from "./say-size.ts";
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
      return composeFacts(composer, block.items, width, place.dense);
    case "table": {
      const caption = block.caption ? composeRuns(composer, block.caption, width, sizeOf.body, { bold: true }) : [];
      return [
        ...(caption.length > 0 ? [{ k: "caption" as const, r: caption }] : []),
        ...composeTable(composer, block, width),
      ];
    }
    case "list":
      return composeList(composer, block, place);
    case "image":
      return [composeImage(composer, block, width)];
    case "attachment": {
      const name = composer.fit(block.name, width - 30, sizeOf.body, { bold: true });
      return [
        { k: "file", name, about: composer.fit(`${block.type}, ${saySize(block.bytes)}`, width - 30, sizeOf.small) },
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
