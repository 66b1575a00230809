/** «Если в документе ошибки … оформит и пришлёт новый документ»: what the corrected version changed, for the patient and for its doctor. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { Type } from "@sinclair/typebox";
import pg from "pg";
import { patientByLogin } from "../../src/demo/people/patients.ts";
import { staffByLogin } from "../../src/demo/people/staff.ts";
import { heading } from "../access/browser.ts";
import { type Hospital, openHospital, sign } from "../http/hospital.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { journalOf } from "./journal.ts";
import { logIn, textOf, until, type Visitor } from "./visitor.ts";

let house: TestHouse;
let volga: Hospital;
let orlov: Visitor;
const orlovSnils = patientByLogin("orlov").snils;

/** A version as the hospital sent it: its number, and the id of its submission. */
interface Sent {
  readonly number: string;
  readonly id: string;
}
const table = (pulse: string) =>
  `<paragraph>Головная боль ${pulse === "72" ? "по утрам" : "по вечерам"}.</paragraph><table><thead><tr><th>Показатель</th><th>Значение</th></tr></thead><tbody><tr><td>Пульс</td><td>${pulse}</td></tr><tr><td>Рост</td><td>180</td></tr></tbody></table>`;
let first: Sent;
let second: Sent;

async function send(changes: Parameters<Hospital["write"]>[0]): Promise<Sent> {
  const { body } = await volga.send({ document: volga.write(changes) });
  assert.equal(body.state, "registered", JSON.stringify(body));
  return { number: body.number ?? "", id: body.id ?? "" };
}

const linesOf = async (number: string) =>
  (await journalOf(house, orlovSnils))
    .filter((line) => line.number === number)
    .map(({ action, role }) => [action, role]);

before(async () => {
  house = await openTestHouse();
  volga = await openHospital(house, "volga");
  first = await send({ set: "7", text: table("72") });
  orlov = await logIn(house, "orlov");
  await orlov.open("/consent");
  await orlov.press("Разрешить");
});
after(() => house?.close());

test("one version: there is nothing to compare with, it is said so, and no journal line is written", async () => {
  const { html, status } = await orlov.open(`/documents/${first.number}/changes`);
  assert.equal(status, 200);
  assert.match(textOf(html), /Сравнивать не с чем/);
  assert.ok(!html.includes("Головная боль"));
  assert.deepEqual(await linesOf(first.number), []);
  await orlov.follow("Вернуться к документу");
  assert.equal(orlov.page.url.pathname, `/documents/${first.number}`);
});

test("«Пришёл исправленный документ» leads to what changed: in a sentence, and «Было» beside «Стало»", async () => {
  second = await send({ set: "7", version: 2, text: table("92"), created: "202411061200+0300" });
  await until("the notice of the correction", async () =>
    textOf((await orlov.open("/notices")).html).includes("Пришёл исправленный документ") ? true : null,
  );
  await orlov.follow("Что изменилось");
  assert.equal(orlov.page.url.pathname, `/documents/${second.number}/changes`);
  assert.equal(heading(orlov.page.html), "Что изменилось");
  const said = textOf(orlov.page.html);
  assert.match(said, /Коротко: 2 изменения/);
  assert.match(said, /исправлена строка «Пульс» , столбец «Значение» : было «72» , стало «92»/);
  assert.match(said, /Было Головная боль по удалено: утрам \(конец правки\)/);
  assert.match(said, /Стало Головная боль по добавлено: вечерам \(конец правки\)/);
  assert.match(orlov.page.html, /<del>.*?72.*?<\/del>.*<ins>.*?92.*?<\/ins>/s);
  assert.match(said, /Служебные сведения: \d+ изменени/);
  assert.ok(!said.includes("Рост"), "what is as it was is not told");
});

test("each of the two has its own line in the journal, and both count as opened", async () => {
  assert.deepEqual((await linesOf(first.number)).at(-1), ["compare", "patient"]);
  assert.deepEqual(await linesOf(second.number), [["compare", "patient"]]);
  assert.doesNotMatch(textOf((await orlov.open("/documents")).html), /Новый/);
});

