/** Whether a predicate counts places: `[1]`, `[last()]`, or anything that may turn out a number. */
import type { Expression } from "./syntax.ts";

/** Whether the truth of a predicate may depend on the place of the node among the others. */
export function mayCount(predicate: Expression): boolean {
  switch (predicate.kind) {
    case "compare":
      return [predicate.left, predicate.right].some(asksPlace);
    case "and":
    case "or":
      // Inside, a number is a truth and no place.
      return predicate.parts.some(asksPlace);
    case "path":
    case "union":
      return false;
    case "call":
      return !BOOLEAN_CALLS.has(predicate.name) || predicate.parameters.some(asksPlace);
    case "some":
    case "every":
      return asksPlace(predicate.among) || asksPlace(predicate.body);
    default:
      return true;
  }
}

const BOOLEAN_CALLS: ReadonlySet<string> = new Set([
  "not",
  "exists",
  "empty",
  "matches",
  "boolean",
  "true",
  "false",
  "contains",
  "starts-with",
  "ends-with",
]);

/** Whether position() or last() of this very focus is asked for. */
function asksPlace(expression: Expression): boolean {
  switch (expression.kind) {
    case "call":
      return ["position", "last"].includes(expression.name) || expression.parameters.some(asksPlace);
    case "or":
    case "and":
    case "union":
    case "sequence":
    case "array":
      return expression.parts.some(asksPlace);
    case "compare":
    case "compute":
      return asksPlace(expression.left) || asksPlace(expression.right);
    case "negate":
    case "filter":
    case "each":
      return asksPlace(expression.of);
    case "if":
      return [expression.test, expression.yes, expression.no].some(asksPlace);
    case "for":
    case "some":
    case "every":
      return asksPlace(expression.among) || asksPlace(expression.body);
    case "path":
      return typeof expression.from === "object" && asksPlace(expression.from);
    default:
      return false;
  }
}
