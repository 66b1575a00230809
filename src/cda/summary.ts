/** «Главное»: what a person opens the document for (diagnosis, what is outside the norm, conclusion, what to do), by section codes. */
import { asTable, type TableBlock } from "./as-table.ts";
import type { DocumentFacts } from "./facts.ts";
import { FLAG_SIGNS, FLAG_WORDS } from "./flag.ts";
import { plainText } from "./flow.ts";
import { type Item, mergeItems } from "./item.ts";
import type { Block, Cell, Runs, Section } from "./model.ts";

/** Longer texts are cut at a word and lead to their section. */
const LONGEST = 320;
const MOST_FLAGS = 12;
/** Tables of no more rows are told, longer ones are led to. */
const FEW_ROWS = 3;

const CONCLUSIONS: ReadonlySet<string> = new Set([
  "RESINFO",
  "GISTRESULT",
  "COMMISSION",
  "CONSILIUMDECISION",
  "STATEDIS",
]);
const ADVICE: ReadonlySet<string> = new Set([
  "REGIME",
  "RECTREAT",
  "RECDIET",
  "RECWORK",
  "RECOTHER",
  "RECEXAM",
  "PRESCRIBE",
  "RECIPE",
  "TRTMPLAN",
]);
const NEXT: ReadonlySet<string> = new Set(["SCOPORG", "PLANACTIVE", "PLANSUR", "OBSPLAN", "ORDER", "DISPENSOBS"]);

/** Fields of the profile that hold the conclusion where no section of its own does: «Заключение консультации» (806), … (901). */
const CONCLUSION_FIELD = /^(Заключение|Текстовое заключение)/;

export function summarise(facts: DocumentFacts, sections: readonly Section[]): readonly Block[] {
  const all = sections.flatMap(flatten);
  const items = [
    ...facts.diagnoses.flatMap(({ kind, code, name }) => diagnosis(kind ?? "Диагноз", name, code)),
    ...conclusions(all),
    ...all.filter(coded(CONCLUSIONS)).flatMap(brief),
    ...all.filter(coded(ADVICE)).flatMap(brief),
    ...all.filter(coded(NEXT)).flatMap(brief),
  ];
  const told: readonly Block[] = items.length > 0 ? [{ kind: "facts", items: mergeItems(items) }] : [];
  return [...told, ...outsideNorm(all)];
}

/** Plain words first, the code of МКБ-10 beside them. */
function diagnosis(label: string, name: string, code: string): readonly Item[] {
  const runs = name === "" ? [{ text: code, bold: true }] : [{ text: name, bold: true }, { text: ` (${code})` }];
  return [{ label, runs }];
}

function coded(codes: ReadonlySet<string>): (section: Section) => boolean {
  return ({ code }) => code !== null && codes.has(code);
}

function flatten(section: Section): readonly Section[] {
  return [section, ...section.sections.flatMap(flatten)];
}

/** Conclusions written as a field among others, e.g. in section DOCINFO of a consultation. */
function conclusions(sections: readonly Section[]): readonly Item[] {
  return sections.flatMap((section) => {
    if (section.code !== null && CONCLUSIONS.has(section.code)) return [];
    const fields = section.blocks.flatMap((block) => (block.kind === "facts" ? block.items : []));
    return fields
      .filter(({ label }) => CONCLUSION_FIELD.test(label))
      .map(({ label, runs }) => ({
        label: label.startsWith("Текстовое") ? "Заключение" : label,
        runs: cut(plainText(runs), section),
      }));
  });
}

function brief(section: Section): readonly Item[] {
  const text = inOneLine(section.blocks.flatMap(words));
  if (text === "") return [];
  const long = section.blocks.some((block) => "rows" in block && block.rows.length > FEW_ROWS);
  return [{ label: section.title, runs: long ? [lead("Смотреть в документе", section)] : cut(text, section) }];
}

