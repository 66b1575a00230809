/** The leaflet, when a document is wrong: «Сообщить о проблеме», the list of problems, the rules, «Отправить», and what comes of it. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { type AppealDeed, act } from "../../src/appeals/act.ts";
import type { Actor } from "../../src/appeals/deps.ts";
import { byNumber } from "../../src/appeals/read/store.ts";
import { patientByLogin } from "../../src/demo/people/patients.ts";
import { heading } from "../access/browser.ts";
import { exif, jpeg, withSegments } from "../appeals/pictures.ts";
import { type Hospital, openHospital } from "../http/hospital.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { logIn, textOf, type Visitor } from "./visitor.ts";

let house: TestHouse;
let volga: Hospital;
let orlov: Visitor;
let document = "";
let appeal = "";

const said = () => textOf(orlov.page.html);
const numberIn = (html: string) => /\d{4}-\d\d-\d{6}/.exec(html)?.[0] ?? "";
const photo = new File([new Uint8Array(withSegments(jpeg, exif))], "паспорт.jpg", { type: "image/jpeg" });
const liar = new File(["<script>alert(1)</script>"], "фото.jpg", { type: "image/jpeg" });

/** A registrar of the hospital answers, in her own scope. */
async function registrar(number: string, deed: AppealDeed["deed"], more: Partial<AppealDeed> = {}): Promise<void> {
  const { portal, appeals } = house.house;
  const { oid } = volga.organisation;
  const actor: Actor = {
    by: "organisation",
    role: "registrar",
    name: { family: "Морозова", given: "Анна", patronymic: "Ильинична" },
    organisationOid: oid,
  };
  await portal.transact(
    async (tx) => {
      const row = await byNumber(tx, number);
      assert.ok(row, "the hospital sees the appeal");
      const ref = { patientId: row.patient_id, appealId: row.appeal_id };
      await act(tx, appeals, actor, ref, { deed, once: randomUUID(), version: row.version, ...more });
    },
    { organisation: oid },
  );
}

before(async () => {
  house = await openTestHouse();
  volga = await openHospital(house, "volga");
  document = (await volga.deliver({ set: "7", text: "Головная боль" })).number;
  orlov = await logIn(house, "orlov");
  await orlov.open("/consent");
  await orlov.press("Разрешить");
});
after(() => house?.close());

test("«Обращения» are a place of their own; while there are none, the page says what one can do", async () => {
  await orlov.open("/cabinet");
  await orlov.follow("Обращения");
  assert.equal(heading(orlov.page.html), "Мои обращения");
  assert.match(said(), /Обращений пока нет .*Откройте документ и нажмите «Сообщить о проблеме»/);
});

test("«Зайдите на страницу документа и нажмите «Сообщить о проблеме»»", async () => {
  await orlov.open("/documents");
  await orlov.follow("Приём терапевта");
  await orlov.follow("Сообщить о проблеме");
  assert.equal(orlov.page.url.pathname, `/documents/${document}/report`);
  assert.equal(heading(orlov.page.html), "Сообщить о проблеме");
  assert.match(said(), /Это не мой документ .*Этого приёма не было .*Ошибка в диагнозе .*Другая проблема/);
});

test("what is missing or wrong is told all at once, and nothing typed is lost; files are to be chosen again", async () => {
  await orlov.press("Отправить", { reason: "other", files: [liar] });
  assert.equal(orlov.page.status, 422);
  assert.match(orlov.page.html, /<title>Ошибка: Сообщить о проблеме/);
  assert.match(
    said(),
    /Исправьте, чтобы продолжить Опишите проблему .*Файл «фото\.jpg»: это не JPEG, не PNG и не PDF.*Отметьте, что согласны с правилами/,
  );
  assert.match(said(), /Файлы нужно выбрать ещё раз/);
  await orlov.press("Отправить", { reason: null, words: "Отчество не моё\nсовсем" });
  assert.match(said(), /Отметьте, что согласны/);
  assert.match(orlov.page.html, /<textarea[^>]*>Отчество не моё\nсовсем<\/textarea>/);
  await orlov.press("Отправить", { words: "а".repeat(20_000), reason: "name", agree: "1" });
  assert.match(said(), /Слишком длинный текст: 20 000 из 10 000 знаков/);
  assert.equal((/<textarea[^>]*>(а*)<\/textarea>/.exec(orlov.page.html)?.[1] ?? "").length, 20_000);
});

