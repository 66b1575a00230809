/** Outside the norm or inside it: by the document's own interpretation, else by its own range, never by a norm of ours. */
import type { Flag } from "./model.ts";
import { sayCode, sayUnit, sayValue } from "./say-value.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child, childrenOf, textOf } from "./walk.ts";

/** HL7 ObservationInterpretation; VH and VL are met in the samples. */
const FLAGS: ReadonlyMap<string, Flag> = new Map([
  ["H", "high"],
  ["HH", "high"],
  ["HU", "high"],
  ["HX", "high"],
  ["VH", "high"],
  [">", "high"],
  ["L", "low"],
  ["LL", "low"],
  ["LU", "low"],
  ["LX", "low"],
  ["VL", "low"],
  ["<", "low"],
  ["A", "abnormal"],
  ["AA", "abnormal"],
  ["ABN", "abnormal"],
]);

/** A sign and a word for each: never colour alone. */
export const FLAG_SIGNS: Readonly<Record<Flag, string>> = { high: "▲", low: "▼", abnormal: "●" };
export const FLAG_WORDS: Readonly<Record<Flag, string>> = {
  high: "выше нормы",
  low: "ниже нормы",
  abnormal: "вне нормы",
};

/** Sensitivity of microbes: words, no sign. */
const SENSITIVITIES: ReadonlyMap<string, string> = new Map([
  ["S", "чувствителен"],
  ["MS", "умеренно чувствителен"],
  ["VS", "очень чувствителен"],
  ["I", "промежуточная чувствительность"],
  ["R", "устойчив"],
]);

export function flagOf(observation: XmlElement): Flag | null {
  const codes = childrenOf(observation, "interpretationCode").flatMap((one) => attribute(one, "code") ?? []);
  for (const code of codes) {
    const flag = FLAGS.get(code);
    if (flag !== undefined) return flag;
  }
  return codes.length > 0 ? null : flagByRange(observation);
}

/** The interpretation in words; null where it says nothing beyond "as usual". */
export function sayFlag(observation: XmlElement): string | null {
  const flag = flagOf(observation);
  if (flag !== null) return `${FLAG_SIGNS[flag]} ${FLAG_WORDS[flag]}`;
  for (const one of childrenOf(observation, "interpretationCode")) {
    const code = attribute(one, "code");
    if (code === null || code === "N") continue;
    return SENSITIVITIES.get(code) ?? sayCode(one);
  }
  return null;
}

/** The norms of an observation, as the document words them. */
export function sayNorm(observation: XmlElement): string | null {
  const norms = childrenOf(observation, "referenceRange").flatMap((range) => {
    const norm = child(range, "observationRange");
    const value = child(norm, "value");
    return textOf(child(norm, "text")) ?? (value === null ? null : sayValue(value)) ?? [];
  });
  return norms.length > 0 ? norms.join("; ") : null;
}

/** Plain arithmetic on the document's own numbers, and only where number and bound are of one unit. */
function flagByRange(observation: XmlElement): Flag | null {
  const ranges = childrenOf(observation, "referenceRange");
  const [value] = childrenOf(observation, "value");
  const range = child(ranges[0] ?? null, "observationRange", "value");
  if (value === undefined || range === null || ranges.length !== 1) return null;
  const number = decimal(value);
  if (number === null) return null;
  const low = bound(child(range, "low"), value);
  const high = bound(child(range, "high"), value);
  if (high !== null && number > high) return "high";
  return low !== null && number < low ? "low" : null;
}

function bound(limit: XmlElement | null, value: XmlElement): number | null {
  return limit !== null && sayUnit(limit) === sayUnit(value) ? decimal(limit) : null;
}

function decimal(quantity: XmlElement): number | null {
  const literal = attribute(quantity, "value") ?? "";
  return /^-?\d+(\.\d+)?$/.test(literal) ? Number(literal) : null;
}
