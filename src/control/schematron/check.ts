/** One walk of a document for all rules of its kind: which nodes each rule speaks of, and which of its asserts fail there. */
import type { XmlElement } from "../../cda/tree.ts";
import { descendants } from "../../cda/walk.ts";
import type { Focus, Variables } from "../xpath/focus.ts";
import { DocumentNode, type Item, identityOf, isNode, type Node } from "../xpath/nodes.ts";
import { MeaninglessHere, truthOf } from "../xpath/values.ts";
import type { CompiledAssert, CompiledLet, CompiledRule, CompiledRules } from "./compile-rules.ts";
import type { Branches, ContextStep, Predicate } from "./contexts.ts";

export interface FailedAssert {
  readonly assert: CompiledAssert;
  readonly node: Node;
  /** Why the test has no answer here; null where it has one, and that is «no». */
  readonly meaningless: string | null;
}

/** Asks every rule of every node that it speaks of; gives what failed, in the order of the document. */
export function checkRules(rules: CompiledRules, root: XmlElement, failed: (one: FailedAssert) => void): void {
  new Walk(rules, root, failed).run();
}

class Walk {
  readonly #rules: CompiledRules;
  readonly #document: DocumentNode;
  readonly #failed: (one: FailedAssert) => void;
  readonly #variables: Variables | null = null;
  /** Rules that were found by their expressions, by node. */
  readonly #elsewhere = new Map<unknown, { node: Node; rules: CompiledRule[] }>();

  constructor(rules: CompiledRules, root: XmlElement, failed: (one: FailedAssert) => void) {
    this.#rules = rules;
    this.#document = new DocumentNode(root);
    this.#failed = failed;
    this.#variables = bindAll(rules.variables, this.#focus(this.#document, null));
    this.#lookElsewhere(root);
  }

  run(): void {
    const { contexts } = this.#rules;
    const asked = this.#elsewhere;
    this.#ask(this.#document, contexts.atDocument);
    this.#visit(this.#document.root, [contexts.atRoot], [contexts.anywhere]);
    // Attributes and texts, which the walk does not come to.
    for (const { node, rules } of asked.values()) if (!("children" in node)) this.#askRules(node, rules);
  }

  /** `right`: steps that wait for this level; `deep`: steps that wait for any level. */
  #visit(element: XmlElement, right: readonly Branches[], deep: readonly Branches[]): void {
    const passed: ContextStep[] = [];
    for (const branches of right) this.#pass(element, branches, passed);
    for (const branches of deep) this.#pass(element, branches, passed);
    if (passed.length > 0 || this.#elsewhere.size > 0) {
      const orders = passed.flatMap((step) => step.rules);
      this.#ask(element, orders);
    }

    const nextRight = passed.flatMap(({ children }) => (isEmpty(children) ? [] : [children]));
    const deeper = passed.flatMap(({ below }) => (isEmpty(below) || deep.includes(below) ? [] : [below]));
    const nextDeep = deeper.length === 0 ? deep : [...deep, ...deeper];
    for (const child of element.children) if (typeof child === "object") this.#visit(child, nextRight, nextDeep);
  }

  #pass(element: XmlElement, { byName, anyName }: Branches, passed: ContextStep[]): void {
    const named = byName.get(element.name);
    if (named !== undefined) for (const step of named) if (this.#passes(element, step)) passed.push(step);
    for (const step of anyName) if (this.#passes(element, step)) passed.push(step);
  }

  #passes(element: XmlElement, { test, predicates }: ContextStep): boolean {
    if (test.uri !== null && test.uri !== element.uri) return false;
    try {
      for (let at = 0; at < predicates.length; at++) {
        const predicate = predicates[at]!;
        const focus = "truth" in predicate ? this.#focus(element, element) : this.#among(element, test, predicates, at);
        if (!holdsAt(predicate, focus)) return false;
      }
      return true;
    } catch (error) {
      if (error instanceof MeaninglessHere) return false;
      throw error;
    }
  }

  /** The place of an element among its siblings that pass the test and the predicates before. */
  #among(element: XmlElement, test: ContextStep["test"], predicates: readonly Predicate[], upTo: number): Focus {
    const siblings = element.parent?.children ?? [element];
    let list = siblings.filter(
      (one): one is XmlElement =>
        typeof one === "object" &&
        (test.name === null || one.name === test.name) &&
        (test.uri === null || one.uri === test.uri),
    );
    for (const predicate of predicates.slice(0, upTo)) {
      const { length } = list;
      list = list.filter((one, index) => holdsAt(predicate, this.#focus(one, one, index + 1, length)));
    }
    return this.#focus(element, element, list.indexOf(element) + 1, list.length);
  }

  #ask(node: Node, orders: readonly number[]): void {
    const rules = orders.map((order) => this.#rules.rules[order]!);
    const others = this.#elsewhere.get(node)?.rules ?? [];
    if (rules.length + others.length > 0) this.#askRules(node, others.length === 0 ? rules : [...rules, ...others]);
  }

  /** Of each pattern the first rule. */
  #askRules(node: Node, rules: readonly CompiledRule[]): void {
    const inOrder = rules.length < 2 ? rules : rules.toSorted((one, other) => one.order - other.order);
    let pattern = -1;
    for (const rule of inOrder) {
      if (rule.pattern === pattern) continue;
      pattern = rule.pattern;
      this.#askOne(node, rule);
    }
  }

  #askOne(node: Node, { variables, asserts }: CompiledRule): void {
    const plain = this.#focus(node, node);
    const focus = variables.length === 0 ? plain : { ...plain, variables: bindAll(variables, plain) };
    for (const assert of asserts) {
      try {
        if (assert.truth(focus) === assert.failsWhen) this.#failed({ assert, node, meaningless: null });
      } catch (error) {
        if (!(error instanceof MeaninglessHere)) throw error;
        this.#failed({ assert, node, meaningless: error.message });
      }
    }
  }

  /** Contexts that are no paths: every node from which the expression leads to a node makes that one speak. */
  #lookElsewhere(root: XmlElement): void {
    for (const { rule, nodes } of this.#rules.elsewhere) {
      const found = new Map<unknown, Node>();
      const from = (item: Item) => {
        for (const node of nodes(this.#focus(item, item))) if (isNode(node)) found.set(identityOf(node), node);
      };
      from(this.#document);
      for (const element of descendants(root)) from(element);
      for (const [identity, node] of found) {
        const known = this.#elsewhere.get(identity) ?? { node, rules: [] };
        known.rules.push(rule);
        this.#elsewhere.set(identity, known);
      }
    }
  }

  #focus(item: Item, current: Item | null, position = 1, size = 1): Focus {
    return { item, position, size, document: this.#document, current: current ?? item, variables: this.#variables };
  }
}

function holdsAt(predicate: Predicate, focus: Focus): boolean {
  if ("truth" in predicate) return predicate.truth(focus);
  const found = predicate.items(focus);
  const [first] = found;
  return found.length === 1 && typeof first === "number" ? first === focus.position : truthOf(found);
}

/** Each sees those before it. */
function bindAll(variables: readonly CompiledLet[], focus: Focus): Variables | null {
  return variables.reduce<Variables | null>((known, { name, items }) => {
    return { name, value: items({ ...focus, variables: known }), next: known };
  }, focus.variables);
}

const isEmpty = ({ byName, anyName }: Branches): boolean => byName.size === 0 && anyName.length === 0;
