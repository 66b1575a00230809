/** What a laboratory found: a plain number with its unit, or words. A number that is not plainly one is words. */
import { cut } from "./cut.ts";
import { sayUnit, sayValue, typeOf } from "./say-value.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child, childrenOf, textOf } from "./walk.ts";

export type ResultValue =
  | {
      readonly kind: "number";
      /** Decimal as written: «5.2», «5,2». */
      readonly written: string;
      /** «<0,5»: less than can be measured; null for a plain number. Such a result has no point on a chart. */
      readonly comparator: Comparator | null;
      /** In the document's wording, e.g. «ммоль/л»; null where there is none. */
      readonly unit: string | null;
    }
  | { readonly kind: "text"; readonly text: string };

export type Comparator = "<" | "≤" | ">" | "≥";

const LONGEST_TEXT = 500;

/** Up to twelve digits before the point, so that the number is exact as a double. */
const DECIMAL = /^-?\d{1,12}(?:[.,]\d{1,12})?$/;

/** null where there is no value, or its absence is stated. */
export function readResultValue(observation: XmlElement): ResultValue | null {
  const values = childrenOf(observation, "value").filter((one) => attribute(one, "nullFlavor") === null);
  const [value, ...others] = values;
  if (value === undefined) return null;
  if (others.length > 0) return words(values.flatMap((one) => sayValue(one) ?? []).join("; "));
  return quantity(value) ?? limit(value) ?? numberInWords(value) ?? words(sayValue(value));
}

/** The number that a decimal means. */
export function numberOf(written: string): number {
  return Number(written.replace(",", "."));
}

export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

/** One way of writing for one unit: «10*9/л», «10^9/л» and «10⁹/л» are the same letters otherwise typed, not another unit. */
export function unitOf(quantity: XmlElement): string | null {
  const unit = sayUnit(quantity)?.trim().replace(/\s+/g, " ") ?? "";
  const raised = unit.replace(/10[*^](\d{1,2})/g, (_, power: string) => `10${[...power].map(superscript).join("")}`);
  return raised === "" ? null : raised;
}

function superscript(digit: string): string {
  return "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(Number(digit));
}

/** PQ, INT, REAL. Where a translation gives another number in another unit, both are told in words. */
function quantity(value: XmlElement): ResultValue | null {
  if (!["PQ", "INT", "REAL"].includes(typeOf(value))) return null;
  const written = attribute(value, "value")?.trim() ?? "";
  const second = childrenOf(value, "translation").some((one) => (attribute(one, "value") ?? written) !== written);
  if (!DECIMAL.test(written) || second) return null;
  return { kind: "number", written, comparator: null, unit: unitOf(value) };
}

/** IVL_PQ with one bound: «below what can be measured». With two it is a span, which is words. */
function limit(value: XmlElement): ResultValue | null {
  if (!typeOf(value).startsWith("IVL_")) return null;
  const low = child(value, "low");
  const high = child(value, "high");
  const bound = low !== null && high !== null ? null : (low ?? high);
  const written = attribute(bound, "value")?.trim() ?? "";
  if (bound === null || !DECIMAL.test(written)) return null;
  const open = attribute(bound, "inclusive") === "false";
  const comparator = bound === high ? (open ? "<" : "≤") : open ? ">" : "≥";
  return { kind: "number", written, comparator, unit: unitOf(bound) };
}

/** ST that is nothing but a number, perhaps with a comparator: «5,2», «< 0,5». */
function numberInWords(value: XmlElement): ResultValue | null {
  if (typeOf(value) !== "ST") return null;
  const match = /^(<=|>=|[<>≤≥])?\s*(\S+)$/.exec(textOf(value) ?? "");
  const [, sign, written = ""] = match ?? [];
  if (!DECIMAL.test(written)) return null;
  const comparator = sign === undefined ? null : COMPARATORS[sign];
  return comparator === undefined ? null : { kind: "number", written, comparator, unit: null };
}

const COMPARATORS: Readonly<Record<string, Comparator>> = {
  "<": "<",
  ">": ">",
  "<=": "≤",
  ">=": "≥",
  "≤": "≤",
  "≥": "≥",
};

function words(said: string | null): ResultValue | null {
  const text = said?.trim() ?? "";
  if (text === "") return null;
  return { kind: "text", text: cut(text, LONGEST_TEXT) };
}
