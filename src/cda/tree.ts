/**
 * Step 2 «read»: admitted text → one typed tree, built once and read by facts, format control and rendering alike.
 * saxes is strict and fast, but quadratic on deep nesting and slow with more than six handlers: hence the caps, and five handlers.
 * Names and attributes live in arrays, never as keys of plain objects: no document can reach a prototype.
 */
import { SaxesParser, type SaxesTagNS } from "saxes";
import { Refusal } from "../basics/refusal.ts";
import type { Words } from "../basics/words.ts";
import { notWellFormed } from "./not-well-formed.ts";

export const MAX_DEPTH = 200;
const MAX_ELEMENTS = 400_000;
/** Sum of the depths of all elements: saxes looks a namespace up through every open element. Real documents take about 15 each. */
const MAX_TOTAL_DEPTH = 10_000_000;
export const MAX_ATTRIBUTES = 64;
/** In UTF-16 units. Names and attribute values of the profile are short; long ones only serve to be slow. */
const MAX_NAME = 256;
const MAX_ATTRIBUTE_VALUE = 65_536;

const XMLNS = "http://www.w3.org/2000/xmlns/";

export interface XmlAttribute {
  /** Local name. */
  readonly name: string;
  /** Namespace, "" for none. Namespace declarations themselves are not attributes here. */
  readonly uri: string;
  readonly value: string;
}

export type XmlNode = XmlElement | string;

/** An element with the place of its `<`. Text and CDATA are joined into strings; comments and instructions are dropped. */
export class XmlElement {
  /** Local name. */
  readonly name: string;
  /** Namespace, "" for none. */
  readonly uri: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlNode[];
  readonly parent: XmlElement | null;
  /** 1-based, in the exact bytes. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;

  constructor(
    name: string,
    uri: string,
    attributes: readonly XmlAttribute[],
    children: readonly XmlNode[],
    parent: XmlElement | null,
    line: number,
    column: number,
  ) {
    this.name = name;
    this.uri = uri;
    this.attributes = attributes;
    this.children = children;
    this.parent = parent;
    this.line = line;
    this.column = column;
  }
}

/**
 * Parses admitted text (see `admitBytes`) into a tree.
 *
 * @throws Refusal "invalid", with the line and column: NOT_WELL_FORMED, TOO_DEEP, TOO_MANY_ELEMENTS, TOO_MANY_ATTRIBUTES,
 *   NAME_TOO_LONG, ATTRIBUTE_TOO_LONG.
 */
export function parseTree(text: string): XmlElement {
  const builder = new Builder(text);
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on("error", (error) => {
    throw notWellFormed(text, parser.position, error.message);
  });
  parser.on("opentagstart", (tag) => builder.start(tag.name, parser.position));
  parser.on("opentag", (tag) => builder.open(tag));
  parser.on("closetag", () => builder.close());
  parser.on("text", (run) => builder.text(run));
  parser.on("cdata", (run) => builder.text(run));
  parser.write(text).close();
  return builder.finish();
}

class Builder {
  readonly #source: string;
  #root: XmlElement | null = null;
  #current: XmlElement | null = null;
  /** Children of the current element and of those above it: filled here, read-only for everybody else. */
  readonly #stack: XmlNode[][] = [];
  #elements = 0;
  #totalDepth = 0;
  #line = 1;
  #lineStart = 0;
  #lineEnd: number;
  #column = 1;

  constructor(source: string) {
    this.#source = source;
    this.#lineEnd = this.#endOfLine();
  }

