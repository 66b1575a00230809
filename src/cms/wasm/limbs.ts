/** Numbers as the limbs of field.as: signed, 29 bits each, least significant first. */

const BITS = 29n;
const MASK = (1n << BITS) - 1n;
const HALF = 1 << 28;

/** What a curve of so many octets has. */
export const limbsFor = (size: 32 | 64): number => (size === 32 ? 9 : 18);

/** 0 ≤ value < 2^(29·limbs) as limbs within ±2^28, except the last. */
export function writeLimbs(limbs: Int32Array, value: bigint): void {
  let rest = value;
  let carry = 0;
  for (let i = 0; i < limbs.length - 1; i++) {
    const limb = Number(rest & MASK) + carry;
    carry = limb >= HALF ? 1 : 0;
    limbs[i] = limb - carry * 2 * HALF;
    rest >>= BITS;
  }
  limbs[limbs.length - 1] = Number(rest) + carry;
}

/** Of either sign, and not less than the modulus for sure. */
export function readLimbs(limbs: Int32Array): bigint {
  let value = 0n;
  for (let i = limbs.length - 1; i >= 0; i--) value = (value << BITS) + BigInt(limbs[i]!);
  return value;
}

/** How residues modulo p are reduced (field.as): by a small rest, or where that is 0 in Montgomery's way. */
export function fieldConstants(p: bigint, count: number): { into: bigint; smallRest: number; negativeInverse: number } {
  const whole = 1n << (BITS * BigInt(count));
  const rest = whole % p;
  for (const small of [rest, rest - p]) {
    if (small < 1n << 21n && small > -(1n << 21n)) return { into: 1n, smallRest: Number(small), negativeInverse: 0 };
  }
  // Newton: each step doubles the right bits of p⁻¹ modulo a power of two.
  let inverse = 1n;
  for (let right = 1n; right < BITS; right *= 2n) inverse = (inverse * (2n - p * inverse)) & MASK;
  return { into: (whole * whole) % p, smallRest: 0, negativeInverse: Number(-inverse & MASK) };
}
