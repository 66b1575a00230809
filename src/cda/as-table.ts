/** Results and links as the table that a reader sees: one wording of its heads for the page, for paper, for a voice. Empty columns are left out. */
import type { Block, Cell, LinkedDocument, Result, Runs } from "./model.ts";

export type TableBlock = Extract<Block, { readonly kind: "table" }>;
export type ResultsBlock = Extract<Block, { readonly kind: "results" }>;
export type LinksBlock = Extract<Block, { readonly kind: "links" }>;

/** A block of rows, whatever it knows of them, as a plain table. */
export function asTable(block: TableBlock | ResultsBlock | LinksBlock): TableBlock {
  if (block.kind === "table") return block;
  const { from } = block;
  const [heads, rows] =
    block.kind === "links"
      ? [LINK_HEADS, block.rows.map(linkRow)]
      : [RESULT_HEADS[block.heading], block.rows.map(resultRow)];
  const caption = block.kind === "results" ? block.caption : undefined;
  const table = withoutEmpty(heads, rows);
  return { ...table, ...(caption === undefined ? {} : { caption }), ...(from === undefined ? {} : { from }) };
}

/** A block of the kinds that need no knowledge of medicine. */
export type PlainBlock = Exclude<Block, { readonly kind: "results" | "links" | "drug" }>;

/** The same words in a plain block: what two versions say is compared so, whichever way each was written. */
export function asPlain(block: Block): PlainBlock {
  switch (block.kind) {
    case "results":
    case "links":
      return asTable(block);
    case "drug":
      return { ...block, kind: "facts" };
    default:
      return block;
  }
}

/** Heads of the columns in which a reader looks for the number and for its norm. */
export const NORM_HEAD = "Норма";
const RESULT_HEADS: Readonly<Record<ResultsBlock["heading"], readonly string[]>> = {
  analyses: ["Показатель", "Результат", "Единица", NORM_HEAD, "Отметка", "Когда"],
  vitals: ["Показатель", "Значение", "Единица", NORM_HEAD, "Отметка", "Когда"],
};
const LINK_HEADS = ["Документ", "Дата", "Номер документа", "Примечание"];

function resultRow({ name, value, unit, norm, flag, note, when }: Result): readonly Cell[] {
  const result: Cell = flag === undefined ? { runs: value } : { runs: value, flag };
  return [{ runs: name, header: true }, result, cell(unit), cell(norm), cell(note), cell(when)];
}

function linkRow({ name, when, number, note }: LinkedDocument): readonly Cell[] {
  return [{ runs: name, header: true }, cell(when), cell(number), cell(note)];
}

/** A table of those columns that have something in any row. */
export function withoutEmpty(heads: readonly string[], rows: readonly (readonly Cell[])[]): TableBlock {
  const used = heads.map((_, column) => rows.some((row) => (row[column]?.runs.length ?? 0) > 0));
  const kept = (row: readonly Cell[]) => row.filter((_, column) => used[column] === true);
  const head = [kept(heads.map((text) => ({ runs: textRuns(text), header: true })))];
  return { kind: "table", head, rows: rows.map(kept) };
}

export function cell(text: string | null): Cell {
  return { runs: textRuns(text ?? "") };
}

function textRuns(text: string): Runs {
  return text === "" ? [] : [{ text }];
}
