/** What an expression of a rule says, as a tree. The subset of XPath 2 (and the arrays of 3.1) that official rules use. */

export type Axis =
  | "child"
  | "attribute"
  | "self"
  | "parent"
  | "ancestor"
  | "ancestor-or-self"
  | "descendant"
  | "descendant-or-self"
  | "following-sibling"
  | "preceding-sibling";

/** `uri` or `name` null: any. */
export type NodeTest =
  | { readonly kind: "name"; readonly uri: string | null; readonly name: string | null }
  | { readonly kind: "node" }
  | { readonly kind: "text" };

export interface Step {
  readonly axis: Axis;
  readonly test: NodeTest;
  readonly predicates: readonly Expression[];
}

export type Comparison = "=" | "!=" | "<" | "<=" | ">" | ">=";
export type Arithmetic = "+" | "-" | "*" | "div" | "mod";

export type Expression =
  | { readonly kind: "literal"; readonly value: string | number }
  | { readonly kind: "focus" }
  | { readonly kind: "variable"; readonly name: string }
  /** `from`: where the first step starts; "document" for `/…`. */
  | { readonly kind: "path"; readonly from: Expression | "focus" | "document"; readonly steps: readonly Step[] }
  /** `id/matches(@root, …)`: the second asked of each node of the first. */
  | { readonly kind: "each"; readonly of: Expression; readonly ask: Expression }
  | { readonly kind: "filter"; readonly of: Expression; readonly predicates: readonly Expression[] }
  | { readonly kind: "or" | "and" | "union" | "sequence"; readonly parts: readonly Expression[] }
  /** Only beside a comparison, where an array is the sequence of its members. */
  | { readonly kind: "array"; readonly parts: readonly Expression[] }
  | { readonly kind: "compare"; readonly operator: Comparison; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "compute"; readonly operator: Arithmetic; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "negate"; readonly of: Expression }
  | { readonly kind: "call"; readonly name: string; readonly parameters: readonly Expression[] }
  | { readonly kind: "if"; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | {
      readonly kind: "for" | "some" | "every";
      readonly variable: string;
      readonly among: Expression;
      readonly body: Expression;
    };

/** The expression is not of the subset; a general engine may still know it. */
export class BeyondSubset extends Error {
  override readonly name = "BeyondSubset";
}
