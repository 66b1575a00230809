/** What a broken rule expected, and what it found: said where the test is a plain comparison, as nearly all are. */
import type { XmlElement } from "../../cda/tree.ts";
import { compileItems, compileTruth } from "../xpath/compile.ts";
import type { Focus } from "../xpath/focus.ts";
import { DocumentNode, type Node } from "../xpath/nodes.ts";
import { type Namespaces, parseExpression } from "../xpath/parse.ts";
import type { Expression } from "../xpath/syntax.ts";
import { atomOf, spelled } from "../xpath/values.ts";

interface Told {
  readonly expected?: string;
  readonly found?: string;
}

/** A value of the document is shown back to its own sender only as much as is needed to find it. */
const LONGEST = 120;
const MOST_VALUES = 5;

/** Nothing where there is no plain answer. */
export function explain(test: string, namespaces: Namespaces, node: Node, root: XmlElement): Told {
  try {
    const document = new DocumentNode(root);
    const focus: Focus = { item: node, position: 1, size: 1, document, current: node, variables: null };
    return explainOne(parseExpression(test, namespaces), focus);
  } catch {
    return {};
  }
}

function explainOne(expression: Expression, focus: Focus): Told {
  if (expression.kind === "and") {
    const broken = expression.parts.find((part) => !compileTruth(part)(focus));
    return broken === undefined ? {} : explainOne(broken, focus);
  }
  if (expression.kind === "compare") {
    const expected = literals(expression.right);
    if (expected === null) return {};
    const sign = expression.operator === "=" ? "" : `${expression.operator} `;
    return { expected: `${sign}${expected.join(" / ")}`, found: values(expression.left, focus) };
  }
  if (expression.kind === "call" && expression.name === "matches") {
    const [subject, pattern] = expression.parameters;
    const shape = pattern === undefined ? null : literals(pattern);
    if (subject === undefined || shape === null) return {};
    return { expected: shape.join(""), found: values(subject, focus) };
  }
  return {};
}

function literals(expression: Expression): string[] | null {
  const parts = expression.kind === "array" || expression.kind === "sequence" ? expression.parts : [expression];
  const values = parts.flatMap((part) => (part.kind === "literal" ? [String(part.value)] : []));
  return values.length === parts.length ? values.map((value) => (value === "" ? "«»" : value)) : null;
}

function values(expression: Expression, focus: Focus): string {
  const found = compileItems(expression)(focus);
  if (found.length === 0) return "—";
  const texts = found.slice(0, MOST_VALUES).map((item) => spelled(atomOf(item)).trim() || "«»");
  return `${texts.join(", ")}${found.length > MOST_VALUES ? ", …" : ""}`.slice(0, LONGEST);
}
