/** GOST R 34.10-2012 on BigInt: the reference, and what computes where WebAssembly may not. */

import type { Curve } from "./curves.ts";
import { type CurveArithmetic, gostOver } from "./gost.ts";
import { KnownKeys } from "./known-keys.ts";
import { PointTable, times } from "./multiply.ts";
import { add, type GostPoint, type Point, toAffine } from "./points.ts";

/** Width 7: 37 additions for a 256-bit multiple of the generator. */
const GENERATOR_WIDTH = 7;
/** Width 5: 832 points, some 120 kB, for a 256-bit key; twice as many for 512. */
const KEY_WIDTH = 5;

const pointOf = ({ x, y }: { readonly x: bigint; readonly y: bigint }): Point => ({ X: x, Y: y, Z: 1n });
const knownKeys = new KnownKeys((key: GostPoint) => new PointTable(key.curve, pointOf(key), KEY_WIDTH));
const byCurve = new Map<Curve, CurveArithmetic>();

/** The table of the generator is built once per curve, on first use. */
export function plainArithmetic(curve: Curve): CurveArithmetic {
  let arithmetic = byCurve.get(curve);
  if (arithmetic === undefined) {
    arithmetic = open(curve);
    byCurve.set(curve, arithmetic);
  }
  return arithmetic;
}

function open(curve: Curve): CurveArithmetic {
  const { p } = curve;
  let table: PointTable | null = null;
  const ofGenerator = (k: bigint): Point => {
    table ??= new PointTable(curve, pointOf(curve), GENERATOR_WIDTH);
    return table.times(k);
  };
  const ofKey = (key: GostPoint, k: bigint): Point => knownKeys.tableOf(key)?.times(k) ?? times(curve, k, pointOf(key));
  return {
    combine(key, z1, z2) {
      const { X, Z } = add(curve, ofGenerator(z1), ofKey(key, z2));
      return Z === 0n ? null : { X, ZZ: (Z * Z) % p };
    },
    multiple(k) {
      const { X, Y } = toAffine(curve, [ofGenerator(k)])[0]!;
      return { x: X, y: Y };
    },
  };
}

export const plainGost = gostOver(plainArithmetic);
