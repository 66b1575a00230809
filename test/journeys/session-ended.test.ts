/** The session ends in the middle of a form: the way back leads to the same page, and nobody else's eyes come with it. */
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { Type } from "@sinclair/typebox";
import { hidden } from "../access/browser.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { logIn, textOf, type Visitor } from "./visitor.ts";

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
beforeEach(() => house.house.registry.transact((tx) => tx.run`DELETE FROM kept_form`));
after(() => house?.close());

/** As if nobody had touched anything for half an hour. */
async function awayForLong(): Promise<void> {
  await house.house.portal.transact((tx) => tx.run`UPDATE session SET seen_at = seen_at - interval '31 minutes'`);
}

async function keptRows(): Promise<number> {
  const Row = Type.Object({ count: Type.Integer() });
  const [row] = await house.house.registry.sql.rows(Row)`SELECT count(*)::int AS count FROM kept_form`;
  return row?.count ?? 0;
}

async function appeals(): Promise<number> {
  const Row = Type.Object({ count: Type.Integer() });
  const [row] = await house.house.registry.sql.rows(Row)`SELECT count(*)::int AS count FROM appeal`;
  return row?.count ?? 0;
}

test("a form that comes too late does nothing, is kept, and the login leads back to its page", async () => {
  const visitor = await logIn(house, "orlov");
  await visitor.open("/consent?to=/analyses");
  await awayForLong();
  const ended = await visitor.press("Разрешить");
  assert.equal(ended.url.pathname, "/login");
  assert.match(textOf(ended.html), /Сеанс завершён.*написанное не пропало/);
  assert.equal(await keptRows(), 1);
  const form = await visitor.follow("Войти снова");
  const back = await visitor.browser.post(form.url, { login: "orlov" });
  assert.equal(back.url.pathname + back.url.search, "/consent?to=%2Fanalyses".replace("%2F", "/"));
  assert.match(textOf(back.html), /Разрешить/, "nothing was sent on by itself");
});

const typed = 'Жалоба: <b>в выписке</b> "чужой" диагноз & 20 строк.\nВторая строка.';

/** The form of a question to the support, filled in and sent; gives where that led. */
async function ask(visitor: Visitor, csrf?: string) {
  const { html } = await visitor.open("/appeals/new");
  const fields = {
    csrf: csrf ?? hidden(html, "csrf"),
    page: "/appeals/new",
    once: hidden(html, "once"),
    reason: "service",
  };
  return { html, send: () => visitor.browser.post("/appeals/new", { ...fields, words: typed, agree: "on" }) };
}

function assertFilledIn(html: string): void {
  assert.match(textOf(html), /Мы сохранили то, что вы написали/);
  const area = /<textarea[^>]*name="words"[^>]*>(.*?)<\/textarea>/s.exec(html)?.[1] ?? "";
  assert.equal(
    area
      .replace(/^\n/, "")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&amp;", "&"),
    typed,
  );
  assert.match(html, /<input(?=[^>]*value="service")(?=[^>]*checked)[^>]*>/);
}

test("every word is in the form again after the login; it is not sent by itself, and stands there once", async () => {
  const visitor = await logIn(house, "orlov");
  const form = await ask(visitor);
  await awayForLong();
  visitor.page = await form.send();
  assert.match(textOf(visitor.page.html), /написанное не пропало/);
  const login = await visitor.follow("Войти снова");
  const back = await visitor.browser.post(login.url, { login: "orlov" });
  assert.equal(back.url.pathname, "/appeals/new");
  assertFilledIn(back.html);
  assert.equal(await appeals(), 0, "nothing was sent");
  const once = await visitor.open("/appeals/new");
  assert.doesNotMatch(textOf(once.html), /Мы сохранили|Жалоба/);
  visitor.page = back;
  const sent = await visitor.browser.post("/appeals/new", {
    csrf: hidden(back.html, "csrf"),
    once: hidden(back.html, "once"),
    reason: "service",
    words: typed,
    agree: "on",
  });
  assert.match(sent.url.pathname, /^\/appeals\/.+\/sent$/);
  assert.equal(await appeals(), 1);
});

