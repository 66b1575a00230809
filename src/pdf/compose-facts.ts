/** Composes pairs of label and value: the label beside a short value, above a long one. */

import type { Runs } from "../cda/model.ts";
import { composeRuns, plainText } from "./compose-runs.ts";
import { type Composer, sizeOf } from "./composer.ts";
import type { SheetBlock } from "./sheet.ts";

/** One axis for all facts of a page, however long their labels. */
const labelWidth = 180;
const gutter = 12;
/** A longer value is a text: it has the whole width, under its label. */
const longestBeside = 260;

/** Composes facts for `width` points, smaller where they are dense. A missing value is a dash, never a gap that could be read as forgotten. */
export function composeFacts(
  composer: Composer,
  items: readonly { readonly label: string; readonly runs: Runs }[],
  width: number,
  dense = false,
): SheetBlock[] {
  if (items.length === 0) return [];
  const size = dense ? sizeOf.small : sizeOf.body;
  const label = Math.min(labelWidth, width * 0.4);
  const facts = items.map(({ label: name, runs }) => {
    const text = plainText(runs);
    const long = text.length > longestBeside;
    const room = long ? width : width - label - gutter;
    return {
      l: composer.fit(name, long ? width : label, size),
      r: text.trim() === "" ? ["—"] : composeRuns(composer, runs, room, size),
      ...(long && { long: 1 as const }),
    };
  });
  return [{ k: "facts", w: label, i: facts, ...(dense && { dense: 1 as const }) }];
}