test("six files are one too many, and so are twenty megabytes and a bit; the words stay", async () => {
  const pdf = (n: number) => new File([`%PDF-1.4\n%${n}\n${" ".repeat(7_000_000)}\n%%EOF\n`], `${n}.pdf`);
  await orlov.press("Отправить", { words: "Много фото", files: [photo, photo, photo, photo, photo, photo] });
  assert.match(said(), /Можно приложить не больше 5 файлов/);
  await orlov.press("Отправить", { files: [pdf(1), pdf(2), pdf(3)] });
  assert.match(said(), /Вместе файлы больше 20 МБ/);
  await orlov.press("Отправить", { files: [new File([`%PDF-1.4\n${" ".repeat(10_500_000)}`], "скан.pdf")] });
  assert.match(said(), /Файл «скан\.pdf»: больше 10 МБ/);
  assert.match(orlov.page.html, />Много фото<\/textarea>/);
});

test("the session ends in the middle of the form: after the login the form is there, filled in, and nothing was sent", async () => {
  await orlov.open(`/documents/${document}/report`);
  await house.house.portal.transact((tx) => tx.run`UPDATE session SET seen_at = seen_at - interval '31 minutes'`);
  await orlov.press("Отправить", { reason: "diagnosis", words: "Диагноз не мой", agree: "1", files: [photo] });
  assert.equal(orlov.page.url.pathname, "/login");
  const form = await orlov.follow("Войти снова");
  orlov.page = await orlov.browser.post(form.url, { login: "orlov" });
  assert.equal(orlov.page.url.pathname, `/documents/${document}/report`);
  assert.match(orlov.page.html, /value="diagnosis"[^>]* checked/);
  assert.match(orlov.page.html, />Диагноз не мой<\/textarea>/);
  assert.match(textOf((await orlov.open("/appeals")).html), /Обращений пока нет/);
});

test("«Выберите проблему из списка, согласитесь с правилами и нажмите «Отправить»»: number, term, who answers", async () => {
  await orlov.open("/rules");
  assert.match(said(), /Отвечает организация.* за 5 рабочих дней.* за 10 рабочих дней/);
  await orlov.open(`/documents/${document}/report`);
  const form = orlov.page;
  const filled = { reason: "name", words: "Отчество «Петрович», а надо «Сергеевич»", agree: "1", files: [photo] };
  await orlov.press("Отправить", filled);
  assert.match(said(), /Обращение отправлено Ошибка в ФИО: Приём терапевта Номер \d{4}-\d\d-\d{6}/);
  assert.match(said(), /Кто ответит Волжская поликлиника Когда Ответ до \S+, \d+ \S+ .*\(10 рабочих дней\)/);
  assert.match(said(), /От вас ничего не нужно\. О каждом шаге придёт уведомление/);
  appeal = numberIn(said());
  orlov.page = form;
  await orlov.press("Отправить", filled);
  assert.equal(numberIn(said()), appeal, "pressed twice, it is one");
  await orlov.open("/appeals");
  assert.equal(said().match(/Ошибка в ФИО: Приём терапевта/g)?.length, 1);
});

test("the appeal's page: steps, the letter, the photo without the place where it was taken", async () => {
  await orlov.follow("Ошибка в ФИО");
  assert.equal(orlov.page.url.pathname, `/appeals/${appeal}`);
  assert.match(
    said(),
    /сделано: Вы отправили обращение.*сейчас: Волжская поликлиника: ждём.*впереди: Исправленный документ/,
  );
  assert.match(said(), /Отчество «Петрович», а надо «Сергеевич» Фото, скачать/);
  const file = await orlov.download(/href="(\/appeals\/[^"]+\/files\/[^"]+)"/.exec(orlov.page.html)?.[1] ?? "");
  assert.equal(file.headers.get("content-type"), "image/jpeg");
  assert.match(file.headers.get("content-disposition") ?? "", /^attachment; filename="[\w.-]+\.jpg"$/);
  assert.equal(file.headers.get("x-content-type-options"), "nosniff");
  assert.ok(!file.bytes.includes("GPS"));
  assert.ok(file.bytes.includes("ICC_PROFILE"));
});

