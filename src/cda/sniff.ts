/** What a file really is, by its own first bytes: the type a document declares is a claim, and claims are how scripts get in. */
import { startsAsPdf } from "../basics/pdf-mark.ts";

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

export type Sniffed =
  | ({ readonly type: "image/png" | "image/jpeg" } & ImageSize)
  | { readonly type: "application/pdf" }
  | null;

/** A picture with more pixels than this is a bomb for the browser and the printer, not a medical image on a page. */
const MAX_SIDE = 20_000;
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** PNG, JPEG or PDF; null for anything else, and for an image whose header gives no sane size. */
export function sniff(bytes: Uint8Array): Sniffed {
  if (PNG.every((byte, i) => bytes[i] === byte)) return image("image/png", pngSize(bytes));
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return image("image/jpeg", jpegSize(bytes));
  if (startsAsPdf(bytes)) return { type: "application/pdf" };
  return null;
}

function image(type: "image/png" | "image/jpeg", size: ImageSize | null): Sniffed {
  if (size === null || size.width < 1 || size.height < 1) return null;
  return size.width > MAX_SIDE || size.height > MAX_SIDE ? null : { type, ...size };
}

/** PNG: the first chunk must be IHDR (PNG specification §11.2.2). */
function pngSize(bytes: Uint8Array): ImageSize | null {
  if (bytes.length < 24 || Buffer.from(bytes.subarray(12, 16)).toString("latin1") !== "IHDR") return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** JPEG: walk the segments to the start of frame (ITU-T T.81 §B.2.2). */
function jpegSize(bytes: Uint8Array): ImageSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    const frame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (frame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    if (marker === 0xff) at += 1;
    else at += 2 + view.getUint16(at + 2);
  }
  return null;
}
