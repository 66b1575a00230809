/** Headings go down one level at a time, whatever a document's own nesting is: a listener finds the way by them (ISO 14289-1, 7.4.2). */
import type { SheetBlock } from "./sheet.ts";

/** @param last level of the heading before the first block; gives the blocks and the level of their last heading */
export function settleHeadings(
  blocks: readonly SheetBlock[],
  last: number,
): { readonly blocks: SheetBlock[]; readonly last: number } {
  let level = last;
  const settled = blocks.map((block): SheetBlock => {
    if (block.k === "h") {
      level = Math.min(block.l, level + 1);
      return { ...block, l: level };
    }
    if (block.k !== "list") return block;
    const items = block.i.map((item) => {
      const inside = settleHeadings(item, level);
      level = inside.last;
      return inside.blocks;
    });
    return { ...block, i: items };
  });
  return { blocks: settled, last: level };
}
