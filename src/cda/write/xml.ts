/** A small typed builder of XML: elements as values, then written out indented, as people like to read them. */

export type XmlAttributes = Readonly<Record<string, string | number | undefined>>;

/** Absent children (null, false, undefined) are left out, so that optional parts read as `condition && element`. */
export type XmlChild = XmlElement | string | null | undefined | false | readonly XmlChild[];

export interface XmlElement {
  readonly name: string;
  readonly attributes: XmlAttributes;
  readonly children: readonly (XmlElement | string)[];
}

/** An element: `x("id", { root: "1.2" })`, `x("title", {}, "Рецепт")`. */
export function x(name: string, attributes: XmlAttributes = {}, ...children: readonly XmlChild[]): XmlElement {
  return { name, attributes, children: present(children) };
}

function present(children: readonly XmlChild[]): (XmlElement | string)[] {
  return children.flatMap((child) => {
    if (child === null || child === undefined || child === false || child === "") return [];
    if (typeof child === "string" || "name" in child) return [child];
    return present(child);
  });
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (character) => escapes[character]!);
}

function escapeAttribute(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character]!);
}

function openTag({ name, attributes }: XmlElement): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`);
  return `<${name}${written.join("")}`;
}

/** On one line: inside mixed content, where a line break would be a visible space. */
function inline(node: XmlElement | string): string {
  if (typeof node === "string") return escapeText(node);
  if (node.children.length === 0) return `${openTag(node)}/>`;
  return `${openTag(node)}>${node.children.map(inline).join("")}</${node.name}>`;
}

function indented(element: XmlElement, indent: string): string {
  const mixed = element.children.some((child) => typeof child === "string");
  if (element.children.length === 0 || mixed) return `${indent}${inline(element)}\n`;
  const inner = element.children.map((child) => indented(child as XmlElement, `${indent}\t`)).join("");
  return `${indent}${openTag(element)}>\n${inner}${indent}</${element.name}>\n`;
}

/** The bytes of the document: UTF-8 without BOM, as the Russian profile demands. */
export function writeXml(root: XmlElement): Uint8Array {
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n${indented(root, "")}`);
}
