/** «Экстренный доступ»: a fresh login, a reason, one patient, an hour; the patient is told, and somebody else reviews it. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { Type } from "@sinclair/typebox";
import { patientByLogin } from "../../src/demo/people/patients.ts";
import { breakGlass } from "../../src/support/emergency/break.ts";
import { listInEmergency } from "../../src/support/emergency/read.ts";
import { heading, hidden } from "../access/browser.ts";
import { type Hospital, openHospital } from "../http/hospital.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { journalOf } from "./journal.ts";
import { logIn, textOf, until, type Visitor } from "./visitor.ts";

const canary = "Канарейка-9091";
const orlov = patientByLogin("orlov");
const why = "Звонит бригада скорой, подстанция 4: человек без сознания, ищут аллергию.";

let house: TestHouse;
let volga: Hospital;
let number: string;
let support: Visitor;
let patient: Visitor;
let admin: Visitor;
let grant: string;
before(async () => {
  house = await openTestHouse();
  volga = await openHospital(house, "volga");
  ({ number } = await volga.deliver({ set: "91", text: canary }));
  patient = await logIn(house, "orlov");
  await patient.open("/consent");
  await patient.press("Разрешить");
  admin = await logIn(house, "admin", "staff");
  support = await logIn(house, "support", "staff");
});
after(() => house?.close());

const person = {
  snils: orlov.snils,
  family: orlov.name.family,
  given: orlov.name.given,
  patronymic: orlov.name.patronymic ?? "",
  birth: orlov.birthDate.split("-").reverse().join("."),
};

async function send(fields: Record<string, string>) {
  const { html } = await support.open("/staff/emergency");
  support.page = await support.browser.post(new URL("/staff/emergency", house.url), {
    csrf: hidden(html, "csrf"),
    once: randomUUID(),
    cause: "life",
    words: why,
    ...fields,
  });
  return support.page;
}

describe("the door to it", () => {
  test("an old login is not enough: support logs in again, and stays in their role", async () => {
    await house.house.portal.transact(
      (tx) => tx.run`UPDATE session SET created_at = created_at - interval '6 minutes'`,
    );
    await support.open("/staff/emergency?appeal=2026-11-000001");
    assert.match(textOf(support.page.html), /Подтвердите, что это вы/);
    assert.doesNotMatch(support.page.html, /<textarea/);
    const refused = await send({});
    assert.equal(refused.status, 403);
    await support.open("/staff/emergency?appeal=2026-11-000001");
    await support.follow("Войти заново");
    support.page = await support.browser.post(support.page.url, { login: "support" });
    assert.equal(support.page.url.pathname, "/staff/emergency");
    assert.match(support.page.html, /<textarea[^>]*id="words"/);
    assert.match(support.page.html, /value="2026-11-000001"/);
  });

  test("somebody else who logs in then does not get that post", async () => {
    const browser = (await logIn(house, "support", "staff")).browser;
    const form = await browser.get("/login/again?to=/staff/emergency");
    const answer = await browser.post(form.url, { login: "gusev" });
    assert.equal(answer.status, 403);
    assert.equal((await browser.get("/staff/desk")).status, 200, "whoever was in stays in");
  });

  test("no reason, few words, nobody of exactly that identity: refused, and what was typed stays", async () => {
    for (const [fields, said] of [
      [{ cause: "", ...person }, /Выберите причину/],
      [{ words: "срочно", ...person }, /не меньше 20/],
      [{ ...person, birth: "01.01.1950" }, /Такого человека нет/],
      [{ ...person, snils: "" }, /Такого человека нет/],
      [{ appeal: "2026-01-999999" }, /Такого человека нет/],
    ] as const) {
      const { html, status } = await send(fields);
      assert.equal(status, 422);
      assert.match(textOf(html), said);
      assert.match(html, /<title>Ошибка: /);
    }
    const Count = Type.Object({ count: Type.Integer() });
    const [row] = await house.house.registry.sql.rows(Count)`SELECT count(*)::int AS count FROM emergency_grant`;
    assert.equal(row?.count, 0);
  });

  test("nobody else has that door: no doctor, no region, no administrator", async () => {
    for (const login of ["krylova", "region", "admin"])
      assert.equal((await (await logIn(house, login, "staff")).open("/staff/emergency")).status, 403, login);
  });
});

describe("while it is open", () => {
  test("the documents of that patient are there, with the time that is left on every page", async () => {
    await send(person);
    assert.equal(heading(support.page.html), "Документы пациента");
    grant = support.page.url.pathname.split("/").at(-1) ?? "";
    assert.match(textOf(support.page.html), /Экстренный доступ открыт\. Осталось (59|60) минут/);
    assert.match(textOf((await support.open("/staff/desk")).html), /Экстренный доступ открыт/);
    await support.open(`/staff/emergency/${grant}/documents/${number}`);
    assert.ok(support.page.html.includes(canary));
    assert.doesNotMatch(support.page.html, /\/(pdf|xml|zip|text|print)"/, "nothing to take away");
  });

  test("no file of it leaves: the policy refuses each to support, whatever the address", async () => {
    const files = ["pdf", "xml", "text", "zip", "cover", "print", "signatures", "signatures/0"];
    for (const file of files) {
      const { status, bytes } = await support.download(`/documents/${number}/${file}`);
      assert.ok(status === 403 || status === 404, `${file}: ${status}`);
      assert.ok(!bytes.includes(canary), file);
      const beside = await support.download(`/staff/emergency/${grant}/documents/${number}/${file}`);
      assert.equal(beside.status, 404, `${file} beside the page`);
    }
  });

  test("the patient is told at once, and finds each look in the journal under the operator's name", async () => {
    await until("the notice", async () =>
      /экстренн/i.test(textOf((await patient.open("/notices")).html)) ? true : null,
    );
    const lines = (await journalOf(house, orlov.snils)).filter(({ role }) => role === "support");
    assert.deepEqual(lines.map(({ action }) => action).sort(), ["list", "open"]);
    const said = textOf((await patient.open("/journal?whose=others")).html);
    assert.match(said, /Ветрова Алла Игоревна , служба поддержки/);
    assert.match(said, /экстренный доступ службы поддержки/);
  });

  test("the same grant is nothing to another member of support, nor to the files of the cabinet", async () => {
    assert.equal((await support.open(`/documents/${number}`)).status, 403);
    assert.equal((await admin.open(`/staff/emergency/${grant}`)).status, 403);
    assert.equal((await support.open(`/staff/emergency/${randomUUID()}`)).status, 404);
    assert.equal((await support.open(`/staff/emergency/${grant}/documents/26.76.11.000000000`)).status, 404);
  });

  test("it is over by itself after an hour, by the clock", async () => {
    const subject = await house.house.portal.transact(async (tx) => {
      const Row = Type.Object({ staff_id: Type.String(), account_id: Type.String() });
      const [row] = await tx.rows(Row)`SELECT staff_id, account_id FROM session WHERE role = 'support' LIMIT 1`;
      return row;
    });
    let now = new Date();
    const { keyring, intake } = house.house;
    const deps = { keyring, content: intake.content, clock: () => now };
    const who = {
      accountId: subject?.account_id ?? "",
      role: "support",
      level: "confirmed",
      patientId: null,
      staffId: subject?.staff_id ?? "",
      organisationOid: null,
      regionCode: null,
      name: { family: "Ветрова", given: "Алла", patronymic: "Игоревна" },
      csrf: "",
      sessionDigest: Buffer.alloc(32),
      startedAt: now,
      endsAt: now,
    } as const;
    const { birth: _, ...named } = person;
    const identity = { ...named, snils: orlov.snils as never, birthDate: orlov.birthDate };
    const id = await house.house.portal.transact(
      (tx) =>
        breakGlass(tx, deps, who, {
          once: randomUUID(),
          cause: "life",
          words: why,
          appealNumber: null,
          person: identity,
        }),
      { desk: "support" },
    );
    const look = () =>
      house.house.portal.transact((tx) => listInEmergency(deps, tx, { subject: who, requestId: "r" }, id), {
        desk: "support",
      });
    now = new Date(now.getTime() + 59 * 60_000);
    assert.equal((await look()).documents.length, 1);
    now = new Date(now.getTime() + 61_000);
    await assert.rejects(look(), { code: "EMERGENCY_OVER" });
  });

  test("«Закрыть доступ»: shut at once, before the hour is over", async () => {
    await support.open(`/staff/emergency/${grant}`);
    const form = support.page.html;
    support.page = await support.browser.post(new URL(`/staff/emergency/${grant}/end`, house.url), {
      csrf: hidden(form, "csrf"),
    });
    assert.match(textOf(support.page.html), /Экстренный доступ закрыт/);
    const { status, html } = await support.open(`/staff/emergency/${grant}/documents/${number}`);
    assert.equal(status, 410);
    assert.ok(!html.includes(canary));
  });
});

describe("afterwards", () => {
  test("an administrator sees who, why and how much was opened; a judgement that blames needs words; it is made once", async () => {
    await admin.open("/staff/reviews");
    const said = textOf(admin.page.html);
    assert.match(said, /Ветрова Алла Игоревна/);
    assert.ok(said.includes(why));
    assert.match(said, /Открыто 1 документ/);
    assert.ok(!said.includes(orlov.name.family), "whose documents they were is not told");
    const review = async (fields: Record<string, string>) => {
      const { html } = await admin.open("/staff/reviews");
      return admin.browser.post(new URL(`/staff/reviews/${grant}`, house.url), {
        csrf: hidden(html, "csrf"),
        ...fields,
      });
    };
    assert.equal((await review({ verdict: "" })).status, 422);
    assert.match(textOf((await review({ verdict: "unjustified", words: "" })).html), /почему доступ не обоснован/);
    assert.match(textOf((await review({ verdict: "justified" })).html), /Решение записано/);
    assert.equal((await review({ verdict: "unjustified", words: "Передумал" })).status, 409);
    assert.equal((await support.open("/staff/reviews")).status, 403);
  });
});
