/** Finding one's way in the tree: by namespace and local name, never by prefix. */
import type { Place } from "./facts.ts";
import type { Origin } from "./model.ts";
import type { XmlElement } from "./tree.ts";

export const HL7 = "urn:hl7-org:v3";
export const XSI = "http://www.w3.org/2001/XMLSchema-instance";
/** The Russian extensions: identity, address, medService, fias. Their local names do not overlap. */
const RUSSIAN = "urn:hl7-ru:";

export function isHl7(element: XmlElement, name: string): boolean {
  return element.name === name && element.uri === HL7;
}

export function isRussian(element: XmlElement): boolean {
  return element.uri.startsWith(RUSSIAN);
}

/** The child elements, in order. */
export function elements(parent: XmlElement): readonly XmlElement[] {
  const found: XmlElement[] = [];
  for (const node of parent.children) if (typeof node !== "string") found.push(node);
  return found;
}

/** HL7 children of that name. */
export function childrenOf(parent: XmlElement | null, name: string): readonly XmlElement[] {
  const found: XmlElement[] = [];
  if (parent === null) return found;
  for (const node of parent.children) if (typeof node !== "string" && isHl7(node, name)) found.push(node);
  return found;
}

/** The first HL7 child of that name; several names walk down. */
export function child(parent: XmlElement | null, ...names: readonly string[]): XmlElement | null {
  let at: XmlElement | null = parent;
  for (const name of names) at = firstChild(at, name, (element) => element.uri === HL7);
  return at;
}

/** The first child of that name in one of the Russian extension namespaces. */
export function russianChild(parent: XmlElement | null, name: string): XmlElement | null {
  return firstChild(parent, name, isRussian);
}

function firstChild(
  parent: XmlElement | null,
  name: string,
  fits: (element: XmlElement) => boolean,
): XmlElement | null {
  if (parent === null) return null;
  for (const node of parent.children) if (typeof node !== "string" && node.name === name && fits(node)) return node;
  return null;
}

/** An attribute without namespace, or of the given one. */
export function attribute(element: XmlElement | null, name: string, uri = ""): string | null {
  if (element === null) return null;
  for (const one of element.attributes) if (one.name === name && one.uri === uri) return one.value;
  return null;
}

/** All text below an element, whitespace collapsed, NFC; null when there is none. */
export function textOf(element: XmlElement | null): string | null {
  if (element === null) return null;
  const text = rawText(element).replace(/\s+/g, " ").trim().normalize("NFC");
  return text === "" ? null : text;
}

/** All text below an element exactly as written. */
export function rawText(element: XmlElement): string {
  let text = "";
  for (const node of element.children) text += typeof node === "string" ? node : rawText(node);
  return text;
}

/** Every element below, in document order, the element itself first. A stack, as nested generators would cost depth times size. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  const stack = [element];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    yield at;
    for (let i = at.children.length - 1; i >= 0; i -= 1) {
      const node = at.children[i];
      if (typeof node === "object") stack.push(node);
    }
  }
}

/** `/ClinicalDocument/recordTarget/patientRole/id[2]`: local names, an index only where there is more than one. */
export function pathOf(element: XmlElement): string {
  const { parent } = element;
  if (parent === null) return `/${element.name}`;
  return `${pathOf(parent)}/${element.name}${indexOf(element, parent)}`;
}

/** Counted once per parent: a document of a hundred thousand faulty namesakes must not be counted a hundred thousand times. */
const indexes = new WeakMap<XmlElement, ReadonlyMap<XmlElement, string>>();

function indexOf(element: XmlElement, parent: XmlElement): string {
  const known = indexes.get(parent) ?? countNamesakes(parent);
  indexes.set(parent, known);
  return known.get(element) ?? "";
}

function countNamesakes(parent: XmlElement): ReadonlyMap<XmlElement, string> {
  const byName = new Map<string, XmlElement[]>();
  for (const one of elements(parent)) {
    const namesakes = byName.get(one.name);
    if (namesakes === undefined) byName.set(one.name, [one]);
    else namesakes.push(one);
  }
  const found = new Map<XmlElement, string>();
  for (const namesakes of byName.values()) {
    if (namesakes.length > 1) for (const [i, one] of namesakes.entries()) found.set(one, `[${i + 1}]`);
  }
  return found;
}

export function placeOfElement(element: XmlElement): Place {
  return { path: pathOf(element), line: element.line };
}

export function originOf({ line, column }: XmlElement): Origin {
  return { line, column };
}