test("the second report on the document joins the first, and one that disputes marks the document for every reader", async () => {
  await orlov.open(`/documents/${document}`);
  assert.doesNotMatch(said(), /Оспаривается/);
  await orlov.follow("Сообщить о проблеме");
  assert.match(said(), new RegExp(`Вы уже сообщали об этом документе Обращение № ${appeal} ещё открыто`));
  await orlov.press("Отправить", { reason: "no-visit", agree: "1" });
  assert.match(said(), /Добавлено к вашему обращению/);
  assert.equal(numberIn(said()), appeal);
  for (const address of [
    "/documents",
    `/documents/${document}`,
    `/documents/${document}/print`,
    "/journal",
    `/verify/${document}`,
  ])
    assert.match(textOf((await orlov.open(address)).html), /Оспаривается пациентом/, address);
  const guest = await fetch(`${house.url}/verify/${document}`);
  assert.match(textOf(await guest.text()), /Пациент оспаривает этот документ: идёт проверка/);
  const krylova = await logIn(house, "krylova", "staff");
  await krylova.open("/staff/submissions");
  const sent = /href="(\/staff\/submissions\/[0-9a-f-]{36})"/.exec(krylova.page.html)?.[1] ?? "";
  assert.match(textOf((await krylova.open(sent)).html), /Оспаривается пациентом/);
});

test("the registrar takes it, asks; the badge says that an answer is needed; the patient answers with a photo", async () => {
  await registrar(appeal, "take");
  await orlov.open(`/appeals/${appeal}`);
  assert.match(said(), /сейчас: Волжская поликлиника: проверяют Взято в работу: регистратор Морозова А\. И\./);
  await registrar(appeal, "ask", { words: "Пришлите фото паспорта" });
  await orlov.open("/cabinet");
  assert.match(said(), /Обращения 1 ждут вашего ответа/);
  await orlov.follow("Ответьте на вопрос");
  assert.equal(orlov.page.url.pathname, `/appeals/${appeal}`);
  assert.match(said(), /Вам задали вопрос Пришлите фото паспорта/);
  await orlov.press("Ответить");
  assert.equal(orlov.page.status, 422);
  await orlov.press("Ответить", { words: "Вот оно", files: [photo] });
  assert.match(said(), /Ответ отправлен .*У организации.*Ваш ответ Вы, .* Вот оно/);
});

test("somebody acted while the patient wrote: what is new is shown, and the words are kept", async () => {
  await orlov.open(`/appeals/${appeal}`);
  const form = orlov.page;
  await registrar(appeal, "message", { words: "Проверяем в архиве" });
  orlov.page = form;
  await orlov.press("Отправить сообщение", { words: "Когда будет готово?" });
  assert.equal(orlov.page.status, 409);
  assert.match(said(), /Пока вы писали, в обращении появилось новое .*Сообщение вам Новое .*Проверяем в архиве/);
  assert.match(orlov.page.html, /<textarea[^>]*>Когда будет готово\?<\/textarea>/);
  await orlov.press("Отправить сообщение");
  assert.match(said(), /Сообщение отправлено/);
  orlov.page = form;
  await registrar(appeal, "refuse", { words: "Отчество верное", cause: "data-right" });
  await orlov.press("Отправить сообщение", { words: "Забыл сказать" });
  assert.match(said(), /Вы написали: Забыл сказать .*Решено\?/);
});

test("«Решено?»: «Нет» needs words and opens it again; the corrected document is linked; «Да» closes it, and the mark goes", async () => {
  await orlov.press("Открыть снова", { words: "" });
  assert.equal(orlov.page.status, 422);
  await orlov.press("Открыть снова", { words: "В паспорте другое" });
  assert.match(said(), /Обращение открыто снова/);
  const corrected = await volga.deliver({ set: "7", version: 2, text: "Головная боль", created: "202411061200+0300" });
  const { portal } = house.house;
  const versionTwo = await portal.transact(
    async (tx) =>
      (await tx.client.query("SELECT document_id FROM document_locator WHERE number = $1", [corrected.number])).rows[0],
    { patient: house.house.keyring.patientId(patientByLogin("orlov").snils as never, 0) },
  );
  await registrar(appeal, "correct", { words: "Исправили", documentId: versionTwo.document_id });
  await orlov.open(`/appeals/${appeal}`);
  assert.match(said(), /Исправленный документ Что изменилось/);
  await orlov.press("Да, всё решено");
  assert.match(said(), /Спасибо\. Обращение закрыто/);
  for (const address of ["/documents", `/documents/${document}`, `/verify/${document}`])
    assert.doesNotMatch(textOf((await orlov.open(address)).html), /Оспаривается/, address);
  await orlov.open("/notices");
  await orlov.follow("Обращение зарегистрировано");
  assert.equal(orlov.page.url.pathname, `/appeals/${appeal}`, "a notice leads to its appeal");
});

