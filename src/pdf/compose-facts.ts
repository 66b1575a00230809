/** Composes pairs of label and value: labels in a column as wide as the widest of them, up to two fifths. */

import type { Runs } from "../cda/model.ts";
import { composeRuns, plainText } from "./compose-runs.ts";
import { type Composer, sizeOf } from "./composer.ts";
import type { SheetBlock } from "./sheet.ts";

/** Composes facts for `width` points. A missing value is a dash, never a gap that could be read as forgotten. */
export function composeFacts(
  composer: Composer,
  items: readonly { readonly label: string; readonly runs: Runs }[],
  width: number,
): SheetBlock[] {
  if (items.length === 0) return [];
  const widest = Math.max(...items.map(({ label }) => composer.faces.width(label, sizeOf.body, false))) * 1.03 + 2;
  const labelWidth = Math.min(Math.max(widest, 70), width * 0.4);
  const valueWidth = width - labelWidth - 12;
  return [
    {
      k: "facts",
      w: labelWidth,
      i: items.map(({ label, runs }) => ({
        l: composer.fit(label, labelWidth, sizeOf.body),
        r: plainText(runs).trim() === "" ? ["—"] : composeRuns(composer, runs, valueWidth, sizeOf.body),
      })),
    },
  ];
}
