/** Own templates of answers: an organisation's and a desk's, added, used, changed, retired and taken back; nobody else's. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { openAppeal } from "../../src/appeals/open.ts";
import { fill } from "../../src/appeals/templates/fill.ts";
import { organisations } from "../../src/demo/people/places.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { logIn, textOf, type Visitor } from "./visitor.ts";

let house: TestHouse;
let registrar: Visitor;
let head: Visitor;
let stranger: Visitor;
let support: Visitor;
let appeal = "";
let question = "";
const patientId = "0c000000-0000-8000-8000-00000000000c";
const volga = organisations.volga.oid;

async function write(kind: "visit" | "service", reason: string, organisationOid: string | null): Promise<string> {
  const actor = { by: "patient", name: null, role: "patient", organisationOid: null } as const;
  const matter = { patientId, once: randomUUID(), words: "Меня там не было", kind, reason, organisationOid };
  return (await house.house.registry.transact((tx) => openAppeal(tx, house.house.appeals, actor, matter))).number;
}

before(async () => {
  house = await openTestHouse();
  appeal = await write("visit", "no-visit", volga);
  question = await write("service", "question", null);
  registrar = await logIn(house, "morozova", "staff");
  head = await logIn(house, "loginova", "staff");
  stranger = await logIn(house, "kuzmina", "staff");
  support = await logIn(house, "support", "staff");
});
after(() => house?.close());

const said = (visitor: Visitor) => textOf(visitor.page.html);
const lettersIn = ({ page }: Visitor, deed = "") =>
  new RegExp(`<textarea id="words${deed && `-${deed}`}"[^>]*>([^<]*)</textarea>`).exec(page.html)?.[1] ?? "";

describe("an organisation's own template", () => {
  let edit = "";

  test("is refused without a name, and with a gap that nobody can fill; what was typed stays", async () => {
    await registrar.open("/staff/appeals");
    await registrar.follow("Шаблоны ответов");
    assert.match(said(registrar), /Своих шаблонов пока нет/);
    assert.match(said(registrar), /Фото бумажного документа/, "the house's stand below");
    await registrar.follow("Добавить шаблон");
    await registrar.press("Сохранить шаблон", { deed: "message", name: "", words: "Ждём вас" });
    assert.equal(registrar.page.status, 422);
    assert.match(said(registrar), /Назовите шаблон/);
    assert.equal(lettersIn(registrar), "Ждём вас");
    await registrar.press("Сохранить шаблон", { deed: "message", name: "Ждём", words: "Ждём вас, {имя пациента}" });
    assert.match(said(registrar), /В фигурных скобках может стоять только: организация/);
    await registrar.press("Сохранить шаблон", { deed: "message", name: "Ждём", words: "а".repeat(2001) });
    assert.match(said(registrar), /от 1 до 2000 знаков/);
  });

  test("is offered in answers, filled in for the appeal; markup in it is only words", async () => {
    await registrar.press("Сохранить шаблон", {
      deed: "message",
      name: "Ждём <b>вас</b>",
      words: "По обращению {номер} ждём вас: {организация}, <script>alert(1)</script>",
    });
    assert.match(said(registrar), /Шаблон добавлен/);
    await head.open(`/staff/appeals/${appeal}`);
    await head.follow("Ждём <b>вас</b>");
    assert.equal(
      lettersIn(head, "message"),
      `По обращению ${appeal} ждём вас: ${organisations.volga.shortName}, &lt;script>alert(1)&lt;/script>`,
    );
    assert.ok(!head.page.html.includes("<script>alert"));
  });

  test("of another organisation, of a doctor, of a patient: is not there", async () => {
    await registrar.open("/staff/templates");
    edit = /href="(\/staff\/templates\/[0-9a-f-]{36})"/.exec(registrar.page.html)?.[1] ?? "";
    assert.equal((await stranger.open(edit)).status, 404);
    assert.doesNotMatch(textOf((await stranger.open("/staff/templates")).html), /Ждём/);
    assert.doesNotMatch(textOf((await support.open("/staff/templates")).html), /Ждём/);
    assert.equal((await (await logIn(house, "krylova", "staff")).open("/staff/templates")).status, 403);
    assert.equal((await (await logIn(house, "orlov")).open("/staff/templates")).status, 403);
  });

  test("two people change it at once: the second is told, and nothing typed is lost", async () => {
    await head.open(edit);
    await registrar.open(edit);
    await registrar.press("Сохранить шаблон", { name: "Ждём", words: "Ждём вас" });
    await head.press("Сохранить шаблон", { name: "Приходите", words: "Приходите, пожалуйста" });
    assert.equal(head.page.status, 409);
    assert.match(said(head), /Пока вы писали, шаблон изменили/);
    assert.equal(lettersIn(head), "Приходите, пожалуйста");
    await head.press("Сохранить шаблон");
    assert.match(said(head), /Приходите, пожалуйста/);
  });

  test("is retired, offered no more, and taken back", async () => {
    await head.press("Убрать");
    assert.match(said(head), /Шаблон убран.*Убранные.*Приходите/);
    assert.doesNotMatch(textOf((await registrar.open(`/staff/appeals/${appeal}`)).html), /Приходите/);
    await head.press("Вернуть");
    assert.match(said(head), /Шаблон снова предлагается/);
    assert.match(textOf((await registrar.open(`/staff/appeals/${appeal}`)).html), /Приходите/);
  });

  test("sent twice it is one; fifty are enough", async () => {
    const page = await registrar.open("/staff/templates/new");
    for (const _ of [1, 2]) {
      registrar.page = page;
      await registrar.press("Сохранить шаблон", { name: "Дважды", words: "Дважды" });
    }
    assert.equal(said(registrar).split("Дважды Дважды").length, 2);
    for (let n = 3; n <= 50; n += 1) {
      await registrar.open("/staff/templates/new");
      await registrar.press("Сохранить шаблон", { name: `Шаблон ${n}`, words: "Текст" });
      assert.match(said(registrar), /Шаблон добавлен/);
    }
    await registrar.open("/staff/templates/new");
    await registrar.press("Сохранить шаблон", { name: "Лишний", words: "Текст" });
    assert.match(said(registrar), /не больше 50/);
  });
});

describe("a desk's own template", () => {
  test("is offered at the desk, for passing on too, and the organisation knows nothing of it", async () => {
    await support.open("/staff/desk");
    await support.follow("Шаблоны ответов");
    await support.follow("Добавить шаблон");
    await support.press("Сохранить шаблон", { deed: "message", name: "Стол", words: "Обращение {номер}, {телефон}" });
    await support.open(`/staff/desk/cases/${question}`);
    await support.follow("Стол");
    assert.match(support.page.html, new RegExp(`>Обращение ${question}, …</textarea>`));
    assert.doesNotMatch(textOf((await registrar.open("/staff/templates")).html), /Стол/);
    assert.doesNotMatch(textOf((await (await logIn(house, "region", "staff")).open("/staff/templates")).html), /Стол/);
  });
});

test("a value that looks like a gap is not filled in again", () => {
  assert.equal(fill("{организация} {номер} {иное}", { организация: "{номер}", номер: "7" }), "{номер} 7 {иное}");
});
