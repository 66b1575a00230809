/** A series as a drawing: where its points, its norms and its scales stand. Pure; the drawing's own units. */
import { numberOf } from "../../cda/result-value.ts";
import type { Point } from "../../patient/analytes.ts";
import { type Label, placeLabels } from "./place-labels.ts";
import { type TimeTick, timeTicks, valueScale } from "./scales.ts";
import { type Standing, standingOf } from "./standing.ts";

/** A sheet to draw on. Letters are never smaller than `font` on a screen that shows it at its own size. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly font: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** How many figures may stand beside the value axis and below the time axis. */
  readonly figures: number;
  readonly dates: number;
}

export interface Plot {
  readonly dots: readonly { readonly x: number; readonly y: number; readonly standing: Standing }[];
  /** Norms as steps; one-sided ones reach to the edge of the sheet. */
  readonly bands: readonly Band[];
  readonly labels: readonly Label[];
  readonly values: readonly { readonly y: number; readonly value: number }[];
  /** `x` of the tick, and of the middle of its words. */
  readonly times: readonly { readonly x: number; readonly middle: number; readonly text: string }[];
}

export interface Band {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Bounds that are drawn as lines: those that the norm has. */
  readonly low: boolean;
  readonly high: boolean;
}

/** Only a plain number has a place on a chart. */
export function isPlain({ value }: Point): boolean {
  return value.kind === "number" && value.comparator === null;
}

export function foundIn({ value }: Point): number {
  return value.kind === "number" ? numberOf(value.written) : Number.NaN;
}

/** Milliseconds; a day without an hour is its noon. */
export function timeOf({ measured }: Point): number {
  return Date.parse(measured.instant ?? `${measured.date}T12:00:00Z`);
}

/** How values and times are written. */
export interface Say {
  readonly value: (point: Point) => string;
  readonly time: (tick: TimeTick) => string;
}

/** `points`: plain ones, oldest first, two at least. */
export function plotOf(points: readonly Point[], sheet: Sheet, say: Say): Plot {
  const bounds = points.flatMap(({ norm }) => [norm?.low, norm?.high].flatMap((one) => (one ? numberOf(one) : [])));
  const scale = valueScale([...points.map(foundIn), ...bounds], sheet.figures);
  const [first, last] = [timeOf(points[0]!), timeOf(points.at(-1)!)];
  const from = sheet.left + 22;
  const to = sheet.width - sheet.right - 14;
  const x = (time: number) =>
    last === first ? (from + to) / 2 : from + ((time - first) / (last - first)) * (to - from);
  const y = (value: number) => {
    const share = (value - scale.from) / (scale.to - scale.from);
    return sheet.height - sheet.bottom - share * (sheet.height - sheet.bottom - sheet.top);
  };
  const dots = points.map((point) => ({ x: x(timeOf(point)), y: y(foundIn(point)), standing: standingOf(point) }));
  const rank = rankOf(points);
  return {
    dots,
    bands: bandsOf(points, dots, sheet, y),
    labels: placeLabels(
      points.map((point, at) => ({
        x: dots[at]?.x ?? 0,
        y: dots[at]?.y ?? 0,
        text: say.value(point),
        rank: rank(point, at),
      })),
      { left: sheet.left + 4, right: sheet.width, top: 0, bottom: sheet.height - sheet.bottom + 4, font: sheet.font },
    ),
    values: scale.ticks.map((value) => ({ value, y: y(value) })),
    times: timesOf(
      timeTicks(first, last, sheet.dates).map((tick) => ({ x: x(tick.at), text: say.time(tick) })),
      sheet,
    ),
  };
}

/** Words below the axis stay on the sheet and off each other: one that has no room is left out, and its tick stays away too. */
function timesOf(ticks: readonly { readonly x: number; readonly text: string }[], sheet: Sheet): Plot["times"] {
  const kept: Plot["times"][number][] = [];
  let free = 0;
  for (const { x, text } of ticks) {
    const half = (text.length * sheet.font * 0.56) / 2;
    const middle = Math.min(Math.max(x, half), sheet.width - half);
    if (middle - half < free) continue;
    free = middle + half + sheet.font / 2;
    kept.push({ x, middle, text });
  }
  return kept;
}

/** The last result first, then the highest and the lowest, then what is outside the norm, then the newest. */
function rankOf(points: readonly Point[]): (point: Point, at: number) => number {
  const values = points.map(foundIn);
  const extremes = new Set([values.indexOf(Math.max(...values)), values.indexOf(Math.min(...values))]);
  return (point, at) => {
    if (at === points.length - 1) return 0;
    if (extremes.has(at)) return 1;
    return (point.flag === null ? 3 : 2) + (points.length - at) / (points.length + 1);
  };
}

/** A norm holds from halfway to the point before until halfway to the next; equal neighbours are one band. */
function bandsOf(
  points: readonly Point[],
  dots: readonly { readonly x: number }[],
  sheet: Sheet,
  y: (value: number) => number,
): readonly Band[] {
  const bands: (Band & { readonly key: string })[] = [];
  for (const [at, { norm }] of points.entries()) {
    const key = JSON.stringify([norm?.low ?? null, norm?.high ?? null]);
    const before = dots[at - 1];
    const here = dots[at];
    const after = dots[at + 1];
    if (!here) continue;
    const left = before ? (before.x + here.x) / 2 : sheet.left;
    const right = after ? (here.x + after.x) / 2 : sheet.width - sheet.right;
    const last = bands.at(-1);
    if (last?.key === key && last.right === left) {
      bands[bands.length - 1] = { ...last, right };
      continue;
    }
    const low = norm?.low ?? null;
    const high = norm?.high ?? null;
    if (low === null && high === null) continue;
    bands.push({
      key,
      left,
      right,
      top: high === null ? sheet.top : y(numberOf(high)),
      bottom: low === null ? sheet.height - sheet.bottom : y(numberOf(low)),
      low: low !== null,
      high: high !== null,
    });
  }
  return bands;
}
