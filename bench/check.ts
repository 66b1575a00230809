/** Format control of the ministry's example of kind 290: each step by itself, ours beside a naive engine in one run. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fontoxpath from "fontoxpath";
import { parseXmlDocument } from "slimdom";
import { admitBytes } from "../src/cda/gate.ts";
import { parseTree } from "../src/cda/tree.ts";
import { checkDocument, openControl, openDocument } from "../src/control/check-document.ts";
import { sortPacks } from "../src/control/packs/sort-packs.ts";
import { checkRules } from "../src/control/schematron/check.ts";
import { compileRules } from "../src/control/schematron/compile-rules.ts";
import { generalEngine } from "../src/control/schematron/general.ts";
import { readRules } from "../src/control/schematron/read-rules.ts";
import type { RuleFile } from "../src/control/schematron/rules.ts";
import type { BenchResult, Scenario } from "./run.ts";

export const check: Scenario = {
  name: "check",
  summary: "the 116 kB example of kind 290 against 3,524 asserts and its schema",
  async run([data = join(process.env["MEDKARTA_SHARED"] ?? "../shared", "data")]): Promise<BenchResult> {
    const folder = join(data, "semd-package-290");
    const bytes = readFileSync(join(data, "semd/minzdrav-290-consultation-red7-level3.xml"));
    const text = admitBytes(bytes);
    const root = parseTree(text);
    const [pack] = sortPacks(
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => /\.(sch|xsd)$/.test(name))
        .map((path) => ({ path, bytes: readFileSync(join(folder, path)) })),
    );
    if (!pack?.rules || !pack.schema) throw new Error(`no pack in ${folder}`);
    const file = readRules(pack.rules.bytes);
    const compiling = times(() => compileRules(file, generalEngine), 1);
    const control = openControl(pack);
    const { rules, schema } = control;
    if (!rules || !schema) throw new Error("half a pack");

    const steps = {
      "parse (saxes)": times(() => parseTree(admitBytes(bytes)), 100),
      "schema (libxml2)": times(() => schema.faults(bytes), 100),
      "rules (ours)": times(() => checkRules(rules, root, () => {}), 300),
      "whole check": times(() => checkDocument(control, openDocument(bytes)), 100),
      "rules (fontoxpath, naively)": times(() => naively(file, text), 3),
    };
    const ours = steps["rules (ours)"].median;
    const naive = steps["rules (fontoxpath, naively)"].median;
    const before = process.memoryUsage().rss;
    const all = times(() => compileAll(join(data, "schematron")), 1);
    const grown = Math.round((process.memoryUsage().rss - before) / 1e6);
    return {
      table: Object.entries(steps).map(([step, { least, median }]) => ({
        step,
        "least, ms": least,
        "median, ms": median,
      })),
      notes: [
        `compiling the 290 rules: ${compiling.median} ms; reading and compiling all 76 files: ${all.median} ms, ${grown} MB more memory`,
        `expressions left to the general engine: ${rules.beyond.length} of ${rules.asserts}`,
        `ours is ${Math.round(naive / ours)} times faster than the naive run`,
        "aims: rules 5 ms, whole check 15 ms, 400 times",
      ],
    };
  },
};

let kept: unknown[] = [];
function compileAll(folder: string): void {
  kept = readdirSync(folder).map((name) => compileRules(readRules(readFileSync(join(folder, name))), generalEngine));
  if (kept.length === 0) throw new Error("no rules");
}

function times(deed: () => void, count: number): { least: number; median: number } {
  const all: number[] = [];
  for (let at = 0; at < count; at++) {
    const started = performance.now();
    deed();
    all.push(performance.now() - started);
  }
  all.sort((a, b) => a - b);
  const round = (ms: number | undefined) => Number((ms ?? 0).toFixed(2));
  return { least: round(all[0]), median: round(all[Math.floor(count / 2)]) };
}

/** Each context over the whole document, each assert at each of its nodes. */
function naively({ namespaces, patterns }: RuleFile, text: string): number {
  const document = parseXmlDocument(text);
  const options = {
    namespaceResolver: (prefix: string) => namespaces.get(prefix) ?? null,
    language: fontoxpath.Language.XPATH_3_1_LANGUAGE,
  };
  let failed = 0;
  for (const { context, variables, asserts } of patterns.flatMap(({ rules }) => rules)) {
    const everywhere = context.trim().startsWith("/") ? context : `//${context}`;
    const lets = variables.map(({ name, value }) => `let $${name} := (${value}) return `).join("");
    for (const node of fontoxpath.evaluateXPathToNodes(everywhere, document, null, {}, options)) {
      for (const { test, failsWhen } of asserts)
        if (fontoxpath.evaluateXPathToBoolean(lets + test, node, null, {}, options) === failsWhen) failed++;
    }
  }
  return failed;
}
