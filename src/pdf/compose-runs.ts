/** Composes runs of text: marks, links, and superscript digits as characters of their own. */

import type { Run, Runs } from "../cda/model.ts";
import { isPower, raise } from "../cda/raise.ts";
import type { Composer } from "./composer.ts";
import type { LineStyle } from "./fit-text.ts";
import type { SheetRun, SheetRuns } from "./sheet.ts";

/** Composes runs for a line of `width` points. */
export function composeRuns(
  composer: Composer,
  runs: Runs,
  width: number,
  size: number,
  style: LineStyle = {},
): SheetRuns {
  const sheetRuns: SheetRun[] = [];
  for (const run of runs) {
    if (run.text === "") continue;
    const power = isPower(run);
    const text = power ? raise(run.text) : run.text;
    const t = composer.fit(text, width, size, { ...style, bold: style.bold === true || run.bold === true });
    if (t === "") continue;
    const marks = {
      ...(run.bold && { b: 1 as const }),
      ...(run.italic && { i: 1 as const }),
      ...(run.underline && { u: 1 as const }),
      ...(run.deleted && { del: 1 as const }),
      ...(run.sub && { sub: 1 as const }),
      ...(run.sup && !power && { sup: 1 as const }),
      ...target(composer, run),
    };
    sheetRuns.push(Object.keys(marks).length === 0 ? t : { t, ...marks });
  }
  return sheetRuns;
}

function target(composer: Composer, run: Run): { to: string } | { at: string } | undefined {
  const { href } = run;
  if (!href) return undefined;
  if (href.startsWith("#")) {
    const at = composer.labels.get(href.slice(1));
    return at === undefined ? undefined : { at };
  }
  return isWebAddress(href) ? { to: href } : undefined;
}

/** An https address in the characters of RFC 3986 alone: what is clicked is what is read. */
export function isWebAddress(text: string): boolean {
  return /^https:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]{1,2000}$/.test(text);
}
