/**
 * «Что делать, если медицинский документ так и не пришёл»: as its patient walks it in a real browser, with scripts and without;
 * and what stands in the way is told before anything is sent.
 */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { Type } from "@sinclair/typebox";
import type { Browser, Page } from "playwright-core";
import { dayOf, plusDays } from "../../src/basics/day.ts";
import { patientByLogin } from "../../src/demo/people/patients.ts";
import { organisations } from "../../src/demo/people/places.ts";
import { hidden } from "../access/browser.ts";
import { type Hospital, openHospital } from "../http/hospital.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { noBrowser, openBrowser } from "../pages/browser.ts";
import { logIn, textOf, until, type Visitor } from "./visitor.ts";

let house: TestHouse;
let volga: Hospital;
let chrome: Browser;
const today = dayOf(new Date(), "Europe/Moscow");
/** Sixty-odd working days ago, whatever the holidays. */
const longAgo = plusDays(today, -100);
const lately = plusDays(today, -5);

before(async () => {
  house = await openTestHouse();
  volga = await openHospital(house, "volga");
  if (!noBrowser) chrome = await openBrowser();
});
after(async () => {
  await chrome?.close();
  await house?.close();
});

async function tellVisit(login: string, visitedOn: string): Promise<void> {
  const { snils, name, birthDate } = patientByLogin(login);
  const answer = await volga.post("/api/v1/care-records", {
    localUid: randomUUID(),
    visitedOn,
    patient: {
      snils,
      family: name.family,
      given: name.given,
      birthDate,
      ...(name.patronymic ? { patronymic: name.patronymic } : {}),
    },
    doctor: { family: "Крылова", given: "Елена" },
    services: [{ code: "B01.015.001", name: "Прием (осмотр, консультация) врача-кардиолога первичный" }],
  });
  assert.equal(answer.status, 200, answer.text);
}

async function consented(login: string): Promise<Visitor> {
  const visitor = await logIn(house, login);
  await visitor.open("/consent");
  await visitor.press("Разрешить");
  return visitor;
}

const post = (visitor: Visitor, step: string, fields: Record<string, string>) =>
  visitor.browser.get("/claims/new").then(({ html }) => {
    const csrf = hidden(html, "csrf");
    return visitor.browser.post(step === "data" ? "/claims/new" : `/claims/new/${step}`, { csrf, go: "on", ...fields });
  });
const parts = (day: string) => ({ day: day.slice(8), month: day.slice(5, 7), year: day.slice(0, 4) });

/** Answers every question over plain HTTP; gives the page at which it ends. */
async function answerAll(visitor: Visitor, about: { day: string; oid?: string; data?: string; kind?: string }) {
  await visitor.browser.post("/claims/start", {
    csrf: hidden((await visitor.browser.get("/claims/new")).html, "csrf"),
  });
  await post(visitor, "data", { answer: about.data ?? "right" });
  await post(visitor, "kind", { kind: about.kind ?? "consultation" });
  const dated = await post(visitor, "date", parts(about.day));
  if (dated.url.pathname !== "/claims/new/region") return dated;
  const organisation = Object.values(organisations).find(({ oid }) => oid === (about.oid ?? organisations.volga.oid));
  const placed = await post(visitor, "region", { region: organisation?.regionCode ?? "76" });
  if (placed.url.pathname !== "/claims/new/organisation") return placed;
  return post(visitor, "organisation", { organisation: about.oid ?? organisations.volga.oid });
}

async function claims(login: string) {
  const Row = Type.Object({ number: Type.String(), state: Type.String(), reason: Type.String() });
  const { snils } = patientByLogin(login);
  const patientId = house.house.keyring.patientId(snils as never, 0);
  return house.house.portal.transact((tx) => tx.rows(Row)`SELECT number, state, reason FROM appeal ORDER BY number`, {
    patient: patientId,
  });
}

