/**
 * The contexts of all rules as one tree of steps: rules whose contexts begin alike share the beginning, so a walk of the
 * document asks each step once of each element, however many rules stand behind it.
 */

import { compileItems, compileTruth } from "../xpath/compile.ts";
import type { Items, Truth } from "../xpath/focus.ts";
import { mayCount } from "../xpath/places.ts";
import type { Expression, NodeTest, Step } from "../xpath/syntax.ts";

/** A step of some context: which element it is, beneath which step it stands, and the rules that end here. */
export interface ContextStep {
  readonly key: string;
  readonly test: Extract<NodeTest, { kind: "name" }>;
  readonly predicates: readonly Predicate[];
  /** Steps right below. */
  readonly children: Branches;
  /** Steps anywhere below. */
  readonly below: Branches;
  /** Orders of the rules whose context this is. */
  readonly rules: number[];
}

/** `truth`, or `items` where the predicate may count places among the siblings that passed the ones before. */
export type Predicate = { readonly truth: Truth } | { readonly items: Items };

export interface Branches {
  readonly byName: Map<string, ContextStep[]>;
  /** Steps that any name passes. */
  readonly anyName: ContextStep[];
}

export interface ContextTree {
  /** Steps that may begin anywhere. */
  readonly anywhere: Branches;
  /** Steps that only the root element passes: `/ClinicalDocument`. */
  readonly atRoot: Branches;
  /** Rules of the document itself: `/`. */
  readonly atDocument: number[];
}

const noBranches = (): Branches => ({ byName: new Map(), anyName: [] });

export const emptyContexts = (): ContextTree => ({
  anywhere: noBranches(),
  atRoot: noBranches(),
  atDocument: [],
});

type Named = Step & { readonly test: Extract<NodeTest, { kind: "name" }> };

/** A context as a chain of named steps, each right below the one before, or anywhere below it. */
export interface ContextPath {
  readonly begins: "anywhere" | "root";
  readonly steps: readonly (Named & { readonly deep: boolean })[];
}

/** Null where the context is something else than paths of named elements. */
export function pathsOf(context: Expression): readonly ContextPath[] | null {
  const parts = context.kind === "union" ? context.parts : [context];
  const paths = parts.map(pathOf);
  return paths.every((path) => path !== null) ? paths : null;
}

function pathOf(context: Expression): ContextPath | null {
  if (context.kind !== "path" || typeof context.from === "object") return null;
  if (context.from === "focus" && context.steps.length === 0) return null;
  const steps: (Named & { deep: boolean })[] = [];
  let deep = false;
  for (const step of context.steps) {
    if (isDeep(step)) {
      deep = true;
      continue;
    }
    if (step.test.kind !== "name" || (step.axis !== "child" && step.axis !== "descendant")) return null;
    steps.push({ ...step, test: step.test, deep: deep || step.axis === "descendant" });
    deep = false;
  }
  if (deep) return null;
  const begins = context.from === "document" && steps[0]?.deep !== true ? "root" : "anywhere";
  return { begins, steps };
}

const isDeep = ({ axis, test, predicates }: Step): boolean =>
  axis === "descendant-or-self" && test.kind === "node" && predicates.length === 0;

/** Adds a context, sharing what is there already. */
export function grow(tree: ContextTree, { begins, steps }: ContextPath, rule: number): void {
  let branches = begins === "root" ? tree.atRoot : tree.anywhere;
  let last: ContextStep | null = null;
  for (const step of steps) {
    if (last !== null) branches = step.deep ? last.below : last.children;
    last = shared(branches, step);
  }
  (last?.rules ?? tree.atDocument).push(rule);
}

function shared(branches: Branches, { test, predicates }: Named): ContextStep {
  const key = JSON.stringify([test, predicates]);
  const { name } = test;
  const steps = name === null ? branches.anyName : (branches.byName.get(name) ?? []);
  if (name !== null) branches.byName.set(name, steps);
  const known = steps.find((one) => one.key === key);
  if (known !== undefined) return known;
  const compiled = predicates.map((predicate) =>
    mayCount(predicate) ? { items: compileItems(predicate) } : { truth: compileTruth(predicate) },
  );
  const made: ContextStep = {
    key,
    test,
    predicates: compiled,
    children: noBranches(),
    below: noBranches(),
    rules: [],
  };
  steps.push(made);
  return made;
}