test("«исправленная версия»: the history of versions leads there too, and the first version says that it is the first", async () => {
  await orlov.open(`/documents/${second.number}/versions`);
  assert.match(textOf(orlov.page.html), /Крылова Е. А./);
  await orlov.follow("Что изменилось");
  assert.equal(orlov.page.url.pathname, `/documents/${second.number}/changes`);
  const { html } = await orlov.open(`/documents/${first.number}/changes`);
  assert.match(textOf(html), /Это первая версия/);
  await orlov.follow("Версии 1 и 2");
  assert.match(textOf(orlov.page.html), /Было Версия 1 .* Стало Версия 2 /);
});

test("any two versions, asked from either: the newer one always stands on the right", async () => {
  const third = await send({
    set: "7",
    version: 3,
    text: table("92").replace("180", "181"),
    created: "202411071200+0300",
  });
  for (const [of, other] of [
    [third, first],
    [first, third],
  ] as const) {
    const { html } = await orlov.open(`/documents/${of.number}/changes?with=${other.number}`);
    assert.match(textOf(html), /Было Версия 1 .* Стало Версия 3 .*Коротко: 3 изменения/);
  }
  assert.match(
    textOf((await orlov.open(`/documents/${third.number}/changes`)).html),
    /Было Версия 2 .*Коротко: 1 изменение/,
  );
  const english = await fetch(`${house.url}/documents/${third.number}/changes`, {
    headers: {
      cookie: [...orlov.browser.cookies]
        .map(([name, { value }]) => `${name}=${value}`)
        .join("; ")
        .concat("; language=en"),
    },
  });
  assert.match(textOf(await english.text()), /What changed .*In short: 1 change /);
});

test("a version of another document, of another person, or of nobody is no version of this one", async () => {
  const other = await send({ set: "8", text: "Другой документ" });
  const gusev = await send({ set: "9", text: "Чужой документ", patient: patientByLogin("gusev") });
  const before = (await journalOf(house, orlovSnils)).length;
  for (const number of [other.number, gusev.number, "76.24.11.000009999", "__proto__"]) {
    const { status, html } = await orlov.open(`/documents/${second.number}/changes?with=${number}`);
    assert.equal(status, 404, number);
    assert.ok(!html.includes("Головная"), number);
  }
  assert.equal((await orlov.open(`/documents/${gusev.number}/changes`)).status, 404);
  assert.equal((await journalOf(house, orlovSnils)).length, before);
  const stranger = await logIn(house, "kim");
  await stranger.open("/consent");
  await stranger.press("Разрешить");
  assert.equal((await stranger.open(`/documents/${second.number}/changes`)).status, 404);
});

test("the version before lies in an older edition of its kind: they are compared all the same", async () => {
  await send({ set: "10", kind: "119", text: "Кашель", created: "202411051430+0300" });
  const fresh = await send({ set: "10", version: 2, text: "Кашель и насморк", created: "202411061430+0300" });
  const { html } = await orlov.open(`/documents/${fresh.number}/changes`);
  assert.match(textOf(html), /Было Версия 1 .* Стало Версия 2 .* насморк/);
});

