/** Narrative tables → blocks. A table of two columns, name and value, becomes facts: the same words, readable on a phone. */
import { Flow, PLAIN, plainText, type Style } from "./flow.ts";
import type { Block, Cell, Runs } from "./model.ts";
import type { XmlElement, XmlNode } from "./tree.ts";
import { attribute, child, childrenOf, descendants, elements, HL7, originOf } from "./walk.ts";

const MAX_COLSPAN = 50;
const MAX_ROWSPAN = 500;

/** How the narrative around the table reads running text and media. */
export interface InlineReader {
  readonly nodes: (nodes: readonly XmlNode[], style: Style, flow: Flow) => void;
  readonly media: (element: XmlElement) => readonly Block[];
}

interface Rows {
  readonly head: readonly (readonly Cell[])[];
  readonly rows: readonly (readonly Cell[])[];
}

export function readTable(table: XmlElement, inline: InlineReader): readonly Block[] {
  // Images cannot stand in a cell of the model: they follow the table.
  const after: Block[] = [];
  const rowsOf = (parent: XmlElement | null) =>
    childrenOf(parent, "tr")
      .map((row) => readRow(row, inline, after))
      .filter((row) => row.length > 0);
  const head = childrenOf(table, "thead").flatMap(rowsOf);
  const bodies = elements(table).filter((one) => one.name === "tbody" || one.name === "tfoot");
  const rows = [...rowsOf(table), ...bodies.flatMap(rowsOf)];
  const caption = child(table, "caption");
  const runs = caption === null ? [] : cellRuns(caption.children, inline, after);
  const stray = strayText(table, inline);
  const from = originOf(table);
  const blocks = tableBlocks(promoteHead({ head, rows }), runs).map((block) => ({ ...block, from }));
  return [...blocks, ...stray, ...after];
}

function readRow(row: XmlElement, inline: InlineReader, after: Block[]): readonly Cell[] {
  return elements(row)
    .filter((cell) => cell.uri === HL7 && (cell.name === "td" || cell.name === "th"))
    .map((cell) => ({
      runs: cellRuns(cell.children, inline, after),
      ...(cell.name === "th" ? { header: true } : {}),
      ...span("colspan", attribute(cell, "colspan"), MAX_COLSPAN),
      ...span("rowspan", attribute(cell, "rowspan"), MAX_ROWSPAN),
    }));
}

function span(name: "colspan" | "rowspan", literal: string | null, most: number): Partial<Cell> {
  if (literal === null || !/^[1-9]\d{0,2}$/.test(literal)) return {};
  const count = Math.min(Number(literal), most);
  return count > 1 ? { [name]: count } : {};
}

/** A cell holds text only: paragraphs and list items become its lines. */
function cellRuns(nodes: readonly XmlNode[], inline: InlineReader, after: Block[]): Runs {
  const flow = new Flow();
  cellNodes(nodes, PLAIN, flow, inline, after);
  return flow.finishRuns();
}

function cellNodes(
  nodes: readonly XmlNode[],
  style: Style,
  flow: Flow,
  inline: InlineReader,
  after: Block[],
  depth = 0,
): void {
  for (const node of nodes) {
    if (typeof node === "string") {
      flow.text(node, style);
      continue;
    }
    const inside = (deeper = depth) => cellNodes(node.children, style, flow, inline, after, deeper);
    switch (node.uri === HL7 ? node.name : "") {
      case "list":
        inside(depth + 1);
        break;
      case "item":
        flow.freshLine();
        flow.text(depth > 1 ? "– " : "• ", style);
        inside();
        break;
      case "caption":
      case "paragraph":
      case "tr":
        flow.freshLine();
        inside();
        flow.freshLine();
        break;
      case "td":
      case "th":
        inside();
        flow.text(" ", style);
        break;
      case "renderMultiMedia":
        flow.text("[изображение под таблицей]", style);
        after.push(...inline.media(node));
        break;
      case "br":
      case "content":
      case "sub":
      case "sup":
      case "linkHtml":
        // As running text, unless blocks stand in it: those must become lines of this cell.
        if (holdsBlocks(node)) inside();
        else inline.nodes([node], style, flow);
        break;
      default:
        inside();
    }
  }
}

const BLOCKS: ReadonlySet<string> = new Set(["paragraph", "caption", "list", "table", "renderMultiMedia"]);

function holdsBlocks(element: XmlElement): boolean {
  for (const one of descendants(element)) if (BLOCKS.has(one.name)) return true;
  return false;
}

/** Many documents head their table with a first row of `th` and no `thead`. */
function promoteHead({ head, rows }: Rows): Rows {
  const [first, ...rest] = rows;
  const heads = first !== undefined && first.length > 1 && first.every((cell) => cell.header === true);
  const body = rest.some((row) => row.some((cell) => cell.header !== true));
  return head.length === 0 && heads && body ? { head: [first], rows: rest } : { head, rows };
}

function tableBlocks({ head, rows }: Rows, caption: Runs): readonly Block[] {
  if (head.length === 0 && rows.length > 0 && rows.every(isPair)) return pairs(rows, caption);
  if (head.length === 0 && rows.length === 0) {
    return caption.length > 0 ? [{ kind: "paragraph", runs: caption }] : [];
  }
  return [{ kind: "table", ...(caption.length > 0 ? { caption } : {}), head, rows }];
}

/** `th` and `td`, or one `th` over both: a heading among the pairs. */
function isPair(row: readonly Cell[]): boolean {
  const [name, value] = row;
  if (name?.header !== true || row.some((cell) => cell.rowspan !== undefined)) return false;
  if (row.length === 1) return name.colspan === 2;
  return row.length === 2 && value?.header !== true && row.every((cell) => cell.colspan === undefined);
}

function pairs(rows: readonly (readonly Cell[])[], caption: Runs): readonly Block[] {
  const blocks: Block[] = caption.length > 0 ? [{ kind: "heading", level: 3, runs: caption }] : [];
  let items: { label: string; runs: Runs }[] = [];
  const flush = () => {
    if (items.length > 0) blocks.push({ kind: "facts", items });
    items = [];
  };
  for (const [name, value] of rows) {
    const runs = name?.runs ?? [];
    if (value === undefined) {
      flush();
      if (runs.length > 0) blocks.push({ kind: "heading", level: 4, runs });
    } else items.push({ label: plainText(runs), runs: value.runs });
  }
  flush();
  return blocks;
}

/** Text directly in table, tbody or tr is wrong in CDA, and yet it was signed. */
function strayText(table: XmlElement, inline: InlineReader): readonly Block[] {
  const flow = new Flow(originOf(table));
  const walk = (parent: XmlElement): void => {
    for (const node of parent.children) {
      if (typeof node === "string") flow.text(node, PLAIN);
      else if (node.uri === HL7 && ["thead", "tbody", "tfoot", "tr"].includes(node.name)) walk(node);
      else if (!["td", "th", "caption", "col", "colgroup"].includes(node.name)) inline.nodes([node], PLAIN, flow);
    }
  };
  walk(table);
  return flow.finish();
}
