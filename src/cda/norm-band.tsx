/** A result and its norm as a band with a dot. For the eye only: the numbers stand in the cells, and the word beside them. */
import { plainText } from "./flow.ts";
import type { Cell } from "./model.ts";

/** Width of the drawing in its own units; the norm takes the middle half. */
const WIDTH = 96;
const FROM = 24;
const TO = 72;

interface NormBandProps {
  readonly norm: Cell;
  readonly result: Cell | undefined;
}

/** Nothing where the numbers are not plain: a guessed picture would be worse than none. */
export function NormBand({ norm, result }: NormBandProps) {
  const bounds = boundsOf(plainText(norm.runs));
  const found = result === undefined ? null : numberOf(plainText(result.runs));
  if (bounds === null || found === null) return null;
  const [low, high] = bounds;
  const outside = (low !== null && found < low) || (high !== null && found > high);
  const start = low === null ? 2 : FROM;
  const end = high === null ? WIDTH - 2 : TO;
  return (
    <svg class="norm-band" viewBox={`0 0 ${WIDTH} 12`} width={WIDTH} height="12" aria-hidden="true">
      <rect class="norm-line" x="2" y="5" width={WIDTH - 4} height="2" rx="1" />
      <rect class="norm-within" x={start} y="3" width={end - start} height="6" rx="3" />
      <circle class={outside ? "norm-dot-out" : "norm-dot"} cx={placeOf(found, low, high)} cy="6" r="4" />
    </svg>
  );
}

/** Where the dot stands; far outside it stops at the edge. */
function placeOf(found: number, low: number | null, high: number | null): number {
  const [zero, one] = low === null || high === null ? oneSided(low, high) : [low, high];
  const at = FROM + ((found - zero) / (one - zero)) * (TO - FROM);
  return Math.round(Math.min(WIDTH - 5, Math.max(5, at)) * 10) / 10;
}

/** A norm with one bound reaches to the edge of the drawing: nought, or three times the bound. */
function oneSided(low: number | null, high: number | null): readonly [number, number] {
  return low === null ? [(high ?? 0) / 3, high ?? 1] : [low, low * 2];
}

/** «3,9–6,1», «не выше 5», «не ниже 60»; null for anything else. Positive numbers only, as norms of analyses are. */
function boundsOf(text: string): readonly [number | null, number | null] | null {
  const plain = text.replaceAll("\u00a0", "").trim();
  const both = /^(\d+(?:[.,]\d+)?) ?[–—-] ?(\d+(?:[.,]\d+)?)(?: [^\d]*)?$/.exec(plain);
  if (both !== null) {
    const [low, high] = [numberOf(both[1] ?? ""), numberOf(both[2] ?? "")];
    return low !== null && high !== null && low < high ? [low, high] : null;
  }
  const one = /^(не выше|не ниже) (\d+(?:[.,]\d+)?)(?: [^\d]*)?$/.exec(plain);
  const bound = numberOf(one?.[2] ?? "");
  if (one === null || bound === null || bound === 0) return null;
  return one[1] === "не выше" ? [null, bound] : [bound, null];
}

function numberOf(text: string): number | null {
  const plain = text.replaceAll("\u00a0", "").trim();
  return /^\d{1,9}(?:[.,]\d{1,6})?$/.test(plain) ? Number(plain.replace(",", ".")) : null;
}
