/** Composes runs of text: marks, links, and superscript digits as characters of their own. */

import type { Run, Runs } from "../cda/model.ts";
import type { Composer } from "./composer.ts";
import type { LineStyle } from "./fit-text.ts";
import type { SheetRun, SheetRuns } from "./sheet.ts";

/** 10 with a raised 9 would be copied out as «109»; as a character it stays 10⁹. */
const raised: Readonly<Record<string, string>> = {
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
  "+": "⁺",
  "-": "⁻",
  "−": "⁻",
};

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
    const power = run.sup && /^[\d+\-−]+$/.test(run.text);
    const text = power ? [...run.text].map((sign) => raised[sign] ?? sign).join("") : run.text;
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

/** The text of runs, as it will be measured. */
export function plainText(runs: Runs): string {
  return runs.map((run) => run.text).join("");
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
