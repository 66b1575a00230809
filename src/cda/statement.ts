/**
 * A coded statement (observation, act, procedure, encounter, drug …) retold as facts: label and value, then its particulars,
 * then the statements under it. Whatever the profile adds tomorrow comes out too, plainly: nothing coded is dropped.
 */

import type { EntryContext } from "./entry-context.ts";
import { sayFlag } from "./flag.ts";
import { coded, type Item, item, mergeItems } from "./item.ts";
import type { Block, Origin } from "./model.ts";
import { productCode, sayProduct, tellParticulars } from "./particulars.ts";
import { sayWhen } from "./say-time.ts";
import { codeOf, sayCode, sayName, sayValue } from "./say-value.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child, childrenOf, elements, HL7, originOf, textOf } from "./walk.ts";

export interface Told {
  readonly items: readonly Item[];
  /** Files inside the statement, and each medicine by itself. */
  readonly blocks: readonly Block[];
}

const STATEMENTS: ReadonlySet<string> = new Set([
  "act",
  "encounter",
  "observation",
  "observationMedia",
  "organizer",
  "procedure",
  "regionOfInterest",
  "substanceAdministration",
  "supply",
]);

export function isStatement(element: XmlElement): boolean {
  return element.uri === HL7 && STATEMENTS.has(element.name);
}

/** Statements directly under an entry, an entryRelationship or a component. */
export function statementsOf(parent: XmlElement): readonly XmlElement[] {
  return elements(parent).filter(isStatement);
}

/** The statements one level down. */
export function nestedStatements(statement: XmlElement): readonly XmlElement[] {
  return elements(statement)
    .filter((one) => one.name === "entryRelationship" || one.name === "component")
    .flatMap(statementsOf);
}

export function tell(statement: XmlElement, context: EntryContext): Told {
  if (statement.name === "observationMedia") {
    const blocks = context.media.wasShown(statement) ? [] : context.media.showElement(statement);
    return { items: context.told(statement) ? [] : tellParticulars(statement, context), blocks };
  }
  const link = linkOnly(statement, context);
  if (link !== null) return { items: [link], blocks: [] };
  const nested = nestedStatements(statement).map((one) => tell(one, context));
  const own = tellItself(statement, context);
  const items = [...own, ...nested.flatMap((one) => one.items)];
  const blocks = nested.flatMap((one) => one.blocks);
  // A medicine and how it is taken stand by themselves: a dose must not be read as its neighbour's.
  if (own.length === 0 || sayProduct(statement) === null) return { items, blocks };
  return { items: [], blocks: [{ kind: "drug", items: mergeItems(items), from: originOf(statement) }, ...blocks] };
}

