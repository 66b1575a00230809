/** What our engine finds, in the same words as the naive one. */
import { parseTree, type XmlElement } from "../../src/cda/tree.ts";
import { checkRules } from "../../src/control/schematron/check.ts";
import type { CompiledRules } from "../../src/control/schematron/compile-rules.ts";
import { AttributeNode, DocumentNode, type Node, TextNode } from "../../src/control/xpath/nodes.ts";

export function askOurs(rules: CompiledRules, text: string): string[] {
  const found: string[] = [];
  checkRules(rules, parseTree(text), ({ assert, node, meaningless }) => {
    found.push(`${assert.line} ${pathOf(node)}${meaningless === null ? "" : " error"}`);
  });
  return found.sort();
}

function pathOf(node: Node): string {
  if (node instanceof DocumentNode) return "";
  if (node instanceof AttributeNode) return `${pathOf(node.parent)}/@${node.attribute.name}`;
  if (node instanceof TextNode) return `${pathOf(node.parent)}/text()`;
  return `${node.parent === null ? "" : pathOf(node.parent)}/${placeOf(node)}`;
}

function placeOf(element: XmlElement): number {
  const siblings = element.parent?.children.filter((one) => typeof one === "object") ?? [element];
  return siblings.indexOf(element);
}
