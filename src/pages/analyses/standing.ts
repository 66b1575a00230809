/** How a result stands to its norm: by the document's own mark, else by plain arithmetic on the document's own bounds. */
import { FLAG_SIGNS } from "../../cda/flag.ts";
import type { Flag } from "../../cda/model.ts";
import { hasBounds } from "../../cda/result-norm.ts";
import { numberOf } from "../../cda/result-value.ts";
import type { Point } from "../../patient/analytes.ts";

export type Standing = Flag | "normal" | "unknown";

export function standingOf(point: Point): Standing {
  if (point.flag !== null) return point.flag;
  return point.calledNormal || isWithin(point) === true ? "normal" : "unknown";
}

/** null: there is no plain number, or no bound to hold it against. */
export function isWithin({ value, norm }: Point): boolean | null {
  if (value.kind !== "number" || value.comparator !== null || !hasBounds(norm)) return null;
  const found = numberOf(value.written);
  return !(norm.low !== null && found < numberOf(norm.low)) && !(norm.high !== null && found > numberOf(norm.high));
}

/** «▲», «▼», «●»; nothing for what is not outside the norm. */
export function signOf(standing: Standing): string | null {
  return standing === "normal" || standing === "unknown" ? null : FLAG_SIGNS[standing];
}
