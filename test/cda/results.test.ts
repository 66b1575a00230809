/** Laboratory results as documents write them: checked by eye against the samples, and every odd shape by itself. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readDocument } from "../../src/cda/read.ts";
import { type LabResult, readResults } from "../../src/cda/results.ts";
import { HEADER, section, withBody, withSections } from "./minimal.ts";
import { sharedFile, sharedFiles, unlessShared } from "./shared.ts";

const ofSample = (name: string) => readResults(readDocument(sharedFile("semd", name)))?.results ?? [];

/** One line a result: name, value, unit, norm, flag, when. */
function said({ analyte, value, norm, flag, measured }: LabResult): string {
  const found = value.kind === "text" ? value.text : `${value.comparator ?? ""}${value.written} ${value.unit ?? "—"}`;
  const bounds = norm === null ? "no norm" : `${norm.low ?? ""}…${norm.high ?? ""} «${norm.text ?? ""}»`;
  return [analyte.code, found, bounds, flag ?? "no flag", measured.instant ?? measured.date].join(" | ");
}

describe("the samples, read by eye", { skip: unlessShared("semd") }, () => {
  test("SMSV3, a laboratory protocol: a number with its norm, pluses, a span in words, a word, a coded blood group", () => {
    const results = ofSample("vimis-onko__SMSV3.xml");
    assert.deepEqual(results.map(said), [
      "1017128 | 166 г/л | 120…150 «120 - 150 г/л» | high | 2020-12-20T05:55:00.000Z",
      "1017482 | ++ | … «не обнаруживаются» | abnormal | 2020-12-20T05:55:00.000Z",
      "1017508 | 10-25-30 в поле зрения | … «1 - 3 в поле зрения» | high | 2020-12-20T07:42:00.000Z",
      "1018738 | умеренная | no norm | no flag | 2020-12-20T07:42:00.000Z",
      "1038629 | B(III) без уточнения подгруппы | no norm | no flag | 2020-12-20T08:55:00.000Z",
    ]);
    assert.equal(results[0]?.analyte.name, "Гемоглобин общий, массовая концентрация в крови");
    assert.equal(results[0]?.analyte.system, "1.2.643.5.1.13.13.11.1080");
    assert.equal(results[0]?.laboratory, null, "its performers are of its own organisation");
  });

  test("SMSV8, a discharge summary that quotes analyses: with the laboratory that did them", () => {
    const results = ofSample("vimis-onko__SMSV8.xml");
    assert.deepEqual(results.map(said), [
      "1017128 | 166 г/л | 120…150 «120 - 150 г/л» | high | 2020-05-18T08:11:00.000Z",
      "1038629 | B (III) | no norm | no flag | 2020-05-19T09:12:00.000Z",
    ]);
    const laboratory = { oid: "1.2.643.5.1.13.3.25.77.231", name: 'ГБУЗ "ГП №180 ДЗМ" Филиал №1' };
    assert.deepEqual(
      results.map((one) => one.laboratory),
      [laboratory, laboratory],
    );
  });

  test("the older dialect: the unit in the words of its translation, the time of the group, no norm", () => {
    assert.deepEqual(ofSample("fhir-ru-core__lab-oak__semd-type7-red2-level3.xml").map(said), [
      "1017847 | 10 мм/ч | no norm | no flag | 2018-12-20T08:55:00.000Z",
    ]);
  });

  test("the ministry's consultation tells of a profile in one text: a conclusion, not a result of an analyte", () => {
    assert.deepEqual(ofSample("minzdrav-290-consultation-red7-level3.xml"), []);
  });

  test("no other sample has any, and none breaks the reading", () => {
    const none = sharedFiles("semd", [".xml"]).filter(
      (name) => !/SMSV2\.xml|SMSV3|SMSV8|no-namespace|lab-oak/.test(name),
    );
    assert.ok(none.length > 8);
    for (const name of none) assert.deepEqual(ofSample(name), [], name);
  });
});

const CODE = `<code code="1003888" codeSystem="1.2.643.5.1.13.13.11.1080" displayName="Глюкоза натощак"/>`;

/** Results of one section, from the insides of its observations. */
function results(...insides: readonly string[]): readonly LabResult[] {
  return resultsIn("RESLAB", group(insides.map((inside) => observation(inside))));
}

function resultsIn(code: string, entry: string): readonly LabResult[] {
  return readResults(readDocument(withSections(section(code, null, entry))))?.results ?? [];
}

const observation = (inside: string, more = "") =>
  `<observation classCode="OBS" moodCode="EVN"${more}>${inside}</observation>`;
const group = (inner: readonly string[], head = "") =>
  `<organizer classCode="BATTERY" moodCode="EVN">${head}<statusCode code="completed"/>${inner.map((one) => `<component>${one}</component>`).join("")}</organizer>`;