describe("in a real browser", { skip: noBrowser }, () => {
  for (const [login, scripts] of [
    ["orlov", true],
    ["kovalyov", false],
  ] as const)
    test(`the leaflet's form, ${scripts ? "with" : "without"} scripts: data, kind, day, region, organisation, rules, «Отправить»`, async () => {
      const context = await chrome.newContext({ javaScriptEnabled: scripts, locale: "ru-RU" });
      const page = await context.newPage();
      try {
        await page.goto(`${house.url}/login`);
        await page
          .getByRole("button", { name: new RegExp(patientByLogin(login).name.family) })
          .first()
          .click();
        if (page.url().endsWith("/login/as"))
          await page
            .getByRole("button")
            .filter({ hasText: /ациент/ })
            .first()
            .click();
        await page.goto(`${house.url}/consent`);
        if (page.url().includes("/consent")) await press(page, "Разрешить");
        await page.goto(`${house.url}/help/missing`);
        await page
          .getByRole("link", { name: "Сообщите об отсутствии документа" })
          .or(page.getByRole("link", { name: "Сообщить об отсутствии документа" }))
          .first()
          .click();
        assert.match(await said(page, "h1"), /Проверьте свои данные/);
        await press(page, "Продолжить");
        assert.match(await page.title(), /^Ошибка: /);
        await page.getByLabel("Всё верно").check();
        await press(page, "Продолжить");
        await page.getByLabel(/Заключение врача после приёма/).check();
        await press(page, "Продолжить");
        await page.getByLabel("День").fill("31.11.2026");
        await press(page, "Продолжить");
        assert.equal(await page.getByLabel("День").inputValue(), "31.11.2026", "what was typed stays");
        await page.getByLabel("День").fill(longAgo.split("-").reverse().join("."));
        await press(page, "Продолжить");
        await page.getByLabel("Регион").selectOption("76");
        await press(page, "Продолжить");
        await page.getByLabel("Название или его часть").fill("волжская");
        await page.keyboard.press("Enter");
        await page.getByLabel(/Волжская поликлиника/).check();
        await press(page, "Продолжить");
        assert.match(await said(page, "h1"), /Проверьте и отправьте/);
        await press(page, "Отправить");
        assert.match(await page.title(), /^Ошибка: /);
        await page.getByLabel(/Я согласен с правилами/).check();
        await press(page, "Отправить");
        assert.match(await said(page, "h1"), /Обращение зарегистрировано/);
        const told = await said(page, "main");
        assert.match(told, /Номер \d{4}-\d\d-\d{6}/);
        assert.match(told, /до (понедельника|вторника|среды|четверга|пятницы|субботы|воскресенья), \d/);
        await page.goto(`${house.url}/notices`);
        assert.match(await said(page, "main"), /Обращение зарегистрировано/);
      } finally {
        await context.close();
      }
      const [claim, ...others] = await claims(login);
      assert.deepEqual([claim?.state, claim?.reason, others.length], ["registered", "not-come", 0]);
    });
});

