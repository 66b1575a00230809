/** Composes pairs of label and value: the label beside a short value, above a long one. */

import { plainText } from "../cda/flow.ts";
import type { Block, ReadableDocument, Runs, Section } from "../cda/model.ts";
import { withColon } from "../cda/text.ts";
import { composeRuns } from "./compose-runs.ts";
import { type Composer, sizeOf } from "./composer.ts";
import type { Faces } from "./faces.ts";
import type { SheetBlock } from "./sheet.ts";

const narrowest = 90;
const widest = 180;
const gutter = 12;
/** A longer value is a text: it has the whole width, under its label. */
const longestBeside = 260;

/** One axis for the values of a whole document: as far right as its longest labels, within reason. */
export function labelWidthOf(faces: Faces, document: ReadableDocument): number {
  const labels = [...labelsOf(document.summary), ...document.sections.flatMap(labelsOfSection)];
  const widths = labels.map((label) => faces.width(label, sizeOf.body, false) * 1.03);
  return Math.min(
    widest,
    widths.reduce((a, b) => Math.max(a, b), narrowest),
  );
}

function labelsOfSection(section: Section): string[] {
  return [...labelsOf(section.blocks), ...section.sections.flatMap(labelsOfSection)];
}

function labelsOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === "facts" || block.kind === "drug") return block.items.map((item) => withColon(item.label));
    return block.kind === "list" ? block.items.flatMap(labelsOf) : [];
  });
}

/** Composes facts for `width` points, smaller where they are dense. A missing value is a dash, never a gap that could be read as forgotten. */
export function composeFacts(
  composer: Composer,
  items: readonly { readonly label: string; readonly runs: Runs }[],
  width: number,
  dense = false,
): SheetBlock[] {
  if (items.length === 0) return [];
  const size = dense ? sizeOf.small : sizeOf.body;
  const label = Math.min(composer.labelWidth, width * 0.4);
  const facts = items.map(({ label: name, runs }) => {
    const text = plainText(runs);
    const long = text.length > longestBeside;
    const room = long ? width : width - label - gutter;
    return {
      l: composer.fit(withColon(name), long ? width : label, size),
      r: text.trim() === "" ? ["—"] : composeRuns(composer, runs, room, size),
      ...(long && { long: 1 as const }),
    };
  });
  return [{ k: "facts", w: label, i: facts, ...(dense && { dense: 1 as const }) }];
}
