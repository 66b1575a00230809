/** The functions that rules call (XPath functions 3.1). Any other is left to the general engine. */
import type { Compiler, Focus, Items, Truth } from "./focus.ts";
import { DocumentNode, type Item, isNode, Untyped } from "./nodes.ts";
import { regexOf } from "./regex.ts";
import { compileSteps } from "./steps.ts";
import { BeyondSubset, type Expression } from "./syntax.ts";
import { atomOf, MeaninglessHere, numberFrom, spelled, stringOf } from "./values.ts";

/** A function that gives a truth says so: then no list is made for it. */
export interface Call {
  readonly items: Items;
  readonly truth?: Truth;
}

type Parameters = readonly Expression[];

const truthful = (truth: Truth): Call => ({ truth, items: (focus) => [truth(focus)] });
const single = (value: (focus: Focus) => string | number): Call => ({ items: (focus) => [value(focus)] });

/** @throws BeyondSubset */
export function compileCall(compiler: Compiler, name: string, parameters: Parameters): Call {
  const known = FUNCTIONS.get(name);
  if (known === undefined) throw new BeyondSubset(`the function ${name}()`);
  const [least, most] = known.takes;
  if (parameters.length < least || parameters.length > most)
    throw new BeyondSubset(`${name}() with ${parameters.length}`);
  return known.compile(parameters, compiler);
}

interface Known {
  readonly takes: readonly [least: number, most: number];
  readonly compile: (parameters: Parameters, compiler: Compiler) => Call;
}

const of = (least: number, most: number, compile: Known["compile"]): Known => ({ takes: [least, most], compile });

/** The text of one parameter; without it, of the focus. */
function textOf(compiler: Compiler, parameters: Parameters, at: number): (focus: Focus) => string {
  const parameter = parameters[at];
  if (parameter === undefined) return ({ item }) => stringOf([item]);
  if (parameter.kind === "literal" && typeof parameter.value === "string") {
    const { value } = parameter;
    return () => value;
  }
  const items = compiler.items(parameter);
  return (focus) => stringOf(items(focus));
}

function numberOf(compiler: Compiler, parameters: Parameters, at: number): (focus: Focus) => number {
  const items = compiler.items(parameters[at]!);
  return (focus) => {
    const found = items(focus);
    const atom = found[0] === undefined ? undefined : atomOf(found[0]);
    if (found.length === 1 && typeof atom === "number") return atom;
    if (found.length === 1 && atom instanceof Untyped) return numberFrom(atom.text);
    throw new MeaninglessHere("XPTY0004", "one number is asked for");
  };
}

const compareTexts = (judge: (text: string, other: string) => boolean): Known =>
  of(2, 2, (parameters, compiler) => {
    const [text, other] = [textOf(compiler, parameters, 0), textOf(compiler, parameters, 1)];
    return truthful((focus) => judge(text(focus), other(focus)));
  });

const FUNCTIONS: ReadonlyMap<string, Known> = new Map([
  ["true", of(0, 0, () => truthful(() => true))],
  ["false", of(0, 0, () => truthful(() => false))],
  ["last", of(0, 0, () => single(({ size }) => size))],
  ["position", of(0, 0, () => single(({ position }) => position))],
  ["current", of(0, 0, () => ({ items: ({ current }) => [current] }))],
  ["not", of(1, 1, ([what], compiler) => negated(compiler, what!))],
  ["boolean", of(1, 1, ([what], compiler) => truthful(compiler.truth(what!)))],
  ["count", of(1, 1, ([what], compiler) => counted(compiler, what!))],
  ["exists", of(1, 1, ([what], compiler) => truthful(existing(compiler, what!)))],
  [
    "empty",
    of(1, 1, ([what], compiler) => {
      const some = existing(compiler, what!);
      return truthful((focus) => !some(focus));
    }),
  ],
  ["matches", of(2, 3, matched)],
  ["contains", compareTexts((text, other) => text.includes(other))],
  ["starts-with", compareTexts((text, other) => text.startsWith(other))],
  ["ends-with", compareTexts((text, other) => text.endsWith(other))],
  ["string", of(0, 1, spelledOut)],
  ["number", of(0, 1, asNumber)],
  ["concat", of(2, 100, joined)],
  [
    "string-length",
    of(0, 1, (parameters, compiler) => {
      const text = textOf(compiler, parameters, 0);
      return single((focus) => [...text(focus)].length);
    }),
  ],
  [
    "normalize-space",
    of(0, 1, (parameters, compiler) => {
      const text = textOf(compiler, parameters, 0);
      return single((focus) =>
        text(focus)
          .replaceAll(/[ \t\r\n]+/g, " ")
          .replace(/^ | $/g, ""),
      );
    }),
  ],
  [
    "upper-case",
    of(1, 1, (parameters, compiler) => {
      const text = textOf(compiler, parameters, 0);
      return single((focus) => text(focus).toUpperCase());
    }),
  ],
  [
    "lower-case",
    of(1, 1, (parameters, compiler) => {
      const text = textOf(compiler, parameters, 0);
      return single((focus) => text(focus).toLowerCase());
    }),
  ],
  ["substring", of(2, 3, cut)],
  ["distinct-values", of(1, 1, distinct)],
  ["local-name", of(0, 1, named)],
]);

