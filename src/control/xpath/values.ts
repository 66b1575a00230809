/** How values are compared and judged true (XPath 2.0 §2.4.2, §2.4.3, §3.5.2). */
import { type Atomic, type Item, isNode, textOf, Untyped } from "./nodes.ts";
import type { Comparison } from "./syntax.ts";

/** A dynamic error: the expression means nothing for these values. `code` as in XPath 2.0, appendix G. */
export class MeaninglessHere extends Error {
  override readonly name = "MeaninglessHere";
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

export function atomOf(item: Item): Atomic {
  return isNode(item) ? new Untyped(textOf(item)) : item;
}

/** The effective boolean value. */
export function truthOf(items: readonly Item[]): boolean {
  const [first] = items;
  if (first === undefined) return false;
  if (isNode(first)) return true;
  if (items.length > 1) throw new MeaninglessHere("FORG0006", "several values are neither true nor false");
  if (first instanceof Untyped) return first.text !== "";
  if (typeof first === "number") return first !== 0 && !Number.isNaN(first);
  return first === "" ? false : Boolean(first);
}

/** xs:string of what a function takes as one string or none. */
export function stringOf(items: readonly Item[]): string {
  if (items.length > 1) throw new MeaninglessHere("XPTY0004", "one value is asked for, but there are several");
  const [item] = items;
  if (item === undefined) return "";
  const atom = atomOf(item);
  if (typeof atom === "string") return atom;
  if (atom instanceof Untyped) return atom.text;
  throw new MeaninglessHere("XPTY0004", "a text is asked for");
}

/** fn:string of any one value. */
export function spelled(atom: Atomic): string {
  if (atom instanceof Untyped) return atom.text;
  if (typeof atom === "number") return spellNumber(atom);
  return String(atom);
}

function spellNumber(number: number): string {
  if (Number.isNaN(number)) return "NaN";
  if (!Number.isFinite(number)) return number > 0 ? "INF" : "-INF";
  return String(number);
}

const DOUBLE = /^[ \t\r\n]*(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[+-]?INF|NaN)[ \t\r\n]*$/;

/** A text as xs:double. */
export function numberFrom(text: string): number {
  if (!DOUBLE.test(text)) throw new MeaninglessHere("FORG0001", `«${text.slice(0, 40)}» is no number`);
  const bare = text.trim();
  return bare.endsWith("INF")
    ? bare.startsWith("-")
      ? Number.NEGATIVE_INFINITY
      : Number.POSITIVE_INFINITY
    : Number(bare);
}

/** The general comparison of two single values. */
export function holds(operator: Comparison, left: Atomic, right: Atomic): boolean {
  if (typeof left === "number" || typeof right === "number") return ordered(operator, asNumber(left), asNumber(right));
  if (typeof left === "boolean" || typeof right === "boolean")
    return ordered(operator, asBoolean(left), asBoolean(right));
  return ordered(operator, left instanceof Untyped ? left.text : left, right instanceof Untyped ? right.text : right);
}

function ordered<T extends string | number | boolean>(operator: Comparison, left: T, right: T): boolean {
  switch (operator) {
    case "=":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    default:
      return left >= right;
  }
}

function asNumber(atom: Atomic): number {
  if (typeof atom === "number") return atom;
  if (atom instanceof Untyped) return numberFrom(atom.text);
  throw new MeaninglessHere("XPTY0004", "a number is compared with what is none");
}

function asBoolean(atom: Atomic): boolean {
  if (typeof atom === "boolean") return atom;
  const text = atom instanceof Untyped ? atom.text.trim() : "";
  if (text === "true" || text === "1") return true;
  if (text === "false" || text === "0") return false;
  throw new MeaninglessHere(atom instanceof Untyped ? "FORG0001" : "XPTY0004", "a truth is compared with what is none");
}
