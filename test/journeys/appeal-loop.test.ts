/** «Сообщите о проблеме … медицинская организация оформит и пришлёт новый документ»: the loop from the other side of the counter. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { Type } from "@sinclair/typebox";
import { act } from "../../src/appeals/act.ts";
import type { Actor } from "../../src/appeals/deps.ts";
import { openAppeal } from "../../src/appeals/open.ts";
import { patientByLogin } from "../../src/demo/people/patients.ts";
import { heading, hidden } from "../access/browser.ts";
import { type Hospital, openHospital } from "../http/hospital.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { journalOf } from "./journal.ts";
import { logIn, textOf, type Visitor } from "./visitor.ts";

const canary = "Канарейка-5150";
const orlov = patientByLogin("orlov");

let house: TestHouse;
let volga: Hospital;
let registrar: Visitor;
let doctor: Visitor;
let head: Visitor;
let stranger: Visitor;
let sent: { readonly number: string; readonly id: string; readonly patientId: string };
let appeal: { readonly appealId: string; readonly number: string };

const patient: Actor = { by: "patient", name: orlov.name, role: "patient", organisationOid: null };

async function send(changes: Parameters<Hospital["write"]>[0]) {
  const { body } = await volga.send({ document: volga.write(changes) });
  assert.equal(body.state, "registered", JSON.stringify(body));
  const Row = Type.Object({ patient_id: Type.String() });
  const [row] = await house.house.registry.sql.rows(Row)`
    SELECT patient_id FROM document WHERE document_id = ${body.id ?? ""}`;
  return { number: body.number ?? "", id: body.id ?? "", patientId: row?.patient_id ?? "" };
}

async function report(reason: string, words: string, documentId: string, patientId: string) {
  return house.house.portal.transact(
    (tx) =>
      openAppeal(tx, house.house.appeals, patient, {
        patientId,
        once: randomUUID(),
        kind: "problem",
        reason,
        words,
        organisationOid: volga.organisation.oid,
        documentId,
      }),
    { patient: patientId },
  );
}

before(async () => {
  house = await openTestHouse();
  volga = await openHospital(house, "volga");
  sent = await send({ set: "17", text: canary });
  registrar = await logIn(house, "morozova", "staff");
  doctor = await logIn(house, "krylova", "staff");
  head = await logIn(house, "loginova", "staff");
  stranger = await logIn(house, "kuzmina", "staff");
  appeal = await report("diagnosis", "У меня нет такого диагноза.", sent.id, sent.patientId);
});
after(() => house?.close());

const address = () => `/staff/appeals/${appeal.number}`;

/** Opens the appeal and sends one of its forms. */
async function answer(who: Visitor, deed: string, fields: Record<string, string> = {}, from?: string) {
  const html = from ?? (await who.open(address())).html;
  who.page = await who.browser.post(new URL(address(), house.url), {
    csrf: hidden(html, "csrf"),
    version: /name="version" value="(\d+)"/.exec(html)?.[1] ?? "1",
    once: randomUUID(),
    deed,
    ...fields,
  });
  return who.page;
}

const linesOf = async () =>
  (await journalOf(house, orlov.snils))
    .filter(({ number }) => number === sent.number)
    .map(({ action, role }) => [action, role]);

describe("the desk", () => {
  test("its home tells how many wait and which term is nearest, and leads to the appeal", async () => {
    await registrar.open("/staff");
    assert.equal(heading(registrar.page.html), "Рабочий стол");
    assert.match(textOf(registrar.page.html), /Обращения пациентов 1 Ближайший срок/);
    await registrar.follow("Обращения пациентов");
    assert.match(textOf(registrar.page.html), /Ошибка в диагнозе Обращение № 2026-\d\d-\d{6} Орлов В/);
    await registrar.follow("Ошибка в диагнозе");
    assert.equal(registrar.page.url.pathname, address());
    assert.match(textOf(registrar.page.html), /У меня нет такого диагноза\./);
  });

  test("of another organisation: as if it were not", async () => {
    assert.equal((await stranger.open(address())).status, 404);
    assert.ok(!textOf((await stranger.open("/staff/appeals")).html).includes(appeal.number));
    const done = await answer(stranger, "take", {}, (await stranger.open("/staff/appeals")).html);
    assert.equal(done.status, 404);
    assert.equal((await stranger.open("/staff/appeals/2026-01-999999")).status, 404);
  });

  test("a registrar sees the face of the document, and not what is in it", async () => {
    const { html } = await registrar.open(`${address()}?document=show`);
    assert.ok(textOf(html).includes(sent.number));
    assert.match(textOf(html), /Регистратор видит только заголовок/);
    assert.ok(!html.includes(canary));
    assert.deepEqual(await linesOf(), []);
  });

  test("a doctor of the organisation reads it beside the patient's words, and the patient's journal says so", async () => {
    assert.ok(!(await doctor.open(address())).html.includes(canary), "not before it is asked for");
    assert.deepEqual(await linesOf(), []);
    await doctor.follow("Открыть документ рядом");
    assert.ok(doctor.page.html.includes(canary));
    assert.deepEqual(await linesOf(), [["open", "doctor"]]);
    await head.open(`${address()}?document=show`);
    assert.ok(head.page.html.includes(canary));
    assert.deepEqual((await linesOf()).length, 2);
  });

  test("«Взять в работу»: the patient is told by name; then it is theirs", async () => {
    await answer(registrar, "take");
    assert.match(textOf(registrar.page.html), /Обращение у вас в работе/);
    assert.match(textOf((await registrar.open("/staff/appeals?mine=1")).html), /Ошибка в диагнозе/);
    assert.match(textOf((await doctor.open("/staff/appeals?mine=1")).html), /Здесь ничего нет/);
    assert.match(textOf((await head.open("/staff")).html), /Морозова Л\. П\. регистратор 1 0/);
  });
});