function negated(compiler: Compiler, what: Expression): Call {
  const truth = compiler.truth(what);
  return truthful((focus) => !truth(focus));
}

/** Without a list where each node comes once anyway. */
function counted(compiler: Compiler, what: Expression): Call {
  if (what.kind === "path" && what.from === "focus" && what.steps.slice(0, -1).every(({ axis }) => axis === "child")) {
    const walk = compileSteps(compiler, what.steps);
    return single((focus) => {
      let count = 0;
      walk(focus.item, focus, () => {
        count++;
        return false;
      });
      return count;
    });
  }
  const items = compiler.items(what);
  return single((focus) => items(focus).length);
}

function existing(compiler: Compiler, what: Expression): Truth {
  if (what.kind === "path" || what.kind === "union") return compiler.truth(what);
  const items = compiler.items(what);
  return (focus) => items(focus).length > 0;
}

function matched(parameters: Parameters, compiler: Compiler): Call {
  const [text, pattern] = [textOf(compiler, parameters, 0), textOf(compiler, parameters, 1)];
  const flags = parameters[2] === undefined ? () => "" : textOf(compiler, parameters, 2);
  const shapes = new Map<string, RegExp>();
  // What is written in the rule is proved when the rule is read; what comes from a document is bounded.
  const [, written, marks] = parameters;
  if (isText(written) && (marks === undefined || isText(marks))) regexOf(written.value, marks?.value);
  return truthful((focus) => {
    const [subject, source, how] = [text(focus), pattern(focus), flags(focus)];
    const name = `${how}/${source}`;
    let shape = shapes.get(name);
    if (shape === undefined) {
      if (shapes.size > 100) shapes.clear();
      shape = regexOf(source, how);
      shapes.set(name, shape);
    }
    return shape.test(subject);
  });
}

const isText = (one: Expression | undefined): one is { kind: "literal"; value: string } =>
  one?.kind === "literal" && typeof one.value === "string";

function spelledOut(parameters: Parameters, compiler: Compiler): Call {
  const items: Items = parameters[0] === undefined ? ({ item }) => [item] : compiler.items(parameters[0]);
  return single((focus) => {
    const found = items(focus);
    if (found.length > 1) throw new MeaninglessHere("XPTY0004", "string() of several values");
    return found[0] === undefined ? "" : spelled(atomOf(found[0]));
  });
}

function asNumber(parameters: Parameters, compiler: Compiler): Call {
  const { items } = spelledOut(parameters, compiler);
  return single((focus) => {
    try {
      return numberFrom(String(items(focus)[0]));
    } catch {
      return Number.NaN;
    }
  });
}

function joined(parameters: Parameters, compiler: Compiler): Call {
  const parts = parameters.map(compiler.items);
  return single((focus) =>
    parts
      .map((part) => {
        const found = part(focus);
        if (found.length > 1) throw new MeaninglessHere("XPTY0004", "concat() of several values");
        return found[0] === undefined ? "" : spelled(atomOf(found[0]));
      })
      .join(""),
  );
}

/** Characters from 1, rounded as XPath rounds. */
function cut(parameters: Parameters, compiler: Compiler): Call {
  const [text, start] = [textOf(compiler, parameters, 0), numberOf(compiler, parameters, 1)];
  const length = parameters[2] === undefined ? null : numberOf(compiler, parameters, 2);
  return single((focus) => {
    const first = Math.round(start(focus));
    const behind = length === null ? Number.POSITIVE_INFINITY : first + Math.round(length(focus));
    return [...text(focus)].filter((_, index) => index + 1 >= first && index + 1 < behind).join("");
  });
}

function distinct(parameters: Parameters, compiler: Compiler): Call {
  const items = compiler.items(parameters[0]!);
  return {
    items: (focus) => {
      const seen = new Map<string, Item>();
      for (const item of items(focus)) {
        const atom = atomOf(item);
        const name = `${typeof atom === "object" ? "string" : typeof atom} ${spelled(atom)}`;
        if (!seen.has(name)) seen.set(name, atom);
      }
      return [...seen.values()];
    },
  };
}

function named(parameters: Parameters, compiler: Compiler): Call {
  const items: Items = parameters[0] === undefined ? ({ item }) => [item] : compiler.items(parameters[0]);
  return single((focus) => {
    const [node] = items(focus);
    if (node === undefined) return "";
    if (!isNode(node)) throw new MeaninglessHere("XPTY0004", "local-name() of what is no node");
    if (node instanceof DocumentNode) return "";
    return "name" in node ? node.name : "attribute" in node ? node.attribute.name : "";
  });
}
