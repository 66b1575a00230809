/** A table whose rows become cards on a narrow screen; each cell then says its own column. */
import type { ComponentChildren } from "preact";

export interface TableProps {
  /** Heard by those who listen, seen by nobody: the h2 above says it already. */
  readonly caption: string;
  readonly columns: readonly string[];
  /** Class that gives the columns their widths, see tables.css. */
  readonly look: string;
  /** The first cell of a row is its heading. An empty cell is null. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly ComponentChildren[] }[];
}

/**
 * Browsers forget that a table is a table once its rows are laid out as a grid; roles said aloud are kept.
 * https://adrianroselli.com/2018/02/tables-css-display-properties-and-aria.html
 */
const as = {
  table: { role: "table" },
  group: { role: "rowgroup" },
  row: { role: "row" },
  column: { role: "columnheader" },
  heading: { role: "rowheader" },
  cell: { role: "cell" },
} as const;

export function Table({ caption, columns, look, rows }: TableProps) {
  return (
    <table class={`ledger ${look}`} {...as.table}>
      <caption class="heard">{caption}</caption>
      <thead {...as.group}>
        <tr {...as.row}>
          {columns.map((column) => (
            <th key={column} scope="col" {...as.column}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...as.group}>
        {rows.map(({ key, cells: [first, ...others] }) => (
          <tr key={key} {...as.row}>
            <th scope="row" {...as.heading}>
              {first}
            </th>
            {others.map((cell, at) => (
              <td key={columns[at + 1]} data-label={columns[at + 1]} {...as.cell}>
                {cell === null ? null : <div>{cell}</div>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
