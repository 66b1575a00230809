/** A picture for one protocol: an electrocardiogram drawn by us, written as a PNG with the same bytes on every machine. */
import { constants, crc32, deflateSync } from "node:zlib";

const width = 720;
const height = 200;

/** Palette: paper, thin grid, thick grid, trace. */
const palette = Buffer.from([0xff, 0xfd, 0xfb, 0xfb, 0xdc, 0xd8, 0xf2, 0xb8, 0xb0, 0x1c, 0x1c, 0x24]);
const trace = 3;

/**
 * One heartbeat as corners of a line: pixels from the beginning of the beat, and up from the middle.
 * Straight lines and whole numbers only, so that no machine rounds otherwise.
 */
const withP: readonly (readonly [number, number])[] = [
  [0, 0],
  [10, 0],
  [15, 7],
  [21, 9],
  [27, 7],
  [32, 0],
  [42, 0],
  [45, -8],
  [50, 74],
  [55, -22],
  [59, 0],
  [74, 2],
  [82, 13],
  [90, 18],
  [97, 14],
  [104, 3],
  [110, 0],
];
/** The same without the P wave: atrial fibrillation. */
const withoutP = withP.filter(([at]) => at === 0 || at >= 42);

export type Rhythm = "sinus" | "fibrillation";

/** Pixels between beats: even in sinus rhythm, uneven in fibrillation. 25 mm/s, 4 pixels a millimetre. */
const intervals: Readonly<Record<Rhythm, readonly number[]>> = {
  sinus: [120, 121, 119, 120, 120, 121],
  fibrillation: [112, 148, 118, 171, 113, 127],
};

/** Small waves of the line between beats in fibrillation. */
const ripple = [0, 2, 3, 1, -2, -3, -1, 1, 2, 0, -2, -1] as const;

function cornersOf(rhythm: Rhythm): (readonly [number, number])[] {
  const beat = rhythm === "sinus" ? withP : withoutP;
  const corners: (readonly [number, number])[] = [];
  let start = 0;
  for (const interval of intervals[rhythm]) {
    corners.push(...beat.map(([at, up]) => [start + at, up] as const));
    start += interval;
  }
  return [...corners, [width, 0]];
}

/** Height of the trace at every pixel, from the top. */
function line(rhythm: Rhythm): number[] {
  const corners = cornersOf(rhythm);
  const heights: number[] = [];
  for (let index = 0; index + 1 < corners.length; index++) {
    const [from, up] = corners[index]!;
    const [to, nextUp] = corners[index + 1]!;
    for (let at = from; at < to && at < width; at++) {
      const between = up + Math.round(((nextUp - up) * (at - from)) / (to - from));
      const flat = rhythm === "fibrillation" && up === 0 && nextUp === 0;
      heights[at] = 120 - between - (flat ? ripple[(at >> 1) % ripple.length]! : 0);
    }
  }
  return heights;
}

function paint(rhythm: Rhythm): Uint8Array[] {
  const rows = Array.from({ length: height }, (_, y) =>
    Uint8Array.from({ length: width }, (_, at) =>
      at % 40 === 0 || y % 40 === 0 ? 2 : at % 8 === 0 || y % 8 === 0 ? 1 : 0,
    ),
  );
  const heights = line(rhythm);
  for (let at = 0; at + 1 < width; at++) {
    const [top, bottom] = [heights[at]!, heights[at + 1]!].toSorted((one, other) => one - other);
    for (let y = top!; y <= bottom! + 1; y++) rows[y]![at] = trace;
  }
  return rows;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** Four pixels to a byte; each row as its difference from the row above (PNG filter «up»), which is mostly nothing. */
function packed(rows: readonly Uint8Array[]): Buffer {
  const stride = width / 4;
  const out = Buffer.alloc((stride + 1) * rows.length);
  let above = new Uint8Array(stride);
  rows.forEach((row, y) => {
    const bytes = Uint8Array.from(
      { length: stride },
      (_, i) => (row[i * 4]! << 6) | (row[i * 4 + 1]! << 4) | (row[i * 4 + 2]! << 2) | row[i * 4 + 3]!,
    );
    out[y * (stride + 1)] = 2;
    bytes.forEach((byte, i) => {
      out[y * (stride + 1) + 1 + i] = (byte - above[i]!) & 0xff;
    });
    above = bytes;
  });
  return out;
}

/** PNG of an electrocardiogram, 720 × 200 pixels, a few kilobytes. */
export function ecgPicture(rhythm: Rhythm): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 2; // bits a pixel
  head[9] = 3; // indexed colour
  // Z_RLE looks for no matches by hash, so zlib gives the same bytes whatever the processor can do.
  const data = deflateSync(packed(paint(rhythm)), { level: 9, strategy: constants.Z_RLE });
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("PLTE", palette),
    chunk("IDAT", data),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
