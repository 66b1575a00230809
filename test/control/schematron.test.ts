/** Which rules speak of which nodes, and what is said when one is broken: on a small file of rules of our own. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Fault } from "../../src/basics/fault.ts";
import { Refusal } from "../../src/basics/refusal.ts";
import { parseTree } from "../../src/cda/tree.ts";
import { compileRules } from "../../src/control/schematron/compile-rules.ts";
import { ruleFaults } from "../../src/control/schematron/faults.ts";
import { generalEngine } from "../../src/control/schematron/general.ts";
import { readRules } from "../../src/control/schematron/read-rules.ts";
import { askNaively } from "./naive.ts";
import { askOurs } from "./ours.ts";

const document = `<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <code code="290"/>
  <section><code code="DGN"/>
    <entry><value xsi:type="CD" code="J06.9"/></entry>
    <entry><value xsi:type="PQ" value="много"/></entry>
  </section>
  <section><code code="LAB"/>
    <entry><value xsi:type="PQ" value="5"/></entry>
    <section><entry/></section>
  </section>
</ClinicalDocument>`;

const rulesOf = (
  patterns: string,
  before = "",
) => `<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">
<ns prefix="xsi" uri="http://www.w3.org/2001/XMLSchema-instance"/>${before}
${patterns}</schema>`;

const rule = (context: string, ...asserts: string[]) => `<rule context="${context}">${asserts.join("")}</rule>`;
const must = (expression: string, words = "У1-1: так надо") => `<assert test="${expression}">${words}</assert>`;
const pattern = (...rules: string[]) => `<pattern>${rules.join("\n")}</pattern>`;

function compiled(text: string) {
  return compileRules(readRules(Buffer.from(text)), generalEngine);
}

/** Faults, after both engines have found the same. */
function faultsOf(text: string): Fault[] {
  const rules = compiled(text);
  assert.deepEqual(askOurs(rules, document), askNaively(readRules(Buffer.from(text)), document));
  return ruleFaults(rules, parseTree(document));
}

