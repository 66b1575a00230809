/** Small words: settings of reading, amounts, dates, addresses. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { changeComfort, formatComfort, isPlain, parseComfort, plainComfort } from "../../src/pages/comfort.ts";
import { RawDocument } from "../../src/pages/parts/raw-document.tsx";
import { paths } from "../../src/pages/paths.ts";
import { renderPage } from "../../src/pages/render.ts";
import { holdTogether, maskPolicy, maskSnils, sayCount, saySize, saySnils } from "../../src/pages/say-amount.ts";
import { isoDay, sayDay, sayMoment, sayMonth, sayRecentDay, sayRecentTime } from "../../src/pages/say-date.ts";
import { guest } from "./fixtures/people.ts";

const forms = { one: "документ", few: "документа", many: "документов", other: "документа" };
const now = new Date("2026-11-24T09:04:00Z");
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("how a person likes to read", () => {
  test("survives the cookie", () => {
    const chosen = {
      text: 150,
      typeface: "serif",
      scheme: "black",
      spacing: "wider",
      leading: "wide",
      images: "off",
    } as const;
    assert.deepEqual(parseComfort(formatComfort(chosen)), chosen);
    assert.equal(isPlain(parseComfort(undefined)), true);
  });
  test("garbage in the cookie is the ordinary look, piece by piece", () => {
    assert.deepEqual(parseComfort("999.golos.<script>.wide.off"), {
      ...plainComfort,
      spacing: "wide",
      leading: "wide",
      images: "off",
    });
    assert.deepEqual(parseComfort("\u0000....,;"), plainComfort);
  });
  test("«А А А» changes the size and nothing else", () => {
    const before = parseComfort("100.serif.blue.wide.grey");
    assert.deepEqual(changeComfort(before, { text: "200", scheme: undefined, csrf: "x" }), { ...before, text: 200 });
    assert.deepEqual(changeComfort(before, { text: ["200"], scheme: { $ne: 1 } }), before);
  });
});

describe("amounts", () => {
  test("Russian numerals ask for their forms", () => {
    assert.deepEqual(
      [1, 2, 5, 11, 21, 112].map((n) => plain(sayCount("ru", n, forms))),
      ["1 документ", "2 документа", "5 документов", "11 документов", "21 документ", "112 документов"],
    );
  });
  test("sizes of files", () => {
    assert.deepEqual(
      [512, 42_300, 2_418_000].map((n) => plain(saySize("ru", n))),
      ["512 байт", "42 КБ", "2,4 МБ"],
    );
  });
  test("masked numbers keep only the end", () => {
    assert.equal(plain(saySnils("11223344595")), "112-233-445 95");
    assert.equal(plain(maskSnils("11223344595")), "•••-•••-445 95");
    assert.equal(plain(maskPolicy("7712345678904471")), "•••• •••• •••• 4471");
  });
  test("a number too short to be one is not shown at all", () => {
    assert.equal(maskPolicy("123"), "••••");
  });
  test("units, numbers of houses and initials stay on one line", () => {
    assert.equal(holdTogether("Рецепт: аторвастатин 20 мг"), "Рецепт: аторвастатин 20\u00a0мг");
    assert.equal(holdTogether("Поликлиника № 5"), "Поликлиника №\u00a05");
    assert.equal(holdTogether("врач Сидоренко-Крыжановская Е. В."), "врач Сидоренко-Крыжановская\u00a0Е.\u00a0В.");
    assert.equal(holdTogether("3 месяца"), "3 месяца");
  });
});

describe("dates", () => {
  test("are told in Moscow, plain dates as written", () => {
    assert.equal(plain(sayDay("ru", "2026-11-12")), "12 ноября 2026");
    assert.equal(plain(sayMoment("ru", new Date("2026-11-11T21:30:00Z"))), "12 ноября 2026, 0:30");
    assert.equal(isoDay(new Date("2026-11-11T21:30:00Z")), "2026-11-12");
    assert.equal(sayMonth("ru", "2026-11-01"), "Ноябрь 2026");
    assert.equal(plain(sayDay("en", "2026-11-12")), "12 November 2026");
  });
  test("near days have names, far ones a year", () => {
    assert.equal(sayRecentDay("ru", "2026-11-24", now), "сегодня");
    assert.equal(sayRecentDay("ru", new Date("2026-11-22T21:30:00Z"), now), "вчера");
    assert.equal(plain(sayRecentDay("ru", "2026-11-20", now)), "20 ноября");
    assert.equal(plain(sayRecentDay("ru", "2025-11-20", now)), "20 ноября 2025");
    assert.equal(plain(sayRecentTime("ru", now, now)), "сегодня в 12:04");
  });
});

describe("addresses", () => {
  test("are built in one place, and what people typed is escaped", () => {
    assert.equal(
      paths.documents({ kind: "lab", year: 2026, after: "a b&c" }),
      "/documents?kind=lab&year=2026&after=a+b%26c",
    );
    assert.equal(paths.documents(), "/documents");
    assert.equal(paths.document("../x"), "/documents/..%2Fx");
    assert.equal(paths.verify("<b>"), "/verify/%3Cb%3E");
  });
});

describe("pictures switched off", () => {
  test("their words stand in their place", () => {
    const viewer = { ...guest, comfort: { ...guest.comfort, images: "off" } as const };
    const html = renderPage(
      RawDocument({
        viewer,
        html: '<p>a &lt;img&gt;</p><img src="data:image/png;base64,AA==" alt="Снимок > &quot;1&quot;" width="2"/>',
        look: "x",
      }),
    );
    assert.equal(
      html,
      '<!doctype html><div class="x" lang="ru"><p>a &lt;img&gt;</p><span class="no-image">Изображение: Снимок > &quot;1&quot;</span></div>',
    );
  });
});
