/** «Анализы»: from the list of documents to one number over four years, and from the number to the document that tells it. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { patientByLogin } from "../../src/demo/people/patients.ts";
import { heading } from "../access/browser.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { journalOf } from "./journal.ts";
import { logIn, textOf, type Visitor } from "./visitor.ts";

let house: TestHouse;
let kovalyov: Visitor;
before(async () => {
  house = await openTestHouse({ documents: true });
  kovalyov = await logIn(house, "kovalyov");
});
after(() => house?.close());

/** Without the marks that only hold a range on one line. */
const plainly = (html: string) => textOf(html).replaceAll("\u2060", "");
const said = () => plainly(kovalyov.page.html);
const deeds = async () =>
  (await journalOf(house, patientByLogin("kovalyov").snils)).map(({ action, number }) =>
    number ? `${action} doc` : action,
  );

test("before «Разрешить» there are no results", async () => {
  assert.equal((await kovalyov.open("/analyses")).url.pathname, "/consent");
  await kovalyov.press("Разрешить");
  assert.equal(kovalyov.page.url.pathname, "/analyses");
});

test("«Медицинские документы» → «Анализы»: every analyte with its last result, what is outside the norm first", async () => {
  await kovalyov.open("/documents?kind=lab");
  await kovalyov.follow("Анализы: как менялись показатели");
  assert.equal(heading(kovalyov.page.html), "Анализы");
  assert.match(
    said(),
    /Вне нормы .*Гемоглобин гликированный .*6,4 % ▲ выше нормы .*Остальные показатели .*Глюкоза натощак/,
  );
  for (const words of ["5,9 ммоль/л в норме", "99 мкмоль/л в норме", "13 октября", "9 результатов"])
    assert.ok(said().includes(words), `${words} is not in: ${said()}`);
});

test("«Глюкоза натощак»: the sentence first, then the drawing of the same, then each result with its norm and laboratory", async () => {
  await kovalyov.follow("Глюкоза натощак");
  assert.equal(heading(kovalyov.page.html), "Глюкоза натощак");
  const sentence =
    "Последний результат: 5,9 ммоль/л, 13 октября 2026 — в пределах нормы (3,9–6,1). За год, с 14 октября 2025, результат снизился с 7 до 5,9.";
  const { html } = kovalyov.page;
  assert.ok(said().indexOf(sentence) > 0, said());
  assert.ok(html.indexOf("Последний результат") < html.indexOf('role="img"'), "the sentence comes before the drawing");
  for (const [, title = ""] of html.matchAll(/role="img"><title>([^<]*)/g)) assert.equal(plainly(title), sentence);
  assert.match(said(), /12 апреля 2023 7,9 ммоль\/л ▲ выше нормы 3,3–5,5 ммоль\/л Тверицкая больница Анализ крови/);
  assert.match(said(), /7 октября 2022 11,8 ммоль\/л ▲ выше нормы 3,9–6,1 ммоль\/л Волжская поликлиника Анализ крови/);
  assert.doesNotMatch(kovalyov.page.url.href, /1003888|глюкоза|1080/i, "the address tells no medicine");
});

test("a number leads to the document that tells it", async () => {
  await kovalyov.follow("Анализ крови");
  assert.match(kovalyov.page.url.pathname, /^\/documents\/76\./);
  assert.match(said(), /Глюкоза натощак .*5,9/);
});

test("«Креатинин»: two units are two tables, nothing is converted; the slip that was corrected is gone", async () => {
  await kovalyov.open("/analyses");
  await kovalyov.follow("Креатинин");
  assert.match(said(), /Единицы разные, поэтому графики отдельные .*мкмоль\/л, ммоль\/л/);
  assert.match(said(), /Результаты, мкмоль\/л .*Последний результат: 99 мкмоль\/л/);
  assert.match(said(), /Результаты, ммоль\/л .*0,086 ммоль\/л, 12 апреля 2023 .*Это пока единственный результат/);
  assert.match(said(), /17 апреля 2024 91 мкмоль\/л/);
  assert.doesNotMatch(said(), /191/);
});

test("«Найти показатель» leads by a key alone", async () => {
  const { pathname } = kovalyov.page.url;
  const key = pathname.slice("/analyses/".length);
  assert.equal((await kovalyov.open(`/analyses?analyte=${key}`)).url.pathname, pathname);
  assert.equal((await kovalyov.open("/analyses?analyte=")).url.pathname, "/analyses");
  assert.equal((await kovalyov.open("/analyses?analyte=//elsewhere.example")).status, 404);
  await kovalyov.open(pathname);
});

test("each opening stands in the journal, and somebody else's analyte is as one that is not there", async () => {
  const own = kovalyov.page.url.pathname;
  assert.deepEqual(
    (await deeds()).filter((deed) => deed !== "view-results"),
    ["open doc"],
  );
  const before = (await deeds()).length;
  await kovalyov.open(own);
  assert.equal((await deeds()).length, before + 1);
  assert.equal((await kovalyov.open(`/analyses/${"0".repeat(24)}`)).status, 404);
  assert.equal((await deeds()).length, before + 1, "nothing was shown, so no line");

  const sokolova = await logIn(house, "sokolova");
  await sokolova.open("/consent");
  await sokolova.press("Разрешить");
  assert.equal((await sokolova.open(own)).status, 404);
  await sokolova.open("/analyses");
  await sokolova.follow("Креатинин");
  assert.notEqual(sokolova.page.url.pathname, own, "the same analyte of another person has another address");
});

test("who has no analyses is told why, and what next", async () => {
  const orlov = await logIn(house, "orlov");
  await orlov.open("/consent");
  await orlov.press("Разрешить");
  await orlov.open("/analyses");
  assert.match(textOf(orlov.page.html), /Результатов пока нет .*Документы с анализами/);
});