test("whoever else logs in at that computer sees nothing of it", async () => {
  const visitor = await logIn(house, "orlov");
  const form = await ask(visitor);
  await awayForLong();
  visitor.page = await form.send();
  const login = await visitor.follow("Войти снова");
  const other = await visitor.browser.post(login.url, { login: "gusev" });
  assert.equal(other.url.pathname, "/appeals/new");
  assert.doesNotMatch(other.html, /Мы сохранили|Жалоба/);
});

test("when another tab has logged in anew, the form that this one sends is shown again, filled in", async () => {
  const visitor = await logIn(house, "orlov");
  const form = await ask(visitor);
  await visitor.browser.post("/logout", { csrf: hidden(form.html, "csrf") });
  const login = await visitor.browser.get("/login");
  await visitor.browser.post(login.url, { login: "orlov" });
  const shown = await form.send();
  assert.equal(shown.url.pathname, "/appeals/new");
  assertFilledIn(shown.html);
});

test("pressed twice, it is one appeal", async () => {
  const before = await appeals();
  const form = await ask(await logIn(house, "kim"));
  const [one, two] = await Promise.all([form.send(), form.send()]);
  assert.equal(one.url.pathname, two.url.pathname);
  assert.equal(await appeals(), before + 1);
});

test("a form made before the login of another tab is shown again, not lost and not done", async () => {
  const visitor = await logIn(house, "gusev");
  const page = await visitor.open("/consent");
  const old = hidden(page.html, "csrf");
  await visitor.browser.post("/logout", { csrf: old });
  const again = await visitor.browser.get("/login?to=/consent");
  await visitor.browser.post(again.url, { login: "gusev" });
  const fields = { csrf: old, page: "/consent", answer: "allow", to: "/records", version: "x" };
  const shown = await visitor.browser.post("/consent", fields);
  assert.equal(shown.url.pathname, "/consent");
  assert.equal(shown.status, 200);
  assert.equal(await keptRows(), 1);
});

test("another person's form is refused, and waits for its owner", async () => {
  const gusev = await logIn(house, "gusev");
  const theirs = hidden((await gusev.open("/consent")).html, "csrf");
  const orlov = await logIn(house, "orlov");
  const answer = await orlov.browser.post("/consent", { csrf: theirs, page: "/consent", answer: "allow" });
  assert.equal(answer.status, 403);
  assert.match(textOf(answer.html), /Форма устарела/);
});

test("what nobody's session made is not kept, and leads nowhere but home", async () => {
  const { browser } = await logIn(house, "kim");
  browser.cookies.clear();
  const answer = await browser.post(
    "/consent",
    { csrf: "x".repeat(88), page: "//evil.example", answer: "allow" },
    { follow: ({ pathname }) => pathname !== "/login" },
  );
  assert.equal(answer.url.pathname + answer.url.search, "/login");
  assert.equal(await keptRows(), 0);
});

test("the page that looks for news by itself keeps no session open, and is told how long it lasts", async () => {
  const visitor = await logIn(house, "orlov");
  await visitor.browser.get("/cabinet");
  await house.house.portal.transact((tx) => tx.run`UPDATE session SET seen_at = seen_at - interval '29 minutes'`);
  const left = async () => (JSON.parse((await visitor.browser.get("/session.json")).html) as { left: number }).left;
  await visitor.browser.get("/news.json", { follow: () => false });
  assert.ok((await left()) <= 60);
  const page = await visitor.open("/session");
  assert.match(textOf(page.html), /Вход продолжается.*До \d{1,2}:\d\d/);
  assert.ok((await left()) > 29 * 60);
  await awayForLong();
  assert.equal(await left(), 0);
});
