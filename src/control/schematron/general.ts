/**
 * What our subset lacks, fontoxpath answers: slower by a thousand times, and whole. A second tree is made for it only when it is
 * asked, and its nodes are found again by their places.
 */
import fontoxpath from "fontoxpath";
import { Document, type Element, type Node as SlimNode } from "slimdom";
import type { XmlElement } from "../../cda/tree.ts";
import type { Focus, Variables } from "../xpath/focus.ts";
import { AttributeNode, DocumentNode, type Item, isNode, type Node, TextNode, Untyped } from "../xpath/nodes.ts";
import { MeaninglessHere } from "../xpath/values.ts";
import type { GeneralEngine } from "./compile-rules.ts";

const { evaluateXPathToBoolean, evaluateXPathToNodes, evaluateXPathToFirstNode } = fontoxpath;

export const generalEngine: GeneralEngine = {
  truth(expression, namespaces) {
    const ask = asker(expression, namespaces);
    return (focus) =>
      ask(focus, (text, item, names, options) => evaluateXPathToBoolean(text, item, null, names, options));
  },
  items(expression, namespaces) {
    const ask = asker(expression, namespaces);
    return (focus) =>
      ask(focus, (text, item, names, options) =>
        evaluateXPathToNodes<SlimNode>(text, item, null, names, options).map((node) => mirrorOf(focus).back(node)),
      );
  },
};

type Options = Parameters<typeof evaluateXPathToBoolean>[4];
type Evaluate<T> = (text: string, item: SlimNode | null, names: Record<string, unknown>, options: Options) => T;

/** Throws at once where fontoxpath cannot read the expression either. */
function asker(expression: string, namespaces: ReadonlyMap<string, string>) {
  const options: Options = {
    namespaceResolver: (prefix) => namespaces.get(prefix) ?? null,
    language: fontoxpath.Language.XPATH_3_1_LANGUAGE,
  };
  proveReadable(expression, options);
  return <T>(focus: Focus, evaluate: Evaluate<T>): T => {
    const item = isNode(focus.item) ? mirrorOf(focus).of(focus.item) : null;
    const { before, names } = spread(focus);
    try {
      return evaluate(before + expression, item, names, options);
    } catch (error) {
      throw new MeaninglessHere("GENERAL", error instanceof Error ? error.message : String(error));
    }
  };
}

/** Asked of an empty document: what is wrong with the words (XPST…) shows, what is missing in the document does not. */
function proveReadable(expression: string, options: Options): void {
  try {
    evaluateXPathToFirstNode(`if (false()) then (${expression}) else ()`, new Document(), null, {}, options);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    if (!text.includes("XPST0008") || !expression.includes("$")) throw error;
  }
}

/** A list of nodes would come as an array, so each node gets a name of its own. */
function spread(focus: Focus): { before: string; names: Record<string, unknown> } {
  const names: Record<string, unknown> = {};
  const lets: string[] = [];
  const seen = new Set<string>();
  for (let at: Variables | null = focus.variables; at !== null; at = at.next) {
    if (seen.has(at.name)) continue;
    seen.add(at.name);
    const parts = at.value.map((item, place) => {
      const name = `${at!.name}.${place}`;
      names[name] = plain(item, focus);
      return `$${name}`;
    });
    lets.push(`let $${at.name} := (${parts.join(", ")}) return `);
  }
  return { before: lets.join(""), names };
}

function plain(item: Item, focus: Focus): unknown {
  if (isNode(item)) return mirrorOf(focus).of(item);
  return item instanceof Untyped ? item.text : item;
}

/** A tree for fontoxpath beside ours. */
class Mirror {
  readonly #document = new Document();
  readonly #theirs = new Map<XmlElement, Element>();
  readonly #ours = new Map<SlimNode, XmlElement>();
  readonly #own: DocumentNode;

  constructor(own: DocumentNode) {
    this.#own = own;
    this.#document.appendChild(this.#copy(own.root));
  }

  of(node: Node): SlimNode {
    if (node instanceof DocumentNode) return this.#document;
    if (node instanceof AttributeNode) {
      const { uri, name } = node.attribute;
      return this.#theirs.get(node.parent)!.getAttributeNodeNS(uri || null, name)!;
    }
    if (node instanceof TextNode) return this.#theirs.get(node.parent)!.childNodes[node.index]!;
    return this.#theirs.get(node)!;
  }

  back(node: SlimNode): Node {
    if (node === this.#document) return this.#own;
    const element = this.#ours.get(node);
    if (element !== undefined) return element;
    const { ownerElement, localName, namespaceURI } = node as unknown as {
      ownerElement: SlimNode | undefined;
    } & Element;
    if (ownerElement) {
      const parent = this.#ours.get(ownerElement)!;
      const uri = namespaceURI ?? "";
      return new AttributeNode(parent, parent.attributes.find((one) => one.name === localName && one.uri === uri)!);
    }
    const parent = this.#ours.get(node.parentNode!)!;
    return new TextNode(parent, node.parentNode!.childNodes.indexOf(node));
  }

  #copy(element: XmlElement): Element {
    const copy = this.#document.createElementNS(element.uri || null, element.name);
    element.attributes.forEach(({ uri, name, value }, at) => {
      copy.setAttributeNS(uri || null, uri ? `a${at}:${name}` : name, value);
    });
    for (const child of element.children)
      copy.appendChild(typeof child === "string" ? this.#document.createTextNode(child) : this.#copy(child));
    this.#theirs.set(element, copy);
    this.#ours.set(copy, element);
    return copy;
  }
}

const mirrors = new WeakMap<DocumentNode, Mirror>();

function mirrorOf({ document }: Focus): Mirror {
  const known = mirrors.get(document) ?? new Mirror(document);
  mirrors.set(document, known);
  return known;
}
