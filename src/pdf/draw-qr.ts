/** A QR code as rectangles, to be drawn as one path: no image, sharp at any size. */

import { create } from "qrcode";

export interface QrDrawing {
  /** Modules on a side, without the quiet zone. */
  readonly size: number;
  /** Dark rectangles: left, top, right, bottom, in modules. */
  readonly dark: readonly (readonly [number, number, number, number])[];
}

/** Longest address put into a code; a longer one gives modules too fine for a phone. */
const longest = 300;

/** Draws an address with error correction M; null where it is too long for a code that can be read from paper. */
export function drawQr(url: string): QrDrawing | null {
  if (url.length === 0 || url.length > longest) return null;
  const { size, data } = create(url, { errorCorrectionLevel: "M" }).modules;
  const open = new Map<string, [number, number, number, number]>();
  const dark: [number, number, number, number][] = [];
  for (let y = 0; y < size; y++) {
    const seen = new Set<string>();
    for (let x = 0; x < size; x++) {
      if (!data[y * size + x]) continue;
      const left = x;
      while (x < size && data[y * size + x]) x++;
      const key = `${left} ${x}`;
      const above = open.get(key);
      seen.add(key);
      if (above) {
        above[3] = y + 1;
      } else {
        const fresh: [number, number, number, number] = [left, y, x, y + 1];
        open.set(key, fresh);
        dark.push(fresh);
      }
    }
    for (const key of open.keys()) if (!seen.has(key)) open.delete(key);
  }
  return { size, dark };
}
