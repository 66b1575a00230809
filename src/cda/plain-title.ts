/** What a document is in a reader's words, «Анализ крови», by its kind and, where that is safe, by what is in it. */
import type { Coded, DocumentFacts } from "./facts.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child, childrenOf, descendants, textOf } from "./walk.ts";

const FAMILIES = "1.2.643.5.1.13.13.99.2.1079";
const TYPES: ReadonlySet<string> = new Set([
  "1.2.643.5.1.13.13.11.1522",
  "1.2.643.5.1.13.13.99.2.195",
  "1.2.643.5.1.13.13.11.1115",
]);
const BETA = "1.2.643.5.1.13.13.99.2.592";

/** Patterns look no further: they are for names, and a name of a megabyte is there to make them slow. */
const LONGEST_NAME = 300;

type Kind =
  | "analysis"
  | "study"
  | "visit"
  | "referral"
  | "disability"
  | "checkup"
  | "discharge"
  | "sport"
  | "prescription"
  | "cytology"
  | "histology"
  | "commission"
  | "ambulance"
  | "outpatient"
  | "operation"
  | "high-tech"
  | "observation"
  | "birth-discharge";

/** The plain title of the document. Falls back to its own title, then to the name of its kind. */
export function plainTitle(root: XmlElement, facts: DocumentFacts): string {
  const kind = kindOf(facts);
  const official = officialTitle(facts);
  if (kind === null) return official;
  switch (kind) {
    case "analysis":
      return analysisTitle(root);
    case "study":
      return studyTitle(root);
    case "visit":
      return visitTitle(facts);
    case "referral":
      return referralTitle(root);
    case "checkup":
      return /профилактическ/i.test(official) && !/диспансеризац/i.test(official)
        ? "Профилактический осмотр"
        : "Результаты диспансеризации или осмотра";
    default:
      return TITLES[kind];
  }
}

/** The document's own title, else the name of its kind without the edition. */
export function officialTitle(facts: DocumentFacts): string {
  const name = facts.title ?? facts.family?.name ?? facts.kind.name ?? `Документ вида ${facts.kind.code}`;
  return name
    .replace(/ ?\((CDA|PDF\/A-1)\)( ?Редакция \d{1,3})?$/, "")
    .replace(/\s+/g, " ")
    .trim();
}

function kindOf(facts: DocumentFacts): Kind | null {
  return (
    byCode(facts.family) ?? byCode(facts.kind) ?? byName(facts.family?.name ?? facts.kind.name ?? facts.title ?? "")
  );
}

function byCode(coded: Coded | null): Kind | null {
  if (coded === null) return null;
  if (coded.system === FAMILIES) return BY_FAMILY.get(coded.code) ?? null;
  if (TYPES.has(coded.system)) return BY_TYPE.get(coded.code) ?? null;
  return coded.system === BETA ? (BY_BETA.get(coded.code) ?? null) : null;
}

/** Editions coded by 1520 alone: their names are those of their families. */
function byName(name: string): Kind | null {
  const start = name.slice(0, LONGEST_NAME);
  return BY_NAME.find(([pattern]) => pattern.test(start))?.[1] ?? null;
}

const TITLES: Readonly<Record<Exclude<Kind, "analysis" | "study" | "visit" | "referral" | "checkup">, string>> = {
  disability: "Направление на медико-социальную экспертизу",
  discharge: "Выписка из стационара",
  "birth-discharge": "Выписка из роддома",
  sport: "Справка для занятий спортом",
  prescription: "Рецепт на лекарство",
  cytology: "Исследование клеток (цитология)",
  histology: "Исследование ткани (гистология)",
  commission: "Решение врачебной комиссии",
  ambulance: "Вызов скорой помощи",
  outpatient: "Итог лечения в поликлинике",
  operation: "Протокол операции",
  "high-tech": "Талон на высокотехнологичную помощь",
  observation: "Диспансерное наблюдение",
};

function analysisTitle(root: XmlElement): string {
  const names = namesIn(root, ["RESLAB", "SPECIMENS", "SERVICES"]);
  const blood = names.some((name) => /кров|гемоглобин|эритроцит|лейкоцит|сыворотк|плазм/i.test(name));
  const urine = names.some((name) => /моч[аеиу](?![а-яё])/i.test(name));
  // Several materials in one document: neither of them may stand for the whole.
  const other = names.some((name) => /(^|[\s,(])кал([\s,).]|$)|мокрот|мазок|соскоб|ликвор|слюн/i.test(name));
  if (blood && !urine && !other) return "Анализ крови";
  if (urine && !blood && !other) return "Анализ мочи";
  return "Результаты анализов";
}

function studyTitle(root: XmlElement): string {
  const names = namesIn(root, ["SERVICES", "RESINSTR", "RESINFO", "OBJECTINFO"]);
  const found = STUDIES.filter(([pattern]) => names.some((name) => pattern.test(name))).map(([, title]) => title);
  const [only] = found;
  return only !== undefined && found.length === 1 ? only : "Результат исследования";
}

function visitTitle(facts: DocumentFacts): string {
  const position = facts.authors[0]?.position?.name ?? "";
  const found = SPECIALISTS.find(([pattern]) => pattern.test(position));
  return found === undefined ? "Приём врача" : `Приём ${found[1]}`;
}

function referralTitle(root: XmlElement): string {
  const purposes = namesIn(root, ["SCOPORG", "section_vimisDirectionInfo"]).join(" ").toLowerCase();
  const found = PURPOSES.filter(([pattern]) => pattern.test(purposes)).map(([, title]) => title);
  const [only] = found;
  return only !== undefined && found.length === 1 ? only : "Направление";
}

