/** Where an expression stands when it is asked, and what the compiler makes of one. */
import type { DocumentNode, Item } from "./nodes.ts";
import type { Expression } from "./syntax.ts";

export interface Focus {
  readonly item: Item;
  /** From 1. */
  readonly position: number;
  readonly size: number;
  readonly document: DocumentNode;
  /** What `current()` is: the node of the rule. */
  readonly current: Item;
  readonly variables: Variables | null;
}

export interface Variables {
  readonly name: string;
  readonly value: readonly Item[];
  readonly next: Variables | null;
}

export type Truth = (focus: Focus) => boolean;
export type Items = (focus: Focus) => readonly Item[];

/** What operators need of the compiler, handed to them: so their files do not know it. */
export interface Compiler {
  /** The effective boolean value of an expression. @throws BeyondSubset */
  truth(expression: Expression): Truth;
  /** Everything that an expression gives, in its order. @throws BeyondSubset */
  items(expression: Expression): Items;
}

export function bound(focus: Focus, name: string, value: readonly Item[]): Focus {
  return { ...focus, variables: { name, value, next: focus.variables } };
}
