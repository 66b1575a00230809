/** A PNG with nothing but its picture (PNG, third edition, §5 and §11): texts, times, EXIF and whatever else is left out. */
import { crc32 } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Without these the picture would not be what it is. */
const critical = new Set(["IHDR", "PLTE", "IDAT", "IEND"]);
const ofThePicture = new Set([...critical, "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "pHYs"]);

/** null: it does not hold together, or something follows its end. */
export function cleanPng(bytes: Uint8Array): Uint8Array | null {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!data.subarray(0, 8).equals(SIGNATURE)) return null;
  const kept: Buffer[] = [SIGNATURE];
  const seen = new Set<string>();
  for (let at = 8; at + 12 <= data.length; ) {
    const next = at + 12 + data.readUInt32BE(at);
    if (next > data.length) return null;
    const name = data.subarray(at + 4, at + 8).toString("latin1");
    if (seen.size === 0 && name !== "IHDR") return null;
    if (crc32(data.subarray(at + 4, next - 4)) !== data.readUInt32BE(next - 4)) return null;
    // A capital first letter: whoever does not know the chunk cannot show the picture (§5.4).
    if (!critical.has(name) && /^[A-Z]/.test(name)) return null;
    if (ofThePicture.has(name)) kept.push(data.subarray(at, next));
    seen.add(name);
    if (name === "IEND") return next === data.length && seen.has("IDAT") ? Buffer.concat(kept) : null;
    at = next;
  }
  return null;
}
