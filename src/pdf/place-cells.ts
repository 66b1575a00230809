/** Places the cells of a table as HTML does, whatever spans the document asks for. */

import type { Cell } from "../cda/model.ts";

/** A cell at its place; null cells fill holes, so that a row is complete. */
export interface PlacedCell {
  readonly cell: Cell | null;
  readonly column: number;
  readonly columns: number;
  readonly rows: number;
}

export type PlacedRows = readonly (readonly PlacedCell[])[];

export interface PlacedTable {
  readonly columns: number;
  readonly head: PlacedRows;
  readonly body: PlacedRows;
}

/**
 * Places the cells of a table as HTML does, and completes it to a rectangle. A rowspan ends with its part of the
 * table; a colspan ends before a cell from above; columns in which no cell begins are no columns.
 */
export function placeTable(head: readonly (readonly Cell[])[], body: readonly (readonly Cell[])[]): PlacedTable {
  const parts = [placeRows(head), placeRows(body)];
  const starts = [...new Set(parts.flat(2).map((placed) => placed.column))].sort((a, b) => a - b);
  const index = new Map(starts.map((column, i) => [column, i]));
  const indexFrom = (column: number) => {
    while (!index.has(column) && column < (starts.at(-1) ?? 0)) column++;
    return index.get(column) ?? starts.length;
  };
  const [placedHead, placedBody] = parts.map((rows) =>
    rows.map((row) =>
      row.map((placed) => {
        const column = index.get(placed.column)!;
        return { ...placed, column, columns: Math.max(1, indexFrom(placed.column + placed.columns) - column) };
      }),
    ),
  );
  return {
    columns: starts.length,
    head: fillHoles(placedHead!, starts.length),
    body: fillHoles(placedBody!, starts.length),
  };
}

function placeRows(rows: readonly (readonly Cell[])[]): PlacedCell[][] {
  const taken: number[] = []; // rows that a cell from above still covers, by column
  return rows.map((row, y) => {
    const line: PlacedCell[] = [];
    let x = 0;
    for (const cell of row) {
      while ((taken[x] ?? 0) > 0) x++;
      let columns = 1;
      while (columns < (cell.colspan ?? 1) && !((taken[x + columns] ?? 0) > 0)) columns++;
      const height = Math.max(1, Math.min(cell.rowspan ?? 1, rows.length - y));
      line.push({ cell, column: x, columns, rows: height });
      for (let c = x; c < x + columns; c++) taken[c] = height;
      x += columns;
    }
    for (let c = 0; c < taken.length; c++) taken[c] = Math.max(0, (taken[c] ?? 0) - 1);
    return line;
  });
}

function fillHoles(rows: PlacedRows, width: number): PlacedCell[][] {
  const covered = new Uint32Array(width);
  return rows.map((row) => {
    const line: PlacedCell[] = [];
    let next = 0;
    for (let x = 0; x < width; x++) {
      const here = row[next]?.column === x ? row[next] : undefined;
      if (here) {
        line.push(here);
        for (let c = x; c < x + here.columns; c++) covered[c] = here.rows;
        next++;
      } else if (covered[x] === 0) {
        line.push({ cell: null, column: x, columns: 1, rows: 1 });
        covered[x] = 1;
      }
    }
    for (let x = 0; x < width; x++) covered[x]! -= 1;
    return line;
  });
}