test("«Ожидайте, пока документ появится»: it comes, and the claim is answered by itself", async () => {
  const gusev = await consented("gusev");
  const check = await answerAll(gusev, { day: longAgo });
  assert.equal(check.url.pathname, "/claims/new/check", textOf(check.html));
  // Pressed twice at once: one claim.
  const csrf = hidden(check.html, "csrf");
  const sends = await Promise.all(
    [1, 2].map(() => gusev.browser.post("/claims/new/check", { csrf, agree: "1", go: "on" })),
  );
  for (const sent of sends) assert.match(sent.url.pathname, /^\/claims\/sent\//);
  assert.equal((await claims("gusev")).length, 1);
  const again = await answerAll(gusev, { day: longAgo });
  assert.match(textOf(again.html), /Такое обращение уже есть/);

  const { snils, name, birthDate } = patientByLogin("gusev");
  await volga.deliver({
    patient: { snils, name, birthDate },
    set: "9",
    created: `${longAgo.replaceAll("-", "")}1430+0300`,
  });
  await until("the claim is answered", async () => ((await claims("gusev"))[0]?.state === "corrected" ? true : null));
  const there = await answerAll(gusev, { day: longAgo });
  assert.match(textOf(there.html), /уже пришёл/);
});

test("from an expected document: two steps", async () => {
  const kim = await consented("kim");
  await tellVisit("kim", longAgo);
  await kim.open("/due");
  assert.match(textOf(kim.page.html), /Приём врача-кардиолога/);
  await kim.follow("Приём врача-кардиолога");
  await kim.open(kim.page.url.pathname);
  const id = kim.page.url.pathname.split("/").at(-1) ?? "";
  const csrf = hidden(kim.page.html, "csrf");
  await kim.browser.post("/claims/start", { csrf, due: id });
  const check = await post(kim, "data", { answer: "right" });
  assert.equal(check.url.pathname, "/claims/new/check");
  const sent = await post(kim, "check", { agree: "1" });
  assert.match(textOf(sent.html), /Обращение зарегистрировано/);
  assert.match(textOf((await kim.open(`/due/${id}`)).html), /уже есть обращение/);
});

describe("what stands in the way is told before anything is sent", () => {
  let visitor: Visitor;
  before(async () => {
    visitor = await consented("rakhimov");
  });
  const ends = async (about: Parameters<typeof answerAll>[1], words: RegExp) => {
    const page = await answerAll(visitor, about);
    assert.equal(page.url.pathname, "/claims/new/stop", textOf(page.html));
    assert.match(textOf(page.html), words);
    return page;
  };
  test("a region that is not connected: where to go, and with what", async () => {
    await ends(
      { day: longAgo, oid: organisations.steppe.oid },
      /Херсонская область: документы на портал пока не поступают.*Степная больница.*Ковыльная.*паспорт, полис ОМС, СНИЛС/,
    );
  });
  test("before 1 September 2022", async () => {
    await ends({ day: "2022-08-31" }, /до 1 сентября 2022 года/);
  });
  test("before thirty working days: from which day; a mistake in the data does not wait", async () => {
    const early = await ends({ day: lately }, /день \d+ из 30 рабочих.*Сообщить можно будет с \d/);
    const csrf = hidden(early.html, "csrf");
    const on = await visitor.browser.post("/claims/new/stop", { csrf, go: "wrong" });
    assert.equal(on.url.pathname, "/claims/new/check");
  });
  test("days that are none, or none yet, or too early to be one's own", async () => {
    for (const [day, words] of [
      ["31.02.2026", /Такой даты нет/],
      [plusDays(today, 3), /ещё не наступил/],
      ["12.11.1890", /раньше вашей даты рождения/],
      ["", /Укажите день приёма/],
    ] as const) {
      const page = await post(visitor, "date", { day, month: "", year: "" });
      assert.match(textOf(page.html), words);
      assert.match(page.html, /<title>Ошибка: /);
    }
  });
  test("twenty thousand characters as a name: told, and kept in the field", async () => {
    await post(visitor, "region", { region: "76" });
    const name = "Ы".repeat(20_000);
    const page = await post(visitor, "organisation", { organisation: "none", name });
    assert.match(textOf(page.html), /Слишком длинное название/);
    assert.ok(page.html.includes(name));
  });
  test("nobody's answers are anybody else's, and an account that is not confirmed is led to its level", async () => {
    const other = await consented("zakharova");
    assert.equal((await other.open("/claims/new/check")).url.pathname, "/claims/new");
    const low = await logIn(house, "mironov");
    assert.equal((await low.open("/claims/new")).url.pathname, "/login/level");
  });
  test("the answers outlive the session", async () => {
    await answerAll(visitor, { day: longAgo });
    const later = await logIn(house, "rakhimov");
    assert.match(textOf((await later.open("/cabinet")).html), /Вы начали сообщать об отсутствии документа/);
    assert.equal((await later.open("/claims/new/check")).url.pathname, "/claims/new/check");
  });
});

async function press(page: Page, name: string): Promise<void> {
  await page.locator("main").getByRole("button", { name, exact: true }).click();
}

async function said(page: Page, where: "h1" | "main"): Promise<string> {
  return String(await page.locator(where).textContent()).replace(/[\s\u00a0]+/g, " ");
}
