/** The registry's own desk, and a region's: how appeals stand, routing, many alike at once; and no word about anybody's health. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { act } from "../../src/appeals/act.ts";
import { openAppeal } from "../../src/appeals/open.ts";
import { organisations } from "../../src/demo/people/places.ts";
import { heading, hidden } from "../access/browser.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { logIn, textOf, type Visitor } from "./visitor.ts";

const canary = "Канарейка-6262";
const name = { family: "Орлов", given: "Виктор", patronymic: null };
const patient = { by: "patient", name, role: "patient", organisationOid: null } as const;
const patients = [1, 2, 3].map((n) => `0${n}000000-0000-8000-8000-00000000000${n}`);
const tveritsy = organisations.tveritsy.oid;

let house: TestHouse;
let support: Visitor;
let region: Visitor;
let registrar: Visitor;
const numbers: string[] = [];

async function write(
  patientId: string,
  more: { kind: "visit" | "service"; reason: string; organisationOid: string | null },
) {
  const opened = await house.house.registry.transact((tx) =>
    openAppeal(tx, house.house.appeals, patient, { patientId, once: randomUUID(), words: canary, ...more }),
  );
  return { patientId, ...opened };
}

before(async () => {
  house = await openTestHouse();
  for (const patientId of patients) {
    const { appealId, number } = await write(patientId, {
      kind: "visit",
      reason: "no-visit",
      organisationOid: tveritsy,
    });
    numbers.push(number);
    if (patientId === patients[0]) continue; // one stays with the organisation
    await house.house.registry.transact((tx) =>
      act(
        tx,
        house.house.appeals,
        { by: "system", name: null, role: null, organisationOid: null },
        { patientId, appealId },
        {
          deed: "escalate",
          once: randomUUID(),
          version: null,
        },
      ),
    );
  }
  numbers.push((await write(patients[0]!, { kind: "service", reason: "question", organisationOid: null })).number);
  support = await logIn(house, "support", "staff");
  region = await logIn(house, "region", "staff");
  registrar = await logIn(house, "kuzmina", "staff");
});
after(() => house?.close());

async function send(who: Visitor, address: string, fields: Record<string, string>) {
  const { html } = await who.open(address);
  who.page = await who.browser.post(new URL(address, house.url), {
    csrf: hidden(html, "csrf"),
    version: /name="version" value="(\d+)"/.exec(html)?.[1] ?? "",
    once: randomUUID(),
    ...fields,
  });
  return who.page;
}
const caseOf = (n: number) => `/staff/desk/cases/${numbers[n]}`;

describe("support", () => {
  test("its home is the queue: what may do harm first, then what waits longest; those alike know of each other", async () => {
    await support.open("/staff");
    assert.equal(support.page.url.pathname, "/staff/desk");
    const said = textOf(support.page.html);
    assert.ok(said.indexOf("На приёме не был") < said.indexOf(`Обращение № ${numbers[3]}`), said);
    assert.match(said, /3 похожих/);
    assert.ok(!said.includes(numbers[0]!), "what an organisation holds is on another shelf");
  });

  test("no word of a patient, nor a name; only what was written to support itself", async () => {
    for (const n of [0, 1, 2]) assert.ok(!(await support.open(caseOf(n))).html.includes(canary));
    assert.match(textOf(support.page.html), /Что написал пациент, видит только организация/);
    assert.ok(!textOf(support.page.html).includes("Орлов"));
    assert.ok((await support.open(caseOf(3))).html.includes(canary));
    assert.equal((await support.open(`/staff/appeals/${numbers[1]}`)).status, 403);
  });

  test("a letter to all that are alike is asked about once more, and reaches those that support holds", async () => {
    const address = `/staff/desk/alike?organisation=${tveritsy}&reason=visit.no-visit`;
    await send(support, address, { deed: "message", words: "" });
    assert.equal(support.page.status, 422);
    await send(support, address, { deed: "message", words: "Разбираемся." });
    assert.match(textOf(support.page.html), /Отправить это сообщение в 2 обращения\?/);
    assert.ok(!(await support.open(caseOf(1))).html.includes("Разбираемся."), "nothing is sent yet");
    await send(support, address, { deed: "message", words: "Разбираемся." });
    await support.press("Да, сделать");
    assert.match(textOf(support.page.html), /Сделано: 2 обращения\. Без изменений: 1/);
    assert.ok((await support.open(caseOf(1))).html.includes("Разбираемся."));
  });

  test("an appeal is passed to an organisation that is found by its name, and comes to its inbox", async () => {
    await support.open(`${caseOf(1)}?deed=route&find=волж`);
    assert.match(textOf(support.page.html), /Волжская поликлиника/);
    assert.equal((await send(support, caseOf(1), { deed: "route", to: "1.2.3" })).status, 422);
    await send(support, caseOf(1), { deed: "route", to: tveritsy, words: "Ответьте, пожалуйста." });
    assert.match(textOf(support.page.html), /Обращение передано организации/);
    assert.match(textOf((await registrar.open("/staff/appeals")).html), new RegExp(numbers[1] ?? ""));
  });

  test("the quality board counts visits that never were", async () => {
    const { html } = await support.open("/staff/desk/quality");
    assert.equal(heading(html), "Как отвечают организации");
    assert.match(textOf(html), /Тверицкая больница 3 1/);
  });
});

describe("a region", () => {
  test("sees its own shelf, and acts in what support passed to it; of other regions it passes nothing on", async () => {
    assert.equal((await region.open(caseOf(2))).status, 200);
    assert.equal((await region.open(caseOf(3))).status, 404, "a question to support belongs to no region");
    await send(support, caseOf(2), { deed: "escalate", words: "Организация молчит." });
    await region.open("/staff");
    assert.equal(region.page.url.pathname, "/staff/desk");
    assert.match(textOf(region.page.html), /Ярославская область/);
    await region.follow("На приёме не был");
    assert.equal(region.page.url.pathname, caseOf(2));
    assert.equal((await send(region, caseOf(2), { deed: "route", to: organisations.ob.oid })).status, 422);
    await send(region, caseOf(2), { deed: "take" });
    assert.match(textOf(region.page.html), /Обращение у вас в работе/);
  });
});
