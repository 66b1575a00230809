/** The tree of an expression → closures over the document's tree. What an operator needs is made for it: a truth, a number, items. */
import { compileCall } from "./calls.ts";
import { compareTruth } from "./compare.ts";
import { bound, type Compiler, type Focus, type Items, type Truth, type Variables } from "./focus.ts";
import { type DocumentNode, type Item, identityOf, isNode, type Node, Untyped } from "./nodes.ts";
import { compileSteps, keepPlaces } from "./steps.ts";
import { BeyondSubset, type Expression } from "./syntax.ts";
import { atomOf, MeaninglessHere, numberFrom, truthOf } from "./values.ts";

const compiler: Compiler = { truth: compileTruth, items: compileItems };

/** The effective boolean value of an expression. @throws BeyondSubset */
export function compileTruth(expression: Expression): Truth {
  switch (expression.kind) {
    case "and": {
      const parts = expression.parts.map(compileTruth);
      return (focus) => parts.every((part) => part(focus));
    }
    case "or": {
      const parts = expression.parts.map(compileTruth);
      return (focus) => parts.some((part) => part(focus));
    }
    case "compare":
      return compareTruth(compiler, expression);
    case "path": {
      if (expression.steps.length === 0 || expression.from !== "focus") break;
      const walk = compileSteps(compiler, expression.steps);
      return (focus) => walk(focus.item, focus, stopAtFirst);
    }
    case "union": {
      if (expression.parts.some((part) => part.kind !== "path")) break;
      const parts = expression.parts.map(compileTruth);
      return (focus) => parts.some((part) => part(focus));
    }
    case "call": {
      const call = compileCall(compiler, expression.name, expression.parameters);
      if (call.truth !== undefined) return call.truth;
      return (focus) => truthOf(call.items(focus));
    }
    case "if": {
      const [test, yes, no] = [expression.test, expression.yes, expression.no].map(compileTruth) as [
        Truth,
        Truth,
        Truth,
      ];
      return (focus) => (test(focus) ? yes(focus) : no(focus));
    }
    case "some":
    case "every": {
      const { kind, variable } = expression;
      const [among, body] = [compileItems(expression.among), compileTruth(expression.body)];
      const holdsFor = (focus: Focus) => (item: Item) => body(bound(focus, variable, [item]));
      return (focus) => (kind === "some" ? among(focus).some(holdsFor(focus)) : among(focus).every(holdsFor(focus)));
    }
    default:
  }
  const items = compileItems(expression);
  return (focus) => truthOf(items(focus));
}

const stopAtFirst = (): boolean => true;

/** Everything that an expression gives, in its order. @throws BeyondSubset */
export function compileItems(expression: Expression): Items {
  switch (expression.kind) {
    case "literal": {
      const items = [expression.value];
      return () => items;
    }
    case "focus":
      return ({ item }) => [item];
    case "variable": {
      const { name } = expression;
      return ({ variables }) => lookUp(variables, name);
    }
    case "path":
      return compilePath(expression);
    case "each": {
      const [of, ask] = [compileItems(expression.of), compileItems(expression.ask)];
      return (focus) => {
        const nodes = of(focus);
        return nodes.flatMap((item, index) => ask({ ...focus, item, position: index + 1, size: nodes.length }));
      };
    }
    case "filter":
      return keepPlaces(compiler, compileItems(expression.of), expression.predicates);
    case "sequence": {
      const parts = expression.parts.map(compileItems);
      return (focus) => parts.flatMap((part) => part(focus));
    }
    case "union": {
      const parts = expression.parts.map(compileItems);
      return (focus) =>
        sorted(
          focus.document,
          parts.flatMap((part) => part(focus)),
        );
    }
    case "array":
      throw new BeyondSubset("an array that is not compared");
    case "compute":
    case "negate": {
      const number = compileNumber(expression);
      return (focus) => {
        const found = number(focus);
        return found === null ? [] : [found];
      };
    }
    case "call":
      return compileCall(compiler, expression.name, expression.parameters).items;
    case "if": {
      const test = compileTruth(expression.test);
      const [yes, no] = [compileItems(expression.yes), compileItems(expression.no)];
      return (focus) => (test(focus) ? yes(focus) : no(focus));
    }
    case "for": {
      const { variable } = expression;
      const [among, body] = [compileItems(expression.among), compileItems(expression.body)];
      return (focus) => among(focus).flatMap((item) => body(bound(focus, variable, [item])));
    }
    default: {
      const truth = compileTruth(expression);
      return (focus) => [truth(focus)];
    }
  }
}

function compilePath({ from, steps }: Extract<Expression, { kind: "path" }>): Items {
  const walk = compileSteps(compiler, steps);
  const start: Items =
    from === "focus" ? ({ item }) => [item] : from === "document" ? ({ document }) => [document] : compileItems(from);
  const one = from === "focus" || from === "document";
  const plain = one && steps.slice(0, -1).every(({ axis }) => ["child", "self", "attribute"].includes(axis));
  return (focus) => {
    const found: Item[] = [];
    const keep = (item: Item): boolean => {
      found.push(item);
      return false;
    };
    for (const item of start(focus)) walk(item, focus, keep);
    const backwards = steps.at(-1)?.axis.match(/^(?:ancestor|preceding)/) !== null && steps.length > 0;
    return (plain && !backwards) || found.length < 2 ? found : sorted(focus.document, found);
  };
}

/** Each node once, in the order of the document. */
function sorted(document: DocumentNode, items: readonly Item[]): readonly Item[] {
  const seen = new Map<unknown, Node>();
  for (const item of items) {
    if (!isNode(item)) throw new MeaninglessHere("XPTY0019", "a path leads over what is no node");
    seen.set(identityOf(item), item);
  }
  return [...seen.values()].sort((one, other) => document.compare(one, other));
}

/** Null for nothing. */
function compileNumber(expression: Expression): (focus: Focus) => number | null {
  if (expression.kind === "negate") {
    const of = compileNumber(expression.of);
    return (focus) => {
      const number = of(focus);
      return number === null ? null : -number;
    };
  }
  if (expression.kind !== "compute") {
    const items = compileItems(expression);
    return (focus) => singleNumber(items(focus));
  }
  const { operator } = expression;
  const [left, right] = [compileNumber(expression.left), compileNumber(expression.right)];
  return (focus) => {
    const [a, b] = [left(focus), right(focus)];
    return a === null || b === null ? null : computed(operator, a, b);
  };
}

function computed(operator: "+" | "-" | "*" | "div" | "mod", a: number, b: number): number {
  if (operator === "+") return a + b;
  if (operator === "-") return a - b;
  if (operator === "*") return a * b;
  return operator === "div" ? a / b : a % b;
}

function singleNumber(items: readonly Item[]): number | null {
  if (items.length > 1) throw new MeaninglessHere("XPTY0004", "one number is asked for, but there are several values");
  const [item] = items;
  if (item === undefined) return null;
  const atom = atomOf(item);
  if (typeof atom === "number") return atom;
  if (atom instanceof Untyped) return numberFrom(atom.text);
  throw new MeaninglessHere("XPTY0004", "a number is asked for");
}

function lookUp(variables: Variables | null, name: string): readonly Item[] {
  for (let at = variables; at !== null; at = at.next) if (at.name === name) return at.value;
  throw new MeaninglessHere("XPST0008", `the variable $${name} is not set`);
}
