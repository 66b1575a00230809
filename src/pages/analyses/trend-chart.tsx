/**
 * One series as a drawing made on the server: norms as a band with steps, results as shapes with their numbers. Two sheets, for a
 * wide and a narrow screen, so that letters keep their size; style sheets show one of them.
 */
import type { Point } from "../../patient/analytes.ts";
import { sayAxisDate } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { ChartDot, lineThrough, round } from "./dot.tsx";
import { plotOf, type Sheet } from "./plot.ts";
import { sayFound, sayWritten } from "./say-result.ts";

const WIDE: Sheet = {
  ...{ width: 720, height: 310, font: 16 },
  ...{ left: 60, right: 12, top: 28, bottom: 36 },
  ...{ figures: 5, dates: 6 },
};
const NARROW: Sheet = {
  ...{ width: 256, height: 250, font: 15 },
  ...{ left: 44, right: 4, top: 26, bottom: 30 },
  ...{ figures: 4, dates: 3 },
};

export interface TrendChartProps {
  readonly viewer: Viewer;
  /** Plain ones, oldest first, two at least. */
  readonly points: readonly Point[];
  /** The sentence that the drawing shows. */
  readonly title: string;
}

export function TrendChart(props: TrendChartProps) {
  return (
    <>
      <Drawing {...props} sheet={WIDE} look="trend wide" />
      <Drawing {...props} sheet={NARROW} look="trend narrow" />
    </>
  );
}

function Drawing({ viewer, points, title, sheet, look }: TrendChartProps & { sheet: Sheet; look: string }) {
  const { language } = viewer;
  const plot = plotOf(points, sheet, {
    value: ({ value }) => sayFound(language, value, { unit: false }),
    time: ({ at, said }) => sayAxisDate(language, at, said),
  });
  const { width, height, left, right, bottom } = sheet;
  const floor = height - bottom;
  return (
    <svg class={look} viewBox={`0 0 ${width} ${height}`} role="img">
      <title>{title}</title>
      {plot.bands.map((band) => (
        <g key={band.left}>
          <rect
            class="trend-norm"
            x={round(band.left)}
            y={round(band.top)}
            width={round(band.right - band.left)}
            height={round(Math.max(1, band.bottom - band.top))}
          />
          {band.high ? <path class="trend-bound" d={across(band, band.top)} /> : null}
          {band.low ? <path class="trend-bound" d={across(band, band.bottom)} /> : null}
        </g>
      ))}
      {plot.values.map(({ value, y }) => (
        <g key={value}>
          <path class="trend-grid" d={`M${left} ${round(y)}H${width - right}`} />
          <text class="trend-figure" x={left - 8} y={round(y + 5)} text-anchor="end">
            {sayWritten(language, String(value))}
          </text>
        </g>
      ))}
      <path class="trend-axis" d={`M${left} ${floor}H${width - right}`} />
      {plot.times.map(({ x, middle, text }) => (
        <g key={x}>
          <path class="trend-axis" d={`M${round(x)} ${floor}v5`} />
          <text class="trend-figure" x={round(middle)} y={height - 8} text-anchor="middle">
            {text}
          </text>
        </g>
      ))}
      <path class="trend-line" d={lineThrough(plot.dots)} />
      {plot.dots.map((dot) => (
        <ChartDot key={`${dot.x} ${dot.y}`} {...dot} />
      ))}
      {plot.labels.map(({ x, y, text }) => (
        <text key={`${x} ${y}`} class="trend-value" x={round(x)} y={round(y)} text-anchor="middle">
          {text}
        </text>
      ))}
    </svg>
  );
}

function across({ left, right }: { readonly left: number; readonly right: number }, y: number): string {
  return `M${round(left)} ${round(y)}H${round(right)}`;
}
