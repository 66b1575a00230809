/** Residues modulo the curves' primes, most of which lie so near a power of two that no division is needed. */

/** A small representative of `t` modulo p: below p in size, or little above it, of either sign. */
export type Reduce = (t: bigint) => bigint;

/** Folds where p = 2^n − c with a small c (of either sign), for then 2^n ≡ c; divides elsewhere. */
export function reducerFor(p: bigint): Reduce {
  const bits = p.toString(2).length;
  for (const n of [BigInt(bits), BigInt(bits - 1)]) {
    const c = (1n << n) - p;
    if (c < 1n << 32n && c > -(1n << 32n)) return foldingReducer(n, c);
  }
  return (t) => t % p;
}

/**
 * t = h·2^n + l ≡ h·c + l, where for a negative t the shift rounds down and the mask completes it. The first fold
 * leaves some thirty bits over n, the second none: a product of two results is small enough for two folds again.
 */
function foldingReducer(n: bigint, c: bigint): Reduce {
  const mask = (1n << n) - 1n;
  return (t) => {
    const once = (t & mask) + (t >> n) * c;
    return (once & mask) + (once >> n) * c;
  };
}

/** The residue in [0, m). */
export function modulo(a: bigint, m: bigint): bigint {
  const rest = a % m;
  return rest < 0n ? rest + m : rest;
}

/**
 * a⁻¹ modulo m; m is prime and does not divide a. Lehmer's way of the extended Euclidean algorithm: the leading bits tell
 * some twenty-five bits' worth of quotients in plain numbers, which are then applied at once (Knuth, TAOCP 2, 4.5.2 L).
 */
export function invert(a: bigint, m: bigint): bigint {
  let [r, next] = [m, modulo(a, m)];
  let [s, sNext] = [0n, 1n];
  while (next !== 0n) {
    const steps = leadingSteps(r, next);
    if (steps === null) {
      const quotient = r / next;
      [r, next] = [next, r - quotient * next];
      [s, sNext] = [sNext, s - quotient * sNext];
    } else {
      const [A, B, C, D] = steps;
      [r, next] = [A * r + B * next, C * r + D * next];
      [s, sNext] = [A * s + B * sNext, C * s + D * sNext];
    }
  }
  return modulo(s, m);
}

/** Under 2^53 with room, so that every quotient of them is rounded the right way. */
const LEADING_BITS = 49;

/** As many steps as the leading bits of r > next > 0 are sure of, as one matrix; null for none. */
function leadingSteps(r: bigint, next: bigint): readonly [bigint, bigint, bigint, bigint] | null {
  const shift = BigInt(Math.max(0, Math.ceil(Math.log2(Number(r))) - LEADING_BITS));
  let [x, y] = [Number(r >> shift), Number(next >> shift)];
  let [A, B, C, D] = [1, 0, 0, 1];
  while (y + C !== 0 && y + D !== 0) {
    const quotient = Math.floor((x + A) / (y + C));
    if (quotient !== Math.floor((x + B) / (y + D))) break;
    [A, C] = [C, A - quotient * C];
    [B, D] = [D, B - quotient * D];
    [x, y] = [y, x - quotient * y];
  }
  return B === 0 ? null : [BigInt(A), BigInt(B), BigInt(C), BigInt(D)];
}
