/** «Организация оформит и пришлёт новый документ»: what a doctor corrects from an appeal answers that appeal by itself. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { Type } from "@sinclair/typebox";
import { digestsOf } from "../../src/cms/digests.ts";
import { signDetached } from "../../src/cms/issue/sign.ts";
import { openDemoAuthority, type Signer } from "../../src/demo/authority/authority.ts";
import { organisations } from "../../src/demo/people/places.ts";
import { staffByLogin } from "../../src/demo/people/staff.ts";
import { deliver } from "../../src/patient/deliver.ts";
import { hidden } from "../access/browser.ts";
import { type Hospital, openHospital } from "../http/hospital.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { logIn, textOf, until, type Visitor } from "./visitor.ts";

let house: TestHouse;
let volga: Hospital;
let krylova: Visitor;
let orlov: Visitor;
let signer: Signer;

before(async () => {
  house = await openTestHouse();
  volga = await openHospital(house, "volga");
  const authority = openDemoAuthority(await readFile(join(house.dataDir, "secrets", "demo-ca.key")));
  const { snils, name, position } = staffByLogin("krylova");
  signer = authority.doctor({ snils, name, title: position.name, organisation: organisations.volga.name });
  krylova = await logIn(house, "krylova", "staff");
  orlov = await logIn(house, "orlov");
  await orlov.open("/consent");
  await orlov.press("Разрешить");
});
after(() => house?.close());

async function sent(set: string, text: string) {
  const { body } = await volga.send({ document: volga.write({ set, text }) });
  assert.equal(body.state, "registered", JSON.stringify(body));
  return { id: body.id ?? "", number: body.number ?? "" };
}

/** Gives the number of the appeal. */
async function report(document: string): Promise<string> {
  await orlov.open(`/documents/${document}/report`);
  await orlov.press("Отправить", { reason: "results", words: "Пульс указан неверно.", agree: "1" });
  assert.match(textOf(orlov.page.html), /Обращение отправлено/, textOf(orlov.page.html).slice(0, 900));
  return /\/appeals\/(\d{4}-\d\d-\d{6})\/sent/.exec(orlov.page.url.pathname)?.[1] ?? "";
}

/** Mends the one section of the document in the form that is open. */
async function mend(fresh: string, deed: "save" | "sign") {
  const { html, url } = krylova.page;
  const values = Object.fromEntries(
    [...html.matchAll(/name="((?:section|patient|author)-[^"]*)"[^>]*value="([^"]*)"/g)].map(([, key, value]) => [
      key ?? "",
      value?.startsWith("Пульс") ? fresh : (value ?? ""),
    ]),
  );
  krylova.page = await krylova.browser.post(url.pathname, {
    csrf: hidden(html, "csrf"),
    page: url.pathname,
    revision: hidden(html, "revision"),
    ...values,
    reason: "Опечатка в пульсе.",
    do: deed,
  });
}

async function sign() {
  await krylova.press("Изменения верны");
  const draft = krylova.page.url.pathname.replace(/\/sign$/, "");
  const { bytes } = await krylova.download(`${draft}/bytes`);
  const signature = signDetached({ digests: digestsOf(bytes), ...signer, signingTime: new Date() });
  krylova.page = await krylova.browser.post(`${draft}/signature`, {
    csrf: hidden(krylova.page.html, "csrf"),
    page: `${draft}/sign`,
    signature: Buffer.from(signature).toString("base64"),
  });
  assert.match(textOf(krylova.page.html), /Зарегистрирован/);
  return krylova.page.url.pathname.split("/").at(-1) ?? "";
}

const Deed = Type.Object({ deed: Type.String(), document_id: Type.Union([Type.String(), Type.Null()]) });
const deedsOf = (number: string) =>
  house.house.registry.sql.rows(Deed)`
    SELECT e.deed, e.document_id FROM appeal_event e JOIN appeal a USING (patient_id, appeal_id)
    WHERE a.number = ${number} ORDER BY e.seq`;

