/** A table of the readable document as HTML, that a phone can turn into cards: each cell knows its column's head. */
import type { ComponentChildren } from "preact";
import { NORM_HEAD, type TableBlock } from "./as-table.ts";
import { FLAG_SIGNS, FLAG_WORDS } from "./flag.ts";
import { plainText } from "./flow.ts";
import { Spoken } from "./html-words.tsx";
import { hyphenate } from "./hyphenate.ts";
import type { Cell, Flag } from "./model.ts";
import { NormBand } from "./norm-band.tsx";
import { columnLabels } from "./table-grid.ts";

export function Table({ block, label }: { readonly block: TableBlock; readonly label: string }) {
  const labels = columnLabels(block);
  const heads = block.head.length === 1 ? (block.head[0] ?? []).map(({ runs }) => plainText(runs)) : [];
  const columns = columnsOf(block);
  const many = columns > 3;
  return (
    <table class={lookOf(columns)} {...(block.caption === undefined ? { "aria-label": label } : {})}>
      {block.caption !== undefined && (
        <caption>
          <Spoken runs={block.caption} />
        </caption>
      )}
      {block.head.length > 0 && (
        <thead>
          {block.head.map((row) => (
            <tr>
              {row.map((cell) => (
                <th
                  scope={cell.colspan === undefined ? "col" : "colgroup"}
                  colSpan={cell.colspan}
                  rowSpan={cell.rowspan}
                >
                  <InCell cell={cell} many={many} />
                </th>
              ))}
            </tr>
          ))}
        </thead>
      )}
      <tbody>
        {block.rows.map((row, r) => (
          <tr>
            {row.map((cell, c) => (
              <TableCell cell={cell} label={labels[r]?.[c] ?? ""} many={many}>
                {heads[c] === NORM_HEAD && (
                  <NormBand norm={cell} result={row[heads.findIndex((one) => RESULT.test(one))]} />
                )}
              </TableCell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function columnsOf({ head, rows }: TableBlock): number {
  let most = 0;
  for (const row of [...head, ...rows]) {
    most = Math.max(
      most,
      row.reduce((sum, { colspan }) => sum + (colspan ?? 1), 0),
    );
  }
  return most;
}

/** Many columns fold into cards earlier, and the most break words where they must. */
function lookOf(columns: number): string {
  return columns > 7 ? "sheet sheet-wide sheet-widest" : columns > 5 ? "sheet sheet-wide" : "sheet";
}

const RESULT = /^(Результат|Значение)$/;

interface TableCellProps {
  readonly cell: Cell;
  readonly label: string;
  /** Of a table with many columns. */
  readonly many: boolean;
  readonly children: ComponentChildren;
}

function TableCell({ cell, label, many, children }: TableCellProps) {
  const { header, colspan, rowspan, flag } = cell;
  const labelled = label === "" ? {} : { "data-label": label };
  if (header === true) {
    return (
      <th scope={rowspan === undefined ? "row" : "rowgroup"} colSpan={colspan} rowSpan={rowspan}>
        <InCell cell={cell} many={many} />
      </th>
    );
  }
  if (flag === undefined) {
    return (
      <td
        {...labelled}
        colSpan={colspan}
        rowSpan={rowspan}
        class={flagInWords(cell) ?? (isShort(cell) ? "short" : undefined)}
      >
        <InCell cell={cell} many={many} />
        {children}
      </td>
    );
  }
  return (
    <td {...labelled} colSpan={colspan} rowSpan={rowspan} class={`flag-${flag}`}>
      <Flagged cell={cell} flag={flag} many={many} /> <span class="flag-words">{FLAG_WORDS[flag]}</span>
    </td>
  );
}

/** The sign and what it is about; a number with its unit never ends a line at the unit's stroke. */
function Flagged({ cell, flag, many }: { readonly cell: Cell; readonly flag: Flag; readonly many: boolean }) {
  const whole = (
    <>
      <span aria-hidden="true">{FLAG_SIGNS[flag]} </span>
      <InCell cell={cell} many={many} />
    </>
  );
  return isNumberWithUnit(cell) ? <span class="short">{whole}</span> : whole;
}

function isNumberWithUnit({ runs }: Cell): boolean {
  return /^[\d.,]{1,7}[ \u00a0]\S{1,9}$/.test(plainText(runs).trim());
}

/** The doctor's own words «выше нормы», written in a cell, stand out as ours do. */
function flagInWords({ runs }: Cell): string | undefined {
  const said = /^(?:[▲▼↑↓] ?)?(выше|ниже) нормы/i.exec(plainText(runs));
  return said === null ? undefined : said[1]?.toLowerCase() === "выше" ? "flag-high" : "flag-low";
}

/** A unit, a date, a pressure, a norm with its unit: stands in one line. */
function isShort({ runs }: Cell): boolean {
  return /^(\S{1,12}|[\d.,]{1,6}[–-][\d.,]{1,6} \S{1,8})$/.test(plainText(runs).trim());
}

/** Words of a cell may break where Russian lets them: a column is often narrower than «аланинаминотрансфераза». */
function InCell({ cell, many }: { readonly cell: Cell; readonly many: boolean }) {
  if (!many) return <Spoken runs={cell.runs} />;
  return <Spoken runs={cell.runs.map((run) => ({ ...run, text: hyphenate(run.text) }))} />;
}
