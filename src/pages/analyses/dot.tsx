/** A point of a chart: its shape says how it stands to the norm, its colour says the same again; and the line through points. */
import type { Standing } from "./standing.ts";

/** Around nought, about 14 units across. */
const shapes: Readonly<Record<Standing, string>> = {
  high: "M0 -8 7.5 5.5h-15z",
  low: "M0 8 7.5 -5.5h-15z",
  abnormal: "M0 -7.5 7.5 0 0 7.5 -7.5 0z",
  normal: "M-6 0a6 6 0 1 1 12 0a6 6 0 1 1 -12 0z",
  unknown: "M-5.5 -5.5h11v11h-11z",
};

export function ChartDot({ x, y, standing }: { x: number; y: number; standing: Standing }) {
  return <path class={`trend-dot ${standing}`} d={shapes[standing]} transform={`translate(${round(x)} ${round(y)})`} />;
}

/** The line through points, as the `d` of a path. */
export function lineThrough(points: readonly { readonly x: number; readonly y: number }[]): string {
  return points.map(({ x, y }, at) => `${at ? "L" : "M"}${round(x)} ${round(y)}`).join("");
}

export function round(number: number): number {
  return Math.round(number * 10) / 10;
}
