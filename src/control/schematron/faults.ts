/** Failed rules → faults that a developer can mend: where, which rule, what was expected and what was found. */
import type { Fault } from "../../basics/fault.ts";
import type { XmlElement } from "../../cda/tree.ts";
import { pathOf } from "../../cda/walk.ts";
import { AttributeNode, DocumentNode, type Node, TextNode } from "../xpath/nodes.ts";
import { checkRules, type FailedAssert } from "./check.ts";
import type { CompiledAssert, CompiledRules } from "./compile-rules.ts";
import { explain } from "./explain.ts";

/** Faults of one document that are told; more help nobody. */
const MOST = 1000;

/**
 * Every rule that the document breaks, in the order of its lines. A rule that is broken in many places is one fault, at the
 * first of them, with `times`.
 */
export function ruleFaults(rules: CompiledRules, root: XmlElement): Fault[] {
  const broken = new Map<CompiledAssert, { first: FailedAssert; times: number }>();
  checkRules(rules, root, (one) => {
    const known = broken.get(one.assert);
    if (known === undefined) {
      if (broken.size < MOST) broken.set(one.assert, { first: one, times: 1 });
    } else known.times++;
  });
  return [...broken.values()]
    .map(({ first, times }) => faultOf(rules, root, first, times))
    .sort((a, b) => a.line! - b.line!);
}

function faultOf(
  rules: CompiledRules,
  root: XmlElement,
  { assert, node, meaningless }: FailedAssert,
  times: number,
): Fault {
  const element = elementOf(node, root);
  const told = meaningless === null ? explain(assert.test, rules.namespaces, node, root) : {};
  return {
    code: "VALIDATION_ERROR",
    severity: "error",
    message: {
      ru: assert.message,
      en: `The rule is broken: ${assert.test.replaceAll(/\s+/g, " ").trim().slice(0, 200)}`,
    },
    ...(assert.id !== null && { rule: assert.id }),
    path: node instanceof AttributeNode ? `${pathOf(element)}/@${node.attribute.name}` : pathOf(element),
    line: element.line,
    column: element.column,
    ...told,
    ...(meaningless !== null && { found: "значения, о которых правило не может судить" }),
    ...(times > 1 && { times }),
  };
}

function elementOf(node: Node, root: XmlElement): XmlElement {
  if (node instanceof DocumentNode) return root;
  return node instanceof AttributeNode || node instanceof TextNode ? node.parent : node;
}
