/** One result alone: no line of time, but a line of numbers with the norm and the result on it. */
import { hasBounds } from "../../cda/result-norm.ts";
import { numberOf } from "../../cda/result-value.ts";
import type { Point } from "../../patient/analytes.ts";
import type { Viewer } from "../viewer.ts";
import { ChartDot, round } from "./dot.tsx";
import { foundIn, isPlain } from "./plot.ts";
import { sayFound, sayWritten } from "./say-result.ts";
import { standingOf } from "./standing.ts";

const WIDTH = 256;
const LEFT = 22;
const RIGHT = WIDTH - 22;
const LINE = 46;

export function hasNumberLine(point: Point): boolean {
  return isPlain(point) && hasBounds(point.norm);
}

/** `point`: see `hasNumberLine`. */
export function NumberLine({ viewer, point, title }: { viewer: Viewer; point: Point; title: string }) {
  const { language } = viewer;
  const found = foundIn(point);
  const low = point.norm?.low ?? null;
  const high = point.norm?.high ?? null;
  const bounds = [low, high].flatMap((one) => (one === null ? [] : numberOf(one)));
  const all = [...bounds, found];
  const spread = Math.max(...all) - Math.min(...all) || Math.abs(found) || 1;
  // A norm of one bound goes on to the edge; what it leaves open is not drawn as if it ended.
  const from = Math.min(...all) - spread * (low === null ? 0.6 : 0.3);
  const to = Math.max(...all) + spread * (high === null ? 0.6 : 0.3);
  const x = (number: number) => LEFT + ((number - from) / (to - from)) * (RIGHT - LEFT);
  const start = low === null ? LEFT - 14 : x(numberOf(low));
  const end = high === null ? RIGHT + 14 : x(numberOf(high));
  const at = x(found);
  return (
    <svg class="trend line" viewBox={`0 0 ${WIDTH} 84`} role="img">
      <title>{title}</title>
      <rect class="trend-norm" x={round(start)} y={LINE - 9} width={round(end - start)} height="18" />
      <path class="trend-axis" d={`M4 ${LINE}H${WIDTH - 4}`} />
      {[low, high].map((bound) =>
        bound === null ? null : (
          <g key={bound}>
            <path class="trend-bound" d={`M${round(x(numberOf(bound)))} ${LINE - 9}v18`} />
            <text class="trend-figure" x={round(x(numberOf(bound)))} y={LINE + 30} text-anchor="middle">
              {sayWritten(language, bound)}
            </text>
          </g>
        ),
      )}
      <ChartDot x={at} y={LINE} standing={standingOf(point)} />
      <text class="trend-value" x={round(Math.min(Math.max(at, 40), WIDTH - 40))} y={LINE - 20} text-anchor="middle">
        {sayFound(language, point.value, { unit: false })}
      </text>
    </svg>
  );
}