describe("rules of a kind", () => {
  test("a broken rule is told with its number, its place, what it expected and what it found", () => {
    const [fault, ...more] = faultsOf(
      rulesOf(pattern(rule("section/code", must("@code = ['DGN', 'SUR']", "У2-4.1: Раздел не тот")))),
    );
    assert.deepEqual(more, []);
    assert.equal(fault?.code, "VALIDATION_ERROR");
    assert.equal(fault.severity, "error");
    assert.equal(fault.rule, "У2-4.1");
    assert.equal(fault.message.ru, "У2-4.1: Раздел не тот");
    assert.equal(fault.path, "/ClinicalDocument/section[2]/code");
    assert.equal(fault.line, 7);
    assert.equal(fault.column, 12);
    assert.equal(fault.expected, "DGN / SUR");
    assert.equal(fault.found, "LAB");
    assert.equal(fault.times, undefined);
  });

  test("a rule that is broken in many places is one fault that counts them", () => {
    const faults = faultsOf(rulesOf(pattern(rule("entry", must("count(id) = 1")))));
    assert.deepEqual(
      faults.map(({ times, line, expected, found }) => ({ times, line, expected, found })),
      [{ times: 4, line: 4, expected: "1", found: "0" }],
    );
  });

  test("of the rules of one pattern the first that fits speaks; each pattern speaks for itself", () => {
    const faults = faultsOf(
      rulesOf(
        pattern(rule("entry[value/@xsi:type='CD']", must("true()")), rule("entry", must("false()", "У1-2: второе"))) +
          pattern(rule("entry", must("value", "У1-3: нет значения"))),
      ),
    );
    assert.deepEqual(
      faults.map(({ rule: id, times }) => [id, times]),
      [
        ["У1-2", 3],
        ["У1-3", undefined],
      ],
    );
  });

  test("a report is told where its test is true, an assert where it is false", () => {
    const faults = faultsOf(rulesOf(pattern(rule("value", '<report test="@value">У1-9: есть число</report>'))));
    assert.equal(faults[0]?.times, 2);
  });

  test("a test that means nothing for a value is a fault, not a pass", () => {
    const [fault] = faultsOf(rulesOf(pattern(rule("value[@value]", must("@value &gt; 0")))));
    assert.equal(fault?.line, 5);
    assert.match(fault.found ?? "", /не может судить/);
  });

  for (const [what, context, times] of [
    ["a place among siblings", "section[2]/entry", 1],
    ["the last one", "section/entry[last()]", 3],
    ["a place after another condition", "section/entry[value][2]", 1],
    ["any depth", "ClinicalDocument//entry", 4],
    ["depth with a place", "//section//entry[1]", 3],
    ["several paths", "section/code | //value", 5],
    ["any name", "section/*", 7],
    ["an attribute", "value/@code", 1],
    ["from the root only", "/section", 0],
    ["the root itself", "/ClinicalDocument", 1],
    ["the document", "/", 1],
    ["what stands above", "//entry[ancestor::section[code/@code='LAB']]", 2],
    ["another namespace", "@xsi:type", 3],
    ["a function", "*[local-name()='entry']", 4],
  ] as const) {
    test(`contexts: ${what}`, () => {
      const faults = faultsOf(rulesOf(pattern(rule(context, must("false()")))));
      assert.equal(faults[0]?.times ?? faults.length, times);
    });
  }

  test("variables of a rule see those before them", () => {
    const lets = '<let name="all" value="//entry"/><let name="typed" value="$all[value]"/>';
    const faults = faultsOf(
      rulesOf(
        pattern(
          `<rule context="ClinicalDocument">${lets}${must("count($all) = 4 and count($typed) = 2", "У5-1: три")}</rule>`,
        ),
      ),
    );
    assert.deepEqual(
      faults.map(({ rule: id, expected, found }) => [id, expected, found]),
      [["У5-1", undefined, undefined]],
    );
  });

  test("variables of the file are known to all rules, current() is the node of the rule", () => {
    const text = rulesOf(
      pattern(rule("section", must("count(//section[code/@code = current()/code/@code]) = $one"))),
      '<let name="one" value="1"/>',
    );
    const rules = compiled(text);
    assert.deepEqual(askOurs(rules, document).length, 1, "the section without a code alone");
  });

  test("an expression that is not of the subset is answered by the general engine, and is counted", () => {
    const text = rulesOf(
      pattern(rule("section", must("code eq 'x' or (some $c in code/@code satisfies upper-case($c) eq 'DGN')"))) +
        pattern(rule("//value intersect //entry/value", must("@code"))),
    );
    const rules = compiled(text);
    assert.equal(rules.beyond.length, 2);
    assert.deepEqual(
      rules.beyond.map(({ line }) => line),
      [3, 3],
    );
    assert.equal(ruleFaults(rules, parseTree(document)).length, 2);
    faultsOf(rulesOf(pattern(rule("section", must("code/@code ! (. eq 'DGN')")))));
  });
});

describe("files of rules that are not understood", () => {
  for (const [code, line, text] of [
    ["NOT_SCHEMATRON", 1, "<schema/>"],
    ["SCHEMATRON_UNKNOWN_ELEMENT", 3, rulesOf('<include href="http://x"/>')],
    ["SCHEMATRON_UNKNOWN_ELEMENT", 3, rulesOf('<pattern abstract="true" id="p"/>')],
    ["SCHEMATRON_MISSING_ATTRIBUTE", 3, rulesOf("<pattern><rule/></pattern>")],
    ["SCHEMATRON_BAD_EXPRESSION", 3, rulesOf(pattern(rule("a", must("count(("))))],
    ["SCHEMATRON_BAD_EXPRESSION", 3, rulesOf(pattern(rule("a", must("none:b"))))],
    ["SCHEMATRON_BAD_EXPRESSION", 3, rulesOf(pattern(rule("a[", must("b"))))],
    ["NOT_WELL_FORMED", 1, "<schema>"],
    ["DOCTYPE", 1, '<!DOCTYPE schema [<!ENTITY x "y">]><schema/>'],
  ] as const) {
    test(`${code} is told with its line: ${text.slice(-60)}`, () => {
      assert.throws(
        () => compiled(text),
        (error: unknown) => {
          assert.ok(error instanceof Refusal, String(error));
          assert.equal(error.code.replace(/^DOCTYPE.*/, "DOCTYPE"), code);
          assert.equal(error.faults[0]?.line, line);
          return true;
        },
      );
    });
  }
});
