/** Coded entries that read best as tables: analyses, measurements, services, linked documents. Empty columns are left out. */
import type { EntryContext } from "./entry-context.ts";
import { flagOf, sayFlag, sayNorm } from "./flag.ts";
import { plainText } from "./flow.ts";
import { type Item, mergeItems } from "./item.ts";
import type { Block, Cell, Runs } from "./model.ts";
import { tellParticulars } from "./particulars.ts";
import { sayCode, sayUnit, sayValue, typeOf } from "./say-value.ts";
import { nestedStatements, sayTimes, tell } from "./statement.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child, childrenOf, textOf } from "./walk.ts";

const SERVICES = "1.2.643.5.1.13.13.11.1070";
const VITALS = "1.2.643.5.1.13.13.99.2.262";

/** Whether any result of the organizer is outside its norm. */
export const hasFlags: (organizer: XmlElement) => boolean = remembered((organizer) =>
  nestedStatements(organizer).some((one) => (one.name === "organizer" ? hasFlags(one) : flagOf(one) !== null)),
);

/** Asked again at every level above; answered once. */
function remembered(question: (organizer: XmlElement) => boolean): (organizer: XmlElement) => boolean {
  const answers = new WeakMap<XmlElement, boolean>();
  return (organizer) => {
    const answer = answers.get(organizer) ?? question(organizer);
    answers.set(organizer, answer);
    return answer;
  };
}

/** What kind of table an entry belongs to; null when it is told as facts. */
export type TableKind = "analyses" | "vitals" | "services" | "links";

export function tableKind(statement: XmlElement): TableKind | null {
  const code = child(statement, "code");
  const [value] = childrenOf(statement, "value");
  if (statement.name === "organizer") return holdsResults(statement) ? "analyses" : null;
  if (statement.name === "act" && child(statement, "reference", "externalDocument") !== null) return "links";
  if (nestedStatements(statement).length > 0) return null;
  if (attribute(code, "codeSystem") === VITALS && value !== undefined) return "vitals";
  if (statement.name === "act" && attribute(code, "codeSystem") === SERVICES) return "services";
  if (statement.name === "observation" && value !== undefined && attribute(value, "codeSystem") === SERVICES) {
    return attribute(code, "code") === "12168" ? "services" : null;
  }
  return null;
}

export function tableOf(kind: TableKind, all: readonly XmlElement[], context: EntryContext): readonly Block[] {
  const statements = kind === "vitals" || kind === "services" ? all.filter((one) => !context.told(one)) : all;
  switch (kind) {
    case "analyses":
      return statements.flatMap((one) => analyses(one, context));
    case "vitals":
      return table(
        VITAL_HEADS,
        statements.map((one) => resultRow(one, null)),
        rest(statements, context),
      );
    case "services":
      return table(SERVICE_HEADS, statements.map(serviceRow), rest(statements, context));
    case "links":
      return links(statements, context);
  }
}

const RESULT_HEADS = ["Показатель", "Результат", "Единица", "Норма", "Отметка", "Когда"];
const VITAL_HEADS = ["Показатель", "Значение", "Единица", "Норма", "Отметка", "Когда"];
const SERVICE_HEADS = ["Дата", "Услуга", "Код услуги"];
const LINK_HEADS = ["Документ", "Дата", "Номер документа", "Примечание"];

const holdsResults: (organizer: XmlElement) => boolean = remembered((organizer) =>
  nestedStatements(organizer).some((one) =>
    one.name === "organizer" ? holdsResults(one) : one.name === "observation" && childrenOf(one, "value").length > 0,
  ),
);

/** An organizer of results: its observations are rows; batteries inside it are tables of their own; notes follow. */
function analyses(organizer: XmlElement, context: EntryContext): readonly Block[] {
  const own = nestedStatements(organizer);
  const rows = own.filter((one) => isRow(one) && !context.told(one));
  const when = sayTimes(organizer);
  const caption = [sayCode(child(organizer, "code")), when].filter((part) => part !== null && part !== "").join(", ");
  const others = own.filter((one) => !isRow(one));
  const notes = others.filter((one) => one.name !== "organizer").map((one) => tell(one, context));
  const items = [
    ...(context.told(organizer) ? [] : tellParticulars(organizer, context)),
    ...rows.flatMap((row) => particularsOfRow(row, context)),
  ];
  const cells = rows.map((row) => resultRow(row, when));
  const inner = others.filter((one) => one.name === "organizer");
  const parts = [
    ...table(RESULT_HEADS, cells, items),
    ...inner.flatMap((one) => (holdsResults(one) ? analyses(one, context) : facts(tell(one, context).items))),
    ...facts(notes.flatMap((one) => one.items)),
    ...notes.flatMap((one) => one.blocks),
  ];
  return captioned(parts, caption);
}