const pq = (value: string, unit = "ммоль/л") => `<value xsi:type="PQ" value="${value}" unit="${unit}"/>`;
const valueIn = (inside: string) => results(CODE + inside)[0]?.value ?? null;
const norm = (inside: string) =>
  `<referenceRange><observationRange><value xsi:type="IVL_PQ">${inside}</value></observationRange></referenceRange>`;

describe("a value", () => {
  test("is a number as it is written, with its unit", () => {
    for (const written of ["5.2", "5,2", "-1.5", "0", "1204"]) {
      assert.deepEqual(valueIn(pq(written)), { kind: "number", written, comparator: null, unit: "ммоль/л" });
    }
  });
  test("that is no plain number is words, whatever its type says", () => {
    for (const written of ["1e3", "5.2.1", "около 5", "5 - 6"])
      assert.deepEqual(valueIn(pq(written)), { kind: "text", text: `${written} ммоль/л` });
    assert.deepEqual(valueIn(`<value xsi:type="ST">обнаружено</value>`), { kind: "text", text: "обнаружено" });
    assert.deepEqual(valueIn(`<value xsi:type="CD" code="1" displayName="положительно"/>`), {
      kind: "text",
      text: "положительно",
    });
  });
  test("in words that are nothing but a number is that number", () => {
    assert.deepEqual(valueIn(`<value xsi:type="ST">7,4</value>`), {
      kind: "number",
      written: "7,4",
      comparator: null,
      unit: null,
    });
  });
  test("below or above what can be measured keeps its comparator", () => {
    const expected = { kind: "number", written: "0,5", unit: null };
    assert.deepEqual(valueIn(`<value xsi:type="ST">&lt; 0,5</value>`), { ...expected, comparator: "<" });
    assert.deepEqual(valueIn(`<value xsi:type="ST">&gt;=0,5</value>`), { ...expected, comparator: "≥" });
    const below = `<value xsi:type="IVL_PQ"><high value="0.5" unit="нг/мл" inclusive="false"/></value>`;
    assert.deepEqual(valueIn(below), { kind: "number", written: "0.5", comparator: "<", unit: "нг/мл" });
    const span = `<value xsi:type="IVL_PQ"><low value="1" unit="г/л"/><high value="3" unit="г/л"/></value>`;
    assert.deepEqual(valueIn(span), { kind: "text", text: "1–3 г/л" });
  });
  test("told in two units at once is told in words, both of them", () => {
    const both = `<value xsi:type="PQ" value="5.2" unit="mmol/L"><translation value="93.6" displayName="мг/дл"/></value>`;
    assert.deepEqual(valueIn(both), { kind: "text", text: "5,2 ммоль/л (93,6 мг/дл)" });
  });
  test("that is stated absent, or is not there, is no result", () => {
    for (const none of ["", `<value xsi:type="PQ" nullFlavor="NAV"/>`, `<value xsi:type="ST"/>`])
      assert.deepEqual(results(CODE + none), [], none);
  });
  test("has one unit however it is typed", () => {
    const units = ["10*9/L", "10^9/л", "10*9/л", "10⁹/л"].map((unit) => results(CODE + pq("5", unit))[0]?.value);
    assert.deepEqual(new Set(units.map((value) => value?.kind === "number" && value.unit)), new Set(["10⁹/л"]));
  });
});

describe("what is no result", () => {
  test("ordered, denied, cancelled; the field for a conclusion; the profile; what stands in other sections", () => {
    const inside = CODE + pq("5");
    const other = inside.replace("1003888", "6").replace("11.1080", "99.2.262");
    assert.deepEqual(
      resultsIn("RESLAB", `<observation classCode="OBS" moodCode="RQO">${inside}</observation>`),
      [],
      "ordered",
    );
    assert.deepEqual(resultsIn("RESLAB", observation(inside, ` negationInd="true"`)), [], "denied");
    assert.deepEqual(results(`${inside}<statusCode code="cancelled"/>`), [], "cancelled");
    assert.deepEqual(results(other), [], "a vital sign");
    assert.deepEqual(resultsIn("ANAM", observation(`<code code="a" codeSystem="1.2.3"/>${pq("5")}`)), [], "elsewhere");
  });
  test("an analyte of ФСЛИ is one in any section; in the section of results any code is, and a name without one", () => {
    assert.equal(resultsIn("ANAM", observation(CODE + pq("5"))).length, 1);
    const loinc = `<code code="14771-0" codeSystem="2.16.840.1.113883.6.1" displayName="Glucose"/>`;
    const named = `<code><originalText>Глюкоза</originalText></code>`;
    assert.deepEqual(
      results(loinc + pq("5"), named + pq("6")).map((one) => one.analyte),
      [
        { system: "2.16.840.1.113883.6.1", code: "14771-0", name: "Glucose" },
        { system: "", code: null, name: "Глюкоза" },
      ],
    );
  });
});

