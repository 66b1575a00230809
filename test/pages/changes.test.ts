/** «Что изменилось» as it is written: sentences first, marks that are heard and seen, limits that are said, nothing lost in silence. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { textOf } from "../journeys/visitor.ts";
import * as c from "./fixtures/changes-views.ts";
import { render } from "./gallery.ts";

const said = (name: string, change: Parameters<typeof render>[1] = {}) => textOf(render(name, change));
const count = (html: string, what: RegExp) => [...html.matchAll(what)].length;

test("each sentence says where, what and, where it is short, from what to what", () => {
  const text = said("changes").replace(/ (?=[,:])/g, "");
  for (const sentence of [
    "Коротко: 7 изменений",
    "Сведения о документе: добавлен текст: «Версия 2, исправленная:",
    "исправлена строка «Артериальное давление систолическое», столбец «Значение»: было «182», стало «128»",
    "добавлена строка «Масса тела»: «Значение: 73, Единица: кг»",
    "Диагноз: добавлен диагноз «Основное фоновое заболевание»: «Диагноз: Гипертоническая болезнь III стадии",
    "убран пункт: «Клопидогрел 75 мг утром»",
  ])
    assert.ok(text.includes(sentence), `«${sentence}» is not in: ${text}`);
});

test("what is marked is a del or an ins, and says aloud which and where it ends", () => {
  for (const name of ["changes", "changes-lab", "changes-odd", "sent-changes"]) {
    const html = render(name);
    const marks = count(html, /<(del|ins)>/g);
    assert.ok(marks > 0, name);
    assert.equal(
      count(html, /<(?:del|ins)><span class="heard" lang="ru">(?:удалено|добавлено): <\/span>/g),
      marks,
      name,
    );
    assert.equal(count(html, /\(конец правки\) <\/span><\/(?:del|ins)>/g), marks, name);
    assert.ok(count(html, /<del>/g) <= count(html, /<p class="side-name">Было<\/p>/g) * 5, name);
  }
  const english = render("changes", { language: "en" });
  assert.match(english, /<del><span class="heard" lang="en">removed: <\/span>/);
});

test("every sentence leads to a place that is on the page, and no place stands there twice", () => {
  for (const name of ["changes", "changes-odd", "changes-disability"]) {
    const html = render(name);
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length, name);
    for (const [, to] of html.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.includes(to), `${name}: #${to}`);
  }
});

test("three hundred rows are one sentence; a hundred changes are laid out, and it is said that there are more", () => {
  const text = said("changes-odd");
  assert.match(text, /Коротко: 307 изменений/);
  assert.match(text, /Пробы : исправлена строка \(300 мест\)/);
  assert.match(text, /Показаны первые 100 изменений из 307\./);
  // A section that moved is a change without a text of its own.
  assert.equal(count(render("changes-odd"), /class="change"/g), 99);
});

test("a section that came, went or moved is told as one; unchanged text around a change is shortened, a long one cut", () => {
  const text = said("changes-odd");
  assert.match(text, /Раздел добавлен: Операция/);
  assert.match(text, /Раздел переставлен: Назначения и рекомендации/);
  assert.match(text, /… .{0,160}Пульс удалено: 72 \(конец правки\) в минуту.{0,200}…/);
  assert.match(text, /Показано только начало\. Полностью — в самом документе\./);
});

test("with pictures switched off their words stand in their place", () => {
  assert.equal(count(render("changes-odd"), /<img /g), 2);
  const off = render("changes-odd", { comfort: { images: "off" } });
  assert.equal(count(off, /<img /g), 0);
  assert.match(textOf(off), /заменено изображение Было удалено: Изображение из документа/);
});

test("where nothing but service details differs, it says so, and they are folded below", () => {
  assert.match(said("changes-empty"), /Изменились только служебные сведения .* Служебные сведения: 1 изменение/);
  assert.doesNotMatch(said("changes-empty"), /Коротко/);
  assert.match(said("changes-same"), /Версии говорят одно и то же/);
  assert.match(render("changes"), /<details class="more service"><summary>/);
});

test("every reason why there is nothing to compare is said, with the way back", () => {
  for (const [name, view] of [
    ["changes-none", c.changesOnlyOne],
    ["changes-first", c.changesFirst],
    ["changes-pdf", c.changesPdf],
    ["changes-erased", c.changesErased],
  ] as const) {
    const html = render(name);
    assert.doesNotMatch(html, /<(del|ins)>/, name);
    assert.ok(html.includes(`<a class="btn" href="/documents/${view.number}">`), name);
  }
});

test("any other version of the set is a link away", () => {
  assert.match(render("changes"), /href="\/documents\/26\.77\.11\.000003982\/changes\?with=26\.77\.11\.000003983"/);
  assert.match(said("changes"), /Сравнить другие версии Версии 2 и 3/);
  assert.doesNotMatch(said("changes-lab"), /Сравнить другие версии/);
});
