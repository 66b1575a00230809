/** Drawings that are honest and sentences that are true: scales, labels, norms as steps, and what is said of a result. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { placeLabels } from "../../src/pages/analyses/place-labels.ts";
import { plotOf, type Sheet } from "../../src/pages/analyses/plot.ts";
import { nameParts, sayBounds, sayFound, saySeries } from "../../src/pages/analyses/say-result.ts";
import { timeTicks, valueScale } from "../../src/pages/analyses/scales.ts";
import { standingOf } from "../../src/pages/analyses/standing.ts";
import type { Point, Series } from "../../src/patient/analytes.ts";

function point(day: string, written: string, more: Partial<Point> & { low?: string; high?: string } = {}): Point {
  const { low = null, high = null, ...rest } = more;
  return {
    measured: { date: day, instant: null },
    value: { kind: "number", written, comparator: null, unit: "ммоль/л" },
    norm: low === null && high === null ? null : { low, high, text: null },
    ...{ flag: null, calledNormal: false, method: null, laboratory: "Поликлиника" },
    sources: [{ number: "76.26.10.000000001", title: "Анализ крови", issuedOn: day }],
    ...rest,
  };
}

const series = (...points: readonly [Point, ...Point[]]): Series => ({
  kind: points[0].value.kind,
  unit: "ммоль/л",
  method: null,
  points,
});
const say = (...points: readonly [Point, ...Point[]]) => plainly(saySeries("ru", series(...points)));
/** Without the marks that only hold a line together. */
const plainly = (text: string) => text.replaceAll("\u00a0", " ").replaceAll("\u2060", "");

describe("a scale of values", () => {
  test("holds every value, stands on round figures, and writes no more of them than asked", () => {
    for (const values of [
      [3.3, 11.8],
      [0.062, 0.115],
      [99, 108],
      [5, 5],
      [0, 0],
      [-3, 4],
      [1e6, 3e6],
      [0.1, 900],
    ]) {
      for (const most of [4, 5]) {
        const { from, to, ticks } = valueScale(values, most);
        assert.ok(from <= Math.min(...values) && to >= Math.max(...values), String(values));
        assert.ok(ticks.length >= 1 && ticks.length <= most + 1, `${values}: ${ticks}`);
        assert.ok(
          ticks.every((tick) => tick >= from && tick <= to && String(tick).length <= 8),
          `${values}: ${ticks}`,
        );
      }
    }
  });
  test("of values that are all positive does not reach below nought", () => {
    assert.equal(valueScale([0.1, 9], 5).from, 0);
    assert.deepEqual(valueScale([3.3, 11.8], 5).ticks, [2.5, 5, 7.5, 10, 12.5]);
  });
});

describe("an axis of time", () => {
  const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
  const ticks = (from: string, to: string, most: number) =>
    timeTicks(at(from), at(to), most).map((tick) => `${new Date(tick.at).toISOString().slice(0, 10)} ${tick.said}`);
  test("is marked at the beginnings of years, of months, or at its ends", () => {
    assert.deepEqual(ticks("2022-10-07", "2026-10-13", 6), [
      "2023-01-01 year",
      "2024-01-01 year",
      "2025-01-01 year",
      "2026-01-01 year",
    ]);
    assert.deepEqual(ticks("2022-10-07", "2026-10-13", 3), ["2024-01-01 year", "2026-01-01 year"]);
    assert.deepEqual(ticks("2026-01-20", "2026-07-02", 3), [
      "2026-03-01 month",
      "2026-05-01 month",
      "2026-07-01 month",
    ]);
    assert.deepEqual(ticks("2026-03-12", "2026-03-30", 6), ["2026-03-12 day", "2026-03-30 day"]);
    assert.deepEqual(ticks("2026-03-12", "2026-03-12", 6), ["2026-03-12 day"]);
  });
});

