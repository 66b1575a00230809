/** «▲ выше нормы»: a sign and a word, and the colour only helps. */
import type { Point } from "../../patient/analytes.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { signOf, standingOf } from "./standing.ts";

export function StandingMark({ viewer, point }: { viewer: Viewer; point: Point }) {
  const standing = standingOf(point);
  const sign = signOf(standing);
  // A norm stands beside, but nobody said how the result stands to it: then neither do we.
  if (standing === "unknown" && point.norm !== null) return null;
  return (
    <span class={sign === null ? "standing" : "standing out"}>
      {sign === null ? null : <span aria-hidden="true">{sign} </span>}
      {words(viewer.language).analyses.marks[standing]}
    </span>
  );
}
