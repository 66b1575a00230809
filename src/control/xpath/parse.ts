/** Text of an expression → its tree. A recursive descent: what a word means depends on where it stands (XPath 2.0 §A.2.4). */
import { mayCount } from "./places.ts";
import { Scanner } from "./scan.ts";
import { type Axis, BeyondSubset, type Comparison, type Expression, type NodeTest, type Step } from "./syntax.ts";

/** Prefixes of the rule file → namespaces. The prefix "" is the namespace of elements without prefix. */
export type Namespaces = ReadonlyMap<string, string>;

/** @throws BeyondSubset for anything that is not of the subset, mistakes of spelling among them */
export function parseExpression(text: string, namespaces: Namespaces): Expression {
  const parser = new Parser(new Scanner(text), namespaces);
  return parser.whole();
}

const AXES: ReadonlySet<string> = new Set<Axis>([
  "child",
  "attribute",
  "self",
  "parent",
  "ancestor",
  "ancestor-or-self",
  "descendant",
  "descendant-or-self",
  "following-sibling",
  "preceding-sibling",
]);

const NODE_TESTS: readonly string[] = ["text", "node"];
const ANY: NodeTest = { kind: "node" };
const deep: Step = { axis: "descendant-or-self", test: ANY, predicates: [] };

class Parser {
  readonly #at: Scanner;
  readonly #namespaces: Namespaces;

  constructor(at: Scanner, namespaces: Namespaces) {
    this.#at = at;
    this.#namespaces = namespaces;
  }

  whole(): Expression {
    const expression = this.#sequence();
    if (!this.#at.ended) throw this.#at.unknown();
    return expression;
  }

  #sequence(): Expression {
    return this.#several("sequence", () => this.#single(), ",");
  }

  #single(): Expression {
    const at = this.#at;
    const bind = at.keywordBefore(["for", "some", "every"], "$");
    if (bind !== null) return this.#binding(bind as "for" | "some" | "every");
    if (at.keywordBefore(["if"], "(") !== null) {
      at.expect("(");
      const test = this.#sequence();
      at.expect(")");
      at.expectWord("then");
      const yes = this.#single();
      at.expectWord("else");
      return { kind: "if", test, yes, no: this.#single() };
    }
    return this.#several("or", () => this.#several("and", () => this.#comparison(), "and"), "or");
  }

  #binding(kind: "for" | "some" | "every"): Expression {
    const at = this.#at;
    at.expect("$");
    const variable = at.expectName();
    at.expectWord("in");
    const among = this.#single();
    if (at.take(",")) return { kind, variable, among, body: this.#binding(kind) };
    at.expectWord(kind === "for" ? "return" : "satisfies");
    return { kind, variable, among, body: this.#single() };
  }

  #comparison(): Expression {
    const left = this.#additive();
    const operator = this.#at.takeOne(["!=", "<=", ">=", "=", "<", ">"]);
    if (operator === null) return left;
    return { kind: "compare", operator: operator as Comparison, left, right: this.#additive() };
  }

  #additive(): Expression {
    let left = this.#multiplicative();
    for (;;) {
      const operator = this.#at.takeOne(["+", "-"]);
      if (operator === null) return left;
      left = { kind: "compute", operator: operator as "+" | "-", left, right: this.#multiplicative() };
    }
  }

  #multiplicative(): Expression {
    let left = this.#union();
    for (;;) {
      const operator = this.#at.take("*") ? "*" : this.#at.takeWord(["div", "mod"]);
      if (operator === null) return left;
      left = { kind: "compute", operator: operator as "*" | "div" | "mod", left, right: this.#union() };
    }
  }

  #union(): Expression {
    return this.#several("union", () => this.#unary(), "|");
  }

  #unary(): Expression {
    if (this.#at.take("-")) return { kind: "negate", of: this.#unary() };
    return this.#path();
  }

  /** One part is itself; several are a node. `between` is punctuation or a word. */
  #several(kind: "or" | "and" | "union" | "sequence", part: () => Expression, between: string): Expression {
    const parts = [part()];
    const more = () => (/^\w/.test(between) ? this.#at.takeWord([between]) !== null : this.#at.take(between));
    while (more()) parts.push(part());
    return parts.length === 1 ? parts[0]! : { kind, parts };
  }

