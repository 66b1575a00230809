/** How a result went, in a glance beside its name. For the eye only: the page of the analyte says it in words. */
import type { Point } from "../../patient/analytes.ts";
import { lineThrough, round } from "./dot.tsx";
import { foundIn, timeOf } from "./plot.ts";

const WIDTH = 96;
const HEIGHT = 32;
const EDGE = 5;

/** `points`: plain ones, oldest first. Two say less than their numbers do: then nothing. */
export function Sparkline({ points }: { points: readonly Point[] }) {
  const last = points.at(-1);
  if (last === undefined || points.length < 3) return null;
  const values = points.map(foundIn);
  const times = points.map(timeOf);
  const x = scaled(times, EDGE, WIDTH - EDGE);
  const y = scaled(values, HEIGHT - EDGE, EDGE);
  const line = lineThrough(points.map((point) => ({ x: x(timeOf(point)), y: y(foundIn(point)) })));
  return (
    <svg class="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path class="trend-line" d={line} />
      <circle
        class={last.flag === null ? "trend-dot normal" : "trend-dot high"}
        cx={round(x(timeOf(last)))}
        cy={round(y(foundIn(last)))}
        r="4"
      />
    </svg>
  );
}

function scaled(numbers: readonly number[], from: number, to: number): (number: number) => number {
  const low = Math.min(...numbers);
  const high = Math.max(...numbers);
  return (number) => (high === low ? (from + to) / 2 : from + ((number - low) / (high - low)) * (to - from));
}
