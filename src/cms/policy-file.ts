/** Reads a policy of signatures from JSON: which question weighs what, without a line of code. */

import { Refusal } from "../basics/refusal.ts";
import { CONSTRAINTS, type ConstraintName, HOUSE_POLICY, type Level, levelOf, type Policy } from "./policy.ts";

const LEVELS: readonly string[] = ["FAIL", "WARN", "INFORM", "IGNORE"] satisfies Level[];
const FIELDS: readonly string[] = ["name", "clockSkewSeconds", "smallestRsaBits", "sha1Until", "constraints"];

/**
 * `{ "name": …, "clockSkewSeconds": 600, "smallestRsaBits": 2048, "sha1Until": "2017-01-01" or null, "constraints":
 * { "KeyUsageFits": "WARN", … } }`. What is left out is the house's. Throws Refusal `policy-misshapen`, naming each field, constraint
 * and level that it does not know: a misspelt one must not weaken or harden anything in silence.
 */
export function readPolicy(json: string): Policy {
  const value = parsed(json);
  const faults: string[] = [];
  const unknown = Object.keys(value).filter((field) => !FIELDS.includes(field));
  faults.push(...unknown.map((field) => `${field}: unknown field, known are ${FIELDS.join(", ")}`));

  const number = (field: string, standard: number): number => {
    const given = value[field] ?? standard;
    if (typeof given === "number" && Number.isInteger(given) && given >= 0) return given;
    faults.push(`${field}: a whole number from 0 on is expected`);
    return standard;
  };
  const name = value.name ?? HOUSE_POLICY.name;
  if (typeof name !== "string" || name === "") faults.push("name: a text is expected");
  const policy: Policy = {
    name: String(name),
    levels: levelsOf(value.constraints ?? {}, faults),
    clockSkew: number("clockSkewSeconds", HOUSE_POLICY.clockSkew / 1000) * 1000,
    smallestRsaBits: number("smallestRsaBits", HOUSE_POLICY.smallestRsaBits),
    sha1Until: untilOf(value.sha1Until ?? null, faults),
  };
  if (faults.length > 0) throw misshapen(faults.join("; "));
  return policy;
}

function parsed(json: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw misshapen(error instanceof Error ? error.message : "no JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw misshapen("an object is expected");
  return value as Record<string, unknown>;
}

function levelsOf(given: unknown, faults: string[]): Policy["levels"] {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    faults.push("constraints: an object is expected");
    return {};
  }
  const levels: Partial<Record<ConstraintName, Level>> = {};
  for (const [name, level] of Object.entries(given)) {
    if (!(CONSTRAINTS as readonly string[]).includes(name)) faults.push(`${name}: there is no such constraint`);
    else if (typeof level !== "string" || !LEVELS.includes(level))
      faults.push(`${name}: the level is one of ${LEVELS.join(", ")}`);
    else levels[name as ConstraintName] = level as Level;
  }
  return levels;
}

function untilOf(given: unknown, faults: string[]): number | null {
  if (given === null) return null;
  const at = typeof given === "string" && /^\d{4}-\d\d-\d\d/.test(given) ? Date.parse(given) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  faults.push("sha1Until: a date such as 2017-01-01, or null, is expected");
  return null;
}

const misshapen = (why: string): Refusal =>
  new Refusal("misshapen", "policy-misshapen", {
    ru: `Файл правил проверки подписей не принят: ${why}`,
    en: `The policy of signatures is not accepted: ${why}`,
  });

/** The same policy as a file would say it, every constraint with its level: where to start one's own from. */
export function writePolicy(policy: Policy): string {
  const constraints = Object.fromEntries(CONSTRAINTS.map((name) => [name, levelOf(policy, name)]));
  const sha1Until = policy.sha1Until === null ? null : new Date(policy.sha1Until).toISOString();
  const { name, smallestRsaBits } = policy;
  const file = { name, clockSkewSeconds: policy.clockSkew / 1000, smallestRsaBits, sha1Until, constraints };
  return `${JSON.stringify(file, null, 2)}\n`;
}
