/** The leaflet, step by step and in its own words, from the doctor's signature to the printed sheet. Plain HTML, no scripts. */
import assert from "node:assert/strict";
import { createHash, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { Type } from "@sinclair/typebox";
import type { Page } from "playwright-core";
import { parseSnils } from "../../src/basics/snils.ts";
import { patientByLogin } from "../../src/demo/people/patients.ts";
import { deliver } from "../../src/patient/deliver.ts";
import { heading } from "../access/browser.ts";
import { type Delivered, type Hospital, openHospital } from "../http/hospital.ts";
import type { Named } from "../http/letter.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { noBrowser, openBrowser } from "../pages/browser.ts";
import { journalOf } from "./journal.ts";
import { logIn, textOf, until, type Visitor } from "./visitor.ts";

let house: TestHouse;
let hospital: Hospital;
let orlov: Visitor;
let sent: Delivered;
before(async () => {
  house = await openTestHouse();
  hospital = await openHospital(house, "volga");
});
after(() => house?.close());

test("the hospital tells of the visit and sends the document that doctor and hospital signed", async () => {
  const { snils, name, birthDate, policy } = patientByLogin("orlov");
  const visit = await hospital.post("/api/v1/care-records", {
    localUid: randomUUID(),
    visitedOn: "2024-11-05",
    patient: {
      snils,
      family: name.family,
      given: name.given,
      patronymic: name.patronymic,
      birthDate,
      policy: policy.number,
    },
    doctor: { family: "Крылова", given: "Елена", patronymic: "Андреевна", position: "Врач-терапевт участковый" },
    diagnosis: { code: "I10", name: "Эссенциальная [первичная] гипертензия" },
    services: [{ code: "B01.047.001", name: "Приём врача-терапевта первичный" }],
  });
  assert.equal(visit.body.state, "recorded");
  sent = await hospital.deliver({ text: "Головная боль по утрам" });
  assert.match(sent.number, /^76\.\d\d\.\d\d\.\d{9}$/);
});

test("«войти под своей учётной записью» → «Услуги» → «Моё здоровье» → «Сведения об оказанной медицинской помощи»", async () => {
  orlov = await logIn(house, "orlov");
  await orlov.follow("Услуги");
  assert.equal(heading(orlov.page.html), "Услуги");
  await orlov.follow("Моё здоровье");
  assert.equal(heading(orlov.page.html), "Моё здоровье");
  await orlov.follow("Сведения об оказанной медицинской помощи");
  assert.equal(orlov.page.url.pathname, "/services/health/records");
  assert.match(heading(orlov.page.html), /сведения об оказанной медицинской помощи/i);
});

test("«Получить сведения»: the consent page opens by itself, and nothing is shown before it is answered", async () => {
  for (const address of ["/records", "/documents", `/documents/${sent.number}`, `/documents/${sent.number}/xml`]) {
    const { url } = await orlov.browser.get(address);
    assert.equal(url.pathname, "/consent", address);
  }
  await orlov.press("Получить сведения");
  assert.equal(heading(orlov.page.html), "Согласие на получение данных");
});

test("«Не сейчас» leads home, and the documents stay closed", async () => {
  const later = await logIn(house, "belyaeva");
  await later.open("/consent");
  await later.press("Не сейчас");
  assert.equal(later.page.url.pathname, "/cabinet");
  assert.equal((await later.open("/documents")).url.pathname, "/consent");
});

test("«Разрешить»: surname and initials, СНИЛС, policy; hospital, day, doctor, diagnosis, services", async () => {
  await orlov.press("Разрешить");
  assert.equal(orlov.page.url.pathname, "/records");
  const said = textOf(orlov.page.html).replaceAll("\u2011", "-");
  for (const words of [
    "Орлов В. С.",
    "900-200-010 95",
    "7647 6108 4199 0104",
    "Волжская поликлиника",
    "5 ноября 2024",
    "Крылова Е. А.",
    "Эссенциальная [первичная] гипертензия",
    "Приём врача-терапевта первичный",
  ])
    assert.ok(said.includes(words), `${words} is not in: ${said}`);
});

test("«Если уже давали согласие, сервис сразу будет доступен»", async () => {
  await orlov.open("/services/health/records");
  await orlov.press("Получить сведения");
  assert.equal(orlov.page.url.pathname, "/records");
  assert.equal((await orlov.open("/consent")).url.pathname, "/records");
});

test("«Медицинские документы»: the document is in the list, marked as new, and opens with the doctor's words", async () => {
  await orlov.open("/records");
  await orlov.follow("Медицинские документы");
  assert.equal(heading(orlov.page.html), "Медицинские документы");
  assert.match(textOf(orlov.page.html), /Приём терапевта Новый/);
  await orlov.follow("Приём терапевта");
  assert.equal(orlov.page.url.pathname, `/documents/${sent.number}`);
  const said = textOf(orlov.page.html);
  for (const words of ["Головная боль по утрам", "Документ подлинный и действующий", "Подпись верна", sent.number])
    assert.ok(said.includes(words), `${words} is not in: ${said}`);
  await orlov.open("/documents");
  assert.doesNotMatch(textOf(orlov.page.html), /Приём терапевта Новый/);
});

test("«скачать себе в формате pdf»: PDF, and the very bytes that were signed, and the signatures", async () => {
  const address = `/documents/${sent.number}`;
  const pdf = await orlov.download(`${address}/pdf`);
  assert.equal(pdf.headers.get("content-type"), "application/pdf");
  assert.equal(pdf.bytes.subarray(0, 5).toString(), "%PDF-");
  assert.ok((await orlov.download(`${address}/pdf`)).bytes.equals(pdf.bytes), "the same document, the same PDF");
  const xml = await orlov.download(`${address}/xml`);
  assert.ok(xml.bytes.equals(sent.document));
  for (const which of [0, 1]) {
    const signature = await orlov.download(`${address}/signatures/${which}`);
    assert.ok(signature.bytes.equals(Buffer.from(sent.signatures[which]!)));
  }
  assert.equal((await orlov.download(`${address}/signatures/2`)).status, 404);
  const text = await orlov.download(`${address}/text`);
  assert.match(text.bytes.toString(), /Головная боль по утрам/);
  for (const { headers } of [pdf, xml, text]) {
    assert.match(headers.get("content-disposition") ?? "", /^attachment; filename="/);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("cache-control"), "no-store");
  }
  const print = await orlov.open(`${address}/print`);
  assert.match(textOf(print.html), /Головная боль по утрам/);
});

test("every opening and every download has its line in the journal, and nothing else has", async () => {
  const lines = await journalOf(house, patientByLogin("orlov").snils);
  assert.deepEqual(
    lines.filter(({ number }) => number === sent.number).map(({ action }) => action),
    [
      "open",
      "download-pdf",
      "download-pdf",
      "download-xml",
      "download-signature",
      "download-signature",
      "download-text",
      "print",
    ],
  );
  assert.ok(lines.every(({ role, actor }) => role === "patient" && actor === "Орлов"));
  assert.equal(lines.filter(({ action }) => action === "records").length, 4);
  assert.deepEqual(await journalOf(house, patientByLogin("belyaeva").snils), []);
});

test("«Новые документы будут приходить автоматически»: a notice, and the page that stands open learns of it", async () => {
  const news = async () => (await orlov.download("/news.json")).bytes.toString();
  const quiet = await until("the first notice is there", async () => {
    const said = await news();
    return JSON.parse(said).mark.startsWith("0.") ? null : said;
  });
  assert.equal(JSON.parse(quiet).newDocuments, 0);
  const second = await hospital.deliver({ set: "2", text: "Осмотр через две недели" });
  const changed = await until("news change", async () => {
    const said = await news();
    return JSON.parse(said).unread === 1 ? said : null;
  });
  assert.notEqual(JSON.parse(changed).mark, JSON.parse(quiet).mark);
  assert.equal(JSON.parse(changed).newDocuments, 1);
  await orlov.open("/notices");
  await orlov.follow("Пришёл новый документ");
  assert.match(textOf(orlov.page.html), /Осмотр через две недели/);
  assert.equal(orlov.page.url.pathname, `/documents/${second.number}`);
  assert.deepEqual(
    { ...JSON.parse(await news()), mark: "" },
    { unread: 0, newDocuments: 0, appealsWaiting: 0, mark: "" },
  );
});

test("a notice comes once, however often its job is done", async () => {
  const { registry, keyring, clock } = house.house;
  const patientId = keyring.patientId(parseSnils(patientByLogin("orlov").snils)!, 0);
  const Notice = Type.Object({ document_id: Type.String() });
  const notices = () =>
    registry.sql.rows(Notice)`SELECT document_id FROM notice WHERE patient_id = ${patientId} ORDER BY created_at`;
  const [first, ...others] = await notices();
  const job = { patientId, documentId: first!.document_id };
  for (let time = 0; time < 3; time++)
    await deliver({ database: registry, clock, shownFrom: null, due: house.house.intake.due }, [job, job]);
  assert.deepEqual(await notices(), [first, ...others]);
  assert.equal(others.length, 1);
});

test("the way to a new document is at most two clicks from the cabinet's home", async () => {
  await hospital.deliver({ set: "short", text: "Короткий путь" });
  await orlov.open("/cabinet");
  await orlov.follow("Приём терапевта");
  assert.match(textOf(orlov.page.html), /Короткий путь/);
});

test("«Если в документе ошибки, медицинская организация оформит и пришлёт новый документ»: both stay readable", async () => {
  const corrected = await hospital.deliver({ version: 2, text: "Головная боль по вечерам" });
  await orlov.open("/documents");
  assert.match(textOf(orlov.page.html), /Исправлен/);
  assert.match(textOf(orlov.page.html), /Заменён новой версией/);
  await orlov.open(`/documents/${sent.number}`);
  const before = textOf(orlov.page.html);
  assert.match(before, /Головная боль по утрам/);
  assert.match(before, /Документ подлинный, но заменён новой версией/);
  await orlov.follow("Открыть новую версию");
  assert.equal(orlov.page.url.pathname, `/documents/${corrected.number}`);
  assert.match(textOf(orlov.page.html), /Головная боль по вечерам/);
  await orlov.follow("Посмотреть прежнюю");
  assert.equal(orlov.page.url.pathname, `/documents/${sent.number}`);
  await orlov.open(`/documents/${corrected.number}/versions`);
  assert.match(textOf(orlov.page.html), /Версия 2.*Версия 1/);
  assert.ok((await orlov.download(`/documents/${sent.number}/xml`)).bytes.equals(sent.document));
  const replacedPdf = await orlov.download(`/documents/${sent.number}/pdf`);
  assert.equal(replacedPdf.status, 200);
  await until("the notice of the correction", async () =>
    textOf((await orlov.open("/notices")).html).includes("Пришёл исправленный документ") ? true : null,
  );
});

test("a kind that patients are not shown is told of, with the reason, and opens nowhere", async () => {
  const hidden = await hospital.deliver({ kind: "289", set: "289", text: "Не для показа" });
  await orlov.open("/documents");
  const said = textOf(orlov.page.html);
  assert.match(said, /Есть документы, которые не показываются/);
  assert.match(said, /Протокол консультации в рамках диспансерного наблюдения \(CDA\) Редакция 6/);
  assert.match(said, /Документы этого вида пациентам на портале не показывают/);
  assert.ok(!orlov.page.html.includes(hidden.number));
  for (const part of ["", "/print", "/versions", "/changes", "/pdf", "/xml", "/text", "/signatures/0"]) {
    const page = await orlov.open(`/documents/${hidden.number}${part}`);
    assert.equal(page.status, 403, part);
    assert.equal(heading(page.html), "Этот документ на портале не показывают");
    assert.ok(!page.html.includes("Не для показа"));
  }
  const lines = await journalOf(house, patientByLogin("orlov").snils);
  assert.ok(!lines.some(({ number }) => number === hidden.number));
});

test("«Проверить документ»: anybody with the number learns that it exists, and not whose it is or what it says", async () => {
  const { html, status } = await orlov.browser.get(`/verify/${sent.number}`);
  assert.equal(status, 200);
  const stranger = await fetch(`${house.url}/verify/${sent.number}`, { headers: { accept: "text/html" } });
  const said = textOf(await stranger.text());
  assert.match(said, /Волжская городская поликлиника/);
  for (const secret of ["Орлов", "Крылова", "Головная боль", "Протокол консультации"])
    assert.ok(!said.includes(secret));
  assert.ok(html.includes(sent.number));
});

test("the consent can be taken back: everything closes at once, and opens again when it is given again", async () => {
  await orlov.open("/profile/consents");
  await orlov.follow("Отозвать");
  await orlov.press("Отозвать согласие");
  assert.equal(orlov.page.url.pathname, "/profile");
  for (const address of [
    "/records",
    "/documents",
    `/documents/${sent.number}`,
    `/documents/${sent.number}/pdf`,
    `/documents/${sent.number}/xml`,
    "/news.json",
  ]) {
    assert.equal((await orlov.browser.get(address)).url.pathname, "/consent", address);
  }
  const notices = await orlov.open("/notices"); // news of appeals and paper need no consent; of documents nothing is told
  assert.equal(notices.status, 200);
  assert.ok(!notices.html.includes("документ:") && !notices.html.includes("Приём терапевта"));
  const home = await orlov.open("/cabinet");
  assert.ok(!home.html.includes("Приём терапевта"));
  await orlov.follow("Получить сведения");
  await orlov.press("Получить сведения");
  await orlov.press("Разрешить");
  assert.equal((await orlov.open(`/documents/${sent.number}`)).status, 200);
});

test("«если у вас имеется подтверждённая учётная запись»: the others are told their level and how to raise it", async () => {
  for (const [login, level] of [
    ["frolova", "упрощённая"],
    ["mironov", "стандартная"],
  ] as const) {
    const visitor = await logIn(house, login);
    assert.equal(heading(visitor.page.html), "Нужна подтверждённая учётная запись");
    assert.match(textOf(visitor.page.html), new RegExp(level));
    for (const address of ["/cabinet", "/documents", "/records", "/consent", `/documents/${sent.number}/xml`]) {
      assert.equal((await visitor.open(address)).url.pathname, "/login/level", `${login} ${address}`);
    }
    for (const address of ["/services", "/help", "/regions", "/verify"]) {
      assert.equal((await visitor.open(address)).status, 200);
    }
  }
});

test("what was registered stands in the sealed log", async () => {
  const Leaf = Type.Object({ doc: Type.String(), sealed: Type.Boolean() });
  const leaf = await until("the document is sealed", async () => {
    const [row] = await house.house.registry.sql.rows(Leaf)`
      SELECT encode(d.sha256, 'hex') AS doc, l.idx < (SELECT max(size) FROM log_checkpoint WHERE log = 'docs') AS sealed
      FROM document d JOIN log_leaf l ON l.record_id = d.document_id AND l.log = 'docs'
      WHERE d.number = ${sent.number}`;
    return row?.sealed ? row : null;
  });
  assert.equal(leaf.doc, createHash("sha256").update(sent.document).digest("hex"));
});

const skip = process.env.CI === "true" ? false : noBrowser;

for (const { scripts, login } of [
  { scripts: false, login: "gusev" },
  { scripts: true, login: "kim" },
]) {
  test(`the whole path in a real browser, JavaScript ${scripts ? "on" : "off"}`, {
    skip,
    timeout: 240_000,
  }, async () => {
    const patient = patientByLogin(login);
    const { number } = await hospital.deliver({ patient, set: login, text: "Плавать можно" });
    const chrome = await openBrowser();
    try {
      const context = await chrome.newContext({ javaScriptEnabled: scripts, acceptDownloads: true, locale: "ru-RU" });
      context.setDefaultTimeout(60_000);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
      page.on("pageerror", (error) => complaints.push(String(error)));
      const main = page.locator("main");

      await page.goto(`${house.url}/login`);
      await page.getByRole("button", { name: new RegExp(patient.name.family) }).click();
      await page.getByRole("link", { name: "Услуги" }).first().click();
      await main.getByRole("link", { name: /^Моё здоровье/ }).click();
      await main.getByRole("link", { name: /^Сведения об оказанной медицинской помощи/ }).click();
      await main.getByRole("button", { name: "Получить сведения" }).click();
      await main.getByRole("button", { name: "Разрешить" }).click();
      await main.getByRole("heading", { name: new RegExp(patient.name.family) }).waitFor();
      await main.getByRole("link", { name: "Медицинские документы" }).first().click();
      await main.getByRole("link", { name: /Приём терапевта/ }).click();
      assert.equal(new URL(page.url()).pathname, `/documents/${number}`);
      await main.getByText("Плавать можно").waitFor();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        main.getByRole("link", { name: /^Скачать PDF/ }).click(),
      ]);
      assert.equal(download.suggestedFilename(), `${number}.pdf`);
      assert.equal((await readFile(await download.path())).subarray(0, 5).toString(), "%PDF-");
      if (scripts) await comesByItself(page, patient);
      assert.deepEqual(complaints, []);
    } finally {
      await chrome.close();
    }
  });
}

/** The list stands open; a document comes; nobody reloads. */
async function comesByItself(page: Page, patient: Named): Promise<void> {
  await page.goto(`${house.url}/documents`);
  await hospital.deliver({ patient, set: "later", kind: "110", title: "Протокол инструментального исследования" });
  await until("the open page shows what came", async () => {
    // It asks every fifteen seconds; coming back to the tab makes it ask at once.
    await page.evaluate(`document.dispatchEvent(new Event("visibilitychange"))`);
    return (await page.locator("main").getByText("Показано 1–2 из 2").isVisible()) || null;
  });
  await page.getByText("Пришёл новый документ или уведомление.").waitFor();
}
