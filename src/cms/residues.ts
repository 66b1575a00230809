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

/** a⁻¹ modulo m by the extended Euclidean algorithm; m is prime and does not divide a. */
export function invert(a: bigint, m: bigint): bigint {
  let [r, next] = [m, modulo(a, m)];
  let [s, sNext] = [0n, 1n];
  while (next !== 0n) {
    const quotient = r / next;
    [r, next] = [next, r - quotient * next];
    [s, sNext] = [sNext, s - quotient * sNext];
  }
  return modulo(s, m);
}
