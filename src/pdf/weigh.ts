/** Weighs an order before it is printed: how long it may take, and whether it is more than paper can hold. */

import { asTable } from "../cda/as-table.ts";
import type { Block, Section } from "../cda/model.ts";
import type { PrintOrder } from "./order.ts";

/** One unit takes about a tenth of a millisecond to set: a table cell, a paragraph, 10 KB of a file. */
export type Weight = number;

/** Heavier orders are refused: they would take more than half a minute and two gigabytes. 10,000 rows of 10 cells weigh less. */
export const heaviest: Weight = 150_000;

export function weigh(order: PrintOrder): Weight {
  const files = order.attachments.reduce((sum, file) => sum + file.bytes.length, 0);
  const { document } = order;
  return weighBlocks(document.summary) + weighSections(document.sections) + document.header.length + files / 10_000;
}

function weighSections(sections: readonly Section[]): Weight {
  return sections.reduce((sum, each) => sum + 2 + weighBlocks(each.blocks) + weighSections(each.sections), 0);
}

function weighBlocks(blocks: readonly Block[]): Weight {
  return blocks.reduce((sum, block) => sum + weighBlock(block), 0);
}

function weighBlock(block: Block): Weight {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return 1 + textOf(block.runs);
    case "facts":
    case "drug":
      return block.items.reduce((sum, item) => sum + 2 + textOf(item.runs), 0);
    case "table":
    case "results":
    case "links": {
      const { head, rows } = asTable(block);
      return [...head, ...rows].flat().reduce((sum, cell) => sum + 1 + textOf(cell.runs), 0);
    }
    case "list":
      return block.items.reduce((sum, item) => sum + 1 + weighBlocks(item), 0);
    case "image":
      return 50 + block.base64.length / 1000;
    case "attachment":
    case "notice":
      return 2;
  }
}

function textOf(runs: readonly { readonly text: string }[]): Weight {
  return runs.reduce((sum, run) => sum + run.text.length, 0) / 200 + runs.length / 5;
}
