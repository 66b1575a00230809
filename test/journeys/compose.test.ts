/** «На приеме врач заносит в ЭМК результаты осмотра»: a document from an empty form to its patient's cabinet, and its correction, without script. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { digestsOf } from "../../src/cms/digests.ts";
import { signDetached } from "../../src/cms/issue/sign.ts";
import { openDemoAuthority, type Signer } from "../../src/demo/authority/authority.ts";
import { patientByLogin } from "../../src/demo/people/patients.ts";
import { organisations } from "../../src/demo/people/places.ts";
import { staffByLogin } from "../../src/demo/people/staff.ts";
import { heading, hidden } from "../access/browser.ts";
import { openHospital } from "../http/hospital.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { journalOf } from "./journal.ts";
import { logIn, textOf, until, type Visitor } from "./visitor.ts";

let house: TestHouse;
let krylova: Visitor;
let orlov: Visitor;
let signer: Signer;
const patient = patientByLogin("orlov");

const consultation: Readonly<Record<string, string>> = {
  sex: "male",
  position: "110",
  visited: "2026-11-23",
  first: "yes",
  complaints: "Кашель неделю.",
  anamnesis: "Заболел после переохлаждения.",
  life: "Без особенностей.",
  examination: "Дыхание жёсткое.",
  conclusion: "Острый бронхит.",
  "diagnoses.0.kind": "1",
  "diagnoses.0.code": "J20.9",
  "diagnoses.0.words": "Острый бронхит",
  advice: "Пить тёплое.\nПрийти через неделю.",
  "services.0.service": "B01.047.001",
};

before(async () => {
  house = await openTestHouse();
  const authority = openDemoAuthority(await readFile(join(house.dataDir, "secrets", "demo-ca.key")));
  const { snils, name, position } = staffByLogin("krylova");
  signer = authority.doctor({ snils, name, title: position.name, organisation: organisations.volga.name });
  krylova = await logIn(house, "krylova", "staff");
  orlov = await logIn(house, "orlov");
  await orlov.open("/consent");
  await orlov.press("Разрешить");
});
after(() => house?.close());

/** Fills the form as it stands and presses one of its buttons. */
async function fill(visitor: Visitor, values: Readonly<Record<string, string>>, deed: string) {
  const { html, url } = visitor.page;
  const fields = {
    csrf: hidden(html, "csrf"),
    page: url.pathname,
    revision: hidden(html, "revision"),
    ...values,
    do: deed,
  };
  visitor.page = await visitor.browser.post(url.pathname, fields);
  return visitor.page;
}

async function begin(visitor: Visitor, kind = "consultation"): Promise<string> {
  await visitor.open(`/staff/drafts/new?kind=${kind}`);
  const { family, given, patronymic } = patient.name;
  const { birthDate, snils } = patient;
  visitor.page = await visitor.browser.post(`/staff/drafts/new?kind=${kind}`, {
    csrf: hidden(visitor.page.html, "csrf"),
    do: "person",
    family,
    given,
    patronymic: patronymic ?? "",
    birthDate,
    snils,
  });
  return visitor.page.url.pathname;
}

/** Downloads what is to be signed, signs it as a doctor's own program would, and attaches the signature. */
async function sign(visitor: Visitor, by: Signer = signer) {
  const draft = visitor.page.url.pathname.replace(/\/sign(ature)?$/, "");
  const { bytes } = await visitor.download(`${draft}/bytes`);
  const signature = signDetached({ digests: digestsOf(bytes), ...by, signingTime: new Date() });
  const csrf = hidden(visitor.page.html, "csrf");
  const fields = { csrf, page: `${draft}/sign`, signature: Buffer.from(signature).toString("base64") };
  visitor.page = await visitor.browser.post(`${draft}/signature`, fields);
  return { bytes, again: () => visitor.browser.post(`${draft}/signature`, fields) };
}

let first = "";

