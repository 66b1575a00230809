/** A PDF by its first bytes (ISO 32000-2 §7.5.2): what a name or a declared type says is only a claim. */
const MARK = [0x25, 0x50, 0x44, 0x46, 0x2d]; // %PDF-

export function startsAsPdf(bytes: Uint8Array): boolean {
  return MARK.every((byte, index) => bytes[index] === byte);
}