describe("a correction that is begun from an appeal", () => {
  let appeal = "";
  let first = { id: "", number: "" };
  let fresh = "";

  test("says in its form which appeal it answers", async () => {
    first = await sent("91", "Пульс 72.");
    appeal = await report(first.number);
    await krylova.open(`/staff/appeals/${appeal}`);
    await krylova.press("Исправить документ");
    assert.match(textOf(krylova.page.html), new RegExp(`Обращение № ${appeal}`));
    assert.match(textOf(krylova.page.html), /он сам ответит на обращение/);
  });

  test("answers it once it is registered, and the patient finds the new document in the appeal and in the notice", async () => {
    await mend("Пульс 92.", "sign");
    fresh = await sign();
    const page = await until("the answer", async () => {
      const { html } = await orlov.open(`/appeals/${appeal}`);
      return textOf(html).includes("Оформлен новый документ") ? html : null;
    });
    assert.match(textOf(page), /Решено\?/);
    await orlov.follow("Исправленный документ");
    assert.match(textOf(orlov.page.html), /Пульс 92/);
    const notices = textOf((await orlov.open("/notices")).html);
    assert.match(notices, /Проблема из обращения исправлена/);
    assert.deepEqual(
      (await deedsOf(appeal)).map(({ deed, document_id: id }) => [deed, id]),
      [
        ["register", first.id],
        ["amend", fresh],
      ],
    );
  });

  test("the organisation sees it answered, and delivering once more answers nothing twice", async () => {
    assert.match(textOf((await krylova.open(`/staff/appeals/${appeal}`)).html), /Оформлен новый документ/);
    const Row = Type.Object({ patient_id: Type.String() });
    const [row] = await house.house.registry.sql.rows(
      Row,
    )`SELECT patient_id FROM document WHERE document_id = ${fresh}`;
    const { registry: database, appeals } = house.house;
    const deps = { database, clock: appeals.clock, shownFrom: null, due: { ...appeals, shownFrom: null } };
    await deliver(deps, [{ patientId: row?.patient_id ?? "", documentId: fresh }]);
    assert.equal((await deedsOf(appeal)).length, 2);
  });
});

describe("a correction that was begun before its appeal", () => {
  test("answers the appeal from which it is gone on with", async () => {
    const document = await sent("92", "Пульс 60.");
    await krylova.open(`/staff/submissions/${document.id}`);
    await krylova.press("Исправить документ");
    const appeal = await report(document.number);
    assert.doesNotMatch(textOf((await krylova.open(krylova.page.url.pathname)).html), /сам ответит на обращение/);
    await krylova.open(`/staff/appeals/${appeal}`);
    await krylova.press("Исправить документ");
    await mend("Пульс 61.", "sign");
    await sign();
    await until("the answer", async () => ((await deedsOf(appeal)).some(({ deed }) => deed === "amend") ? true : null));
  });
});

describe("what answers nothing by itself", () => {
  test("a correction that nobody began from the appeal is only offered", async () => {
    const document = await sent("93", "Пульс 80.");
    const appeal = await report(document.number);
    await krylova.open(`/staff/submissions/${document.id}`);
    await krylova.press("Исправить документ");
    await mend("Пульс 81.", "sign");
    await sign();
    await until("the notice", async () =>
      textOf((await krylova.open(`/staff/appeals/${appeal}`)).html).includes("Пришла исправленная версия")
        ? true
        : null,
    );
    assert.deepEqual(
      (await deedsOf(appeal)).map(({ deed }) => deed),
      ["register"],
    );
  });

  test("a correction begun from an appeal that was withdrawn meanwhile", async () => {
    const document = await sent("94", "Пульс 70.");
    const appeal = await report(document.number);
    await krylova.open(`/staff/appeals/${appeal}`);
    await krylova.press("Исправить документ");
    await orlov.open(`/appeals/${appeal}/withdraw`);
    await orlov.press("Отозвать");
    await mend("Пульс 71.", "sign");
    const id = await sign();
    await until("the notice", async () => {
      const Row = Type.Object({ kind: Type.String() });
      const rows = await house.house.registry.sql.rows(Row)`SELECT kind FROM notice WHERE document_id = ${id}`;
      return rows.length > 0 ? true : null;
    });
    assert.deepEqual(
      (await deedsOf(appeal)).map(({ deed }) => deed),
      ["register", "withdraw"],
    );
  });
});
