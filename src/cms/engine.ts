/** Which engine computes GOST: the one place that decides. Today plain JavaScript; WebAssembly would be chosen here. */

import { type GostSignature, verifyGost } from "./gost.ts";
import type { GostPoint } from "./points.ts";
import { streebog256, streebog512 } from "./streebog.ts";

export interface GostEngine {
  readonly name: string;
  streebog256(message: Uint8Array): Uint8Array;
  streebog512(message: Uint8Array): Uint8Array;
  /** `hash` is the digest as a number (RFC 7091 §6.2 step 2). */
  verify(key: GostPoint, hash: bigint, signature: GostSignature): boolean;
}

export const engine: GostEngine = { name: "plain JavaScript", streebog256, streebog512, verify: verifyGost };