test("«Я здесь не был»: a row of «Сведения» is disputed, the organisation is asked; withdrawn, the mark goes", async () => {
  const { snils, name, birthDate, policy } = patientByLogin("orlov");
  await volga.post("/api/v1/care-records", {
    localUid: randomUUID(),
    visitedOn: "2024-11-08",
    patient: { snils, ...name, birthDate, policy: policy.number },
    doctor: { family: "Крылова", given: "Елена", patronymic: "Андреевна", position: "Врач-терапевт участковый" },
    services: [{ code: "B01.047.001", name: "Приём врача-терапевта первичный" }],
  });
  await orlov.open("/records");
  await orlov.follow("Я здесь не был");
  assert.match(
    said(),
    /Меня не было на этом приёме .*Дата 8 ноября 2024 Организация Волжская поликлиника Врач Крылова Е\. А\./,
  );
  await orlov.press("Отправить", { reason: "wrong-services", agree: "1" });
  assert.equal(orlov.page.status, 422, "which services must be said");
  await orlov.press("Отправить", { reason: "no-visit", agree: "1", words: "" });
  assert.match(said(), /Меня не было на приёме: 8 ноября 2024 .*\(5 рабочих дней\)/);
  const number = numberIn(said());
  assert.match(textOf((await orlov.open("/records")).html), /Оспаривается пациентом/);
  await orlov.open(`/appeals/${number}`);
  await orlov.follow("Отозвать обращение");
  await orlov.press("Отозвать");
  assert.match(said(), /Обращение отозвано/);
  assert.doesNotMatch(textOf((await orlov.open("/records")).html), /Оспаривается/);
});

test("another patient finds none of it, by any address, and support sees no page of it", async () => {
  const stranger = await logIn(house, "gusev");
  await stranger.open("/consent");
  await stranger.press("Разрешить");
  const file = /\/files\/([0-9a-f-]{36})/.exec((await orlov.open(`/appeals/${appeal}`)).html)?.[1] ?? "";
  for (const part of ["", "/sent", "/withdraw", `/files/${file}`]) {
    const foreign = await stranger.open(`/appeals/${appeal}${part}`);
    const none = await stranger.open(`/appeals/2020-01-000001${part}`);
    assert.equal(foreign.status, 404, part);
    assert.equal(textOf(foreign.html), textOf(none.html), part);
  }
  assert.equal((await stranger.open(`/documents/${document}/report`)).status, 404);
  await stranger.open("/appeals/new");
  await stranger.press("Отправить", { reason: "service", words: "Как распечатать?", agree: "1" });
  const own = numberIn(textOf(stranger.page.html));
  assert.notEqual(own, appeal);
  assert.equal((await orlov.open(`/appeals/${own}`)).status, 404);
  const csrf = /name="csrf" value="([^"]+)"/.exec(orlov.page.html)?.[1] ?? "";
  const acted = await orlov.browser.post(`/appeals/${own}`, {
    csrf,
    deed: "withdraw",
    version: "1",
    once: randomUUID(),
  });
  assert.equal(acted.status, 404);
});

test("without consent one still asks support and reads the answer; no document is named", async () => {
  const belyaeva = await logIn(house, "belyaeva");
  await belyaeva.open("/appeals");
  await belyaeva.follow("Помощь");
  await belyaeva.open("/appeals/new");
  await belyaeva.press("Отправить", { reason: "access", words: "Кто-то смотрел мои документы?", agree: "1" });
  assert.match(textOf(belyaeva.page.html), /Обращение отправлено Кто и зачем смотрел мои документы/);
  await orlov.open("/profile/consents/withdraw");
  const form = /<button[^>]*>([^<]*[Оо]тозвать[^<]*)<\/button>/.exec(orlov.page.html)?.[1]?.trim() ?? "Отозвать";
  await orlov.press(form);
  await orlov.open("/appeals");
  assert.equal(orlov.page.status, 200);
  assert.match(said(), new RegExp(`Ошибка в ФИО: документ № ${document}`));
  assert.doesNotMatch(said(), /Приём терапевта/);
});
