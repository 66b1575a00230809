/** Composes a table; one with too many columns for a page becomes cards, a row each. */

import { plainText } from "../cda/flow.ts";
import type { Cell } from "../cda/model.ts";
import { bind } from "./bind.ts";
import { composeFacts } from "./compose-facts.ts";
import { composeRuns } from "./compose-runs.ts";
import type { Composer } from "./composer.ts";
import { fitText } from "./fit-text.ts";
import { type PlacedCell, type PlacedTable, placeTable } from "./place-cells.ts";
import { cellPadding, shareWidth } from "./share-width.ts";
import type { SheetBlock, SheetCell, SheetTable } from "./sheet.ts";

interface ModelTable {
  readonly head: readonly (readonly Cell[])[];
  readonly rows: readonly (readonly Cell[])[];
}

/** More columns than this cannot be read on A4. */
const mostColumns = 14;
/** Tables longer than this may break within a row: keeping rows whole lays every row out twice. */
const mostWholeRows = 400;
/** A row with more text than this in a cell may break. */
const mostWholeText = 700;

/** Composes a table for `width` points; nothing of an empty one. */
export function composeTable(composer: Composer, table: ModelTable, width: number): SheetBlock[] {
  // Shown before it is measured: what is measured is what is printed.
  const shown = (rows: ModelTable["rows"]) => rows.map((row) => row.map((cell) => showCell(composer, cell)));
  const placed = placeTable(shown(table.head), shown(table.rows));
  if (placed.columns === 0) return [];
  if (placed.columns > mostColumns) return composeCards(composer, placed, width);
  const { widths, size } = shareWidth(composer.faces, placed, width);
  let hyphenate = false;
  const composeCell = ({ cell, column, columns, rows }: PlacedCell): SheetCell => {
    if (!cell) return [];
    const room = widths.slice(column, column + columns).reduce((a, b) => a + b, 0) - 2 * cellPadding;
    const style = { bold: cell.header === true || cell.flag !== undefined, syllables: true };
    hyphenate ||= fitText(composer.faces, plainText(cell.runs), room, size, style).hyphenate;
    const r = composeRuns(composer, cell.runs, room, size, style);
    const special = {
      ...(columns > 1 && { cs: columns }),
      ...(rows > 1 && { rs: rows }),
      ...(cell.flag && { f: cell.flag }),
      ...(cell.header && { h: 1 as const }),
    };
    return Object.keys(special).length === 0 ? r : { r, ...special };
  };
  const head = placed.head.map((row) => row.map(composeCell));
  const rows = placed.body.map((row) => row.map(composeCell));
  let longest = 0;
  for (const row of table.rows) for (const { runs } of row) longest = Math.max(longest, plainText(runs).length);
  const whole = rows.length <= mostWholeRows && longest <= mostWholeText;
  return [{ k: "table", w: widths, size, hyphenate, whole, head, rows } satisfies SheetTable];
}

function showCell(composer: Composer, cell: Cell): Cell {
  return { ...cell, runs: cell.runs.map((run) => ({ ...run, text: bind(composer.showing.show(run.text)) })) };
}

function composeCards(composer: Composer, table: PlacedTable, width: number): SheetBlock[] {
  const names = Array.from({ length: table.columns }, (_, column) =>
    table.head
      .flatMap((row) => row.filter((placed) => placed.column <= column && column < placed.column + placed.columns))
      .map((placed) => (placed.cell ? plainText(placed.cell.runs).trim() : ""))
      .filter((text) => text !== "")
      .join(", "),
  );
  return table.body.flatMap((row, y) => {
    const items = row
      .filter((placed) => placed.cell !== null)
      .map((placed) => ({ label: names[placed.column] || `Столбец ${placed.column + 1}`, runs: placed.cell!.runs }));
    return [
      { k: "p", r: [{ t: `Строка ${y + 1}`, b: 1 }] } satisfies SheetBlock,
      ...composeFacts(composer, items, width),
    ];
  });
}
