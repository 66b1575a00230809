/** Remembers keys that sign again and again: an organisation's signs every document that it sends. */

import { PointTable, times } from "./multiply.ts";
import type { GostPoint, Point } from "./points.ts";

/** A table costs about four verifications and makes each later one three times faster. */
const WORTH_A_TABLE = 3;
/** Width 5: 832 points, some 120 kB, for a 256-bit key; twice as many for 512. */
const WIDTH = 5;
/** Bounded, since keys come from strangers: at most some 30 MB. */
const MOST_KEYS = 128;

interface KeyUse {
  uses: number;
  table: PointTable | null;
}

/** Least recently used first: a Map keeps the order of insertion. */
const known = new Map<string, KeyUse>();

/** k·Q for the point Q of a public key. */
export function multipleOfKey({ curve, x, y }: GostPoint, k: bigint): Point {
  // x and the parity of y are the whole point once it is on the curve.
  const identity = `${curve.title} ${x.toString(16)} ${y & 1n}`;
  const use = known.get(identity) ?? { uses: 0, table: null };
  known.delete(identity);
  known.set(identity, use);
  if (known.size > MOST_KEYS) known.delete(known.keys().next().value!);

  use.uses++;
  const point = { X: x, Y: y, Z: 1n };
  if (use.table === null && use.uses >= WORTH_A_TABLE) use.table = new PointTable(curve, point, WIDTH);
  return use.table === null ? times(curve, k, point) : use.table.times(k);
}
