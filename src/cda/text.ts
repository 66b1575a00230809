/**
 * The readable document as plain text, for a voice, a braille line, a terminal: the words of the printed form in its order,
 * parted by nothing but lines, tabs and what the print has as well, so that one can be held against the other.
 */
import { asTable, type TableBlock } from "./as-table.ts";
import { FLAG_SIGNS, FLAG_WORDS } from "./flag.ts";
import { splitLetterhead } from "./letterhead.ts";
import type { Block, Cell, Fact, ReadableDocument, Section } from "./model.ts";
import { ABBREVIATIONS_TITLE } from "./open-abbreviations.ts";
import { raisedText } from "./raise.ts";
import { saySize } from "./say-size.ts";

/** What stands around the document itself where it was registered. */
export interface TextFrame {
  /** Under the title: number, state. */
  readonly under: readonly string[];
  /** After the document: who signed it, how to check it. */
  readonly closing: readonly string[];
}

const NO_FRAME: TextFrame = { under: [], closing: [] };

/** UTF-8 text with `\n`; an empty line parts what a page would part. */
export function renderText(readable: ReadableDocument, frame: TextFrame = NO_FRAME): string {
  const { title, officialTitle, summary, header, sections, abbreviations, warnings } = readable;
  const { letterhead, rest } = splitLetterhead(header);
  const parts = [
    letterhead === null
      ? ""
      : lines([letterhead.name, ...letterhead.lines.map(({ label, value }) => `${label}: ${value}`)]),
    lines([title, officialTitle === title ? "" : officialTitle, ...frame.under]),
    warnings.length > 0 ? lines([WARNINGS_TITLE, ...warnings.map((warning) => `• ${warning}`)]) : "",
    summary.length > 0 ? lines(["Главное", ...summary.map(sayBlock)]) : "",
    lines(rest.map(({ label, value }) => `${withColon(label)} ${value.trim() === "" ? "—" : value}`)),
    ...sections.flatMap(saySection),
    ...(abbreviations.length > 0
      ? [ABBREVIATIONS_TITLE, lines(abbreviations.map(({ short, full }) => `${withColon(short)} ${full}`))]
      : []),
    ...frame.closing,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** Over what a reader must be told before anything else. */
const WARNINGS_TITLE = "Обратите внимание";

/** A label as it stands before its value, on paper and in the text. */
export function withColon(label: string): string {
  return /[:?!.…]$/.test(label.trim()) ? label : `${label}:`;
}

/** What is printed under a picture: the words that a voice says for it. */
export function pictureWords(alt: string): string {
  return `Изображение: ${alt}`;
}

/** What is said of a file that is only offered. */
export const FILE_INSIDE = "файл внутри исходного документа";

function saySection({ title, officialTitle, blocks, sections }: Section): readonly string[] {
  const heading = lines([title, officialTitle !== title ? (officialTitle ?? "") : ""]);
  return [heading, ...blocks.map(sayBlock), ...sections.flatMap(saySection)];
}

function sayBlock(block: Block): string {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return raisedText(block.runs);
    case "facts":
    case "drug":
      return lines(block.items.map(sayFact));
    case "table":
    case "results":
    case "links":
      return sayTable(asTable(block));
    case "list":
      return lines(block.items.map((item, i) => sayItem(block.ordered ? `${i + 1}.` : "•", item)));
    case "image":
      return pictureWords(block.alt);
    case "attachment":
      return lines([block.name, `${block.type}, ${saySize(block.bytes)} · ${FILE_INSIDE}`]);
    case "notice":
      return block.text;
  }
}

function sayFact({ label, runs }: Fact): string {
  const said = raisedText(runs);
  return `${withColon(label)} ${said.trim() === "" ? "—" : said}`;
}

function sayItem(mark: string, item: readonly Block[]): string {
  return `${mark} ${item.map(sayBlock).join("\n").replaceAll("\n", "\n  ")}`;
}

/** The head once, then a line for each row: a listener hears the cells in the order of the head. */
function sayTable({ caption, head, rows }: TableBlock): string {
  const said = [...head, ...rows].map((row) => row.map(sayCell).join("\t"));
  return lines([raisedText(caption ?? []), ...said]);
}

function sayCell({ runs, flag }: Cell): string {
  const text = raisedText(runs).replaceAll("\n", " ");
  return flag === undefined ? text : `${FLAG_SIGNS[flag]} ${text} ${FLAG_WORDS[flag]}`;
}

function lines(all: readonly string[]): string {
  return all.filter((line) => line !== "").join("\n");
}
