/** The few byte deeds that signatures need, written so that a browser runs them too. */

const HEX = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, "0"));

/** Lower-case hex without separators. */
export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const value of bytes) text += HEX[value];
  return text;
}

/** The bytes of a hex text; white space is allowed in it. Throws RangeError on anything else. */
export function fromHex(text: string): Uint8Array {
  const digits = text.replace(/\s+/g, "");
  if (digits.length % 2 !== 0 || /[^0-9a-fA-F]/.test(digits)) throw new RangeError("not a hex text");
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Lexicographic order of octets, the shorter first: the order of a DER SET OF (X.690 §11.6). */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const common = Math.min(a.length, b.length);
  for (let i = 0; i < common; i++) {
    const difference = a[i]! - b[i]!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** The unsigned number whose most significant octet comes first. */
export function bigEndian(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`);
}

/** The unsigned number whose least significant octet comes first. */
export function littleEndian(bytes: Uint8Array): bigint {
  return bigEndian(bytes.toReversed());
}

/** `value` in exactly `length` octets, most significant first. Throws RangeError when it does not fit. */
export function toBigEndian(value: bigint, length: number): Uint8Array {
  const digits = value.toString(16).padStart(2 * length, "0");
  if (value < 0n || digits.length > 2 * length) throw new RangeError("number does not fit");
  return fromHex(digits);
}

export function toLittleEndian(value: bigint, length: number): Uint8Array {
  return toBigEndian(value, length).reverse();
}
