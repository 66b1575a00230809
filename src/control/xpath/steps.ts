/** Paths as walks: each step finds its nodes and hands them to the next, and the walk ends as soon as somebody has seen enough. */
import type { Compiler, Focus, Items, Truth } from "./focus.ts";
import { AttributeNode, DocumentNode, type Item, isNode, type Node, TextNode } from "./nodes.ts";
import { mayCount } from "./places.ts";
import type { Axis, Expression, NodeTest, Step } from "./syntax.ts";
import { MeaninglessHere, truthOf } from "./values.ts";

/** True when `visit` had enough. */
export type Visit = (item: Item) => boolean;
export type Walk = (from: Item, focus: Focus, visit: Visit) => boolean;

const arrive: Walk = (from, _focus, visit) => visit(from);

/** A walk over all steps. Nodes may come twice, or out of order, where steps go up or deep. */
export function compileSteps(compiler: Compiler, steps: readonly Step[]): Walk {
  return steps.reduceRight<Walk>((next, step) => compileStep(compiler, step, next), arrive);
}

function compileStep(compiler: Compiler, step: Step, next: Walk): Walk {
  const { axis, test, predicates } = step;
  if (axis === "attribute") return attributeStep(compiler, test, predicates, next);
  const matches = testOf(test);
  if (predicates.length === 0) return walkAxis(axis, matches, next);
  if (!predicates.some(mayCount)) return walkAxis(axis, matches, whereAll(predicates.map(compiler.truth), next));
  const keep = predicates.map((one) => keepOne(compiler, one));
  const collect = walkAxis(axis, matches, arrive);
  return (from, focus, visit) => {
    const found: Item[] = [];
    collect(from, focus, (item) => {
      found.push(item);
      return false;
    });
    return keep.reduce((items, one) => one(items, focus), found).some((item) => next(item, focus, visit));
  };
}

function whereAll(truths: readonly Truth[], next: Walk): Walk {
  const [only] = truths;
  if (truths.length === 1 && only !== undefined) {
    return (item, focus, visit) => only(at(item, focus)) && next(item, focus, visit);
  }
  return (item, focus, visit) => {
    const inside = at(item, focus);
    for (const truth of truths) if (!truth(inside)) return false;
    return next(item, focus, visit);
  };
}

const at = (item: Item, { document, current, variables }: Focus, position = 1, size = 1): Focus => ({
  item,
  position,
  size,
  document,
  current,
  variables,
});

type Keep = (items: Item[], focus: Focus) => Item[];

/** A predicate over a list, where places count (§3.2.2). */
function keepOne(compiler: Compiler, predicate: Expression): Keep {
  if (predicate.kind === "literal" && typeof predicate.value === "number") {
    const place = predicate.value - 1;
    return (items) => (Number.isInteger(place) && place in items ? [items[place]!] : []);
  }
  const items = compiler.items(predicate);
  return (list, focus) =>
    list.filter((item, index) => {
      const found = items(at(item, focus, index + 1, list.length));
      const [first] = found;
      return found.length === 1 && typeof first === "number" ? first === index + 1 : truthOf(found);
    });
}

/** `(…)[…]` */
export function keepPlaces(compiler: Compiler, of: Items, predicates: readonly Expression[]): Items {
  const keep = predicates.map((one) => keepOne(compiler, one));
  return (focus) => keep.reduce((items, one) => one(items, focus), [...of(focus)]);
}

type Matches = (node: Node) => boolean;

function testOf(test: NodeTest): Matches {
  if (test.kind === "node") return () => true;
  if (test.kind === "text") return (node) => node instanceof TextNode;
  const { uri, name } = test;
  return (node) => "children" in node && (name === null || node.name === name) && (uri === null || node.uri === uri);
}

function attributeStep(compiler: Compiler, test: NodeTest, predicates: readonly Expression[], next: Walk): Walk {
  if (test.kind === "text") return () => false;
  const [uri, name] = test.kind === "name" ? [test.uri, test.name] : [null, null];
  const keep = predicates.map((one) => keepOne(compiler, one));
  return (from, focus, visit) => {
    if (!isNode(from)) throw noNode();
    if (!("children" in from)) return false;
    if (keep.length === 0) {
      for (const attribute of from.attributes) {
        if ((name === null || attribute.name === name) && (uri === null || attribute.uri === uri))
          if (next(new AttributeNode(from, attribute), focus, visit)) return true;
      }
      return false;
    }
    const found: Item[] = from.attributes
      .filter((attribute) => (name === null || attribute.name === name) && (uri === null || attribute.uri === uri))
      .map((attribute) => new AttributeNode(from, attribute));
    return keep.reduce((items, one) => one(items, focus), found).some((item) => next(item, focus, visit));
  };
}

function walkAxis(axis: Axis, matches: Matches, next: Walk): Walk {
  const meet = (node: Node, focus: Focus, visit: Visit) => matches(node) && next(node, focus, visit);
  switch (axis) {
    case "child":
      return over((node, focus, visit) => eachChild(node, (child) => meet(child, focus, visit)));
    case "descendant":
      return over((node, focus, visit) => eachBelow(node, (below) => meet(below, focus, visit)));
    case "descendant-or-self":
      return over(
        (node, focus, visit) => meet(node, focus, visit) || eachBelow(node, (one) => meet(one, focus, visit)),
      );
    case "self":
      return over(meet);
    case "parent":
      return over((node, focus, visit) => {
        const parent = parentOf(node, focus);
        return parent !== null && meet(parent, focus, visit);
      });
    case "ancestor":
    case "ancestor-or-self":
      return over((node, focus, visit) => {
        if (axis === "ancestor-or-self" && meet(node, focus, visit)) return true;
        for (let above = parentOf(node, focus); above !== null; above = parentOf(above, focus))
          if (meet(above, focus, visit)) return true;
        return false;
      });
    default:
      return over((node, focus, visit) => siblings(node, focus, axis).some((one) => meet(one, focus, visit)));
  }
}

type NodeWalk = (from: Node, focus: Focus, visit: Visit) => boolean;

function over(walk: NodeWalk): Walk {
  return (from, focus, visit) => {
    if (!isNode(from)) throw noNode();
    return walk(from, focus, visit);
  };
}

const noNode = () => new MeaninglessHere("XPTY0020", "a path starts from what is no node");

function eachChild(node: Node, meet: (child: Node) => boolean): boolean {
  if (node instanceof DocumentNode) return meet(node.root);
  if (!("children" in node)) return false;
  const { children } = node;
  for (let index = 0; index < children.length; index++) {
    const child = children[index]!;
    if (meet(typeof child === "string" ? new TextNode(node, index) : child)) return true;
  }
  return false;
}

function eachBelow(node: Node, meet: (below: Node) => boolean): boolean {
  return eachChild(node, (child) => meet(child) || eachBelow(child, meet));
}

function parentOf(node: Node, { document }: { readonly document: DocumentNode }): Node | null {
  return node instanceof DocumentNode ? null : (node.parent ?? document);
}

function siblings(node: Node, focus: Focus, axis: Axis): Node[] {
  const parent = node instanceof AttributeNode ? null : parentOf(node, focus);
  if (parent === null) return [];
  const all: Node[] = [];
  eachChild(parent, (child) => {
    all.push(child);
    return false;
  });
  const place = all.findIndex((one) => one === node || isSameText(one, node));
  return axis === "following-sibling" ? all.slice(place + 1) : all.slice(0, place).reverse();
}

const isSameText = (one: Node, other: Node): boolean =>
  one instanceof TextNode && other instanceof TextNode && one.index === other.index;
