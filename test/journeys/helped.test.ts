/** «Помогло?» after an appeal is closed: once, changeable for two weeks, counted where people answer; nobody is reminded. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { act } from "../../src/appeals/act.ts";
import type { Actor } from "../../src/appeals/deps.ts";
import { sayHelped } from "../../src/appeals/helped/say.ts";
import { openAppeal } from "../../src/appeals/open.ts";
import { Refusal } from "../../src/basics/refusal.ts";
import { openHospital } from "../http/hospital.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { logIn, textOf, type Visitor } from "./visitor.ts";

let house: TestHouse;
let orlov: Visitor;
let registrar: Visitor;
let support: Visitor;
let volga: string;
let patientId = "";
let number = "";
let ref = { patientId: "", appealId: "" };

const system: Actor = { by: "patient", name: null, role: "patient", organisationOid: null };
const doIt = (actor: Actor, deed: "refuse" | "confirm" | "withdraw", of = ref) =>
  house.house.registry.transact((tx) =>
    act(tx, house.house.appeals, actor, of, {
      deed,
      once: randomUUID(),
      version: null,
      words: deed === "refuse" ? "Данные верны" : null,
      cause: deed === "refuse" ? "data-right" : null,
    }),
  );

async function write(reason: "name" | "doctor") {
  const opened = await house.house.registry.transact((tx) =>
    openAppeal(tx, house.house.appeals, system, {
      patientId,
      once: randomUUID(),
      kind: "problem",
      reason,
      words: "Ошибка",
      organisationOid: volga,
    }),
  );
  return { ...opened, ref: { patientId, appealId: opened.appealId } };
}

before(async () => {
  house = await openTestHouse();
  const hospital = await openHospital(house, "volga");
  volga = hospital.organisation.oid;
  const { body } = await hospital.send({ document: hospital.write({ set: "31", text: "Осмотр." }) });
  const { rows } = await house.house.registry.pool.query("SELECT patient_id FROM document WHERE document_id = $1", [
    body.id,
  ]);
  patientId = rows[0].patient_id;
  ({ number, ref } = await write("name"));
  orlov = await logIn(house, "orlov");
  registrar = await logIn(house, "morozova", "staff");
  support = await logIn(house, "support", "staff");
});
after(() => house?.close());

const page = async () => textOf((await orlov.open(`/appeals/${number}`)).html);
test("while it is open, and while the answer waits, nothing is asked", async () => {
  assert.doesNotMatch(await page(), /Помогло\?/);
  await doIt({ by: "organisation", name: null, role: "registrar", organisationOid: volga }, "refuse");
  assert.doesNotMatch(await page(), /Помогло\?/);
});

test("once it is closed it is asked on its page; «да» with words is thanked for, and can be changed", async () => {
  await orlov.press("Да, всё решено");
  assert.match(await page(), /Помогло\? .*Можно не отвечать/);
  await orlov.press("Да, помогло", { words: "Спасибо,\nвсё ясно" });
  assert.match(await page(), /Вы ответили: помогло\. Спасибо!.*всё ясно.*Изменить можно до/);
});

test("«нет» replaces it, and offers to open the appeal again", async () => {
  await orlov.press("Нет, не помогло", { words: "" });
  assert.match(await page(), /Вы ответили: не помогло/);
  assert.doesNotMatch(await page(), /всё ясно/);
});

test("after two weeks it stands", async () => {
  const later = (days: number) => new Date(Date.now() + days * 86_400_000);
  const say = (now: Date) =>
    house.house.portal.transact(
      (tx) => sayHelped(tx, house.house.appeals.keyring, ref, { helped: false, words: null }, now),
      { patient: patientId },
    );
  await say(later(13));
  await assert.rejects(say(later(15)), (error) => error instanceof Refusal && error.code === "HELPED_TOO_LATE");
});

test("the organisation and the board count it once", async () => {
  assert.match(textOf((await registrar.open("/staff")).html), /за 90 дней: помогло 0 из 1/);
  assert.match(textOf((await registrar.open(`/staff/appeals/${number}`)).html), /Пациент ответил: не помогло/);
  assert.match(textOf((await support.open("/staff/desk/quality")).html), /Волжская поликлиника.*0 из 1/);
});

test("opened again with one press, the organisation reads why; closed again, it is asked again", async () => {
  await page();
  await orlov.press("Открыть обращение снова");
  assert.match(await page(), /Обращение открыто снова|Ответ не помог/);
  assert.doesNotMatch(await page(), /Помогло\?/);
  assert.match(textOf((await registrar.open(`/staff/appeals/${number}`)).html), /Ответ не помог/);
  await doIt({ by: "organisation", name: null, role: "registrar", organisationOid: volga }, "refuse");
  await doIt(system, "confirm");
  assert.match(await page(), /Помогло\? .*Можно не отвечать/);
});

test("what was withdrawn is not asked about, whatever a form says; nor does it bring a notice", async () => {
  const other = await write("doctor");
  await doIt(system, "withdraw", other.ref);
  assert.doesNotMatch(textOf((await orlov.open(`/appeals/${other.number}`)).html), /Помогло\?/);
  await page();
  const csrf = /name="csrf" value="([^"]*)"/.exec(orlov.page.html)?.[1] ?? "";
  const sent = await orlov.browser.post(`/appeals/${other.number}/helped`, { csrf, helped: "yes", words: "" });
  assert.equal(sent.status, 409);
  assert.doesNotMatch(textOf((await orlov.open("/notices")).html), /Помогло/);
});

test("somebody else's: as if it were not", async () => {
  const stranger = await logIn(house, "ivanova");
  const csrf = /name="csrf" value="([^"]*)"/.exec((await stranger.open("/profile")).html)?.[1] ?? "";
  const sent = await stranger.browser.post(`/appeals/${number}/helped`, { csrf, helped: "yes", words: "" });
  assert.ok([403, 404].includes(sent.status) || /\/login|\/consent/.test(sent.url.pathname), String(sent.status));
  const { rows } = await house.house.registry.pool.query("SELECT count(*)::int AS count FROM appeal_helped");
  assert.equal(rows[0].count, 1);
});