describe("numbers beside points", () => {
  const room = { left: 40, right: 300, top: 0, bottom: 200, font: 15 };
  const mark = (x: number, y: number, rank: number, text = "5,2") => ({ x, y, text, rank });
  test("stand above, else below, never over one another, the most telling first", () => {
    const crowd = Array.from({ length: 30 }, (_, n) => mark(60 + n * 6, 100 + (n % 3) * 4, n));
    const labels = placeLabels(crowd, room);
    assert.ok(labels.length > 2 && labels.length < 30);
    assert.equal(labels[0]?.y, 89, "above the first");
    for (const one of labels)
      for (const other of labels)
        if (one !== other)
          assert.ok(Math.abs(one.x - other.x) > 24 || Math.abs(one.y - other.y) > 14, JSON.stringify([one, other]));
  });
  test("stay within the sheet and off the axis", () => {
    const labels = placeLabels([mark(40, 5, 0, "108,25"), mark(300, 100, 1, "108,25")], room);
    assert.deepEqual(
      labels.map(({ x, y }) => [Math.round(x), y]),
      [
        [66, 27],
        [274, 89],
      ],
    );
  });
});

describe("a drawing", () => {
  const sheet: Sheet = {
    width: 720,
    height: 300,
    font: 16,
    left: 60,
    right: 12,
    top: 28,
    bottom: 36,
    figures: 5,
    dates: 6,
  };
  const plot = (...points: readonly Point[]) =>
    plotOf(points, sheet, {
      value: (one) => sayFound("ru", one.value),
      time: ({ at }) => new Date(at).toISOString().slice(0, 7),
    });
  test("is true to time: half the time is half the way", () => {
    const { dots } = plot(point("2026-01-01", "5"), point("2026-01-11", "6"), point("2026-01-21", "7"));
    const [a, b, c] = dots.map(({ x }) => x);
    assert.ok(Math.abs((a ?? 0) + (c ?? 0) - 2 * (b ?? 0)) < 0.001);
  });
  test("shows the norm of each point: equal ones are one band, another laboratory's is a step, none is a gap", () => {
    const wide = { low: "3.9", high: "6.1" };
    const { bands } = plot(
      point("2026-01-01", "5", wide),
      point("2026-02-01", "5", wide),
      point("2026-03-01", "5", { high: "5.5" }),
      point("2026-04-01", "5"),
      point("2026-05-01", "5", wide),
    );
    assert.equal(bands.length, 3);
    const [first, step, last] = bands;
    assert.equal(first?.left, 60, "from the edge");
    assert.equal(first?.right, step?.left);
    assert.equal(step?.bottom, 264, "a norm without a lower bound reaches the floor");
    assert.deepEqual([step?.low, step?.high], [false, true]);
    assert.ok((last?.left ?? 0) > (step?.right ?? 0), "where no norm is given there is none");
  });
  test("writes no date over another and none off the sheet, on a narrow one too", () => {
    for (const days of [
      ["2025-12-20", "2026-07-02"],
      ["2026-03-12", "2026-03-30"],
      ["2022-10-07", "2026-01-13"],
    ]) {
      const points = days.map((day) => point(day, "5"));
      const { times } = plotOf(
        points,
        { ...sheet, width: 256, left: 44, right: 4, dates: 3 },
        { value: () => "5", time: () => "сент. 2026" },
      );
      assert.ok(times.length > 0, String(days));
      const half = ("сент. 2026".length * sheet.font * 0.56) / 2;
      for (const [at, { middle }] of times.entries()) {
        assert.ok(middle - half >= 0 && middle + half <= 256, String(days));
        assert.ok(at === 0 || middle - (times[at - 1]?.middle ?? 0) > 2 * half, String(days));
      }
    }
  });
  test("always has the number of the last result", () => {
    const many = Array.from({ length: 60 }, (_, n) =>
      point(new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10), String(5 + (n % 7) / 10)),
    );
    const labels = plot(...many, point("2026-03-02", "5,77")).labels;
    assert.equal(labels[0]?.text.replaceAll("\u00a0", " "), "5,77 ммоль/л");
    assert.ok(labels.length < 60);
  });
});

