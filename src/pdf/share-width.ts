/** Shares the width of a page among the columns of a table: no word cut that need not be, and as few lines as can be. */

import type { Faces } from "./faces.ts";
import { isWord } from "./fit-text.ts";
import type { PlacedTable } from "./place-cells.ts";

export interface ColumnWidths {
  /** Points, padding included; their sum is the width given. */
  readonly widths: readonly number[];
  /** Text size, points. */
  readonly size: number;
}

/** Padding left and right of a cell's text, points. */
export const cellPadding = 5;

/** Text sizes from best to worst; long words are parted rather than printed too small to read. */
const sizes = [
  { size: 9, parted: false },
  { size: 8.5, parted: false },
  { size: 8, parted: false },
  { size: 8.5, parted: true },
  { size: 8, parted: true },
  { size: 7.5, parted: true },
  { size: 7, parted: true },
  { size: 6.5, parted: true },
] as const;
/** Columns up to this wide, such as dates and codes, do not wrap if there is room. */
const short = 90;
/** Kerning and rounding may make a line wider than the sum of its letters. */
const slack = 1.02;

/** Shares `width` points among the columns, at the largest text size at which the longest words fit. */
export function shareWidth(faces: Faces, table: PlacedTable, width: number): ColumnWidths {
  const extents = measure(faces, table);
  const padded = (value: number, size: number) => value * size * slack + 2 * cellPadding;
  const leastAt = (each: (typeof sizes)[number]) =>
    (each.parted ? extents.parted : extents.least).map((value) => padded(value, each.size));
  const choice = sizes.find((each) => sum(leastAt(each)) <= width) ?? sizes.at(-1)!;
  const { size } = choice;
  const least = leastAt(choice);
  const most = extents.most.map((value) => padded(value, size));
  if (sum(least) > width) return { widths: squeeze(least, width), size };
  if (sum(most) <= width) return { widths: spread(most, width), size };
  const unwrapped = least.map((value, c) => (most[c]! <= short ? most[c]! : value));
  const floor = sum(unwrapped) <= width * 0.85 ? unwrapped : least;
  return { widths: spread(fewestLines(extents, floor, most, size, width), width), size };
}

/** A cell's text as the widths of its words, lines apart; in units of the text size. */
type Words = readonly (readonly number[])[];

interface Extents {
  /** Widest word and widest text of each column, in units of the text size. */
  readonly least: number[];
  /** Like `least`, with long words parted in syllables. */
  readonly parted: number[];
  readonly most: number[];
  readonly rows: readonly (readonly MeasuredCell[])[];
}

interface MeasuredCell {
  readonly column: number;
  readonly columns: number;
  readonly words: Words;
  /** Lines that the cell has beside its text. */
  readonly more: number;
}

function measure(faces: Faces, table: PlacedTable): Extents {
  const least = new Array<number>(table.columns).fill(0);
  const parted = [...least];
  const most = [...least];
  const rows = [...table.head, ...table.body].map((row) =>
    row.flatMap(({ cell, column, columns, rows: height }): MeasuredCell[] => {
      if (!cell) return [];
      const bold = cell.header === true || cell.flag !== undefined;
      const text = (cell.flag ? "▲ " : "") + cell.runs.map((run) => run.text).join("");
      const parts = text.split("\n").map((line) => line.split(" "));
      const words = parts.map((line) => line.map((word) => faces.width(word, 1, bold)));
      // The words of a flag, «выше нормы», stand in one line where there is room, else in two.
      const word = Math.max(cell.flag ? 3 : 0, ...words.flat().map((each) => Math.min(each, longestWord))) / columns;
      const all = Math.max(cell.flag ? 5.2 : 0, ...words.map(lineWidth)) / columns;
      const syllables =
        Math.max(cell.flag ? 3 : 0, ...parts.flat().map((word) => partedWidth(faces, word, bold))) / columns;
      for (let c = column; c < column + columns; c++) {
        parted[c] = Math.max(parted[c]!, syllables);
        least[c] = Math.max(least[c]!, word);
        most[c] = Math.max(most[c]!, all);
      }
      return height > 1 ? [] : [{ column, columns, words, more: cell.flag ? 1 : 0 }];
    }),
  );
  return { least, parted, most, rows };
}

