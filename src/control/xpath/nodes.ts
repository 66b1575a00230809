/** The nodes that expressions speak of, over the one tree of the document. Elements are its own; the others are made when asked for. */
import type { XmlAttribute, XmlElement } from "../../cda/tree.ts";

export class DocumentNode {
  readonly root: XmlElement;
  #order: ReadonlyMap<XmlElement, number> | null = null;

  constructor(root: XmlElement) {
    this.root = root;
  }

  /** Compares the places of two nodes in the document. */
  compare(one: Node, other: Node): number {
    const [a, b] = [this.#place(one), this.#place(other)];
    return a[0] - b[0] || a[1] - b[1];
  }

  #place(node: Node): readonly [element: number, within: number] {
    if (node instanceof DocumentNode) return [-1, 0];
    if (node instanceof AttributeNode)
      return [this.#numberOf(node.parent), 1 + node.parent.attributes.indexOf(node.attribute)];
    if (!(node instanceof TextNode)) return [this.#numberOf(node), 0];
    // A text stands before the next element of its parent, and behind all that its elder siblings hold.
    const { children } = node.parent;
    for (let at = node.index - 1; at >= 0; at--) {
      const elder = children[at];
      if (typeof elder === "object") return [lastWithin(elder, this.#orders()), 1e6 + node.index];
    }
    return [this.#numberOf(node.parent), 1e6 + node.index];
  }

  #numberOf(element: XmlElement): number {
    return this.#orders().get(element) ?? -1;
  }

  #orders(): ReadonlyMap<XmlElement, number> {
    if (this.#order === null) {
      const order = new Map<XmlElement, number>();
      const number = (element: XmlElement): void => {
        order.set(element, order.size);
        for (const child of element.children) if (typeof child === "object") number(child);
      };
      number(this.root);
      this.#order = order;
    }
    return this.#order;
  }
}

function lastWithin(element: XmlElement, order: ReadonlyMap<XmlElement, number>): number {
  const last = element.children.findLast((child) => typeof child === "object") as XmlElement | undefined;
  return last === undefined ? (order.get(element) ?? -1) : lastWithin(last, order);
}

export class AttributeNode {
  readonly parent: XmlElement;
  readonly attribute: XmlAttribute;

  constructor(parent: XmlElement, attribute: XmlAttribute) {
    this.parent = parent;
    this.attribute = attribute;
  }
}

export class TextNode {
  readonly parent: XmlElement;
  /** Among the children of the parent. */
  readonly index: number;

  constructor(parent: XmlElement, index: number) {
    this.parent = parent;
    this.index = index;
  }
}

export type Node = XmlElement | AttributeNode | TextNode | DocumentNode;

/** Text taken from a node: it becomes a number beside a number, and stays a text beside a text (xs:untypedAtomic). */
export class Untyped {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Atomic = string | number | boolean | Untyped;
export type Item = Node | Atomic;

export function isNode(item: Item): item is Node {
  return typeof item === "object" && !(item instanceof Untyped);
}

/** Two items are one node: attributes and texts are made anew each time. */
export function identityOf(node: Node): unknown {
  if (node instanceof AttributeNode) return node.attribute;
  if (node instanceof TextNode) return `${node.index} ${idOf(node.parent)}`;
  return node;
}

const ids = new WeakMap<XmlElement, number>();
let nextId = 0;
function idOf(element: XmlElement): number {
  const known = ids.get(element) ?? nextId++;
  ids.set(element, known);
  return known;
}

export function textOf(node: Node): string {
  if (node instanceof AttributeNode) return node.attribute.value;
  if (node instanceof TextNode) return node.parent.children[node.index] as string;
  return elementText(node instanceof DocumentNode ? node.root : node);
}

function elementText({ children }: XmlElement): string {
  if (children.length === 0) return "";
  if (children.length === 1 && typeof children[0] === "string") return children[0];
  let text = "";
  for (const child of children) text += typeof child === "string" ? child : elementText(child);
  return text;
}
