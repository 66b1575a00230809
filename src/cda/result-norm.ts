/** The norm of one result: bounds where they are plain numbers in the result's own unit, and the document's own words. */
import { cut } from "./cut.ts";
import { sayNorm } from "./flag.ts";
import { isDecimal, unitOf } from "./result-value.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child, childrenOf } from "./walk.ts";

export interface Norm {
  /** Decimals as written, within the norm themselves; null: no bound on that side, or none that is plainly one. */
  readonly low: string | null;
  readonly high: string | null;
  /** As the document words it. */
  readonly text: string | null;
}

/** Whether there is anything to hold a number against. */
export function hasBounds(norm: Norm | null): norm is Norm {
  return norm !== null && (norm.low !== null || norm.high !== null);
}

const LONGEST_TEXT = 300;

/** Several norms in one result (by age, by phase) have no bounds here: which of them is meant is not ours to say. */
export function readNorm(observation: XmlElement): Norm | null {
  const ranges = childrenOf(observation, "referenceRange");
  const [value] = childrenOf(observation, "value");
  const range = ranges.length === 1 ? child(ranges[0] ?? null, "observationRange", "value") : null;
  const unit = value === undefined ? null : unitOf(value);
  const low = boundOf(child(range, "low"), unit);
  const high = boundOf(child(range, "high"), unit);
  const said = sayNorm(observation);
  const text = said && cut(said, LONGEST_TEXT);
  return low === null && high === null && text === null ? null : { low, high, text };
}

function boundOf(bound: XmlElement | null, unit: string | null): string | null {
  if (bound === null || attribute(bound, "inclusive") === "false" || unitOf(bound) !== unit) return null;
  const written = attribute(bound, "value")?.trim() ?? "";
  return isDecimal(written) ? written : null;
}