test("versions that came as PDF: it is said that they cannot be compared, and each can be opened", async () => {
  const { snils, name, birthDate } = patientByLogin("orlov");
  const { name: author, snils: authorSnils } = staffByLogin("krylova");
  const { oid, name: organisation } = volga.organisation;
  const pdf = (version: number) =>
    volga.send({
      document: Buffer.from(
        `%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 ${version}]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
      ),
      mediaType: "application/pdf",
      metadata: {
        kind: { system: "1.2.643.5.1.13.13.11.1520", code: "6" },
        title: "Протокол консультации",
        id: { root: `${oid}.100.1.1.51`, extension: `pdf-${version}` },
        setId: { root: `${oid}.100.1.1.50`, extension: "pdf" },
        version,
        issuedOn: "2023-06-01",
        organisation: { oid, name: organisation },
        patient: { snils, ...name, birthDate },
        author: { snils: authorSnils, ...author },
      },
    });
  const [before, after] = [await pdf(1), await pdf(2)];
  assert.equal(after.body.state, "registered", after.text);
  const { html } = await orlov.open(`/documents/${after.body.number}/changes`);
  assert.match(textOf(html), /Одна из версий пришла как файл PDF/);
  for (const { body } of [before, after]) {
    assert.ok(html.includes(`href="/documents/${body.number}"`));
    assert.deepEqual(await linesOf(body.number ?? ""), []);
  }
});

describe("a doctor checks the correction", () => {
  let krylova: Visitor;
  before(async () => {
    krylova = await logIn(house, "krylova", "staff");
  });

  test("from the submission, with the patient told of it in the journal under the doctor's name", async () => {
    await krylova.open(`/staff/submissions/${second.id}`);
    await krylova.follow("Что изменила эта версия");
    const said = textOf(krylova.page.html);
    assert.equal(heading(krylova.page.html), "Проверка исправления");
    assert.match(said, /Пациент увидит в журнале доступа/);
    assert.match(said, /Было Версия 1 .* Стало Версия 2 .*исправлена строка «Пульс»/);
    for (const { number } of [first, second]) {
      const last = (await journalOf(house, orlovSnils)).filter((line) => line.number === number).at(-1);
      assert.deepEqual([last?.action, last?.role, last?.actor], ["compare", "doctor", "Крылова"], number);
    }
    const Row = Type.Object({ basis: Type.String(), organisation_oid: Type.String() });
    const rows = await house.house.registry.sql.rows(Row)`
      SELECT DISTINCT basis, organisation_oid FROM access_event WHERE role = 'doctor'`;
    assert.deepEqual(rows, [{ basis: "sender", organisation_oid: volga.organisation.oid }]);
    assert.match(textOf((await orlov.open(`/documents/${second.number}`)).html), /Крылова Е. А./);
  });

  test("a first version has no such link, opens nothing, and leaves no line", async () => {
    const before = (await journalOf(house, orlovSnils)).length;
    assert.ok(!(await krylova.open(`/staff/submissions/${first.id}`)).html.includes("/changes"));
    const { html, status } = await krylova.open(`/staff/submissions/${first.id}/changes`);
    assert.equal(status, 200);
    assert.match(textOf(html), /Это первая версия/);
    assert.ok(!html.includes("Головная"));
    assert.equal((await journalOf(house, orlovSnils)).length, before);
  });

  test("a registrar, another organisation's doctor, the patient and a submission that was refused get nothing", async () => {
    const before = (await journalOf(house, orlovSnils)).length;
    const address = `/staff/submissions/${second.id}/changes`;
    for (const [login, status] of [
      ["morozova", 403], // registrar of the same organisation
      ["kuzmina", 403], // and of another one
      ["gromov", 404], // doctor of another one: as if it were not
      ["support", 403],
      ["admin", 403],
    ] as const) {
      const visitor = await logIn(house, login, "staff");
      const { status: got, html } = await visitor.open(address);
      assert.equal(got, status, login);
      assert.ok(!html.includes("Головная"), login);
    }
    assert.equal((await orlov.open(address)).status, 403);
    const document = volga.write({ set: "7", version: 2, text: "та же версия" });
    const { body } = await volga.send({
      document,
      signatures: [sign(document, volga.doctor), sign(document, volga.seal)],
    });
    assert.equal(body.state, "refused");
    for (const id of [body.id ?? "", randomUUID(), "none"])
      assert.equal((await krylova.open(`/staff/submissions/${id}/changes`)).status, 404, id);
    assert.equal((await journalOf(house, orlovSnils)).length, before);
  });
});

test("a version whose content a court had erased cannot be compared, and nothing of the other is opened for it", async () => {
  const owner = new pg.Client(house.database.ownerUrl);
  await owner.connect();
  try {
    // As an owner does it, with the rules set aside: no role of the application can.
    await owner.query("ALTER TABLE content_key NO FORCE ROW LEVEL SECURITY");
    const { rowCount } = await owner.query("DELETE FROM content_key WHERE document_id = $1", [first.id]);
    assert.equal(rowCount, 1);
  } finally {
    await owner.query("ALTER TABLE content_key FORCE ROW LEVEL SECURITY");
    await owner.end();
  }
  const before = (await journalOf(house, orlovSnils)).length;
  const { html, status } = await orlov.open(`/documents/${second.number}/changes`);
  assert.equal(status, 200);
  assert.match(textOf(html), /Содержание одной из версий удалено по решению суда/);
  assert.ok(!html.includes("Головная"));
  const krylova = await logIn(house, "krylova", "staff");
  assert.match(textOf((await krylova.open(`/staff/submissions/${second.id}/changes`)).html), /удалено по решению суда/);
  assert.equal((await journalOf(house, orlovSnils)).length, before);
});
