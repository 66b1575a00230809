/** Honest scales: values on round figures that hold every point and norm, time true to time. Pure; units are the caller's. */

export interface Scale {
  readonly from: number;
  readonly to: number;
  /** Round figures within, ascending. */
  readonly ticks: readonly number[];
}

/** `most`: about how many figures may be written. Values that are all positive never reach below nought. */
export function valueScale(values: readonly number[], most: number): Scale {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const spread = high - low || Math.abs(high) / 2 || 1;
  const from = low >= 0 ? Math.max(0, low - spread * 0.15) : low - spread * 0.15;
  const to = high + spread * 0.15;
  const step = roundStep((to - from) / most);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return { from, to, ticks: Array.from({ length: last - first + 1 }, (_, at) => tidy((first + at) * step)) };
}

/** 1, 2, 2.5 or 5 of a power of ten, not less than asked. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return tidy(([1, 2, 2.5, 5].find((one) => one * power >= least * 0.999) ?? 10) * power);
}

/** 0.30000000000000004 is 0.3. */
function tidy(number: number): number {
  return Number(number.toPrecision(10));
}

const DAY = 86_400_000;

export interface TimeTick {
  readonly at: number;
  readonly said: "year" | "month" | "day";
}

/** Beginnings of years, half-years, quarters, months; of a span of weeks, its first and last day. `at`: ms in UTC. */
export function timeTicks(from: number, to: number, most: number): readonly TimeTick[] {
  if (to - from < 60 * DAY) {
    const ends: readonly TimeTick[] = [
      { at: from, said: "day" },
      { at: to, said: "day" },
    ];
    return to - from < DAY ? ends.slice(0, 1) : ends;
  }
  const months = (to - from) / (30.44 * DAY);
  const step = [1, 2, 3, 6, 12, 24, 60, 120].find((one) => months / one <= most) ?? 240;
  const first = new Date(from);
  const ticks: TimeTick[] = [];
  for (let month = Math.floor(first.getUTCMonth() / step) * step; ; month += step) {
    const year = step > 12 ? Math.floor(first.getUTCFullYear() / (step / 12)) * (step / 12) : first.getUTCFullYear();
    const at = Date.UTC(year, month, 1);
    if (at > to) return ticks;
    if (at >= from) ticks.push({ at, said: step >= 12 ? "year" : "month" });
  }
}
