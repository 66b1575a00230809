/** What stands beside the value of a coded statement: who, with what, on what, how much, by which way, within which norm. */
import type { EntryContext } from "./entry-context.ts";
import { sayNorm } from "./flag.ts";
import { plainText } from "./flow.ts";
import { type Item, item } from "./item.ts";
import { sayParty, tellParty } from "./party.ts";
import { lowerFirst, personWords } from "./person-words.ts";
import { sayWhen } from "./say-time.ts";
import { sayCode, sayValue } from "./say-value.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child, descendants, elements, textOf } from "./walk.ts";

/** Told by the statement itself, or no content. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  "code",
  "component",
  "consumable",
  "effectiveTime",
  "entryRelationship",
  "id",
  "interpretationCode",
  "languageCode",
  "product",
  "referenceRange",
  "statusCode",
  "templateId",
  "text",
  "typeId",
  "value",
]);

export function tellParticulars(statement: XmlElement, context: EntryContext): readonly Item[] {
  const norm = item("Норма", sayNorm(statement));
  return [...norm, ...elements(statement).flatMap((part) => tellPart(part, statement, context))];
}

function tellPart(part: XmlElement, statement: XmlElement, context: EntryContext): readonly Item[] {
  // The form of a medicine belongs to its dose.
  if (part.name === "administrationUnitCode" && child(statement, "doseQuantity") !== null) return [];
  if (ELSEWHERE.has(part.name))
    return statement.name === "observationMedia" && part.name === "text" ? item("Описание", textOf(part)) : [];
  const label = LABELS.get(part.name);
  switch (part.name) {
    case "author":
    case "informant":
    case "performer":
    case "participant":
    case "subject":
    case "specimen":
      return tellRole(roleLabel(part, label), sayRole(part, context));
    case "reference":
      return elements(part).flatMap((one) => item("Документ", sayReference(one)));
    case "precondition":
      return item(label ?? "Условие", sayCriterion(part));
    case "doseQuantity":
      return item(label ?? "Доза", sayDose(part, statement));
    case "expectedUseTime":
      return item(label ?? "Срок", sayWhen(part));
  }
  if (label !== undefined) {
    const said =
      attribute(part, "code") !== null || attribute(part, "displayName") !== null ? sayCode(part) : sayValue(part);
    return item(label, said);
  }
  return tellParty(part);
}

/** A drug or product by every name it has; null when the statement has none. */
export function sayProduct(statement: XmlElement): string | null {
  const holder = child(statement, "consumable") ?? child(statement, "product");
  if (holder === null) return null;
  const names = new Set<string>();
  for (const one of descendants(holder)) {
    const named = one.name === "code" ? sayCode(one) : one.name === "name" || one.name === "desc" ? textOf(one) : null;
    if (named !== null && attribute(one, "nullFlavor") === null) names.add(named);
  }
  return names.size > 0 ? [...names].join("; ") : null;
}

/** The first code by which a drug or product is named. */
export function productCode(statement: XmlElement): XmlElement | null {
  const holder = child(statement, "consumable") ?? child(statement, "product");
  if (holder === null) return null;
  return [...descendants(holder)].find((one) => one.name === "code" && attribute(one, "code") !== null) ?? null;
}

function roleLabel(part: XmlElement, label: string | undefined): string {
  const mode = sayCode(child(part, "modeCode")) ?? sayCode(child(part, "functionCode"));
  if (mode !== null) return mode;
  if (child(part, "participantRole", "playingEntity") !== null) return "Вещество";
  return PARTICIPANTS.get(attribute(part, "typeCode") ?? "") ?? label ?? "Участник";
}

/** «Вещество: апельсин», not «Вещество: вещество: апельсин». */
function tellRole(label: string, said: string | null): readonly Item[] {
  const again = `${lowerFirst(label)}: `;
  return item(label, said?.startsWith(again) ? said.slice(again.length) : said);
}

function sayRole(part: XmlElement, context: EntryContext): string | null {
  const said = elements(part).flatMap((role) => {
    if (role.name === "time") return sayWhen(role) ?? [];
    if (role.name === "modeCode" || role.name === "functionCode") return [];
    const person = personWords(role);
    if (person === null) return [context.personOf(role), sayParty(role)].filter((one) => one !== null);
    const rest = tellParty(role).filter(({ label }) => label !== "ФИО" && label !== "Должность");
    return [person, ...rest.map(({ label, runs }) => `${label}: ${plainText(runs)}`)];
  });
  return said.length > 0 ? said.join("; ") : null;
}

function sayReference(external: XmlElement): string | null {
  const number = attribute(child(external, "id"), "extension");
  const parts = [
    sayCode(child(external, "code")),
    textOf(child(external, "text")),
    number === null ? null : `№ ${number}`,
  ];
  const said = parts.filter((part) => part !== null);
  return said.length > 0 ? said.join(", ") : null;
}

function sayCriterion(precondition: XmlElement): string | null {
  const criterion = child(precondition, "criterion");
  const value = child(criterion, "value");
  const said = [textOf(child(criterion, "text")), value === null ? null : sayValue(value)].filter(
    (part) => part !== null,
  );
  return said.length > 0 ? said.join("; ") : sayCode(child(criterion, "code"));
}

function sayDose(dose: XmlElement, statement: XmlElement): string | null {
  const form = sayCode(child(statement, "administrationUnitCode"));
  const low = child(dose, "low");
  const said =
    low === null ? sayValue(dose) : [low, child(dose, "high")].flatMap((one) => (one && sayValue(one)) ?? []).join("–");
  return form === null ? said : `${said ?? ""} (${form})`.trim();
}

const PARTICIPANTS: ReadonlyMap<string, string> = new Map([
  ["CSM", "Реактив или расходный материал"],
  ["DEV", "Прибор или изделие"],
  ["LOC", "Место"],
  ["DST", "Куда направлен"],
  ["RCV", "Получатель"],
]);

const LABELS: ReadonlyMap<string, string> = new Map([
  ["administrationUnitCode", "Форма"],
  ["approachSiteCode", "Доступ"],
  ["author", "Автор"],
  ["doseQuantity", "Доза"],
  ["expectedUseTime", "Срок применения"],
  ["informant", "Со слов"],
  ["maxDoseQuantity", "Наибольшая доза"],
  ["methodCode", "Метод"],
  ["participant", "Участник"],
  ["performer", "Исполнитель"],
  ["precondition", "Как принимать"],
  ["priorityCode", "Срочность"],
  ["quantity", "Количество"],
  ["rateQuantity", "Скорость введения"],
  ["repeatNumber", "Сколько раз"],
  ["routeCode", "Путь введения"],
  ["specimen", "Материал"],
  ["subject", "О ком"],
  ["targetSiteCode", "Область"],
]);