function words(block: Block): readonly string[] {
  switch (block.kind) {
    case "paragraph":
      return [plainText(block.runs)];
    case "heading":
      return [`${plainText(block.runs)}:`];
    case "facts":
      return block.items.map(({ label, runs }) =>
        label === "Текстовое описание" ? plainText(runs) : `${label}: ${plainText(runs)}`,
      );
    case "list":
      return block.items.flatMap((one) => inOneLine(one.flatMap(words)) || []);
    case "drug":
      return block.items.map(({ label, runs }) => `${label}: ${plainText(runs)}`);
    case "table":
    case "results":
    case "links": {
      const table = asTable(block);
      return table.rows.length > FEW_ROWS ? ["…"] : table.rows.map((row) => inOneRow(table, row));
    }
    default:
      return [];
  }
}

/** «Апиксабан, таблетки 5 мг. Сколько: № 120»: a small table, such as that of a prescription, is told in a line. */
function inOneRow({ caption, head }: TableBlock, row: readonly Cell[]): string {
  const heads = head.length === 1 ? (head[0] ?? []).map((cell) => plainText(cell.runs)) : [];
  const cells = row.map(({ runs }, i) => {
    const text = plainText(runs).trim();
    return text === "" || i === 0 || !heads[i] ? text : `${heads[i]}: ${text}`;
  });
  return inOneLine([plainText(caption ?? []), ...cells].filter((one) => one !== ""));
}

/** Pieces put in one line are parted as sentences are. */
function inOneLine(pieces: readonly string[]): string {
  return pieces.map((one, i) => (i === pieces.length - 1 || /[.:;!?…]\s*$/.test(one) ? one : `${one}.`)).join(" ");
}

function cut(text: string, section: Section): Runs {
  const flat = text.replace(/\s+/g, " ").trim();
  if (flat.length <= LONGEST) return [{ text: flat }];
  const end = flat.lastIndexOf(" ", LONGEST);
  return [{ text: `${flat.slice(0, end > 0 ? end : LONGEST)}… ` }, lead("Читать полностью", section)];
}

function lead(text: string, section: Section) {
  return { text, href: `#${section.id}` };
}

/** Results outside their norms, from the tables themselves. */
function outsideNorm(sections: readonly Section[]): readonly Block[] {
  const found = sections.flatMap((section) => section.blocks.flatMap(flaggedRows));
  if (found.length === 0) return [];
  const shown = found.slice(0, MOST_FLAGS).map((runs): readonly Block[] => [{ kind: "paragraph", runs }]);
  const more: readonly (readonly Block[])[] =
    found.length > MOST_FLAGS ? [[{ kind: "paragraph", runs: [{ text: `и ещё ${found.length - MOST_FLAGS}` }] }]] : [];
  return [
    { kind: "heading", level: 3, runs: [{ text: "Не в норме" }] },
    { kind: "list", ordered: false, items: [...shown, ...more] },
  ];
}

function flaggedRows(block: Block): readonly Runs[] {
  if (block.kind !== "table" && block.kind !== "results") return [];
  const { head, rows } = asTable(block);
  const heads = (head[0] ?? []).map((cell) => plainText(cell.runs));
  const under = (row: readonly Cell[], head: string) => {
    const cell = row[heads.indexOf(head)];
    return cell === undefined ? "" : plainText(cell.runs);
  };
  return rows.flatMap((row) => {
    const result = row.find((cell) => cell.flag !== undefined);
    if (result?.flag === undefined || row[0] === undefined) return [];
    const norm = under(row, "Норма");
    const value = `${plainText(result.runs)} ${under(row, "Единица")}`.trim();
    const tail = norm === "" ? "" : ` (норма: ${norm})`;
    return [
      [
        { text: `${plainText(row[0].runs)}: ` },
        { text: value, bold: true },
        { text: ` ${FLAG_SIGNS[result.flag]} ${FLAG_WORDS[result.flag]}${tail}` },
      ],
    ];
  });
}
