/** Which column head stands over each cell of a table, spans counted: a phone's card and a listener both need it. */

import type { TableBlock } from "./as-table.ts";
import { plainText } from "./flow.ts";
import type { Cell } from "./model.ts";

/** Widest table that is laid out; wider ones simply have no labels further right. */
const MAX_COLUMNS = 200;

/** For each row, for each of its cells, the words of its column's head; "" where there is none or the cell spans several. */
export function columnLabels({ head, rows }: TableBlock): readonly (readonly string[])[] {
  const heads: string[] = [];
  walk(head, (cell, column) => {
    const words = plainText(cell.runs).replace(/\s+/g, " ");
    for (let at = column; at < Math.min(MAX_COLUMNS, column + (cell.colspan ?? 1)); at += 1) {
      // Of two rows of heads the lower one is nearer the cells.
      heads[at] = words === "" ? (heads[at] ?? "") : words;
    }
  });
  const labels: string[][] = rows.map(() => []);
  walk(rows, (cell, column, row) => {
    labels[row]?.push((cell.colspan ?? 1) > 1 ? "" : (heads[column] ?? ""));
  });
  return labels;
}

function walk(rows: readonly (readonly Cell[])[], visit: (cell: Cell, column: number, row: number) => void): void {
  /** Rows that each column is still taken for by a cell from above. */
  const taken: number[] = [];
  for (const [r, row] of rows.entries()) {
    let column = 0;
    const after: [number, number][] = [];
    for (const cell of row) {
      while ((taken[column] ?? 0) > 0) column += 1;
      visit(cell, column, r);
      const width = cell.colspan ?? 1;
      if ((cell.rowspan ?? 1) > 1) {
        for (let at = column; at < Math.min(MAX_COLUMNS, column + width); at += 1) after.push([at, cell.rowspan ?? 1]);
      }
      column += width;
    }
    for (const [at, count] of taken.entries()) if ((count ?? 0) > 0) taken[at] = (count ?? 0) - 1;
    for (const [at, count] of after) taken[at] = count - 1;
  }
}
