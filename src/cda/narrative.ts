/**
 * Narrative of a section (CDA `section/text`) → blocks. An allow-list by element; no attribute is ever copied, only typed
 * values are read: styleCode of four words, listType, spans within bounds, https links, references to media of this document.
 * What is not on the list gives its text: a signed word must not vanish, and must not act either.
 */
import { Flow, PLAIN, plainText, type Style } from "./flow.ts";
import type { Media } from "./media.ts";
import type { Block, Run } from "./model.ts";
import { type InlineReader, readTable } from "./narrative-table.ts";
import type { XmlElement, XmlNode } from "./tree.ts";
import { attribute, childrenOf, HL7, originOf } from "./walk.ts";

/** What the narrative may point at. */
export interface NarrativeContext {
  readonly media: Media;
  /** Where an ID of the document is found on our page: the fragment id of its section, or null. */
  readonly sectionOf: (id: string) => string | null;
}

const MAX_REFERENCES = 20;
const LONGEST_LINK = 2_000;

export function readNarrative(text: XmlElement, context: NarrativeContext): readonly Block[] {
  const flow = new Flow(originOf(text));
  readNodes(text.children, PLAIN, flow, context);
  return titleTables(flow.finish());
}

function readNodes(nodes: readonly XmlNode[], style: Style, flow: Flow, context: NarrativeContext): void {
  for (const node of nodes) {
    if (typeof node === "string") flow.text(node, style);
    else if (node.uri === HL7) readElement(node, style, flow, context);
    // Foreign elements (XInclude, SVG, XHTML) are nothing but their text.
    else readNodes(node.children, style, flow, context);
  }
}

function readElement(element: XmlElement, style: Style, flow: Flow, context: NarrativeContext): void {
  const inside = (inner: Style) => readNodes(element.children, inner, flow, context);
  switch (element.name) {
    case "br":
      flow.lineBreak();
      break;
    case "content":
      inside(contentStyle(element, style));
      break;
    case "sub":
      inside({ ...style, sub: true });
      break;
    case "sup":
      inside({ ...style, sup: true });
      break;
    case "linkHtml":
      readLink(element, style, flow, context);
      break;
    case "paragraph": {
      flow.endParagraph();
      const before = flow.enter(originOf(element));
      inside(style);
      flow.endParagraph();
      flow.enter(before);
      break;
    }
    case "caption":
      readCaption(element, flow, context);
      break;
    case "list":
      flow.add(...readList(element, context));
      break;
    case "table":
      flow.add(...readTable(element, inlineReader(context)));
      break;
    case "renderMultiMedia":
      flow.add(...readMedia(element, context));
      break;
    case "footnote":
      flow.text(" (сноска: ", style);
      inside(style);
      flow.text(") ", style);
      break;
    // Sizes of columns, and a sign whose text stands in its footnote.
    case "col":
    case "colgroup":
    case "footnoteRef":
      break;
    default:
      inside(style);
  }
}

function inlineReader(context: NarrativeContext): InlineReader {
  return {
    nodes: (nodes, style, flow) => readNodes(nodes, style, flow, context),
    media: (element) => readMedia(element, context),
  };
}

function contentStyle(element: XmlElement, style: Style): Style {
  const words = new Set((attribute(element, "styleCode") ?? "").split(/\s+/));
  return {
    ...style,
    ...(words.has("Bold") ? { bold: true } : {}),
    ...(words.has("Italics") || words.has("Emphasis") ? { italic: true } : {}),
    ...(words.has("Underline") ? { underline: true } : {}),
    ...(attribute(element, "revised") === "delete" ? { deleted: true } : {}),
  };
}

function readLink(element: XmlElement, style: Style, flow: Flow, context: NarrativeContext): void {
  const href = safeHref(attribute(element, "href"), context);
  readNodes(element.children, href === null ? style : { ...style, href }, flow, context);
  if (href === null || href.startsWith("#")) return;
  const host = new URL(href).host;
  // The name of the house the link leads to, so that «gosuslugi.ru» cannot lead elsewhere unseen.
  if (!plainText(linkRuns(element)).includes(host)) flow.text(` (${host})`, style);
}

function linkRuns(element: XmlElement): readonly Run[] {
  return element.children.map((node) => ({ text: typeof node === "string" ? node : plainText(linkRuns(node)) }));
}

/** `https:` without user and password, or the section where an ID of this document stands. Anything else is no link. */
function safeHref(literal: string | null, context: NarrativeContext): string | null {
  if (literal === null) return null;
  if (literal.startsWith("#")) {
    const section = context.sectionOf(literal.slice(1));
    return section === null ? null : `#${section}`;
  }
  if (literal.length > LONGEST_LINK) return null;
  if (!/^https:\/\/[^\s\\]+$/i.test(literal) || !URL.canParse(literal)) return null;
  const url = new URL(literal);
  return url.protocol === "https:" && url.username === "" && url.password === "" ? url.href : null;
}

/** A caption of a paragraph or list is a small heading over what follows. */
function readCaption(element: XmlElement, flow: Flow, context: NarrativeContext): void {
  const caption = new Flow(originOf(element));
  readNodes(element.children, PLAIN, caption, context);
  const runs = caption.finishRuns();
  if (runs.length > 0) flow.add({ kind: "heading", level: 3, runs, from: originOf(element) }, ...caption.finish());
}

function readList(list: XmlElement, context: NarrativeContext): readonly Block[] {
  const before = new Flow();
  const caption = childrenOf(list, "caption")[0];
  if (caption !== undefined) readCaption(caption, before, context);
  const items = childrenOf(list, "item").map((item) => {
    const flow = new Flow(originOf(item));
    readNodes(item.children, PLAIN, flow, context);
    return flow.finish();
  });
  // Text that stands between the items is wrong in CDA, and yet it was signed.
  const stray = new Flow(originOf(list));
  for (const node of list.children) {
    if (typeof node === "string") stray.text(node, PLAIN);
    else if (node.name !== "item" && node !== caption) readNodes([node], PLAIN, stray, context);
  }
  const ordered = attribute(list, "listType") === "ordered";
  const full = items.filter((item) => item.length > 0);
  const block: readonly Block[] = full.length > 0 ? [{ kind: "list", ordered, items: full, from: originOf(list) }] : [];
  return [...before.finish(), ...stray.finish(), ...block];
}

function readMedia(element: XmlElement, context: NarrativeContext): readonly Block[] {
  const caption = new Flow(originOf(element));
  readNodes(element.children, PLAIN, caption, context);
  const ids = (attribute(element, "referencedObject") ?? "").split(/\s+/).filter((id) => id !== "");
  const shown = ids.slice(0, MAX_REFERENCES).flatMap((id) => context.media.show(id, element));
  const more: readonly Block[] =
    ids.length > MAX_REFERENCES
      ? [
          {
            kind: "notice",
            text: `Показаны первые ${MAX_REFERENCES} изображений из ${ids.length}`,
            from: originOf(element),
          },
        ]
      : [];
  return [...shown, ...more, ...caption.finish()];
}

/** A heading right before a table without a caption is its caption. */
function titleTables(blocks: readonly Block[]): readonly Block[] {
  const out: Block[] = [];
  for (const block of blocks) {
    const before = out.at(-1);
    if (block.kind === "table" && block.caption === undefined && before?.kind === "heading") {
      out[out.length - 1] = { ...block, caption: before.runs };
    } else out.push(block);
  }
  return out;
}
