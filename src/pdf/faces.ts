/** The faces a document is printed with: which characters they have, and how wide each is. */

import { readFileSync } from "node:fs";

/** Advance of a character in thousandths of the text size; undefined where the face lacks it. */
type Advance = (codePoint: number) => number | undefined;

export interface Faces {
  /** File contents for the typesetter, in a fixed order. */
  readonly files: readonly Buffer[];
  /** True where one of the families has the character in every weight that may be asked of it. */
  has(codePoint: number): boolean;
  /** Width of a text in points, kerning left out. */
  width(text: string, size: number, bold: boolean): number;
}

const fileNames = [
  "GolosText-Regular.ttf",
  "GolosText-Medium.ttf",
  "GolosText-SemiBold.ttf",
  "GolosText-Bold.ttf",
  "GolosText-Italic.ttf",
  "GolosText-BoldItalic.ttf",
  "DejaVuSans.ttf",
  "DejaVuSans-Bold.ttf",
] as const;

/** Reads the vendored faces; about 30 ms, once in the life of a child. */
export function loadFaces(): Faces {
  const read = (name: string) => readFileSync(new URL(`./fonts/${name}`, import.meta.url));
  const files = fileNames.map(read);
  const advances = (name: (typeof fileNames)[number]) => readAdvances(files[fileNames.indexOf(name)]!);
  const regular = advances("GolosText-Regular.ttf");
  const bold = advances("GolosText-Bold.ttf");
  const spare = advances("DejaVuSans.ttf");
  const spareBold = advances("DejaVuSans-Bold.ttf");
  return {
    files,
    has: (point) => regular(point) !== undefined || (spare(point) !== undefined && spareBold(point) !== undefined),
    width(text, size, isBold) {
      const first = isBold ? bold : regular;
      const second = isBold ? spareBold : spare;
      let sum = 0;
      for (let i = 0; i < text.length; i++) {
        const point = text.codePointAt(i)!;
        if (point > 0xffff) i++;
        if (point === 0x200b || point === 0x2060) continue; // marks for the template, see fit-text.ts and bind.ts
        sum += first(point) ?? second(point) ?? 600;
      }
      return (sum * size) / 1000;
    },
  };
}

/** Reads cmap (formats 4 and 12) and hmtx of a TrueType file. The files are ours, so nothing here expects a hostile one. */
function readAdvances(font: Buffer): Advance {
  const table = tables(font);
  const unitsPerEm = font.readUInt16BE(table("head") + 18);
  const metrics = font.readUInt16BE(table("hhea") + 34);
  const hmtx = table("hmtx");
  const widthOf = (glyph: number) => (font.readUInt16BE(hmtx + 4 * Math.min(glyph, metrics - 1)) * 1000) / unitsPerEm;
  const basic = new Float32Array(0x10000).fill(-1);
  const beyond = new Map<number, number>();
  for (const [point, glyph] of mappings(font, table("cmap"))) {
    if (glyph === 0 || isPrivate(point)) continue;
    if (point < 0x10000) basic[point] = widthOf(glyph);
    else beyond.set(point, widthOf(glyph));
  }
  return (point) => {
    if (point >= 0x10000) return beyond.get(point);
    const width = basic[point]!;
    return width < 0 ? undefined : width;
  };
}

function tables(font: Buffer): (tag: string) => number {
  const offsets = new Map<string, number>();
  for (let entry = 12, left = font.readUInt16BE(4); left > 0; left--, entry += 16) {
    offsets.set(font.toString("latin1", entry, entry + 4), font.readUInt32BE(entry + 8));
  }
  return (tag) => {
    const offset = offsets.get(tag);
    if (offset === undefined) throw new Error(`font without table ${tag}`);
    return offset;
  };
}

function* mappings(font: Buffer, cmap: number): Generator<[point: number, glyph: number]> {
  for (let entry = cmap + 4, left = font.readUInt16BE(cmap + 2); left > 0; left--, entry += 8) {
    const at = cmap + font.readUInt32BE(entry + 4);
    const format = font.readUInt16BE(at);
    if (format === 4) yield* mappingsOfSegments(font, at);
    if (format === 12) yield* mappingsOfGroups(font, at);
  }
}

function* mappingsOfSegments(font: Buffer, at: number): Generator<[number, number]> {
  const doubled = font.readUInt16BE(at + 6);
  for (let segment = 0; segment < doubled; segment += 2) {
    const last = font.readUInt16BE(at + 14 + segment);
    const startAt = at + 16 + doubled + segment;
    const first = font.readUInt16BE(startAt);
    const delta = font.readUInt16BE(startAt + doubled);
    const rangeAt = startAt + 2 * doubled;
    const range = font.readUInt16BE(rangeAt);
    for (let point = first; point <= last && point < 0xffff; point++) {
      const glyph = range === 0 ? point : font.readUInt16BE(rangeAt + range + 2 * (point - first));
      yield [point, glyph === 0 && range !== 0 ? 0 : (glyph + delta) & 0xffff];
    }
  }
}

function* mappingsOfGroups(font: Buffer, at: number): Generator<[number, number]> {
  for (let group = at + 16, left = font.readUInt32BE(at + 12); left > 0; left--, group += 12) {
    const first = font.readUInt32BE(group);
    const last = font.readUInt32BE(group + 4);
    const glyph = font.readUInt32BE(group + 8);
    for (let point = first; point <= last; point++) yield [point, glyph + point - first];
  }
}

/** PDF/A-a forbids private characters: nobody can say what they mean. DejaVu has some. */
function isPrivate(point: number): boolean {
  return (point >= 0xe000 && point <= 0xf8ff) || point >= 0xf0000;
}
