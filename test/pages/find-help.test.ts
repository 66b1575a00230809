/** «Найти ответ»: whatever form a word is asked in, its answer comes first; what nobody wrote about is said to be missing. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { findAnswers, LONGEST_QUESTION } from "../../src/pages/help/find.ts";
import { render } from "./gallery.ts";

const first = (question: string) => findAnswers("ru", question)[0]?.topic;

test("questions as people ask them lead to the page that answers", () => {
  const asked: readonly (readonly [question: string, topic: string])[] = [
    ["как распечатать документ", "download"],
    ["сертификаты браузера", "browser"],
    ["документ не пришёл", "missing"],
    ["документ не пришел!!!", "missing"],
    ["ошибка в диагнозе", "mistake"],
    ["бумажная копия", "paper"],
    ["подтверждённая учетная запись", "account"],
    ["Херсонская область", "regions"],
    ["рецепт", "kinds"],
  ];
  for (const [question, topic] of asked) {
    const found = findAnswers("ru", question).map((one) => one.topic);
    assert.ok(found.slice(0, 3).includes(topic as (typeof found)[number]), `${question}: ${found.join(", ")}`);
  }
  assert.equal(findAnswers("en", "print a document")[0]?.topic, "download");
});

test("nothing is found for nothing, for noise, for what the help does not speak of", () => {
  for (const question of ["", "  ", "?!", "в на", "дирижабль", "<script>alert(1)</script>", "0".repeat(5_000)])
    assert.equal(first(question), undefined, question.slice(0, 40));
});

test("a long question is looked at as far as its field goes, and answers are few", () => {
  const question = `${"как ".repeat(100)}распечатать`;
  assert.ok(question.length > LONGEST_QUESTION);
  assert.ok(findAnswers("ru", "документ организация портал запись подпись").length <= 8);
  assert.deepEqual(findAnswers("ru", question), findAnswers("ru", question.slice(0, LONGEST_QUESTION)));
});

test("each answer leads to a part that is there, with a sentence of it", () => {
  for (const { title, excerpt } of findAnswers("ru", "документ")) {
    assert.ok(title.length > 5 && excerpt.length > 5);
  }
});

test("«Частые вопросы» stand below the documents, and the second point reports what is missing, as the leaflet says", () => {
  for (const name of ["documents", "documents-empty"]) {
    const html = render(name);
    const block = html.slice(html.indexOf("Частые вопросы"));
    const question = /<summary>Что делать, если документ не пришёл или с ним проблема<\/summary>(.*?)<\/details>/s.exec(
      block,
    );
    const points = (question?.[1] ?? "").split("<li>").slice(1);
    assert.match(points[0] ?? "", /ФИО, дату рождения и СНИЛС.*href="\/profile"/s, name);
    assert.match(points[1] ?? "", /<a class="btn" href="\/claims\/new">Сообщите об отсутствии документа<\/a>/, name);
  }
});

test("what can be done is a button of its answer", () => {
  for (const topic of ["see", "download", "mistake", "missing"])
    assert.match(render(`help-${topic}`), /<a href="\/[^"]+" class="btn">/, topic);
});
