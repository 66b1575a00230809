/** What the shapes of a chart mean: only those that are on it. */
import { hasBounds } from "../../cda/result-norm.ts";
import type { Point } from "../../patient/analytes.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { ChartDot } from "./dot.tsx";
import { type Standing, standingOf } from "./standing.ts";

const order: readonly Standing[] = ["normal", "high", "low", "abnormal", "unknown"];

export function Legend({ viewer, points }: { viewer: Viewer; points: readonly Point[] }) {
  const w = words(viewer.language).analyses.legend;
  const standings = new Set(points.map(standingOf));
  const hasNorm = points.some(({ norm }) => hasBounds(norm));
  return (
    <ul class="legend small">
      {hasNorm ? (
        <li>
          <svg viewBox="0 0 24 20" aria-hidden="true">
            <rect class="trend-norm" x="0" y="3" width="24" height="14" />
            <path class="trend-bound" d="M0 3h24M0 17h24" />
          </svg>
          {w.norm}
        </li>
      ) : null}
      {order
        .filter((one) => standings.has(one))
        .map((standing) => (
          <li key={standing}>
            <svg viewBox="0 0 24 20" aria-hidden="true">
              <ChartDot x={12} y={10} standing={standing} />
            </svg>
            {w[standing]}
          </li>
        ))}
    </ul>
  );
}
