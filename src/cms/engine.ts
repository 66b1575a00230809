/** Which engine computes GOST: the one place that decides. Streebog in WebAssembly where it may run and proves right. */

import { type GostSignature, verifyGost } from "./gost.ts";
import type { GostPoint } from "./points.ts";
import { streebog256, streebog512 } from "./streebog.ts";
import { proveStreebog, type Streebog } from "./streebog-self-test.ts";
import { openStreebog } from "./wasm/open-streebog.ts";

export interface GostEngine extends Streebog {
  readonly name: string;
  /** `hash` is the digest as a number (RFC 7091 §6.2 step 2). */
  verify(key: GostPoint, hash: bigint, signature: GostSignature): boolean;
}

/**
 * Plain JavaScript where the fast Streebog does not open or answers wrongly: a fault of the platform (CSP, JIT off, a
 * broken compiler) must cost time, not documents. It is not an error, and `engineName` tells of it.
 */
export function chooseEngine(open: () => Streebog): GostEngine {
  try {
    const fast = open();
    proveStreebog(fast);
    return { name: "Streebog in WebAssembly, curves in JavaScript", ...fast, verify: verifyGost };
  } catch {
    return { name: "plain JavaScript", streebog256, streebog512, verify: verifyGost };
  }
}

export const engine: GostEngine = chooseEngine(openStreebog);

/** For the log and for `medkarta` about itself. */
export const engineName = (): string => engine.name;
