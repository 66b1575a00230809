/** Lets over-long words end a line: a serial number or an address must not run out of its box. */

import { tie } from "./bind.ts";
import type { Faces } from "./faces.ts";

/** Where a line may end without leaving a trace in the text that is copied out. The template makes it a gap of width 0. */
export const softBreak = "\u200b";

export interface Fitted {
  readonly text: string;
  /** True where a word of letters alone is too long and was left to be parted in syllables. */
  readonly hyphenate: boolean;
}

export interface LineStyle {
  readonly bold?: boolean;
  /** True where the template hyphenates when asked: in tables. */
  readonly syllables?: boolean;
}

const lettersOnly = /^[\p{L}\p{M}]+[.,;:!?)»]*$/u;
/** True for a word of letters alone, which may be parted in syllables. */
export function isWord(text: string): boolean {
  return lettersOnly.test(text);
}

const betterEnds = /[/?&=_\\|]/;
const goodEnds = /[-‐–—.,;:@+)]/;
/** No letter is wider than this many times the text size; a text shorter than that needs no look. */
const widestLetter = 1.2;
/** In columns narrower than this many points, a word is cut wherever it must be. */
const tooNarrowForSyllables = 30;

/** Puts soft breaks into every word wider than `width` points at the text size. */
export function fitText(faces: Faces, text: string, width: number, size: number, style: LineStyle = {}): Fitted {
  const bold = style.bold === true;
  if (text.length * size * widestLetter < width) return { text, hyphenate: false };
  let hyphenate = false;
  const fitted = text.replace(/[^ \n]+/g, (word) => {
    if (faces.width(word, size, bold) <= width) return word;
    if (style.syllables && width >= tooNarrowForSyllables && word.length < 60 && isWord(word)) {
      hyphenate = true;
      return word;
    }
    return cut(faces, word.replaceAll(tie, ""), width, size, bold);
  });
  return { text: fitted, hyphenate };
}

function cut(faces: Faces, word: string, width: number, size: number, bold: boolean): string {
  const letters = [...new Intl.Segmenter("ru", { granularity: "grapheme" }).segment(word)].map((part) => part.segment);
  let line = "";
  let lineWidth = 0;
  let done = "";
  for (const letter of letters) {
    const letterWidth = faces.width(letter, size, bold);
    if (line && lineWidth + letterWidth > width * 0.96) {
      const end = lastGoodEnd(line);
      done += line.slice(0, end) + softBreak;
      line = line.slice(end);
      lineWidth = faces.width(line, size, bold);
    }
    line += letter;
    lineWidth += letterWidth;
  }
  return done + line;
}

/** After the last sign that ends well in the second half of the line; else at its end. */
function lastGoodEnd(line: string): number {
  for (const ends of [betterEnds, goodEnds]) {
    for (let at = line.length; at > line.length / 2; at--) if (ends.test(line[at - 1]!)) return at;
  }
  return line.length;
}
