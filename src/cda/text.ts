/** The readable document as plain text, for a voice, a terminal, a comparison: the same words in the same order as the page. */
import { FLAG_WORDS } from "./flag.ts";
import { plainText } from "./flow.ts";
import type { Block, Cell, ReadableDocument, Section } from "./model.ts";
import { columnLabels } from "./table-grid.ts";

/** Lines of text; headings stand alone after an empty line; table rows are read as «head: cell». */
export function renderText(readable: ReadableDocument): string {
  const { title, officialTitle, summary, header, sections, warnings } = readable;
  const parts = [
    [title, ...(officialTitle === title ? [] : [officialTitle])].join("\n"),
    warnings.map((warning) => `Внимание: ${warning}`).join("\n"),
    summary.length > 0 ? heading("Главное", summary.map(sayBlock)) : "",
    heading("Кто, где и когда", [header.map(({ label, value }) => `${label}: ${value}`).join("\n")]),
    ...sections.map((section) => saySection(section, "==")),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function saySection({ title, officialTitle, blocks, sections }: Section, mark: string): string {
  const name = officialTitle === null ? title : `${title} (${officialTitle})`;
  return heading(name, [...blocks.map(sayBlock), ...sections.map((inner) => saySection(inner, `${mark}=`))], mark);
}

function heading(title: string, parts: readonly string[], mark = "=="): string {
  return [`${mark} ${title} ${mark}`, ...parts.filter((part) => part !== "")].join("\n");
}

function sayBlock(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return plainText(block.runs);
    case "heading":
      return `-- ${plainText(block.runs)} --`;
    case "facts":
      return block.items.map(({ label, runs }) => `${label}: ${plainText(runs)}`).join("\n");
    case "table":
      return sayTable(block);
    case "list":
      return block.items
        .map((item, i) => `${block.ordered ? `${i + 1}.` : "•"} ${item.map(sayBlock).join("\n  ")}`)
        .join("\n");
    case "image":
      return `[Изображение: ${block.alt}]`;
    case "attachment":
      return `[Вложенный файл: ${block.name}]`;
    case "notice":
      return `[${block.text}]`;
  }
}

function sayTable(table: Extract<Block, { readonly kind: "table" }>): string {
  const labels = columnLabels(table);
  const caption = table.caption === undefined ? [] : [`-- ${plainText(table.caption)} --`];
  const heads = table.head.map((row) => row.map((cell) => plainText(cell.runs)).join(" | "));
  const rows = table.rows.map((row, r) =>
    row
      .map((cell, c) => sayCell(cell, labels[r]?.[c] ?? ""))
      .filter((said) => said !== "")
      .join("; "),
  );
  return [...caption, ...heads, ...rows].join("\n");
}

function sayCell(cell: Cell, label: string): string {
  const text = plainText(cell.runs);
  if (text === "") return "";
  const said = cell.flag === undefined ? text : `${text}, ${FLAG_WORDS[cell.flag]}`;
  return label === "" || cell.header === true ? said : `${label}: ${said}`;
}
