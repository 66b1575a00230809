/** A block of the document as one line of thought: for telling it whole, for knowing it again, and for judging what is alike. */
import { createHash } from "node:crypto";
import { asPlain, type TableBlock } from "./as-table.ts";
import { FLAG_SIGNS, FLAG_WORDS } from "./flag.ts";
import { plainText } from "./flow.ts";
import type { Block, Cell, Run, Runs } from "./model.ts";

/** All that the block says. */
export function flatten(given: Block): Runs {
  const block = asPlain(given);
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return block.runs;
    case "facts":
      return inLines(block.items.map(({ label, runs }) => [{ text: `${label}: ` }, ...runs]));
    case "table":
      return flattenTable(block);
    case "list":
      return inLines(
        block.items.map((item, at) => [{ text: block.ordered ? `${at + 1}. ` : "• " }, ...flattenAll(item)]),
      );
    case "image":
      return oneRun(block.alt);
    case "attachment":
      return oneRun(block.name);
    case "notice":
      return oneRun(block.text);
  }
}

export function flattenAll(blocks: readonly Block[]): Runs {
  return inLines(blocks.map(flatten));
}

/** Heads first, then rows, as a table is read aloud. */
function flattenTable({ caption = [], head, rows }: TableBlock): Runs {
  const line = (row: readonly Cell[]) => joined(row.map(cellRuns).filter(isSaid), " | ");
  return inLines([caption, ...head.map(line), ...rows.map(line)]);
}

/** «Показатель: Креатинин», «Результат: 91», each on a line. */
export function flattenRow(row: readonly Cell[], labels: readonly string[]): Runs {
  const cells = row.flatMap((cell, c): Runs[] => {
    const runs = cellRuns(cell);
    const label = cell.header === true ? "" : (labels[c] ?? "");
    return runs.length === 0 ? [] : [label === "" ? runs : [{ text: `${label}: ` }, ...runs]];
  });
  return inLines(cells);
}

/** The words of a cell, and in words whether it is outside the norm. */
export function cellRuns({ runs, flag }: Cell): Runs {
  return flag === undefined ? runs : [...runs, { text: ` ${FLAG_SIGNS[flag]} ${FLAG_WORDS[flag]}` }];
}

function inLines(lines: readonly Runs[]): Runs {
  return joined(lines.filter(isSaid), "\n");
}

export function joined(pieces: readonly Runs[], by: string): Runs {
  return pieces.flatMap((piece, at): Runs => (at === 0 ? piece : [{ text: by }, ...piece]));
}

function isSaid(runs: Runs): boolean {
  return runs.length > 0;
}

function oneRun(text: string): Runs {
  return text === "" ? [] : [{ text }];
}

/** Equal for blocks that say the same: where it stood in the file, bold and italics do not count, bytes of files do. */
export function signature(given: Block): string {
  const block = asPlain(given);
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return `${block.kind} ${runsKey(block.runs)}`;
    case "facts":
      return `facts ${JSON.stringify(block.items.map(({ label, runs }) => [label, runsKey(runs)]))}`;
    case "table":
      return `table ${JSON.stringify([runsKey(block.caption ?? []), [block.head, block.rows].map((rows) => rows.map(rowKey))])}`;
    case "list":
      return `list ${JSON.stringify([block.ordered, block.items.map((item) => item.map(signature))])}`;
    case "image":
      return `image ${digest(block.base64)} ${block.alt}`;
    case "attachment":
      return `attachment ${digest(block.base64)} ${block.name}`;
    case "notice":
      return `notice ${block.text}`;
  }
}

export function rowKey(row: readonly Cell[]): string {
  return row.map((cell) => runsKey(cellRuns(cell))).join("\u0003");
}

/** The same notion of «the same words» as `markWords` has. */
export function runsKey(runs: Runs): string {
  const key = runs.length === 1 ? styled(runs[0] as Run) : runs.map(styled).join("");
  return /\s\s|[^\S ]|^ | $/.test(key) ? key.replace(/\s+/g, " ").trim() : key;
}

function styled({ text, deleted, sub, sup }: Run): string {
  const style = `${deleted ? "~" : ""}${sub ? "_" : ""}${sup ? "^" : ""}`;
  return style === "" ? text : `\u0001${style}${text}\u0002`;
}

/** The words of a block, for judging what is alike. */
export function words(block: Block): string {
  return plainText(flatten(block));
}

function digest(base64: string): string {
  return createHash("sha256").update(base64).digest("hex");
}
