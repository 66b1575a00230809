/** Raised digits as characters of their own: 10 with a raised 9 would be copied out, and heard, as «109». */
import { plainText } from "./flow.ts";
import type { Run, Runs } from "./model.ts";

const RAISED: ReadonlyMap<string, string> = new Map([
  ["0", "⁰"],
  ["1", "¹"],
  ["2", "²"],
  ["3", "³"],
  ["4", "⁴"],
  ["5", "⁵"],
  ["6", "⁶"],
  ["7", "⁷"],
  ["8", "⁸"],
  ["9", "⁹"],
  ["+", "⁺"],
  ["-", "⁻"],
  ["−", "⁻"],
]);

/** Whether a run is a power that has characters of its own. */
export function isPower({ sup, text }: Run): boolean {
  return sup === true && /^[\d+\-−]+$/.test(text);
}

/** The power in such characters. */
export function raise(text: string): string {
  return [...text].map((sign) => RAISED.get(sign) ?? sign).join("");
}

/** The text of runs with its powers raised, for where no mark can raise them. */
export function raisedText(runs: Runs): string {
  return runs.some(isPower)
    ? plainText(runs.map((run) => (isPower(run) ? { text: raise(run.text) } : run)))
    : plainText(runs);
}