describe("answers", () => {
  test("a refusal needs a reason, and what was written stays in its field", async () => {
    const { html, status } = await answer(registrar, "refuse", { words: "Мы всё проверили." });
    assert.equal(status, 422);
    assert.match(html, /<title>Ошибка: /);
    assert.match(textOf(html), /Выберите причину отказа/);
    assert.match(html, /<textarea[^>]*id="words-refuse"[^>]*>Мы всё проверили\./);
  });

  test("a template begins the letter, and nothing is sent by it", async () => {
    await registrar.open(`${address()}?deed=ask&template=details`);
    assert.match(registrar.page.html, /<textarea[^>]*id="words-ask"[^>]*>Здравствуйте! Напишите/);
    assert.equal(hidden(registrar.page.html, "version"), "2");
  });

  test("two at once: the second is told what is new, and keeps their words", async () => {
    const old = (await doctor.open(address())).html;
    await answer(registrar, "ask", { words: "Какой диагноз вам ставили?" });
    assert.match(textOf(registrar.page.html), /Вопрос отправлен/);
    const { html, status } = await answer(doctor, "message", { words: "Мы разбираемся." }, old);
    assert.equal(status, 409);
    assert.match(textOf(html), /Пока вы писали, в обращении появилось новое/);
    assert.match(textOf(html), /Вопрос пациенту Новое/);
    assert.match(html, /<textarea[^>]*id="words-message"[^>]*>Мы разбираемся\./);
  });

  test("a form that is sent twice is one deed", async () => {
    const once = randomUUID();
    const old = (await registrar.open(address())).html;
    await answer(registrar, "message", { words: "Ответьте, пожалуйста.", once }, old);
    await answer(registrar, "message", { words: "Ответьте, пожалуйста.", once }, old);
    assert.equal(textOf((await registrar.open(address())).html).split("Ответьте, пожалуйста.").length, 2);
  });

  test("the patient answers; the hospital sends the corrected version; it is offered, linked, and the patient is told", async () => {
    await house.house.portal.transact(
      (tx) =>
        act(
          tx,
          house.house.appeals,
          patient,
          { patientId: sent.patientId, appealId: appeal.appealId },
          {
            deed: "reply",
            once: randomUUID(),
            version: null,
            words: "Мне ставили J06.9.",
          },
        ),
      { patient: sent.patientId },
    );
    const second = await send({ set: "17", version: 2, text: "Диагноз исправлен", created: "202411061200+0300" });
    await registrar.open(address());
    assert.match(textOf(registrar.page.html), new RegExp(`Пришла исправленная версия: ${second.number}`));
    const foreign = await answer(registrar, "correct", { answer: randomUUID(), words: "Так" });
    assert.equal(foreign.status, 422, "a document that is not offered");
    assert.equal((await answer(registrar, "correct", { answer: "none" })).status, 422, "nothing was said");
    await answer(registrar, "correct", { answer: second.id, words: "Вы правы, исправили." });
    assert.match(textOf(registrar.page.html), /Ответ отправлен: исправлено/);
    const Row = Type.Object({ kind: Type.String(), document_id: Type.Union([Type.String(), Type.Null()]) });
    const notices = await house.house.registry.sql.rows(Row)`
      SELECT kind, document_id FROM notice WHERE about = ${appeal.number} ORDER BY created_at`;
    assert.deepEqual(
      notices.map(({ kind }) => kind),
      ["appeal-registered", "appeal-taken", "appeal-asked", "appeal-message", "appeal-corrected"],
    );
    assert.equal(notices.at(-1)?.document_id, second.id);
  });

  test("once it is answered, the document is shut again for the doctor", async () => {
    const { html } = await doctor.open(`${address()}?document=show`);
    assert.ok(!html.includes(canary));
    assert.match(textOf(html), /пока обращение было открыто/);
  });

  test("the patient confirms, and the loop is closed", async () => {
    await house.house.portal.transact(
      (tx) =>
        act(
          tx,
          house.house.appeals,
          patient,
          { patientId: sent.patientId, appealId: appeal.appealId },
          {
            deed: "confirm",
            once: randomUUID(),
            version: null,
          },
        ),
      { patient: sent.patientId },
    );
    assert.match(textOf((await registrar.open(address())).html), /Обращение закрыто/);
    assert.match(textOf((await registrar.open("/staff/appeals?queue=closed")).html), /Ошибка в диагнозе/);
  });
});
