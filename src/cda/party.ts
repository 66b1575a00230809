/**
 * A participant of the document (person, organisation, device, substance) as labelled facts. Works by what is there, not by
 * a list of participants, so that both dialects and unforeseen participants come out whole.
 */
import { formatSnils } from "../basics/snils.ts";
import { plainText } from "./flow.ts";
import { type Item, item } from "./item.ts";
import { fullName, lowerFirst, sayPhone } from "./person-words.ts";
import { readName } from "./read-people.ts";
import { sayNull } from "./say-null.ts";
import { sayWhen } from "./say-time.ts";
import { sayCode, sayValue } from "./say-value.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child, elements, isRussian, textOf } from "./walk.ts";

const NONE: ReadonlySet<XmlElement> = new Set();

/**
 * Everything that the element says, in its own order. Stated absences of whole parts are left out, of fields are told.
 *
 * @param except parts that are told elsewhere
 */
export function tellParty(party: XmlElement, except: ReadonlySet<XmlElement> = NONE): readonly Item[] {
  return elements(party).flatMap((part) => (except.has(part) ? [] : tellPart(part, party, except)));
}

/** The same in one line: «телефон: +7 …; организация: …». */
export function sayParty(party: XmlElement): string | null {
  const parts = tellParty(party).map(({ label, runs }) => `${lowerFirst(label)}: ${plainText(runs)}`);
  return parts.length > 0 ? parts.join("; ") : null;
}

function tellPart(part: XmlElement, parent: XmlElement, except: ReadonlySet<XmlElement>): readonly Item[] {
  switch (part.name) {
    case "id":
      return tellId(part, parent);
    case "addr":
      return tellAddress(part, parent);
    case "telecom":
      return tellTelecom(part, parent);
    case "name":
      return tellName(part, parent);
    case "typeId":
    case "templateId":
    case "realmCode":
      return [];
    case "Props":
      return elements(part).flatMap((one) => item(PROPS.get(one.name) ?? one.name, textOf(one)));
    case "value":
      return item("Значение", sayValue(part));
  }
  const label = LABELS.get(`${parent.name}/${part.name}`) ?? LABELS.get(part.name);
  if (isTime(part)) return item(label ?? "Время", sayWhen(part));
  const inner = elements(part);
  const coded = attribute(part, "displayName") !== null || inner.some((one) => one.name === "originalText");
  if (coded) return item(label ?? "Вид", sayCode(part));
  // Named in words beside it, or not at all.
  if (part.name === "code" && attribute(part, "nullFlavor") !== null) return [];
  // A group says itself by its parts; only its first words tell whose they are.
  if (inner.length > 0) return tellParty(part, except);
  return tellLeaf(part, label);
}

function tellLeaf(part: XmlElement, label: string | undefined): readonly Item[] {
  const value = attribute(part, "value") === null ? null : sayValue(part);
  const text = textOf(part);
  if (text !== null || value !== null) return item(label ?? "Сведения", text ?? value);
  return label === undefined ? [] : item(label, sayNull(part));
}

function isTime(part: XmlElement): boolean {
  if (["time", "effectiveTime", "birthTime", "IssueDate", "low", "high"].includes(part.name)) return true;
  return /(Time|Date)$/.test(part.name);
}

function tellId(id: XmlElement, parent: XmlElement): readonly Item[] {
  const root = attribute(id, "root") ?? "";
  const extension = attribute(id, "extension");
  const authority = attribute(id, "assigningAuthorityName");
  if (extension === null) return item("Сведения", authority);
  const said = authority === null ? extension : `${extension}, ${authority}`;
  if (root === "1.2.643.100.3") return item("СНИЛС", formatSnils(extension));
  const label = IDS.find(([start]) => root === start || root.startsWith(`${start}.`))?.[1];
  if (label !== undefined) return item(label, said);
  if (authority !== null || NUMBERED.has(parent.name)) return item("Номер", said);
  // Numbers inside a hospital's system mean nothing to a reader and stay in the source file.
  return [];
}

function tellAddress(addr: XmlElement, parent: XmlElement): readonly Item[] {
  const absent = sayNull(addr);
  const type = elements(addr).find((one) => isRussian(one) && one.name === "Type");
  const label =
    attribute(type ?? null, "displayName") ??
    (isOrganisation(parent) ? "Адрес организации" : (ADDRESSES.get(attribute(addr, "use") ?? "") ?? "Адрес"));
  if (absent !== null) return item(label, absent);
  const lines: string[] = [];
  const codes: string[] = [];
  for (const part of elements(addr)) {
    const text = textOf(part);
    if (part.name === "postalCode" && text !== null) lines.unshift(text);
    else if (part.name === "streetAddressLine")
      lines.push(text ?? (sayNull(part) ? `улица и дом: ${sayNull(part)}` : ""));
    else if (part.name === "stateCode") lines.push(sayCode(part) ?? "");
    else if (part.name !== "Type" && text !== null) codes.push(text);
  }
  const loose = addr.children
    .filter((node) => typeof node === "string")
    .join(" ")
    .replace(/\s+/g, " ")
    .trim();
  const whole = [...lines, loose].filter((line) => line !== "").join(", ");
  return [...item(label, whole), ...item("Коды адреса", codes.join(", "))];
}

