/** The ministry's own rules: all are understood, and what they find is what an engine that knows nothing of speed finds. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { type Element, parseXmlDocument, serializeToWellFormedString } from "slimdom";
import { checkDocument, openControl, openDocument } from "../../src/control/check-document.ts";
import type { PackFile } from "../../src/control/packs/packs.ts";
import { sortPacks } from "../../src/control/packs/sort-packs.ts";
import { compileRules } from "../../src/control/schematron/compile-rules.ts";
import { generalEngine } from "../../src/control/schematron/general.ts";
import { readRules } from "../../src/control/schematron/read-rules.ts";
import { shared, skipWithoutData } from "../demo/shared-data.ts";
import { askNaively, newMemory } from "./naive.ts";
import { askOurs } from "./ours.ts";

const folder = `${shared}data/schematron`;
const samples = `${shared}data/semd`;
const consultation = `${samples}/minzdrav-290-consultation-red7-level3.xml`;

const rulesIn = (name: string) => readRules(readFileSync(`${folder}/${name}`));

describe("the ministry's rules", { skip: skipWithoutData }, () => {
  test("all 76 files are understood by the subset: no expression is left to the general engine", () => {
    const names = readdirSync(folder).filter((name) => name.endsWith(".sch"));
    const compiled = names.map((name) => compileRules(rulesIn(name), generalEngine));
    assert.equal(names.length, 76);
    assert.deepEqual(
      compiled.flatMap(({ beyond }) => beyond),
      [],
    );
    assert.deepEqual(
      compiled.flatMap(({ elsewhere }) => elsewhere),
      [],
      "every context is a path",
    );
    assert.equal(
      compiled.reduce((sum, { asserts }) => sum + asserts, 0),
      57_442,
    );
  });

  test("the official package finds nothing in its own example, neither by schema nor by rules", () => {
    const [pack, ...more] = sortPacks(filesIn(`${shared}data/semd-package-290`));
    assert.deepEqual(more, []);
    assert.equal(pack?.kind, "290");
    const control = openControl(pack);
    assert.deepEqual(checkDocument(control, openDocument(readFileSync(consultation))), []);
    assert.equal(control.rules?.asserts, 3524);
  });

  test("what breaks in it is told by both: a missing element, a wrong code, an element that nobody knows", () => {
    const control = openControl(sortPacks(filesIn(`${shared}data/semd-package-290`))[0]!);
    const text = readFileSync(consultation, "utf8");
    const broken = [
      text.replace(/<versionNumber[^>]*\/>/, ""),
      text.replace('classCode="OBS"', 'classCode="OBX"'),
      text.replace("<realmCode", "<surprise/><realmCode"),
    ];
    for (const one of broken) {
      assert.notEqual(one, text);
      const faults = checkDocument(control, openDocument(Buffer.from(one)));
      assert.notEqual(faults.length, 0);
      const lines = faults.map(({ line = 0 }) => line);
      assert.deepEqual(
        lines,
        lines.toSorted((a, b) => a - b),
      );
    }
    const [rule] = checkDocument(control, openDocument(Buffer.from(broken[0]!))).filter(
      ({ rule: id }) => id === "У1-11",
    );
    assert.deepEqual([rule?.expected, rule?.found, rule?.path], ["1", "0", "/ClinicalDocument"]);
  });

  test("the same asserts fail as in a naive run, over documents of all origins", () => {
    const files = ["290_v1.7.sch", "41.sch", "119.sch", "62.sch"];
    const documents = readdirSync(samples).filter((name) => /zendoc|lab-oak|SMSV9|SMSV15/.test(name));
    let failures = 0;
    for (const name of documents) {
      const text = readFileSync(`${samples}/${name}`, "utf8").replace(/^\uFEFF/, "");
      const memory = newMemory(text);
      for (const file of files) {
        const rules = rulesIn(file);
        const naive = askNaively(rules, text, memory);
        assert.deepEqual(askOurs(compileRules(rules, generalEngine), text), naive, `${file} over ${name}`);
        failures += naive.length;
      }
    }
    assert.ok(failures > 100, `${failures} failures were compared`);
  });

  test("also when documents are broken at random: elements taken away, doubled, renamed, attributes changed", () => {
    const text = readFileSync(consultation, "utf8");
    const random = seeded(290);
    let found = 0;
    for (const [file, times] of [
      ["290_v1.7.sch", 2],
      ["41.sch", 6],
    ] as const) {
      const rules = rulesIn(file);
      const compiled = compileRules(rules, generalEngine);
      for (let at = 0; at < times; at++) {
        const broken = mutate(text, random, 30);
        const naive = askNaively(rules, broken);
        assert.deepEqual(askOurs(compiled, broken), naive, `${file}, mutant ${at}`);
        found += naive.length;
      }
    }
    assert.ok(found > 30, `${found} failures were compared`);
  });
});

function filesIn(root: string): PackFile[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(sch|xsd)$/.test(name))
    .map((name) => ({ path: name, bytes: readFileSync(`${root}/${name}`) }));
}

/** mulberry32: the same mutants every time. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

function mutate(text: string, random: (below: number) => number, times: number): string {
  const document = parseXmlDocument(text);
  for (let at = 0; at < times; at++) {
    const all = document.getElementsByTagName("*").slice(1) as Element[];
    const one = all[random(all.length)]!;
    const deed = random(5);
    if (deed === 0) one.parentNode?.removeChild(one);
    else if (deed === 1) one.parentNode?.insertBefore(one.cloneNode(true), one);
    else if (deed === 2) one.setAttribute("nullFlavor", ["NI", "NA", "OTH"][random(3)]!);
    else {
      const attributes = one.attributes.filter(({ prefix }) => prefix === null);
      const attribute = attributes[random(attributes.length || 1)];
      if (attribute) {
        if (deed === 3) one.removeAttribute(attribute.name);
        else one.setAttribute(attribute.name, ["", "0", "x", "1.2.643", "20250101"][random(5)]!);
      }
    }
  }
  return serializeToWellFormedString(document);
}