/** Names that the given sections speak of: codes, original texts, and titles of their groups. */
function namesIn(root: XmlElement, codes: readonly string[]): readonly string[] {
  const names: string[] = [];
  for (const section of descendants(root)) {
    if (section.name !== "section" || !codes.includes(attribute(child(section, "code"), "code") ?? "")) continue;
    for (const entry of childrenOf(section, "entry")) {
      for (const element of descendants(entry)) {
        const name = element.name === "originalText" ? textOf(element) : attribute(element, "displayName");
        if (name !== null) names.push(name.slice(0, LONGEST_NAME));
      }
    }
  }
  return names;
}

const BY_FAMILY: ReadonlyMap<string, Kind> = new Map([
  ["1", "prescription"],
  ["3", "prescription"],
  ["4", "disability"],
  ["13", "visit"],
  ["14", "visit"],
  ["17", "study"],
  ["18", "analysis"],
  ["20", "cytology"],
  ["21", "histology"],
  ["25", "discharge"],
  ["26", "outpatient"],
  ["27", "birth-discharge"],
  ["28", "checkup"],
  ["31", "referral"],
  ["32", "referral"],
  ["54", "sport"],
  ["72", "ambulance"],
  ["74", "checkup"],
  ["75", "commission"],
  ["77", "operation"],
  ["85", "referral"],
]);

const BY_TYPE: ReadonlyMap<string, Kind> = new Map([
  ["1", "discharge"],
  ["2", "outpatient"],
  ["3", "referral"],
  ["5", "visit"],
  ["6", "study"],
  ["7", "analysis"],
  ["10", "birth-discharge"],
  ["12", "histology"],
  ["34", "disability"],
  ["37", "prescription"],
  ["57", "referral"],
  ["71", "sport"],
  ["74", "ambulance"],
  ["85", "visit"],
  ["86", "prescription"],
  ["107", "referral"],
  ["108", "operation"],
  ["121", "cytology"],
  ["141", "checkup"],
  ["340", "checkup"],
  ["347", "commission"],
]);

const BY_BETA: ReadonlyMap<string, Kind> = new Map([
  ["SMSV1", "referral"],
  ["SMSV2", "study"],
  ["SMSV3", "analysis"],
  ["SMSV4", "histology"],
  ["SMSV5", "visit"],
  ["SMSV6", "commission"],
  ["SMSV7", "observation"],
  ["SMSV8", "discharge"],
  ["SMSV9", "cytology"],
  ["SMSV10", "operation"],
  ["SMSV12", "outpatient"],
  ["SMSV15", "high-tech"],
  ["SMSV18", "ambulance"],
]);

const BY_NAME: readonly (readonly [pattern: RegExp, kind: Kind])[] = [
  [/медико-социальн.*эксперт/i, "disability"],
  [/^протокол лабораторного/i, "analysis"],
  [/^протокол инструментального/i, "study"],
  [/^протокол консультации/i, "visit"],
  [/^направление/i, "referral"],
  [/диспансеризац|профилактического медицинского осмотра/i, "checkup"],
  [/^эпикриз в стационаре выписной/i, "discharge"],
  [/^выписной эпикриз из родильного/i, "birth-discharge"],
  [/определенными видами спорта|определёнными видами спорта/i, "sport"],
  [/рецепт на лекарствен/i, "prescription"],
];

const STUDIES: readonly (readonly [pattern: RegExp, title: string])[] = [
  [/магнитно-резонансн/i, "МРТ"],
  [/компьютерн\S*[\s-]+томограф|компьютерно-томограф/i, "КТ"],
  [/ультразвук|эхокардиограф/i, "УЗИ"],
  [/рентген|флюорограф/i, "Рентген"],
  [/маммограф/i, "Маммография"],
  [/электрокардиограф|холтер/i, "ЭКГ"],
  [/гастроскоп|колоноскоп|эндоскоп|бронхоскоп/i, "Эндоскопия"],
];

const PURPOSES: readonly (readonly [pattern: RegExp, title: string])[] = [
  [/на госпитализац/, "Направление в стационар"],
  [/на обследован|исследован/, "Направление на обследование"],
  [/на консультац/, "Направление на консультацию"],
  [/восстановительн/, "Направление на восстановительное лечение"],
];

/** Positions of dictionary …11.1002 → whose appointment it was. The longer word before the shorter. */
const SPECIALISTS: readonly (readonly [pattern: RegExp, genitive: string])[] = [
  [/сердечно-сосудист/i, "сердечно-сосудистого хирурга"],
  [/нейрохирург/i, "нейрохирурга"],
  [/травматолог/i, "травматолога"],
  [/колопроктолог/i, "проктолога"],
  [/анестезиолог/i, "анестезиолога"],
  [/кардиолог/i, "кардиолога"],
  [/невролог/i, "невролога"],
  [/онколог/i, "онколога"],
  [/хирург/i, "хирурга"],
  [/офтальмолог/i, "окулиста"],
  [/оториноларинголог/i, "лор-врача"],
  [/акушер-гинеколог|гинеколог/i, "гинеколога"],
  [/эндокринолог/i, "эндокринолога"],
  [/гастроэнтеролог/i, "гастроэнтеролога"],
  [/дермато/i, "дерматолога"],
  [/уролог/i, "уролога"],
  [/нефролог/i, "нефролога"],
  [/пульмонолог/i, "пульмонолога"],
  [/ревматолог/i, "ревматолога"],
  [/гематолог/i, "гематолога"],
  [/инфекционист/i, "инфекциониста"],
  [/аллерголог/i, "аллерголога"],
  [/психиатр/i, "психиатра"],
  [/стоматолог/i, "стоматолога"],
  [/педиатр/i, "педиатра"],
  [/общей практики|семейный врач/i, "врача общей практики"],
  [/терапевт/i, "терапевта"],
];