describe("a norm, a flag, a time, a laboratory", () => {
  const bounds = (inside: string) => {
    const [one] = results(`${CODE}${pq("5")}${norm(inside)}`);
    return [one?.norm?.low ?? null, one?.norm?.high ?? null];
  };
  test("bounds are those of the result's own unit, and only where they are within the norm", () => {
    assert.deepEqual(bounds(`<low value="3.9" unit="ммоль/л"/><high value="6.1" unit="ммоль/л"/>`), ["3.9", "6.1"]);
    assert.deepEqual(bounds(`<high value="6.1" unit="ммоль/л"/>`), [null, "6.1"]);
    assert.deepEqual(bounds(`<low value="70" unit="мг/дл"/><high value="110" unit="мг/дл"/>`), [null, null]);
    assert.deepEqual(bounds(`<low value="3.9" unit="ммоль/л"/><high value="6.1" unit="ммоль/л" inclusive="false"/>`), [
      "3.9",
      null,
    ]);
  });
  test("several norms are told in words, since which of them is meant is not ours to say", () => {
    const high = norm(`<high value="6.1" unit="ммоль/л"/>`);
    const [one] = results(`${CODE}${pq("5")}${high}${norm(`<high value="7" unit="ммоль/л"/>`)}`);
    assert.deepEqual(one?.norm, { low: null, high: null, text: "до 6,1 ммоль/л; до 7 ммоль/л" });
  });
  test("the document's own interpretation goes before arithmetic", () => {
    const high = norm(`<high value="4" unit="ммоль/л"/>`);
    const flags = [`<interpretationCode code="N"/>`, `<interpretationCode code="L"/>`, ""].map((code) => {
      const [one] = results(CODE + pq("5") + code + high);
      return [one?.flag, one?.calledNormal];
    });
    assert.deepEqual(flags, [
      [null, true],
      ["low", false],
      ["high", false],
    ]);
  });
  test("the time is the result's own, else its group's, else the document's; a year alone is no time", () => {
    const own = observation(`${CODE}<effectiveTime value="20260401"/>${pq("5")}`);
    const year = observation(`${CODE}<effectiveTime value="2026"/>${pq("5")}`);
    const bare = observation(CODE + pq("5"));
    const head = `<effectiveTime value="202603020815+0300"/>`;
    const dates = (entry: string) => resultsIn("RESLAB", entry).map((one) => one.measured.date);
    assert.deepEqual(dates(group([own, year, bare], head)), ["2026-04-01", "2026-03-02", "2026-03-02"]);
    assert.deepEqual(dates(group([bare])), ["2026-11-12"], "of the document");
  });
  test("the laboratory is the performer's organisation, unless that is the document's own", () => {
    const performer = (oid: string, name: string) =>
      `<performer><assignedEntity><id root="1.2"/><representedOrganization><id root="${oid}"/><name>${name}</name></representedOrganization></assignedEntity></performer>`;
    const of = (who: string) => results(CODE + pq("5") + who)[0]?.laboratory;
    assert.deepEqual(of(performer("1.2.3", "Лаборатория")), { oid: "1.2.3", name: "Лаборатория" });
    assert.equal(of(performer("1.2.643.5.1.13.13.12.2.77.1", "Городская поликлиника № 1")), null);
    assert.equal(of(""), null);
  });
  test("a performer named by number alone is looked up in the head", () => {
    const id = `<id root="1.2.3.70" extension="542177"/>`;
    const head = HEADER.replace(
      "<custodian>",
      `<documentationOf><serviceEvent><performer typeCode="PPRF"><assignedEntity>${id}<representedOrganization><id root="1.2.3"/><name>Лаборатория</name></representedOrganization></assignedEntity></performer></serviceEvent></documentationOf><custodian>`,
    );
    const of = (who: string) => {
      const inside = observation(`${CODE}${pq("5")}<performer><assignedEntity>${who}</assignedEntity></performer>`);
      const body = `<structuredBody>${section("RESLAB", null, group([inside]))}</structuredBody>`;
      return readResults(readDocument(withBody(body, head)))?.results[0]?.laboratory;
    };
    assert.deepEqual(of(id), { oid: "1.2.3", name: "Лаборатория" });
    assert.equal(of(id.replace("542177", "542178")), null, "another number");
  });
  test("the method is told where the document names it", () => {
    assert.equal(results(`${CODE}${pq("5")}<methodCode displayName="ИФА"/>`)[0]?.method, "ИФА");
  });
});

test("a document of very many results keeps two thousand and counts the rest", () => {
  const many = Array.from({ length: 2010 }, () => observation(CODE + pq("5")));
  const read = readResults(readDocument(withSections(section("RESLAB", null, group(many)))));
  assert.equal(read?.results.length, 2000);
  assert.equal(read?.omitted, 10);
});