/** A word of letters may be parted where it is long, and then needs about six tenths of its width. */
function partedWidth(faces: Faces, word: string, bold: boolean): number {
  const whole = faces.width(word, 1, bold);
  return word.length > 10 && isWord(word) ? Math.max(whole * 0.6, 5) : Math.min(whole, longestWord);
}

/** A longer one, such as a hash, is cut rather than have the whole table printed small. */
const longestWord = 14;
const space = 0.27;

function lineWidth(words: readonly number[]): number {
  return sum(words) + space * Math.max(0, words.length - 1);
}

/** Lines of a text in `width` units of the text size, filled word by word as Typst does. */
function countLines(text: Words, width: number): number {
  let lines = 0;
  for (const words of text) {
    lines++;
    let filled = 0;
    for (const word of words) {
      if (filled > 0 && filled + space + word > width) {
        lines++;
        filled = word;
      } else {
        filled += (filled > 0 ? space : 0) + word;
      }
    }
  }
  return lines;
}

/** At most 60 rows, evenly taken: enough to know what kind of table it is. */
function sampled<T>(rows: readonly T[]): readonly T[] {
  const step = Math.ceil(rows.length / 60);
  return rows.filter((_, y) => y % step === 0);
}

const steps = [8, 16, 32, 64, 128] as const;

/** Gives the room that is left to the column where it saves most lines, again and again. */
function fewestLines(extents: Extents, least: readonly number[], most: readonly number[], size: number, width: number) {
  const rows = sampled(extents.rows);
  const widths = [...least];
  const linesAt = (cell: MeasuredCell, extra: number) => {
    const room = sum(widths.slice(cell.column, cell.column + cell.columns)) + extra - 2 * cellPadding;
    return countLines(cell.words, room / size / slack) + cell.more;
  };
  const lines = rows.map((row) => row.map((cell) => linesAt(cell, 0)));
  let room = width - sum(widths);
  while (room > 1) {
    let best = { column: -1, step: 0, gain: 0 };
    for (let c = 0; c < widths.length; c++) {
      for (const wish of steps) {
        const step = Math.min(wish, room, most[c]! - widths[c]!);
        if (step <= 0) break;
        const gain = saved(rows, lines, c, (cell) => linesAt(cell, step)) / step;
        if (gain > best.gain) best = { column: c, step, gain };
      }
    }
    if (best.column < 0) break;
    widths[best.column]! += best.step;
    room -= best.step;
    rows.forEach((row, y) => {
      row.forEach((cell, i) => {
        if (covers(cell, best.column)) lines[y]![i] = linesAt(cell, 0);
      });
    });
  }
  return widths;
}

function covers(cell: MeasuredCell, column: number): boolean {
  return cell.column <= column && column < cell.column + cell.columns;
}

/** Lines of the table that would be saved, and a little for lines of a cell that is not the tallest of its row. */
function saved(
  rows: Extents["rows"],
  lines: readonly (readonly number[])[],
  column: number,
  linesOf: (cell: MeasuredCell) => number,
): number {
  let gain = 0;
  rows.forEach((row, y) => {
    const before = lines[y]!;
    const at = row.findIndex((cell) => covers(cell, column));
    if (at < 0 || before[at]! <= 1) return;
    const after = linesOf(row[at]!);
    if (after === before[at]) return;
    let others = 1;
    for (let i = 0; i < before.length; i++) if (i !== at) others = Math.max(others, before[i]!);
    gain += Math.max(others, before[at]!) - Math.max(others, after) + 0.05 * (before[at]! - after);
  });
  return gain;
}

/** A little air for each column, the rest at the right end, where it is not seen as a gap. */
function spread(widths: readonly number[], width: number): number[] {
  const room = width - sum(widths);
  const air = Math.min(28, room / widths.length);
  const spreaded = widths.map((value) => value + air);
  spreaded[spreaded.length - 1]! += room - air * widths.length;
  return spreaded;
}

/** Too narrow for the words: the widest columns give first, and words in them will be cut. */
function squeeze(least: readonly number[], width: number): number[] {
  let low = 0;
  let high = Math.max(...least);
  for (let round = 0; round < 30; round++) {
    const cap = (low + high) / 2;
    if (sum(least.map((value) => Math.min(value, cap))) > width) high = cap;
    else low = cap;
  }
  return least.map((value) => Math.min(value, low));
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