  start(name: string, position: number): void {
    const offset = this.#source.lastIndexOf("<", position - name.length - 1);
    this.#moveTo(offset);
    if (name.length > MAX_NAME) throw beyond(NAME_TOO_LONG, this.#line, this.#column, MAX_NAME);
    if (this.#stack.length >= MAX_DEPTH) throw beyond(TOO_DEEP, this.#line, this.#column, MAX_DEPTH);
    this.#elements += 1;
    this.#totalDepth += this.#stack.length;
    if (this.#totalDepth > MAX_TOTAL_DEPTH) throw beyond(TOO_DEEP, this.#line, this.#column, MAX_DEPTH);
    if (this.#elements > MAX_ELEMENTS) throw beyond(TOO_MANY_ELEMENTS, this.#line, this.#column, MAX_ELEMENTS);
  }

  open(tag: SaxesTagNS): void {
    const attributes: XmlAttribute[] = [];
    for (const key in tag.attributes) {
      const attribute = tag.attributes[key];
      if (attribute === undefined || attribute.uri === XMLNS) continue;
      if (attributes.length === MAX_ATTRIBUTES) {
        throw beyond(TOO_MANY_ATTRIBUTES, this.#line, this.#column, MAX_ATTRIBUTES);
      }
      if (attribute.name.length > MAX_NAME) throw beyond(NAME_TOO_LONG, this.#line, this.#column, MAX_NAME);
      if (attribute.value.length > MAX_ATTRIBUTE_VALUE) {
        throw beyond(ATTRIBUTE_TOO_LONG, this.#line, this.#column, MAX_ATTRIBUTE_VALUE);
      }
      attributes.push({ name: attribute.local, uri: attribute.uri, value: attribute.value });
    }
    const children: XmlNode[] = [];
    const { local, uri } = tag;
    const element = new XmlElement(local, uri, attributes, children, this.#current, this.#line, this.#column);
    if (this.#root === null) this.#root = element;
    else this.#stack.at(-1)?.push(element);
    this.#current = element;
    this.#stack.push(children);
  }

  close(): void {
    this.#stack.pop();
    this.#current = this.#current?.parent ?? null;
  }

  text(run: string): void {
    const siblings = this.#stack.at(-1);
    if (siblings === undefined || run === "") return;
    const last = siblings.at(-1);
    if (typeof last === "string") siblings[siblings.length - 1] = last + run;
    else siblings.push(run);
  }

  finish(): XmlElement {
    if (this.#root === null) throw notWellFormed(this.#source, this.#source.length, "no root element");
    return this.#root;
  }

  #moveTo(offset: number): void {
    while (this.#lineEnd < offset) {
      this.#line += 1;
      this.#lineStart = this.#lineEnd + 1;
      this.#lineEnd = this.#endOfLine();
    }
    this.#column = offset - this.#lineStart + 1;
  }

  /** Looked for once per line: a document of one line must not be searched to its end for every element. */
  #endOfLine(): number {
    const end = this.#source.indexOf("\n", this.#lineStart);
    return end < 0 ? Number.POSITIVE_INFINITY : end;
  }
}

interface Limit {
  readonly code: string;
  readonly message: Words;
}

const TOO_DEEP: Limit = {
  code: "TOO_DEEP",
  message: { ru: "Слишком глубокая вложенность элементов", en: "Elements are nested too deeply" },
};
const TOO_MANY_ELEMENTS: Limit = {
  code: "TOO_MANY_ELEMENTS",
  message: { ru: "Слишком много элементов", en: "Too many elements" },
};
const TOO_MANY_ATTRIBUTES: Limit = {
  code: "TOO_MANY_ATTRIBUTES",
  message: { ru: "Слишком много атрибутов у элемента", en: "Too many attributes on one element" },
};
const NAME_TOO_LONG: Limit = {
  code: "NAME_TOO_LONG",
  message: { ru: "Слишком длинное имя элемента или атрибута", en: "The name of an element or attribute is too long" },
};
const ATTRIBUTE_TOO_LONG: Limit = {
  code: "ATTRIBUTE_TOO_LONG",
  message: { ru: "Слишком длинное значение атрибута", en: "An attribute value is too long" },
};

function beyond(limit: Limit, line: number, column: number, most: number): Refusal {
  const hint: Words = {
    ru: `Допустимо не более ${most}: проверьте, как формируется документ`,
    en: `At most ${most}: check how the document is made`,
  };
  const expected = `≤ ${most}`;
  const fault = { code: limit.code, severity: "error", message: limit.message, hint, line, column, expected } as const;
  return new Refusal("invalid", limit.code, limit.message, [fault]);
}