describe("a consultation", () => {
  test("begins with whom it is about: a namesake's number is not taken for theirs", async () => {
    await krylova.open("/staff");
    assert.match(textOf(krylova.page.html), /Документы организации|Черновики/);
    await krylova.open("/staff/drafts");
    assert.match(textOf(krylova.page.html), /Черновиков нет/);
    await begin(krylova);
    assert.equal(heading(krylova.page.html), "Заключение врача после приёма");
    assert.match(textOf(krylova.page.html), /Орлов/);
  });

  test("says everything that it lacks at once, with a way to each field", async () => {
    await fill(krylova, { ...consultation, complaints: "", "diagnoses.0.code": "бронхит" }, "check");
    const { html } = krylova.page;
    assert.match(html, /<title>Ошибка: /);
    assert.match(textOf(html), /Жалобы\. Заполните/);
    assert.match(html, /<a href="#complaints">/);
    assert.match(textOf(html), /Такого кода в справочнике нет/);
    assert.match(textOf(html), /J20\.9 Острый бронхит неуточненный/);
  });

  test("a code is found without script: a word, a list, a choice", async () => {
    await fill(krylova, { ...consultation, "diagnoses.0.code": "бронхит", "diagnoses.0.code.pick": "J20.9" }, "check");
    assert.match(textOf(krylova.page.html), /Проверено: замечаний нет/);
    assert.match(krylova.page.html, /value="J20.9 Острый бронхит неуточненный"/);
  });

  test("can be seen as its patient will see it", async () => {
    await fill(krylova, consultation, "preview");
    assert.match(textOf(krylova.page.html), /Как увидит пациент .*Кашель неделю/);
  });

  test("is signed by its doctor: another's signature is not taken, and the words say why", async () => {
    await krylova.open(krylova.page.url.pathname.replace("/preview", ""));
    await fill(krylova, consultation, "sign");
    assert.match(krylova.page.url.pathname, /\/sign$/);
    assert.match(textOf(krylova.page.html), /SHA-256/);
    const authority = openDemoAuthority(await readFile(join(house.dataDir, "secrets", "demo-ca.key")));
    const { snils, name } = staffByLogin("petrov");
    await sign(krylova, authority.doctor({ snils, name, title: null, organisation: organisations.volga.name }));
    assert.equal(krylova.page.status, 422);
    assert.match(krylova.page.html, /<title>Ошибка: /);
  });

  test("is registered at once; a second click sends nothing", async () => {
    const { again } = await sign(krylova);
    assert.match(krylova.page.url.pathname, /^\/staff\/submissions\//);
    assert.match(textOf(krylova.page.html), /Зарегистрирован/);
    first = krylova.page.url.pathname;
    const second = await again();
    assert.equal(second.url.pathname, first);
  });

  test("its patient is told and reads it", async () => {
    await until("the notice", async () =>
      textOf((await orlov.open("/notices")).html).includes("Пришёл новый документ") ? true : null,
    );
    await orlov.open("/documents");
    await orlov.follow("Приём терапевта");
    assert.match(textOf(orlov.page.html), /Кашель неделю/);
    assert.match(textOf(orlov.page.html), /подлинный/);
  });
});

describe("a correction", () => {
  test("opens a copy; the patient's journal has a line under the doctor's name", async () => {
    await krylova.open(first);
    await krylova.press("Исправить документ");
    assert.match(textOf(krylova.page.html), /исправленная версия 2/);
    const lines = (await journalOf(house, patient.snils)).filter(({ role }) => role === "doctor");
    assert.deepEqual(
      lines.map(({ action, actor }) => [action, actor]),
      [["correct", "Крылова"]],
    );
  });

  test("is not signed without its reason, nor before what it changes was seen", async () => {
    const values = { ...consultation, complaints: "Кашель две недели." };
    await fill(krylova, { ...values, reason: "" }, "sign");
    assert.match(textOf(krylova.page.html), /без этого новую версию не подписать/);
    await fill(krylova, { ...values, reason: "Исправлена длительность кашля: две недели." }, "sign");
    assert.match(krylova.page.url.pathname, /\/difference$/);
    assert.match(textOf(krylova.page.html), /добавлено: две недели|неделю/);
    await krylova.press("Изменения верны");
    await sign(krylova);
    assert.match(textOf(krylova.page.html), /Зарегистрирован/);
  });

  test("its patient finds the new one, the difference, and the old one «заменён»", async () => {
    await until("the notice", async () =>
      textOf((await orlov.open("/notices")).html).includes("Пришёл исправленный документ") ? true : null,
    );
    await orlov.follow("Что изменилось");
    assert.match(textOf(orlov.page.html), /Кашель/);
    await orlov.open(orlov.page.url.pathname.replace("/changes", ""));
    assert.match(textOf(orlov.page.html), /Кашель две недели/);
    await orlov.follow("Версия 1");
    assert.match(textOf(orlov.page.html), /замен/i);
  });
});

describe("two doctors correct one document", () => {
  test("the second is refused in plain words, mends it from the outbox, and follows the first", async () => {
    const newest = (await krylova.open("/staff/submissions?state=registered")).html;
    const id = /href="(\/staff\/submissions\/[0-9a-f-]{36})"/.exec(newest)?.[1] ?? "";
    const petrov = await logIn(house, "petrov", "staff");
    const authority = openDemoAuthority(await readFile(join(house.dataDir, "secrets", "demo-ca.key")));
    const { snils, name } = staffByLogin("petrov");
    const his = authority.doctor({ snils, name, title: null, organisation: organisations.volga.name });
    for (const [visitor, complaints] of [
      [krylova, "Кашель три недели."],
      [petrov, "Кашель месяц."],
    ] as const) {
      await visitor.open(id);
      await visitor.press("Исправить документ");
      await fill(visitor, { ...consultation, complaints, reason: "Уточнена длительность." }, "sign");
      await visitor.press("Изменения верны");
    }
    await sign(krylova);
    assert.match(textOf(krylova.page.html), /Зарегистрирован/);
    await sign(petrov, his);
    assert.match(textOf(petrov.page.html), /Не принят .*Версия 3 этого документа уже зарегистрирована/);
    await petrov.open("/staff/submissions?state=refused");
    await petrov.press("Отправить ещё раз");
    assert.match(textOf(petrov.page.html), /Не принят/);
    await petrov.press("Исправить");
    assert.match(textOf(petrov.page.html), /Проверено: замечаний нет/);
    await fill(petrov, { ...consultation, complaints: "Кашель месяц.", reason: "Уточнена длительность." }, "sign");
    await petrov.press("Изменения верны");
    await sign(petrov, his);
    assert.match(textOf(petrov.page.html), /Зарегистрирован/);
  });
});

describe("a document that the hospital's own system wrote", () => {
  test("is corrected in its own words; nothing else of it changes", async () => {
    const volga = await openHospital(house, "volga");
    const { body } = await volga.send({ document: volga.write({ set: "77", text: "Пульс 72, жалоб нет." }) });
    assert.equal(body.state, "registered", JSON.stringify(body));
    await krylova.open(`/staff/submissions/${body.id}`);
    await krylova.press("Исправить документ");
    assert.equal(krylova.page.status, 200);
    const { html } = krylova.page;
    const [, name = ""] = /name="(section-[^"]*)"[^>]*value="Пульс 72, жалоб нет\."/.exec(html) ?? [];
    assert.notEqual(name, "", "the words of the section stand in the form");
    const values = Object.fromEntries(
      [...html.matchAll(/name="((?:section|patient|author)-[^"]*)"[^>]*value="([^"]*)"/g)].map(([, key, value]) => [
        key,
        value,
      ]),
    );
    await fill(
      krylova,
      { ...values, [name]: "Пульс 92, жалоб нет.", reason: "Опечатка в пульсе." } as Record<string, string>,
      "sign",
    );
    assert.match(krylova.page.url.pathname, /\/difference$/);
    assert.match(textOf(krylova.page.html), /92/);
    await krylova.press("Изменения верны");
    const { bytes } = await sign(krylova);
    assert.match(textOf(krylova.page.html), /Зарегистрирован/);
    const before = volga.write({ set: "77", text: "Пульс 72, жалоб нет." }).toString().split("\n");
    const changed = bytes
      .toString()
      .split("\n")
      .filter((one) => !before.includes(one));
    assert.ok(changed.length <= 6, changed.join("\n"));
  });

  test("is not corrected by a doctor whom it does not name", async () => {
    const volga = await openHospital(house, "volga");
    const { body } = await volga.send({ document: volga.write({ set: "78", text: "Осмотр." }) });
    const tikhonova = await logIn(house, "tikhonova", "staff");
    await tikhonova.open(`/staff/submissions/${body.id}`);
    await tikhonova.press("Исправить документ");
    assert.equal(tikhonova.page.status, 403);
    assert.match(textOf(tikhonova.page.html), /который назван в нём автором/);
  });
});

