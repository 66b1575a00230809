/** How results become series: what belongs together, what must never be mixed, and what two documents tell once. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { LabResult } from "../../src/cda/results.ts";
import { type Finding, gatherAnalytes } from "../../src/patient/analytes.ts";

const clinic = { oid: "1.2.1", name: "Поликлиника" };
const hospital = { oid: "1.2.2", name: "Больница" };

interface Told {
  readonly code?: string | null;
  readonly system?: string;
  readonly name?: string;
  readonly day?: string;
  readonly instant?: string | null;
  readonly found?: string;
  readonly unit?: string | null;
  readonly text?: string;
  readonly norm?: LabResult["norm"];
  readonly method?: string | null;
  readonly of?: Finding["laboratory"];
  readonly number?: string;
  readonly issuedOn?: string;
}

function told(one: Told): Finding {
  const { day = "2026-04-14", number = "76.26.04.000000001", found = "5.2", unit = "ммоль/л" } = one;
  const { code = "1003888", system = "1.2.643.5.1.13.13.11.1080", name = "Глюкоза натощак" } = one;
  return {
    result: {
      analyte: { system, code, name },
      measured: { date: day, instant: one.instant ?? null },
      value: one.text ? { kind: "text", text: one.text } : { kind: "number", written: found, comparator: null, unit },
      norm: one.norm ?? null,
      flag: null,
      calledNormal: false,
      method: one.method ?? null,
      laboratory: null,
    },
    source: { number, title: "Анализ крови", issuedOn: one.issuedOn ?? day },
    laboratory: one.of ?? clinic,
  };
}

const gathered = (...all: readonly Told[]) => gatherAnalytes(all.map(told), (identity) => identity);
/** Each series as «unit, method: values». */
const seriesOf = (...all: readonly Told[]) =>
  gathered(...all).flatMap(({ series }) =>
    series.map(({ kind, unit, method, points }) => {
      const values = points.map(({ value }) => (value.kind === "number" ? value.written : value.text)).join(" ");
      return `${[kind === "text" ? "words" : unit, method].filter((part) => part !== null).join(", ")}: ${values}`;
    }),
  );

describe("an analyte", () => {
  test("is one code of one dictionary, whatever it is called; results go oldest first", () => {
    const [glucose, ...others] = gathered(
      { day: "2026-04-14", found: "6.4", name: "Глюкоза (новое название)", number: "2" },
      { day: "2025-04-15", found: "9.1", number: "1" },
    );
    assert.equal(others.length, 0);
    assert.equal(glucose?.name, "Глюкоза (новое название)", "as the newest document says");
    assert.equal(glucose?.results, 2);
    assert.deepEqual(glucose?.last.value, { kind: "number", written: "6.4", comparator: null, unit: "ммоль/л" });
    assert.deepEqual(
      glucose?.series[0]?.points.map(({ measured }) => measured.date),
      ["2025-04-15", "2026-04-14"],
    );
  });
  test("of another dictionary or another code is another analyte, though the name is the same", () => {
    assert.equal(gathered({}, { system: "2.16.840.1.113883.6.1" }, { code: "1003889" }).length, 3);
  });
  test("without a code is known by its name, in whichever case", () => {
    assert.equal(gathered({ code: null }, { code: null, name: "ГЛЮКОЗА  натощак", day: "2026-05-01" }).length, 1);
    assert.equal(gathered({ code: null }, { code: null, name: "Глюкоза" }).length, 2);
  });
});

describe("series", () => {
  test("of two units are two, the newest first, and no number is converted", () => {
    const both = seriesOf(
      { day: "2025-04-15", found: "108", unit: "мкмоль/л" },
      { day: "2025-10-14", found: "0.104", unit: "ммоль/л" },
      { day: "2026-04-14", found: "101", unit: "мкмоль/л" },
    );
    assert.deepEqual(both, ["мкмоль/л: 108 101", "ммоль/л: 0.104"]);
  });
  test("of no unit are not those of a unit", () => {
    assert.deepEqual(seriesOf({ unit: null }, { day: "2026-05-01" }), ["ммоль/л: 5.2", ": 5.2"].toSorted().reverse());
  });
  test("in words stand by themselves", () => {
    assert.deepEqual(seriesOf({}, { text: "не обнаружено", day: "2026-05-01" }), [
      "words: не обнаружено",
      "ммоль/л: 5.2",
    ]);
  });
  test("of two stated methods are two; where one alone is stated, there is nothing to part", () => {
    const days = ["2026-01-01", "2026-02-01", "2026-03-01"] as const;
    const of = (methods: readonly (string | null)[]) =>
      seriesOf(...methods.map((method, at) => ({ method, day: days[at] ?? "", found: String(at) })));
    assert.deepEqual(of(["ИФА", "ИХЛА", "ИФА"]), ["ммоль/л, ИФА: 0 2", "ммоль/л, ИХЛА: 1"]);
    assert.deepEqual(of(["ИФА", null, "ИФА"]), ["ммоль/л: 0 1 2"]);
    assert.deepEqual(of(["ИФА", "ИХЛА", null]), ["ммоль/л: 2", "ммоль/л, ИХЛА: 1", "ммоль/л, ИФА: 0"]);
  });
});

describe("a result told by two documents", () => {
  const norm = { low: "3.9", high: "6.1", text: "3,9–6,1" };
  test("is one with two sources, the newest first, with the norm that one of them tells", () => {
    const [glucose] = gathered(
      { number: "1", norm },
      { number: "2", found: "5,2", issuedOn: "2026-04-20" }, // a summary quotes it, with a comma
    );
    assert.equal(glucose?.results, 1);
    assert.deepEqual(glucose?.last.norm, norm);
    assert.deepEqual(
      glucose?.last.sources.map(({ number }) => number),
      ["2", "1"],
    );
  });
  test("is two where anything of it differs: hour, value, unit, laboratory, stated method", () => {
    const others: readonly Told[] = [
      { instant: "2026-04-14T05:00:00.000Z" },
      { found: "5.3" },
      { unit: "мг/дл" },
      { of: hospital },
    ];
    for (const other of others) assert.equal(gathered({ number: "1" }, { number: "2", ...other })[0]?.results, 2);
    assert.equal(gathered({ method: "ИФА" }, { method: "ИХЛА", number: "2" })[0]?.results, 2);
    assert.equal(gathered({ method: "ИФА" }, { number: "2" })[0]?.results, 1, "a summary need not repeat the method");
  });
  test("twice in one document has that document once", () => {
    assert.equal(gathered({}, {})[0]?.last.sources.length, 1);
  });
});

test("what is gathered of nothing is nothing", () => assert.deepEqual(gathered(), []));