function tellTelecom(telecom: XmlElement, parent: XmlElement): readonly Item[] {
  const value = attribute(telecom, "value");
  if (value === null) return [];
  const whose = isOrganisation(parent) ? " организации" : "";
  const [scheme = "", ...rest] = value.split(":");
  const number = rest.join(":").trim();
  switch (scheme.toLowerCase()) {
    case "tel":
      return item(`${attribute(telecom, "use") === "MC" ? "Мобильный телефон" : "Телефон"}${whose}`, sayPhone(number));
    case "fax":
      return item(`Факс${whose}`, sayPhone(number));
    case "mailto":
      return item(`Почта${whose}`, number);
    case "http":
    case "https":
      return item(`Сайт${whose}`, value);
    default:
      return item(`Контакт${whose}`, value);
  }
}

function isOrganisation(parent: XmlElement): boolean {
  return parent.name.endsWith("Organization");
}

function tellName(name: XmlElement, parent: XmlElement): readonly Item[] {
  if (child(name, "family") !== null || child(name, "given") !== null) {
    const person = readName(parent);
    return person === null ? [] : item("ФИО", fullName(person));
  }
  const label = LABELS.get(`${parent.name}/name`) ?? (isOrganisation(parent) ? "Организация" : "Название");
  return item(label, textOf(name));
}

/** Prefixes of roots whose numbers people know. */
const IDS: readonly (readonly [root: string, label: string])[] = [
  ["1.2.643.5.1.13.2.1.1.1504.101", "Лицензия"],
  ["1.2.643.5.1.13.2.7.100.2", "Полис ОМС"],
  ["1.2.643.5.1.13.13.11.1011", "Документ, удостоверяющий личность"],
  ["1.2.643.5.1.13.13.99.2.48", "Документ, удостоверяющий личность"],
  ["1.2.643.5.1.13.13.17.1.1", "Номер в реестре документов"],
  ["1.2.643.100.1", "ОГРН"],
  ["1.2.643.100.5", "ОГРНИП"],
];

/** Parents whose number is what they are known by. */
const NUMBERED: ReadonlySet<string> = new Set([
  "order",
  "encompassingEncounter",
  "externalDocument",
  "parentDocument",
  "encounter",
]);

const ADDRESSES: ReadonlyMap<string, string> = new Map([
  ["H", "Адрес регистрации"],
  ["HP", "Адрес проживания"],
  ["WP", "Адрес места работы"],
]);

const PROPS: ReadonlyMap<string, string> = new Map([
  ["Ogrn", "ОГРН"],
  ["Ogrnip", "ОГРНИП"],
  ["Okpo", "ОКПО"],
  ["Okato", "ОКАТО"],
  ["Inn", "ИНН"],
]);

/** By `parent/name` where the parent matters, else by name. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ["assignedAuthor/code", "Должность"],
  ["assignedEntity/code", "Должность"],
  ["associatedEntity/code", "Должность или роль"],
  ["encompassingEncounter/code", "Вид случая"],
  ["serviceEvent/code", "Что сделано"],
  ["order/code", "Вид направления"],
  ["playingEntity/code", "Вещество"],
  ["playingEntity/name", "Вещество"],
  ["playingEntity/desc", "Вещество"],
  ["playingDevice/code", "Прибор или изделие"],
  ["specimenPlayingEntity/code", "Материал"],
  ["specimenPlayingEntity/name", "Материал"],
  ["specimenPlayingEntity/desc", "Описание материала"],
  ["location/name", "Место"],
  ["representedOrganization/name", "Место работы"],
  ["administrativeGenderCode", "Пол"],
  ["asOrganizationPartOf", "Входит в"],
  ["birthTime", "Дата рождения"],
  ["code", "Вид"],
  ["desc", "Описание"],
  ["DocNumber", "Номер карты"],
  ["effectiveTime", "Период"],
  ["functionCode", "Роль"],
  ["IdentityCardType", "Документ, удостоверяющий личность"],
  ["IdentityDocType", "Документ-основание"],
  ["INN", "ИНН"],
  ["InsurancePolicyType", "Вид полиса"],
  ["IssueDate", "Дата выдачи"],
  ["IssueOrgCode", "Код подразделения"],
  ["IssueOrgName", "Кем выдан"],
  ["manufacturerModelName", "Модель"],
  ["modeCode", "Роль"],
  ["Number", "Номер"],
  ["quantity", "Количество"],
  ["Series", "Серия"],
  ["serviceCond", "Условия оказания помощи"],
  ["serviceForm", "Форма помощи"],
  ["serviceType", "Вид помощи"],
  ["softwareName", "Программа"],
  ["time", "Время"],
  ["versionNumber", "Версия"],
]);
