/** Does a narrative already say what a coded statement says? Compared word for word, so that nothing coded is silently lost. */
import { asTable } from "./as-table.ts";
import { flagOf } from "./flag.ts";
import { plainText } from "./flow.ts";
import type { Block, Flag } from "./model.ts";
import { sayTime } from "./say-time.ts";
import { isStatement } from "./statement.ts";
import { timeParts } from "./time.ts";
import type { XmlElement } from "./tree.ts";
import { attribute } from "./walk.ts";

/** All words of blocks, in order. */
export function wordsOf(blocks: readonly Block[]): string {
  return blocks.map(wordsOfBlock).join("\n");
}

/** What is left of a document's allowance for comparing, in characters looked through. */
export interface Allowance {
  left: number;
}

/** Ample for real documents (a ward epicrisis takes a few million), and well under a second. */
export function allowance(): Allowance {
  return { left: 300_000_000 };
}

/** For one narrative: has it said the statement itself? When the allowance is spent, no: then more is shown, not less. */
export function toldBy(narrative: string, allowed: Allowance): (statement: XmlElement) => boolean {
  const told = normal(narrative);
  const says = (wording: string) => {
    allowed.left -= told.length;
    return allowed.left > 0 && told.includes(normal(wording));
  };
  return (statement) => atomsOf(statement).every((atom) => atom.some(says));
}

/** What a statement says itself, each thing in the wordings that would count as said. */
function atomsOf(statement: XmlElement): readonly (readonly string[])[] {
  const atoms: (readonly string[])[] = [];
  // A narrative with the same number, and no word of its being outside the norm, lacks what matters most.
  const flag = flagOf(statement);
  if (flag !== null) atoms.push(FLAG_SAYINGS[flag]);
  const walk = (element: XmlElement): void => {
    const name = attribute(element, "displayName");
    if (name !== null && name.trim() !== "") atoms.push([name]);
    const value = attribute(element, "value");
    if (value !== null && value.trim() !== "" && element.name !== "reference") atoms.push(wordings(value));
    for (const node of element.children) {
      if (typeof node === "string") {
        if (node.trim() !== "") atoms.push([node]);
      } else if (!isStatement(node)) walk(node);
    }
  };
  walk(statement);
  return atoms;
}

/** How a narrative says it itself, in a word, a part of one, or a sign. */
const FLAG_SAYINGS: Readonly<Record<Flag, readonly string[]>> = {
  high: ["выше нормы", "повышен", "▲", "↑"],
  low: ["ниже нормы", "понижен", "снижен", "▼", "↓"],
  abnormal: ["вне нормы", "не в норме", "патологи", "отклонени"],
};

function wordings(value: string): readonly string[] {
  const time = value.length >= 8 ? timeParts(value) : null;
  if (time === null || time.day === null || time.month === null) return [value];
  const two = (part: number) => String(part).padStart(2, "0");
  const date = `${two(time.day)}.${two(time.month)}.${time.year}`;
  // A date alone does not tell the hour that the entry gives.
  return [sayTime(value), time.hour === null ? date : `${date} ${two(time.hour)}:${two(time.minute ?? 0)}`];
}

/** Words and numbers only: «МРТ: без очагов» of an entry is the row «МРТ | без очагов» of a table, and 12.7 is 12,7. */
function normal(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/(?<=\d)\.(?=\d)/g, ",")
    .replace(/[.,:;](?!\d)|[→•—–]/g, " ")
    .replace(/[\s\u00a0]+/g, " ")
    .trim();
}

function wordsOfBlock(block: Block): string {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return plainText(block.runs);
    case "facts":
    case "drug":
      return block.items.map(({ label, runs }) => `${label}: ${plainText(runs)}`).join("\n");
    case "table":
    case "results":
    case "links": {
      const { caption, head, rows } = asTable(block);
      const lines = [...head, ...rows].map((row) => row.map((cell) => plainText(cell.runs)).join(" "));
      return [plainText(caption ?? []), ...lines].join("\n");
    }
    case "list":
      return block.items.map(wordsOf).join("\n");
    case "notice":
      return block.text;
    case "image":
      return block.alt;
    case "attachment":
      return block.name;
  }
}