/** The name of the group over what is in it; nothing over nothing. */
function captioned(parts: readonly Block[], caption: string): readonly Block[] {
  const [first, ...rest] = parts;
  if (first === undefined || caption === "") return parts;
  const runs: Runs = [{ text: caption }];
  if (first.kind === "table" && first.caption === undefined) return [{ ...first, caption: runs }, ...rest];
  return [{ kind: "heading", level: 3, runs }, ...parts];
}

/** A plain result: one value, nothing under it that a row could not hold. */
function isRow(statement: XmlElement): boolean {
  return (
    statement.name === "observation" &&
    childrenOf(statement, "value").length === 1 &&
    nestedStatements(statement).length === 0
  );
}

function resultRow(observation: XmlElement, ofAll: string | null): readonly Cell[] {
  const [value] = childrenOf(observation, "value");
  const flag = flagOf(observation);
  const number = value !== undefined && typeOf(value) === "PQ" ? attribute(value, "value") : null;
  const unit = number !== null && value !== undefined ? sayUnit(value) : null;
  const translated =
    value !== undefined && childrenOf(value, "translation").some((one) => attribute(one, "value") !== number);
  const result = number === null || translated ? (value === undefined ? null : sayValue(value)) : number;
  const when = sayTimes(observation);
  return [
    { ...cell(sayCode(child(observation, "code"))), header: true },
    { ...cell(result), ...(flag === null ? {} : { flag }) },
    cell(translated ? null : unit),
    cell(sayNorm(observation)),
    // A flag is told by the result's own cell; this column is for other interpretations, such as sensitivity.
    cell(flag === null ? sayFlag(observation) : null),
    cell(when === ofAll ? null : when),
  ];
}

function particularsOfRow(row: XmlElement, context: EntryContext): readonly Item[] {
  const text = textOf(child(row, "text"));
  const name = sayCode(child(row, "code"));
  const note: readonly Item[] = text === null ? [] : [{ label: name ?? "Примечание", runs: [{ text }] }];
  return [...note, ...tellParticulars(row, context).filter(({ label }) => label !== "Норма")];
}

function serviceRow(statement: XmlElement): readonly Cell[] {
  const [value] = childrenOf(statement, "value");
  const service = value ?? child(statement, "code");
  const code = attribute(service, "code");
  const when = sayTimes(statement);
  const said = sayCode(service);
  // The code has a column of its own.
  const name = code !== null && said?.startsWith(`${code} `) ? said.slice(code.length + 1) : said;
  return [cell(when), { ...cell(name), header: true }, cell(code)];
}

function links(statements: readonly XmlElement[], context: EntryContext): readonly Block[] {
  const rows = statements.map((act) => {
    const number = attribute(child(act, "reference", "externalDocument", "id"), "extension");
    const told = nestedStatements(act).flatMap((one) => tell(one, context).items);
    const written = told.find(({ label }) => label === "Номер документа");
    const notes = told.filter((one) => one !== written).map(({ label, runs }) => `${label}: ${plainText(runs)}`);
    const text = textOf(child(act, "text"));
    return [
      { ...cell(sayCode(child(act, "code"))), header: true },
      cell(sayTimes(act)),
      written === undefined ? cell(number) : { runs: written.runs },
      cell([text, ...notes].filter((part) => part !== null).join("; ")),
    ];
  });
  return table(LINK_HEADS, rows, []);
}

/** What the rows of a table could not hold, once for the whole table. */
function rest(statements: readonly XmlElement[], context: EntryContext): readonly Item[] {
  return statements.flatMap((one) => particularsOfRow(one, context));
}

function table(heads: readonly string[], rows: readonly (readonly Cell[])[], items: readonly Item[]): readonly Block[] {
  if (rows.length === 0) return facts(items);
  const used = heads.map((_, column) => rows.some((row) => (row[column]?.runs.length ?? 0) > 0));
  const kept = (row: readonly Cell[]) => row.filter((_, column) => used[column] === true);
  const head = [kept(heads.map((text) => ({ runs: [{ text }], header: true })))];
  return [{ kind: "table", head, rows: rows.map(kept) }, ...facts(items)];
}

/** Facts of a whole table: each is told once, however many rows repeat it. */
function facts(items: readonly Item[]): readonly Block[] {
  const seen = new Set<string>();
  const once = items.filter((one) => {
    const key = JSON.stringify(one);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return once.length > 0 ? [{ kind: "facts", items: mergeItems(once) }] : [];
}

function cell(text: string | null): Cell {
  return { runs: text === null || text === "" ? [] : [{ text }] };
}
