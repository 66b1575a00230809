/** The head of the readable document: whose it is, who made it, when and where; and, at its end, everybody else it names. */

import { formatSnils } from "../basics/snils.ts";
import type { DocumentFacts } from "./facts.ts";
import { type Item, item, mergeItems } from "./item.ts";
import type { Block, Origin, ReadableDocument, Section } from "./model.ts";
import { tellParty } from "./party.ts";
import { fullName, lowerFirst, sayPhone } from "./person-words.ts";
import { sayDate, saySpan, sayTime } from "./say-time.ts";
import { sayCode } from "./say-value.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child, descendants, elements, originOf } from "./walk.ts";

/** Fragment id of the section of participants. */
export const PARTICIPANTS_ID = "about";

type HeaderFact = ReadableDocument["header"][number];

/** In reading order; what the document does not say is left out. */
export function tellHeader(facts: DocumentFacts): readonly HeaderFact[] {
  const { patient, organisation, visit } = facts;
  const { policy } = patient;
  const list: readonly (readonly [label: string, value: string | null])[] = [
    ["Пациент", patient.name && fullName(patient.name)],
    ["Дата рождения", patient.birthDate && sayDate(patient.birthDate)],
    ["Пол", patient.sex && SEXES[patient.sex]],
    ["СНИЛС", patient.snils && formatSnils(patient.snils)],
    ["Полис ОМС", policy && [policy.series, policy.number].filter((part) => part !== null).join(" ")],
    ["Врач", sayAuthors(facts)],
    ["Организация", organisation.name],
    ["Адрес организации", organisation.address],
    ["Телефон организации", organisation.phone && sayPhone(organisation.phone)],
    ["Лицензия", organisation.licence],
    ["Дата документа", facts.created && sayTime(facts.created.literal)],
    [visit?.to && visit.to.date !== visit.from?.date ? "Период лечения" : "Дата обращения", sayVisit(visit)],
    ["Номер карты или случая", visit?.number ?? null],
    ["Версия документа", facts.version > 1 ? String(facts.version) : null],
    ["Доступ", facts.confidentiality === "R" || facts.confidentiality === "V" ? "ограниченный" : null],
  ];
  return list.flatMap(([label, value]) => (value === null || value === "" ? [] : [{ label, value }]));
}

/** Everything that the header of the document says, by participant: for whoever must check it word for word. */
export function tellParticipants(root: XmlElement): Section {
  const blocks: Block[] = [...group("Документ", mergeItems(tellDocument(root)), originOf(root))];
  for (const part of elements(root)) {
    const title = titleOf(part);
    if (title === null) continue;
    const performers = [...descendants(part)].filter((one) => one.name === "performer");
    blocks.push(...group(title, mergeItems(once(tellParty(part, new Set(performers)))), originOf(part)));
    for (const performer of performers) {
      blocks.push(...group("Исполнитель", mergeItems(once(tellParty(performer))), originOf(performer)));
    }
  }
  return {
    id: PARTICIPANTS_ID,
    code: null,
    title: "Участники и служебные сведения",
    officialTitle: null,
    blocks,
    sections: [],
  };
}

function group(title: string, items: readonly Item[], from: Origin): readonly Block[] {
  if (items.length === 0) return [];
  return [
    { kind: "heading", level: 3, runs: [{ text: title }], from },
    { kind: "facts", items, from },
  ];
}

function tellDocument(root: XmlElement): readonly Item[] {
  const code = child(root, "code");
  const created = attribute(child(root, "effectiveTime"), "value");
  return [
    ...item("Вид документа", sayCode(code)),
    ...item("Создан", created && sayTime(created)),
    ...item("Доступ", sayCode(child(root, "confidentialityCode"))),
    ...item("Язык", sayCode(child(root, "languageCode"))),
    ...item("Идентификатор", attribute(child(root, "id"), "extension")),
    ...item("Набор версий", attribute(child(root, "setId"), "extension")),
    ...item("Номер версии", attribute(child(root, "versionNumber"), "value")),
  ];
}

/** A participant's items without repeats: an organisation is often named twice under one person. */
function once(items: readonly Item[]): readonly Item[] {
  const seen = new Set<string>();
  return items.filter((one) => {
    const key = JSON.stringify(one);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function titleOf(part: XmlElement): string | null {
  if (part.name !== "participant") return GROUPS.get(part.name) ?? null;
  return PARTICIPANTS.get(attribute(part, "typeCode") ?? "") ?? "Участник";
}

function sayAuthors(facts: DocumentFacts): string | null {
  const said = facts.authors.flatMap(({ name, position }) => {
    if (name === null) return [];
    const post = position?.name ? `, ${lowerFirst(position.name)}` : "";
    return [`${fullName(name)}${post}`];
  });
  return said.length > 0 ? said.join("; ") : null;
}

function sayVisit(visit: DocumentFacts["visit"]): string | null {
  const from = visit?.from?.literal ?? null;
  const to = visit?.to?.literal ?? null;
  if (from !== null && to !== null) return saySpan(from, to);
  return from === null ? to && `до ${sayTime(to)}` : sayTime(from);
}

const SEXES = { male: "мужской", female: "женский", other: "не определён" } as const;

const GROUPS: ReadonlyMap<string, string> = new Map([
  ["recordTarget", "Пациент"],
  ["author", "Автор"],
  ["dataEnterer", "Внёс данные"],
  ["informant", "Со слов"],
  ["custodian", "Владелец документа"],
  ["informationRecipient", "Кому передаётся"],
  ["legalAuthenticator", "Придал юридическую силу"],
  ["authenticator", "Заверил"],
  ["inFulfillmentOf", "По направлению"],
  ["documentationOf", "О каком событии"],
  ["relatedDocument", "Связанный документ"],
  ["authorization", "Согласие"],
  ["componentOf", "Случай оказания помощи"],
]);

const PARTICIPANTS: ReadonlyMap<string, string> = new Map([
  ["HLD", "Страхование"],
  ["IND", "Оплата"],
  ["REF", "Кто направил"],
]);