describe("how a result stands to its norm", () => {
  test("is the document's mark, else arithmetic on its bounds, else not said", () => {
    const norm = { low: "3.9", high: "6.1" };
    assert.equal(standingOf(point("2026-01-01", "5", { ...norm, flag: "high" })), "high");
    assert.equal(standingOf(point("2026-01-01", "6,1", norm)), "normal", "a bound belongs to the norm");
    assert.equal(standingOf(point("2026-01-01", "7", norm)), "unknown", "the document gave an odd mark: not judged");
    assert.equal(standingOf(point("2026-01-01", "7", { ...norm, calledNormal: true })), "normal");
    assert.equal(standingOf(point("2026-01-01", "5")), "unknown");
    const below = { kind: "number", written: "0.5", comparator: "<", unit: null } as const;
    assert.equal(standingOf(point("2026-01-01", "0.5", { high: "4", value: below })), "unknown");
  });
});

describe("the sentence", () => {
  const norm = { low: "3.3", high: "5.5" };
  test("tells the last result, its norm, and the change over a year", () => {
    assert.equal(
      say(point("2025-11-10", "6.1"), point("2026-06-01", "5.8"), point("2026-11-12", "5.2", norm)),
      "Последний результат: 5,2 ммоль/л, 12 ноября 2026 — в пределах нормы (3,3–5,5). За год, с 10 ноября 2025, результат снизился с 6,1 до 5,2.",
    );
  });
  test("compares with the last time where no result is about a year old", () => {
    assert.match(
      say(point("2026-06-01", "5.2"), point("2026-11-12", "6", { ...norm, flag: "high" })),
      /выше нормы \(3,3–5,5\)\. С прошлого раза, 1 июня 2026, результат вырос с 5,2 до 6\.$/,
    );
    assert.match(say(point("2026-06-01", "5.0"), point("2026-11-12", "5")), /результат не изменился\.$/);
  });
  test("compares nothing where the numbers are not plain, or there is one alone", () => {
    const below = { kind: "number", written: "0.5", comparator: "<", unit: "нг/мл" } as const;
    assert.equal(
      say(point("2026-06-01", "5"), point("2026-11-12", "0.5", { value: below })),
      "Последний результат: <0,5 нг/мл, 12 ноября 2026 — норма в документе не указана.",
    );
    assert.match(say(point("2026-11-12", "5")), /единственный результат/);
  });
  test("says both where a document calls normal what its bounds do not hold", () => {
    assert.match(
      say(point("2026-11-12", "7", { ...norm, calledNormal: true })),
      /отмечен как норма, хотя норма в документе 3,3–5,5/,
    );
  });
  test("tells words as they are", () => {
    const value = { kind: "text", text: "не обнаружено" } as const;
    assert.match(say(point("2026-11-12", "0", { value })), /^Последний результат: «не обнаружено», 12 ноября 2026/);
  });
});

test("digits are as written, with the language's own sign; a name is parted at its first comma", () => {
  assert.equal(sayFound("ru", { kind: "number", written: "5.20", comparator: null, unit: null }), "5,20");
  assert.equal(sayFound("en", { kind: "number", written: "-5,20", comparator: null, unit: null }), "−5.20");
  assert.equal(sayBounds("ru", { low: null, high: "1.7", text: "до 1,7" })?.replaceAll("\u00a0", " "), "не выше 1,7");
  assert.equal(sayBounds("ru", { low: null, high: null, text: "отрицательно" }), "отрицательно");
  assert.deepEqual(nameParts("Калий, молярная концентрация"), { short: "Калий", rest: "молярная концентрация" });
  assert.deepEqual(nameParts("Гематокрит"), { short: "Гематокрит", rest: null });
});