/** Facts of a whole group as a block, or none: each is told once, however many rows repeat it. */
export function gathered(items: readonly Item[], from: Origin): readonly Block[] {
  const seen = new Set<string>();
  const once = items.filter((one) => {
    const key = JSON.stringify(one);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return once.length > 0 ? [{ kind: "facts", items: mergeItems(once), from }] : [];
}

function tellItself(statement: XmlElement, context: EntryContext): readonly Item[] {
  return context.told(statement) ? [] : [...tellMain(statement), ...tellParticulars(statement, context)];
}

function tellMain(statement: XmlElement): readonly Item[] {
  const code = child(statement, "code");
  const named = sayName(code);
  const text = textOf(child(statement, "text"));
  const when =
    childrenOf(statement, "effectiveTime")
      .flatMap((one) => sayWhen(one) ?? [])
      .join(", ") || null;
  const drug = sayProduct(statement);
  const kind = kindOf(statement);
  if (drug !== null) {
    const purpose = item("Назначение", named);
    return [
      ...item(marked(kind, statement), drug, { bold: true, ...coded(codeOf(productCode(statement))) }),
      ...purpose,
      ...item("Описание", text),
      ...item("Когда", when),
    ];
  }
  const label = marked(named ?? kind, statement);
  const [first, ...others] = childrenOf(statement, "value");
  if (first !== undefined) {
    const bold = attribute(code, "codeSystem") === DIAGNOSIS_KINDS;
    return [
      ...item(label, joined([sayValue(first), sayFlag(statement)], when), {
        ...(bold ? { bold } : {}),
        ...coded(codeOf(first)),
      }),
      ...others.flatMap((value) => item(systemName(value) ?? label, sayValue(value), coded(codeOf(value)))),
      ...item("Описание", text),
    ];
  }
  if (text !== null) return item(label, joined([text], when));
  if (named === null) return item(label, when);
  // A field of the profile names what follows; any other code is itself what is said, and its dictionary says of what.
  const field = attribute(code, "codeSystem") === FIELDS;
  if (field && when !== null) return item(label, when);
  return item(marked(systemName(code) ?? kind, statement), joined([named], when), coded(codeOf(code)));
}

/** When it was; that it is not said when is left unsaid. */
export function sayTimes(statement: XmlElement): string | null {
  const said = childrenOf(statement, "effectiveTime")
    .filter((time) => attribute(time, "nullFlavor") === null)
    .flatMap((time) => sayWhen(time) ?? []);
  return said.length > 0 ? said.join(", ") : null;
}

function joined(parts: readonly (string | null)[], when: string | null): string | null {
  const said = parts.filter((part) => part !== null).join(" — ");
  if (said === "") return when;
  return when === null ? said : `${said} (${when})`;
}

/** The label with what turns its meaning round: a denial, a plan, a cancellation. */
function marked(label: string, statement: XmlElement): string {
  const marks = [
    attribute(statement, "negationInd") === "true" ? "отрицается" : null,
    MOODS.get(attribute(statement, "moodCode") ?? "") ?? null,
    STATUSES.get(attribute(child(statement, "statusCode"), "code") ?? "") ?? null,
  ].filter((mark) => mark !== null);
  return marks.length > 0 ? `${label} (${marks.join(", ")})` : label;
}

/** The name of the dictionary, where it says more than "fields of CDA documents". */
function systemName(element: XmlElement | null): string | null {
  const name = attribute(element, "codeSystemName")?.trim() ?? "";
  if (attribute(element, "codeSystem") === FIELDS || name === "" || name.length > LONGEST_LABEL) return null;
  return name.replace(/^(РР|ВИМИС|ВИМИС ОНКО|Федеральный справочник лабораторных исследований)\. */, "");
}

function kindOf(statement: XmlElement): string {
  return KINDS.get(statement.name) ?? "Сведения";
}

/** A reference to a document listed in the section of linked documents. */
function linkOnly(statement: XmlElement, context: EntryContext): Item | null {
  if (statement.name !== "act" || attribute(child(statement, "code"), "code") !== "LINKDOCS") return null;
  const number = attribute(child(statement, "id"), "extension");
  const said = context.linkOf(statement) ?? (number === null ? null : `№ ${number}`);
  const label = sayCode(child(statement, "code")) ?? "Связанные документы";
  return said === null ? null : { label, runs: [{ text: said }] };
}

const FIELDS = "1.2.643.5.1.13.13.99.2.166";
const DIAGNOSIS_KINDS = "1.2.643.5.1.13.13.11.1077";
const LONGEST_LABEL = 120;

const KINDS: ReadonlyMap<string, string> = new Map([
  ["act", "Сведения"],
  ["encounter", "Обращение"],
  ["observationMedia", "Изображение"],
  ["organizer", "Группа"],
  ["procedure", "Процедура"],
  ["substanceAdministration", "Лекарство"],
  ["supply", "Выдано"],
]);

/** EVN, what has happened, needs no word. */
const MOODS: ReadonlyMap<string, string> = new Map([
  ["RQO", "назначено"],
  ["INT", "планируется"],
  ["PRP", "предложено"],
  ["PRMS", "намечено"],
  ["ARQ", "запись"],
  ["APT", "запись"],
  ["GOL", "цель"],
]);

const STATUSES: ReadonlyMap<string, string> = new Map([
  ["aborted", "прервано"],
  ["cancelled", "отменено"],
  ["suspended", "приостановлено"],
  ["held", "отложено"],
  ["nullified", "аннулировано"],
]);