  #path(): Expression {
    const at = this.#at;
    if (at.take("//")) return this.#steps("document", [deep, this.#step()]);
    if (at.take("/")) return this.#steps("document", at.beginsStep ? [this.#step()] : []);
    const primary = this.#primary();
    if (primary === null) return this.#steps("focus", [this.#step()]);
    const filtered = this.#filter(primary);
    return at.sees("/") ? this.#steps(filtered.kind === "focus" ? "focus" : filtered, []) : filtered;
  }

  #steps(from: Expression | "focus" | "document", first: readonly Step[]): Expression {
    const steps = [...first];
    const path = (): Expression => ({ kind: "path", from, steps: steps.flatMap(straight) });
    for (;;) {
      if (this.#at.take("//")) steps.push(deep, this.#step());
      else if (this.#at.take("/")) {
        const name = this.#at.takeFunctionName(NODE_TESTS);
        if (name !== null) return this.#each(path(), { kind: "call", name, parameters: this.#parameters() });
        steps.push(this.#step());
      } else return path();
    }
  }

  #each(of: Expression, ask: Expression): Expression {
    if (this.#at.sees("/") || this.#at.sees("[")) throw this.#at.unknown();
    return { kind: "each", of, ask };
  }

  #filter(of: Expression): Expression {
    const predicates = this.#predicates();
    if (predicates.length === 0) return of;
    // `.[…]` is no other than self::node()[…].
    if (of.kind === "focus") return { kind: "path", from: "focus", steps: [{ axis: "self", test: ANY, predicates }] };
    return { kind: "filter", of, predicates };
  }

  #predicates(): Expression[] {
    const predicates: Expression[] = [];
    while (this.#at.take("[")) {
      predicates.push(this.#sequence());
      this.#at.expect("]");
    }
    return predicates;
  }

  /** Null where a step of a path stands. */
  #primary(): Expression | null {
    const at = this.#at;
    const value = at.takeString() ?? at.takeNumber();
    if (value !== null) return { kind: "literal", value };
    if (at.take("$")) return { kind: "variable", name: at.expectName() };
    if (at.take("(")) {
      if (at.take(")")) return { kind: "sequence", parts: [] };
      const inside = this.#sequence();
      at.expect(")");
      return inside;
    }
    if (at.take("[")) {
      const inside = this.#sequence();
      at.expect("]");
      return { kind: "array", parts: inside.kind === "sequence" ? inside.parts : [inside] };
    }
    if (at.takeDot()) return { kind: "focus" };
    const name = at.takeFunctionName(NODE_TESTS);
    return name === null ? null : { kind: "call", name, parameters: this.#parameters() };
  }

  #parameters(): Expression[] {
    const at = this.#at;
    at.expect("(");
    const parameters: Expression[] = [];
    if (at.take(")")) return parameters;
    do parameters.push(this.#single());
    while (at.take(","));
    at.expect(")");
    return parameters;
  }

  #step(): Step {
    const at = this.#at;
    if (at.take("..")) return { axis: "parent", test: ANY, predicates: this.#predicates() };
    if (at.takeDot()) return { axis: "self", test: ANY, predicates: this.#predicates() };
    const named = at.takeAxis();
    if (named !== null && !AXES.has(named)) throw new BeyondSubset(`axis ${named}`);
    const axis = at.take("@") ? "attribute" : ((named ?? "child") as Axis);
    return { axis, test: this.#test(axis), predicates: this.#predicates() };
  }

  #test(axis: Axis): NodeTest {
    const at = this.#at;
    const { prefix, name, parenthesised } = at.expectTest();
    if (parenthesised) {
      if (prefix !== "" || (name !== "text" && name !== "node")) throw new BeyondSubset(`${name}()`);
      return { kind: name };
    }
    const local = name === "*" ? null : name;
    if (prefix === "*" || (prefix === "" && name === "*")) return { kind: "name", uri: null, name: local };
    // Attributes without prefix are in no namespace; elements are in the default one.
    if (prefix === "" && axis === "attribute") return { kind: "name", uri: "", name: local };
    const uri = this.#namespaces.get(prefix);
    if (uri === undefined) throw new BeyondSubset(`the prefix «${prefix}» is not declared`);
    return { kind: "name", uri, name: local };
  }
}

/** `//x` is one walk where no predicate counts places. */
function straight(step: Step, index: number, steps: readonly Step[]): Step[] {
  const next = steps[index + 1];
  const merges = (one: Step, other: Step | undefined): other is Step =>
    one === deep && other !== undefined && other.axis === "child" && !other.predicates.some(mayCount);
  if (merges(step, next)) return [];
  const before = steps[index - 1];
  return before !== undefined && merges(before, step) ? [{ ...step, axis: "descendant" }] : [step];
}
