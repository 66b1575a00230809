/** A doctor with script at a phone's width: codes are found while one types, by keyboard alone, and nothing that was typed is lost. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { patientByLogin } from "../../src/demo/people/patients.ts";
import { hidden } from "../access/browser.ts";
import { openHospital } from "../http/hospital.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { noBrowser, openBrowser } from "../pages/browser.ts";
import { logIn, type Visitor } from "./visitor.ts";

const skip = process.env.CI === "true" ? false : noBrowser;
const patient = patientByLogin("orlov");
let house: TestHouse;
let chrome: Browser;
before(async () => {
  if (skip) return;
  house = await openTestHouse();
  chrome = await openBrowser();
});
after(async () => {
  await chrome?.close();
  await house?.close();
});

async function windowOf(visitor: Visitor): Promise<{ page: Page; complaints: string[] }> {
  const context = await chrome.newContext({ locale: "ru-RU", viewport: { width: 390, height: 844 } });
  context.setDefaultTimeout(60_000);
  await context.addCookies([...visitor.browser.cookies].map(([name, { value }]) => ({ name, value, url: house.url })));
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { page, complaints };
}

async function draftOf(doctor: Visitor): Promise<string> {
  const start = "/staff/drafts/new?kind=consultation";
  const { html } = await doctor.open(start);
  const { family, given, patronymic } = patient.name;
  const person = { family, given, patronymic: patronymic ?? "", birthDate: patient.birthDate, snils: patient.snils };
  const { url } = await doctor.browser.post(start, { csrf: hidden(html, "csrf"), do: "person", ...person });
  return url.pathname;
}

const isNarrow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

test("a diagnosis is found by a word and taken by keyboard; the draft saves itself and is there after a reload", {
  skip,
  timeout: 240_000,
}, async () => {
  const { page, complaints } = await windowOf(await logIn(house, "krylova", "staff"));
  await page.goto(`${house.url}${await draftOf(await logIn(house, "krylova", "staff"))}`);
  const field = page.getByRole("combobox", { name: "Код" }).first();
  await field.fill("бронхит");
  const list = page.getByRole("listbox").filter({ visible: true });
  await list.getByRole("option").first().waitFor();
  assert.equal(await field.getAttribute("aria-expanded"), "true");
  await field.press("ArrowDown");
  const chosen = list.getByRole("option", { selected: true });
  const words = (await chosen.textContent()) ?? "";
  assert.match(words, /^J\d\d.*бронхит/i);
  assert.equal(await field.getAttribute("aria-activedescendant"), await chosen.getAttribute("id"));
  assert.equal(await isNarrow(page), true, "the open list is no wider than the screen");
  await field.press("Enter");
  assert.equal(await field.inputValue(), words);
  assert.equal(await field.getAttribute("aria-expanded"), "false");
  assert.equal(new URL(page.url()).pathname.startsWith("/staff/drafts/"), true, "Enter took the code and sent nothing");

  await field.fill("такого нет");
  await page.getByText("Ничего похожего в справочнике нет").waitFor({ state: "attached" });
  await field.fill(words);
  await field.press("Escape");
  const story = page.locator("textarea").first();
  await story.fill("Кашель неделю, 38,2 °C.");
  await story.blur();
  await page.getByText(/Черновик сохранён в \d{1,2}:\d\d/).waitFor();

  await page.reload();
  assert.equal(await page.locator("textarea").first().inputValue(), "Кашель неделю, 38,2 °C.");
  assert.ok((await field.inputValue()).startsWith(words.split(" ")[0] ?? "?"));
  assert.deepEqual(complaints, []);
});

test("without a connection it says so, keeps the words on the page, and saves them when the connection is back", {
  skip,
  timeout: 240_000,
}, async () => {
  const doctor = await logIn(house, "krylova", "staff");
  const { page } = await windowOf(doctor);
  await page.goto(`${house.url}${await draftOf(doctor)}`);
  const story = page.locator("textarea").first();
  await page.context().setOffline(true);
  await story.fill("Написано в подвале.");
  await story.blur();
  await page.getByText("Не сохранено: нет связи").waitFor();
  assert.equal(await story.inputValue(), "Написано в подвале.");
  await page.context().setOffline(false);
  await page.getByText(/Черновик сохранён в/).waitFor();
});

test("two windows: the second is told before anything is lost", { skip, timeout: 240_000 }, async () => {
  const doctor = await logIn(house, "krylova", "staff");
  const address = await draftOf(doctor);
  const [one, other] = await Promise.all([windowOf(doctor), windowOf(doctor)]);
  await Promise.all([one, other].map(({ page }) => page.goto(`${house.url}${address}`)));
  const write = async ({ page }: typeof one, words: string) => {
    await page.locator("textarea").first().fill(words);
    await page.locator("textarea").first().blur();
  };
  await write(one, "Первое окно.");
  await one.page.getByText(/Черновик сохранён в/).waitFor();
  await write(other, "Второе окно.");
  await other.page.getByText("другом окне").first().waitFor();
  assert.equal(await other.page.locator("textarea").first().inputValue(), "Второе окно.");
});

test("a paper copy, at a phone: asked from the document's page, printed, ready, handed over", {
  skip,
  timeout: 240_000,
}, async () => {
  const volga = await openHospital(house, "volga");
  const { body } = await volga.send({ document: volga.write({ set: "90", text: "На бумаге", patient }) });
  const orlov = await logIn(house, "orlov");
  await orlov.open("/consent");
  await orlov.press("Разрешить");
  const own = await windowOf(orlov);
  await own.page.goto(`${house.url}/documents/${body.number}`);
  await own.page.getByRole("link", { name: "Спросить бумажную копию" }).first().click();
  assert.equal(await isNarrow(own.page), true);
  await own.page.locator("main select").first().selectOption({ index: 1 });
  await own.page.locator("main form").last().getByRole("button").click();
  await own.page.getByText("Запрос отправлен").first().waitFor();
  const number = new URL(own.page.url()).pathname.split("/").at(-1);

  const desk = await windowOf(await logIn(house, "morozova", "staff"));
  await desk.page.goto(`${house.url}/staff/paper`);
  await desk.page.locator(`a[href$="/staff/paper/${number}"]`).first().click();
  assert.equal(await isNarrow(desk.page), true);
  await desk.page.getByRole("button", { name: /готов/i }).first().click();
  await desk.page.getByText("Отмечено: копии готовы").waitFor();
  await own.page.reload();
  await own.page.getByText("Готова").first().waitFor();
  await desk.page.getByRole("checkbox").first().check();
  await desk.page.getByRole("button", { name: /выдан/i }).first().click();
  await own.page.reload();
  await own.page.getByText("Выдана").first().waitFor();
  assert.deepEqual([...own.complaints, ...desk.complaints], []);
});
