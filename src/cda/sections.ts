/** The body of the document as sections: narrative first; where there is none, the coded entries; what only the entries say follows. */
import { entryStatements, tellEntries } from "./entries.ts";
import type { EntryContext } from "./entry-context.ts";
import { hasFlags } from "./entry-results.ts";
import { tableKind, tableOf } from "./entry-tables.ts";
import { type Item, item, mergeItems } from "./item.ts";
import type { Block, Section } from "./model.ts";
import { readNarrative } from "./narrative.ts";
import { sayParty } from "./party.ts";
import { sayName } from "./say-value.ts";
import { sectionTitle } from "./section-titles.ts";
import { type Allowance, allowance, toldBy, wordsOf } from "./told.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child, childrenOf, elements, originOf, textOf } from "./walk.ts";

/** Fragment ids are ours, by position: an ID of the document never becomes one. */
type SectionIds = ReadonlyMap<XmlElement, string>;

interface Reading {
  readonly ids: SectionIds;
  readonly anchors: ReadonlyMap<string, string>;
  readonly context: EntryContext;
  readonly foreign: boolean;
  readonly allowed: Allowance;
}

/** Suffix of the id of a section made of what only the coded entries say. */
export const CODED_SUFFIX = "-coded";

/** @param foreign of another profile: its narrative is shown alone, as its entries are coded in ways that we do not know */
export function readBody(root: XmlElement, context: EntryContext, foreign = false): readonly Section[] {
  const component = child(root, "component");
  const nonXml = child(component, "nonXMLBody");
  if (nonXml !== null) return [wholeBody(nonXml, context)];
  const sections = sectionsOf(child(component, "structuredBody"));
  const ids = new Map<XmlElement, string>();
  number(sections, "s", ids);
  const reading: Reading = { ids, anchors: anchorsOf(root, ids), context, foreign, allowed: allowance() };
  return sections.map((one) => readSection(one, reading));
}

function wholeBody(nonXml: XmlElement, context: EntryContext): Section {
  const text = child(nonXml, "text");
  const blocks = text === null ? [] : context.media.file(text, "Изображение из документа");
  return {
    ...EMPTY,
    id: "s1",
    title: "Содержание документа",
    blocks: blocks.length > 0 ? blocks : [nothing(nonXml)],
    from: originOf(nonXml),
  };
}

function readSection(section: XmlElement, reading: Reading): Section {
  const { ids, anchors, context } = reading;
  const id = ids.get(section) ?? "s";
  const from = originOf(section);
  const titles = titlesOf(section);
  const text = child(section, "text");
  const narrative =
    text === null
      ? []
      : readNarrative(text, { media: context.media, sectionOf: (anchor) => anchors.get(anchor) ?? null });
  const statements = entryStatements(section);
  const people = tellPeople(section);
  const inner = sectionsOf(section).map((one) => readSection(one, reading));
  if (narrative.length === 0) {
    const blocks = [...people, ...tellEntries(statements, context)];
    const empty = blocks.length === 0 && inner.length === 0;
    return { ...titles, id, blocks: empty ? [nothing(section)] : blocks, sections: inner, from };
  }
  if (reading.foreign) return { ...titles, id, blocks: [...people, ...narrative], sections: inner, from };
  const { shown, coded } = beside(section, narrative, titles.title, statements, reading);
  const more: readonly Section[] =
    coded.length > 0
      ? [{ ...EMPTY, id: `${id}${CODED_SUFFIX}`, title: "Также записано в документе", blocks: coded, from }]
      : [];
  return { ...titles, id, blocks: [...people, ...narrative, ...shown], sections: [...inner, ...more], from };
}

/**
 * What the entries add to a narrative. Analyses with their flags are shown where the narrative has no table of its own;
 * where it has one, they stand by with the rest, so that the page is read once, and their flags are told in «Главное».
 */
function beside(
  section: XmlElement,
  narrative: readonly Block[],
  title: string,
  statements: readonly XmlElement[],
  reading: Reading,
) {
  const { context, allowed } = reading;
  const tabled = narrative.some(({ kind }) => kind === "table");
  const isShown = (one: XmlElement) => !tabled && tableKind(one) === "analyses" && hasFlags(one);
  const tables = tableOf("analyses", statements.filter(isShown), context);
  const told = toldBy(`${title}\n${NARRATIVE_ITSELF}\n${wordsOf(narrative)}`, allowed);
  const heading: Block = { kind: "heading", level: 3, runs: [{ text: "Показатели и нормы" }], from: originOf(section) };
  return {
    shown: tables.length > 0 ? [heading, ...tables] : [],
    coded: tellEntries(
      statements.filter((one) => !isShown(one)),
      { ...context, told },
    ),
  };
}

function titlesOf(section: XmlElement): Pick<Section, "code" | "title" | "officialTitle"> {
  const element = child(section, "code");
  const code = attribute(element, "code");
  const own = textOf(child(section, "title"));
  const known = code === null ? null : sectionTitle(code);
  const named = sayName(element);
  const official = named !== null && named !== code ? named : (known?.official ?? null);
  const title = own ?? known?.plain ?? official ?? "Раздел без названия";
  const same = official === null || official.toLowerCase() === title.toLowerCase();
  return { code, title, officialTitle: same ? null : official };
}

/** Who wrote or told a section, where the section itself says so. */
function tellPeople(section: XmlElement): readonly Block[] {
  const labels = new Map([
    ["author", "Автор раздела"],
    ["informant", "Со слов"],
    ["subject", "О ком"],
  ]);
  const items: readonly Item[] = elements(section).flatMap((one) => {
    const label = labels.get(one.name);
    return label === undefined ? [] : item(label, sayParty(one));
  });
  return items.length > 0 ? [{ kind: "facts", items: mergeItems(items), from: originOf(section) }] : [];
}

function sectionsOf(parent: XmlElement | null): readonly XmlElement[] {
  return childrenOf(parent, "component").flatMap((one) => childrenOf(one, "section"));
}

function number(sections: readonly XmlElement[], prefix: string, ids: Map<XmlElement, string>): void {
  for (const [index, section] of sections.entries()) {
    const id = `${prefix}${index + 1}`;
    ids.set(section, id);
    number(sectionsOf(section), `${id}-`, ids);
  }
}

/** IDs of the document → fragment id of the innermost section that holds them. */
function anchorsOf(root: XmlElement, ids: SectionIds): ReadonlyMap<string, string> {
  const anchors = new Map<string, string>();
  const walk = (element: XmlElement, section: string | null): void => {
    const id = ids.get(element) ?? section;
    const anchor = attribute(element, "ID");
    if (anchor !== null && id !== null && !anchors.has(anchor)) anchors.set(anchor, id);
    for (const one of elements(element)) walk(one, id);
  };
  walk(root, null);
  return anchors;
}

/** Name of field 7006, whose value is the narrative once more: where the words are the same, the name adds nothing. */
const NARRATIVE_ITSELF = "Текстовое описание";
const EMPTY = { code: null, officialTitle: null, blocks: [], sections: [] };
const nothing = (at: XmlElement): Block => {
  return { kind: "notice", text: "В этом разделе документа ничего не указано", from: originOf(at) };
};
