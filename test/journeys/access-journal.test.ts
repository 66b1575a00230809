/** «Журнал доступа»: the patient sees who else looked at their documents, on the home page, on the document, and line by line. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { patientByLogin } from "../../src/demo/people/patients.ts";
import { heading } from "../access/browser.ts";
import { type Hospital, openHospital } from "../http/hospital.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { journalOf } from "./journal.ts";
import { logIn, textOf, type Visitor } from "./visitor.ts";

let house: TestHouse;
let volga: Hospital;
let orlov: Visitor;
let krylova: Visitor;
const orlovSnils = patientByLogin("orlov").snils;
const numbers: string[] = [];
let corrected = "";

async function send(changes: Parameters<Hospital["write"]>[0]): Promise<{ number: string; id: string }> {
  const { body } = await volga.send({ document: volga.write(changes) });
  assert.equal(body.state, "registered", JSON.stringify(body));
  return { number: body.number ?? "", id: body.id ?? "" };
}
const said = async (address: string) => textOf((await orlov.open(address)).html);
const rowsOf = (file: Buffer) =>
  file
    .toString()
    .replace(/^\uFEFF/, "")
    .trimEnd()
    .split("\r\n");

before(async () => {
  house = await openTestHouse();
  volga = await openHospital(house, "volga");
  orlov = await logIn(house, "orlov");
  numbers.push((await send({ set: "7", text: "Головная боль" })).number);
});
after(() => house?.close());

test("before the consent the journal asks for it, and the home page claims nothing about who looked", async () => {
  assert.equal((await orlov.open("/journal")).url.pathname, "/consent");
  assert.doesNotMatch(await said("/cabinet"), /Кто смотрел мои документы|никто не открывал/);
  await orlov.open("/journal");
  await orlov.press("Разрешить");
  assert.equal(orlov.page.url.pathname, "/journal");
  assert.equal(heading(orlov.page.html), "Журнал доступа");
  assert.match(textOf(orlov.page.html), /Записей пока нет/);
});

test("«Кроме вас никто»: the home page says so, and leads to the journal", async () => {
  assert.match(await said("/cabinet"), /Кто смотрел мои документы Кроме вас, их пока никто не открывал/);
  await orlov.follow("Журнал доступа");
  assert.equal(orlov.page.url.pathname, "/journal");
});

test("each own reading has its line, in plain words, quiet and by day, leading to its document", async () => {
  const [number = ""] = numbers;
  await orlov.open(`/documents/${number}`);
  await orlov.download(`/documents/${number}/text`);
  await orlov.open("/records");
  const text = await said("/journal");
  assert.match(text, /сегодня Вы сами: 3 действия/);
  assert.match(text, /Открыты сведения об оказанной помощи .*Скачан текст: .*Открыт документ: /);
  assert.doesNotMatch(text, /Не вы/);
  assert.ok(orlov.page.html.includes(`href="/documents/${number}"`));
  assert.match(await said("/journal?whose=others"), /Кроме вас, никто не смотрел/);
});

test("reading the journal, its pages and its file leaves no line in it", async () => {
  const before = await journalOf(house, orlovSnils);
  for (const address of ["/journal", "/journal?whose=others", `/journal?document=${numbers[0]}`])
    await orlov.open(address);
  assert.equal((await orlov.download("/journal.csv")).status, 200);
  assert.deepEqual(await journalOf(house, orlovSnils), before);
});

test("a doctor checks a correction: the patient reads the name, the role, the organisation, what, and why", async () => {
  const { number, id } = await send({
    set: "7",
    version: 2,
    text: "Головная боль по утрам",
    created: "202411061200+0300",
  });
  numbers.push(number);
  corrected = number;
  krylova = await logIn(house, "krylova", "staff");
  await krylova.open(`/staff/submissions/${id}/changes`);
  assert.match(await said("/cabinet"), /Кто смотрел мои документы Крылова Е\. А\. , врач .* сегодня в/);
  await orlov.follow("Журнал доступа");
  const text = textOf(orlov.page.html);
  assert.match(
    text,
    /Не вы \d+:\d\d Крылова \S+ \S+ , врач .* Сравнены две версии документа: .* Почему: эта организация прислала/,
  );
  assert.equal(text.match(/Не вы/g)?.length, 2, "a line for each of the two versions");
  await orlov.follow("Только других людей");
  assert.equal(orlov.page.url.search, "?whose=others");
  assert.doesNotMatch(textOf(orlov.page.html), /Вы сами/);
  assert.match(textOf(orlov.page.html), /Крылова/);
});

test("from a document to its own journal, and back to the whole; a document that is not theirs has no lines", async () => {
  await orlov.open(`/documents/${corrected}`);
  assert.match(textOf(orlov.page.html), /Последний просмотр: Крылова Е\. А\./);
  await orlov.follow("Кто смотрел этот документ");
  assert.equal(orlov.page.url.search, `?document=${corrected}`);
  const text = textOf(orlov.page.html);
  assert.match(text, /Только один документ: .* Показать все документы/);
  assert.match(text, /Крылова/);
  assert.match(text, /Вы сами: 1 действие/);
  await orlov.follow("Показать все документы");
  assert.match(textOf(orlov.page.html), /Скачан текст/);
  const gusev = await send({ set: "9", text: "Чужой документ", patient: patientByLogin("gusev") });
  const none = await said("/journal?document=76.24.11.000009999");
  assert.match(none, /По этому документу записей нет/);
  const foreign = await said(`/journal?document=${gusev.number}`);
  assert.equal(foreign.replaceAll(gusev.number, ""), none.replaceAll("76.24.11.000009999", ""), "as if it were not");
});

test("«Мне это непонятно» stands at each line of somebody else, and at none of one's own", async () => {
  const text = await said("/journal");
  assert.equal(text.match(/Мне это непонятно/g)?.length, text.match(/Не вы/g)?.length);
  await orlov.follow("Мне это непонятно");
  assert.match(textOf(orlov.page.html), /Запись в журнале: .* Крылова Е\. А\. , врач/);
  await orlov.press("Отправить", { agree: "1" });
  assert.match(textOf(orlov.page.html), /Обращение отправлено .* Кто ответит Поддержка реестра/);
  await orlov.open("/journal");
  await orlov.follow("Мне это непонятно");
  assert.match(textOf(orlov.page.html), /Об этой записи уже есть открытое обращение/);
  await orlov.press("Отправить", { agree: "1", words: "Я не знаю этого врача" });
  assert.match(textOf(orlov.page.html), /Добавлено к вашему обращению/);
});

test("the file holds what the page shows, by the same choice", async () => {
  const file = await orlov.download("/journal.csv");
  assert.equal(file.headers.get("content-type"), "text/csv; charset=utf-8");
  assert.match(file.headers.get("content-disposition") ?? "", /^attachment; filename="journal-\d{4}-\d\d-\d\d\.csv"$/);
  const rows = rowsOf(file.bytes);
  const lines = await journalOf(house, orlovSnils);
  assert.equal(rows.length, lines.length + 1);
  assert.match(rows[0] ?? "", /^"Когда \(по Москве\)";"Кто";"Роль"/);
  const others = rowsOf((await orlov.download("/journal.csv?whose=others")).bytes).slice(1);
  assert.equal(others.length, 2);
  for (const row of others) assert.match(row, /^"\d\d\.\d\d\.\d{4} [\d:]{8}";"Крылова [^"]+";"врач";"[^"]+";"Сравнены/);
  const ofOne = rowsOf((await orlov.download(`/journal.csv?document=${corrected}`)).bytes).slice(1);
  assert.deepEqual(ofOne.length, lines.filter(({ number }) => number === corrected).length);
});

test("fifty lines a page: the earlier ones are one press away, and none is shown twice or lost", async () => {
  for (let n = 0; n < 55; n++) await orlov.open("/analyses");
  const times = (html: string) =>
    [...html.matchAll(/<time class="num[^"]*" dateTime="([^"]+)"/gi)].map(([, at]) => at ?? "");
  await orlov.open("/journal");
  const shown = times(orlov.page.html);
  assert.equal(shown.length, 50);
  await orlov.follow("Показать более ранние");
  assert.doesNotMatch(orlov.page.url.search, /offset|page=/);
  const earlier = times(orlov.page.html);
  assert.equal(shown.length + earlier.length, (await journalOf(house, orlovSnils)).length);
  assert.ok(Math.max(...earlier.map(Date.parse)) <= Math.min(...shown.map(Date.parse)));
  await orlov.follow("К самым новым");
  assert.equal(orlov.page.url.search, "");
});

test("another patient, a doctor, a registrar and support read nobody's journal but their own", async () => {
  const stranger = await logIn(house, "kim");
  await stranger.open("/journal");
  await stranger.press("Разрешить");
  for (const address of [
    "/journal",
    `/journal?document=${corrected}`,
    `/journal?after=9999999999999_${"0".repeat(8)}-0000-0000-0000-${"0".repeat(12)}`,
  ])
    assert.doesNotMatch((await stranger.open(address)).html, /Орлов|Крылова|Скачан/, address);
  assert.equal(rowsOf((await stranger.download("/journal.csv")).bytes).length, 1);
  for (const login of ["krylova", "morozova", "support", "admin"]) {
    const staff = await logIn(house, login, "staff");
    for (const address of ["/journal", "/journal.csv"]) assert.equal((await staff.open(address)).status, 403, login);
  }
});

test("in English the words are English, and names stay as they are", async () => {
  const cookies = [...orlov.browser.cookies].map(([name, { value }]) => `${name}=${value}`).join("; ");
  const page = await fetch(`${house.url}/journal?whose=others`, { headers: { cookie: `${cookies}; language=en` } });
  assert.match(
    textOf(await page.text()),
    /Not you \d+:\d\d Крылова \S+ \S+ , doctor .* Compared two versions of the document/,
  );
});
