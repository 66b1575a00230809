/** Coded entries that read best as tables: analyses, measurements, services, linked documents. */
import { cell, withoutEmpty } from "./as-table.ts";
import type { EntryContext } from "./entry-context.ts";
import { analyses, holdsResults, particularsOfRow, vitals } from "./entry-results.ts";
import { plainText } from "./flow.ts";
import { coded } from "./item.ts";
import type { Block, Cell, LinkedDocument } from "./model.ts";
import { codeOf, sayCode } from "./say-value.ts";
import { gathered, nestedStatements, sayTimes, tell } from "./statement.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child, childrenOf, originOf, textOf } from "./walk.ts";

const SERVICES = "1.2.643.5.1.13.13.11.1070";
const VITALS = "1.2.643.5.1.13.13.99.2.262";

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
  const untold = () => all.filter((one) => !context.told(one));
  switch (kind) {
    case "analyses":
      return all.flatMap((one) => analyses(one, context));
    case "vitals":
      return vitals(untold(), context);
    case "services":
      return services(untold(), context);
    case "links":
      return links(all, context);
  }
}

const SERVICE_HEADS = ["Дата", "Услуга", "Код услуги"];

function services(statements: readonly XmlElement[], context: EntryContext): readonly Block[] {
  const [first] = statements;
  if (first === undefined) return [];
  const from = originOf(first);
  const items = statements.flatMap((one) => particularsOfRow(one, context));
  return [{ ...withoutEmpty(SERVICE_HEADS, statements.map(serviceRow)), from }, ...gathered(items, from)];
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
  const [first] = statements;
  if (first === undefined) return [];
  const told = statements.map((act) => linkOf(act, context));
  const rows = told.map(({ row }) => row);
  return [{ kind: "links", rows, from: originOf(first) }, ...told.flatMap(({ blocks }) => blocks)];
}

function linkOf(act: XmlElement, context: EntryContext): { row: LinkedDocument; blocks: readonly Block[] } {
  const code = child(act, "code");
  const number = attribute(child(act, "reference", "externalDocument", "id"), "extension");
  const nested = nestedStatements(act).map((one) => tell(one, context));
  const items = nested.flatMap((one) => one.items);
  const written = items.find(({ label }) => label === "Номер документа");
  const notes = items.filter((one) => one !== written).map(({ label, runs }) => `${label}: ${plainText(runs)}`);
  const name = sayCode(code);
  const row = {
    name: name === null ? [] : [{ text: name, ...coded(codeOf(code)) }],
    when: sayTimes(act) ?? "",
    number: written === undefined ? (number ?? "") : plainText(written.runs),
    note: [textOf(child(act, "text")), ...notes].filter((part) => part !== null).join("; "),
  };
  return { row, blocks: nested.flatMap((one) => one.blocks) };
}