describe("bad days", () => {
  test("two tabs: nothing is lost, and the conflict is told", async () => {
    const draft = await begin(krylova);
    const tab = await logIn(house, "krylova", "staff");
    await tab.open(draft);
    await fill(tab, { ...consultation, complaints: "Из второго окна" }, "save");
    await fill(krylova, { ...consultation, complaints: "Из первого окна" }, "save");
    assert.equal(krylova.page.status, 409);
    assert.match(textOf(krylova.page.html), /Черновик изменён в другом окне/);
    assert.match(krylova.page.html, /Из первого окна<\/textarea>/);
    assert.match(textOf(krylova.page.html), /Сохранено в другом окне: Из второго окна/);
    await fill(krylova, { ...consultation, complaints: "Из первого окна" }, "save");
    assert.match(textOf(krylova.page.html), /Черновик сохранён/);
    assert.match((await tab.open(draft)).html, /Из первого окна/);
  });

  test("20 000 letters in every field are written and read; one more is told", async () => {
    const draft = await begin(krylova);
    const long = "Ж".repeat(20_000);
    const values = {
      ...consultation,
      complaints: long,
      anamnesis: long,
      life: long,
      examination: long,
      conclusion: long,
    };
    await fill(krylova, { ...values, advice: `${long}Ж` }, "check");
    assert.match(textOf(krylova.page.html), /Рекомендации\. Слишком длинно/);
    await fill(krylova, { ...values, advice: long }, "check");
    assert.match(textOf(krylova.page.html), /Проверено: замечаний нет/);
    await krylova.open(draft);
  });

  test("a registrar, another organisation's doctor and another doctor see nothing of a draft", async () => {
    const draft = krylova.page.url.pathname;
    for (const [login, status] of [
      ["morozova", 403],
      ["gromov", 404],
      ["petrov", 404],
      ["support", 403],
    ] as const) {
      const visitor = await logIn(house, login, "staff");
      assert.equal((await visitor.open(draft)).status, status, login);
    }
    assert.equal((await orlov.open(draft)).status, 403);
  });
});
