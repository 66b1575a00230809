/** Which engine computes GOST: the one place that decides. WebAssembly where it may run and proves right. */

import type { Curve } from "./curves.ts";
import { type CurveArithmetic, type Gost, gostOver } from "./gost.ts";
import { proveCurve, proveExample } from "./gost-self-test.ts";
import { plainArithmetic } from "./plain-gost.ts";
import { streebog256, streebog512 } from "./streebog.ts";
import { proveStreebog, type Streebog } from "./streebog-self-test.ts";
import { openCurve } from "./wasm/open-curve.ts";
import { openStreebog } from "./wasm/open-streebog.ts";

export interface GostEngine extends Streebog, Gost {
  /** What computes here. Curves are proved when they are first needed, or when this is asked. */
  name(): string;
}

type OpenCurve = (curve: Curve) => CurveArithmetic;

/**
 * Plain JavaScript where the fast arithmetic does not open or answers wrongly: a fault of the platform (CSP, JIT off, a
 * broken compiler) must cost time, not documents. It is not an error, and `engineName` tells of it.
 */
export function chooseEngine(openHash: () => Streebog, open: OpenCurve): GostEngine {
  const streebog = chooseStreebog(openHash);
  const curves = new Curves(open);
  const name = () => {
    const fast = streebog === null ? [] : ["Streebog"];
    for (const size of [32, 64] as const) if (curves.fast(size)) fast.push(`curves of ${8 * size} bits`);
    return fast.length === 0 ? "plain JavaScript" : `in WebAssembly: ${fast.join(", ")}`;
  };
  return { name, ...(streebog ?? { streebog256, streebog512 }), ...gostOver((curve) => curves.of(curve)) };
}

function chooseStreebog(open: () => Streebog): Streebog | null {
  try {
    const fast = open();
    proveStreebog(fast);
    return fast;
  } catch {
    return null;
  }
}

/** Each size is proved by the example of the standard, then each curve against BigInt, at its first use. */
class Curves {
  readonly #open: OpenCurve;
  readonly #sizes = new Map<32 | 64, boolean>();
  readonly #curves = new Map<Curve, CurveArithmetic>();

  constructor(open: OpenCurve) {
    this.#open = open;
  }

  fast(size: 32 | 64): boolean {
    let fast = this.#sizes.get(size);
    if (fast === undefined) {
      fast = holds(() => proveExample(size, this.#open));
      this.#sizes.set(size, fast);
    }
    return fast;
  }

  of(curve: Curve): CurveArithmetic {
    let arithmetic = this.#curves.get(curve);
    if (arithmetic === undefined) {
      arithmetic = (this.fast(curve.size) && this.#proved(curve)) || plainArithmetic(curve);
      this.#curves.set(curve, arithmetic);
    }
    return arithmetic;
  }

  #proved(curve: Curve): CurveArithmetic | null {
    try {
      const arithmetic = this.#open(curve);
      proveCurve(curve, arithmetic);
      return arithmetic;
    } catch {
      return null;
    }
  }
}

function holds(prove: () => void): boolean {
  try {
    prove();
    return true;
  } catch {
    return false;
  }
}

export const engine: GostEngine = chooseEngine(openStreebog, openCurve);

/** For the log and for `medkarta` about itself. */
export const engineName = (): string => engine.name();
