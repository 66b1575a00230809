/** Blocks of the readable document as HTML: paragraphs, facts, tables that a phone can turn into cards, lists, pictures, notices. */
import type { ComponentChildren } from "preact";
import { FLAG_SIGNS, FLAG_WORDS } from "./flag.ts";
import { plainText } from "./flow.ts";
import { hyphenate } from "./hyphenate.ts";
import type { Item } from "./item.ts";
import type { Block, Cell, Run, Runs } from "./model.ts";
import { NormBand } from "./norm-band.tsx";
import { columnLabels } from "./table-grid.ts";

export type Level = 2 | 3 | 4 | 5 | 6;

interface BlocksProps {
  readonly blocks: readonly Block[];
  /** Heading level of a block heading of level 3. */
  readonly level: Level;
  /** What a table without a caption is called. */
  readonly label: string;
}

export function Blocks({ blocks, level, label }: BlocksProps) {
  return (
    <>
      {blocks.map((block) => (
        <OneBlock block={block} level={level} label={label} />
      ))}
    </>
  );
}

function OneBlock({ block, level, label }: { readonly block: Block; readonly level: Level; readonly label: string }) {
  switch (block.kind) {
    case "paragraph":
      return (
        <p>
          <Spoken runs={block.runs} />
        </p>
      );
    case "heading": {
      const Tag = `h${Math.min(6, level + block.level - 3) as Level}` as const; // Within 6 it is a Level.
      return (
        <Tag>
          <Spoken runs={block.runs} />
        </Tag>
      );
    }
    case "facts":
      return <Facts items={block.items} />;
    case "table":
      return <Table block={block} label={label} />;
    case "list":
      return <List block={block} level={level} label={label} />;
    case "image": {
      const { type, base64, alt, width, height } = block;
      return (
        <figure>
          <img src={`data:${type};base64,${base64}`} alt={alt} width={width} height={height} />
        </figure>
      );
    }
    case "attachment":
      return (
        <p class="notice">
          Вложенный файл «{block.name}», {sayBytes(block.bytes)}: его можно скачать вместе с документом
        </p>
      );
    case "notice":
      return <p class="notice">{block.text}</p>;
  }
}

export function Facts({ items }: { readonly items: readonly Item[] }) {
  return (
    <dl class="facts">
      {items.map(({ label, runs }) => (
        <>
          <dt>
            <Words text={label} />
          </dt>
          <dd>
            <Spoken runs={runs} />
          </dd>
        </>
      ))}
    </dl>
  );
}

type ListBlock = Extract<Block, { readonly kind: "list" }>;

function List({ block, level, label }: { readonly block: ListBlock; readonly level: Level; readonly label: string }) {
  const Tag = block.ordered ? "ol" : "ul";
  return (
    <Tag>
      {block.items.map((item) => (
        <li>
          <ListItem item={item} level={level} label={label} />
        </li>
      ))}
    </Tag>
  );
}

function ListItem({
  item,
  level,
  label,
}: {
  readonly item: readonly Block[];
  readonly level: Level;
  readonly label: string;
}) {
  const [only, ...others] = item;
  if (only?.kind === "paragraph" && others.every((one) => one.kind === "list")) {
    return (
      <>
        <Spoken runs={only.runs} />
        <Blocks blocks={others} level={level} label={label} />
      </>
    );
  }
  return <Blocks blocks={item} level={level} label={label} />;
}

type TableBlock = Extract<Block, { readonly kind: "table" }>;

function Table({ block, label }: { readonly block: TableBlock; readonly label: string }) {
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
                {heads[c] === NORM && <NormBand norm={cell} result={row[heads.findIndex((one) => RESULT.test(one))]} />}
              </TableCell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function columnsOf({ head, rows }: TableBlock): number {
  return Math.max(0, ...[...head, ...rows].map((row) => row.reduce((sum, { colspan }) => sum + (colspan ?? 1), 0)));
}

/** Many columns fold into cards earlier, and the most break words where they must. */
function lookOf(columns: number): string {
  return columns > 7 ? "sheet sheet-wide sheet-widest" : columns > 5 ? "sheet sheet-wide" : "sheet";
}

const NORM = "Норма";
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
      <span aria-hidden="true">{FLAG_SIGNS[flag]} </span>
      <InCell cell={cell} many={many} /> <span class="flag-words">{FLAG_WORDS[flag]}</span>
    </td>
  );
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

/** Runs with their emphasis. */
function Spoken({ runs }: { readonly runs: Runs }) {
  return (
    <>
      {runs.map((run) => (
        <Emphasised run={run} />
      ))}
    </>
  );
}

function Emphasised({ run }: { readonly run: Run }) {
  let inner = <Words text={run.text} />;
  if (run.sub) inner = <sub>{inner}</sub>;
  if (run.sup) inner = <sup>{inner}</sup>;
  if (run.bold) inner = <strong>{inner}</strong>;
  if (run.italic) inner = <em>{inner}</em>;
  if (run.underline) inner = <u>{inner}</u>;
  if (run.deleted) inner = <del>{inner}</del>;
  if (run.href === undefined) return inner;
  // Checked when the narrative was read; checked again where it would act.
  if (run.href.startsWith("#")) return <a href={run.href}>{inner}</a>;
  if (!run.href.startsWith("https://")) return inner;
  return (
    <a href={run.href} rel="noopener noreferrer nofollow" referrerPolicy="no-referrer">
      {inner}
    </a>
  );
}

/** A number and its unit stay together, an arrow with what it points at. */
const NUMBER_AND_UNIT =
  /(?<=\d) (?=(?:[%‰°]|мм|см|мг|мкг|кг|мл|ммоль|мкмоль|г|л|Ед|МЕ|лет|год[а-я]*|мин|ч|балл[а-я]*)(?![а-яё]))|(?<=№) | (?=[↑↓](?:\s|$))/g;

/** Text with its line breaks. */
export function Words({ text }: { readonly text: string }) {
  const [first, ...rest] = text.replace(NUMBER_AND_UNIT, "\u00a0").split("\n");
  return (
    <>
      {first}
      {rest.map((line) => (
        <>
          <br />
          {line}
        </>
      ))}
    </>
  );
}

function sayBytes(bytes: number): string {
  const kib = bytes / 1024;
  return kib < 1024 ? `${Math.max(1, Math.round(kib))} КБ` : `${(kib / 1024).toFixed(1).replace(".", ",")} МБ`;
}
