/** General comparisons (§3.5.2): true when any pair of both sides holds. The usual shapes need no lists. */
import type { Compiler, Focus, Items, Truth } from "./focus.ts";
import { AttributeNode, type Item, isNode, textOf } from "./nodes.ts";
import { compileSteps } from "./steps.ts";
import type { Comparison, Expression, Step } from "./syntax.ts";
import { atomOf, holds } from "./values.ts";

type Compare = Extract<Expression, { kind: "compare" }>;

export function compareTruth(compiler: Compiler, { operator, left, right }: Compare): Truth {
  const texts = textsOf(right);
  if (texts !== null && operator === "=" && left.kind === "path" && left.from === "focus")
    return oneOf(compiler, left.steps, texts);
  const [a, b] = [operand(compiler, left), operand(compiler, right)];
  return (focus) => anyPair(operator, a(focus), b, focus);
}

function anyPair(operator: Comparison, left: readonly Item[], right: Items, focus: Focus): boolean {
  if (left.length === 0) return false;
  const others = right(focus).map(atomOf);
  return left.some((item) => {
    const atom = atomOf(item);
    return others.some((other) => holds(operator, atom, other));
  });
}

/** An array beside a comparison is the sequence of its members. */
function operand(compiler: Compiler, expression: Expression): Items {
  return compiler.items(expression.kind === "array" ? { kind: "sequence", parts: expression.parts } : expression);
}

/** `'a'`, `('a', 'b')` or `['a', 'b']`. */
function textsOf(expression: Expression): ReadonlySet<string> | null {
  const parts = expression.kind === "array" || expression.kind === "sequence" ? expression.parts : [expression];
  const texts = parts.flatMap((part) =>
    part.kind === "literal" && typeof part.value === "string" ? [part.value] : [],
  );
  return texts.length === parts.length && texts.length > 0 ? new Set(texts) : null;
}

/** `code/@code = 'DGN'`: the walk ends at the first that is one of the texts. */
function oneOf(compiler: Compiler, steps: readonly Step[], texts: ReadonlySet<string>): Truth {
  const walk = compileSteps(compiler, steps);
  const [only] = texts;
  const isOne = texts.size === 1 ? (text: string) => text === only : (text: string) => texts.has(text);
  const visit = (item: Item) =>
    item instanceof AttributeNode ? isOne(item.attribute.value) : isNode(item) && isOne(textOf(item));
  return (focus) => walk(focus.item, focus, visit);
}
