/**
 * «Чтобы ознакомиться с ней, необходимо войти под своей учётной записью»; «посмотреть или скачать … можно, если у вас
 * имеется подтверждённая учётная запись». The way in and out, as the people of the leaflet go it.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import cookie from "@fastify/cookie";
import { Type } from "@sinclair/typebox";
import Fastify from "fastify";
import { openRelyingParty } from "../../src/access/relying-party.ts";
import { loginRoutes } from "../../src/pages/login/routes.ts";
import { heading, hidden } from "../access/browser.ts";
import { openPortal, type Portal } from "../access/portal.ts";

let portal: Portal;
before(async () => {
  portal = await openPortal();
});
after(() => portal?.close());

test("Антонина Павловна opens a document's address, logs in, and is at that document", async () => {
  const browser = portal.browser();
  const form = await browser.get("/documents?year=2026");
  assert.equal(heading(form.html), "Кем войти?");
  const { url } = await browser.post(form.url, { person: "sokolova" });
  assert.equal(url.pathname + url.search, "/documents?year=2026");
});

test("she leaves for tea, and forty minutes later is asked again and brought back to her place", async () => {
  const { browser } = await portal.logIn("sokolova");
  portal.clock.now = new Date(portal.clock.now.getTime() + 40 * 60_000);
  const ended = await browser.get("/documents?year=2026");
  assert.equal(heading(ended.html), "Сеанс завершён");
  assert.equal(browser.value("medkarta"), undefined);
  const again = /<a class="btn" href="([^"]+)"/.exec(ended.html)![1]!;
  const form = await browser.get(again);
  const { url } = await browser.post(form.url, { person: "sokolova" });
  assert.equal(url.pathname + url.search, "/documents?year=2026");
});

test("Дарья, whose account is simplified, learns what opens the documents, and can go out again", async () => {
  const { browser, html } = await portal.logIn("frolova");
  assert.equal(heading(html), "Нужна подтверждённая учётная запись");
  const left = await browser.post("/logout", { csrf: hidden(html, "csrf") });
  assert.equal(heading(left.html), "Вы вышли");
  const level = await browser.get("/login/level");
  assert.equal(heading(level.html), "Кем войти?");
});

test("doctor Петров chooses whom to be, works, and becomes a patient without logging in anew", async () => {
  const { browser, url, html } = await portal.logIn("petrov", { to: "/documents" });
  assert.equal(url.pathname, "/login/as");
  assert.equal(heading(html), "Кем войти?");
  assert.match(html, /Как врач<\/b><br\/><span class="small muted" lang="ru">Врач-кардиолог, /);
  const post = /name="as" value="([0-9a-f-]{36})"/.exec(html)![1]!;

  const work = await browser.post("/login/as", { csrf: hidden(html, "csrf"), as: post, to: "/documents" });
  assert.equal(work.url.pathname, "/staff");
  assert.deepEqual(JSON.parse(work.html), { role: "doctor", patient: null, staff: post });

  const change = await browser.get("/login/as?to=/documents");
  const home = await browser.post("/login/as", {
    csrf: hidden(change.html, "csrf"),
    as: "patient",
    to: hidden(change.html, "to"),
  });
  assert.equal(home.url.pathname, "/documents");
  assert.equal(JSON.parse(home.html).role, "patient");
});

test("the support operator and the administrator come to their own desks", async () => {
  for (const [login, role] of [
    ["support", "support"],
    ["admin", "administrator"],
    ["morozova", "registrar"],
  ] as const) {
    const { browser, html } = await portal.logIn(login);
    const as = /name="as" value="([0-9a-f-]{36})"/.exec(html)![1]!;
    const desk = await browser.post("/login/as", { csrf: hidden(html, "csrf"), as });
    assert.equal(JSON.parse(desk.html).role, role);
  }
});

test("a patient without a post is not asked whom to be", async () => {
  const { browser } = await portal.logIn("gusev");
  assert.equal((await browser.get("/login/as")).url.pathname, "/cabinet");
});

test("«Выйти» leaves nothing behind: no row, no cookie, and a browser told to forget", async () => {
  const { browser, html } = await portal.logIn("mironov");
  const Count = Type.Object({ count: Type.Number() });
  const rows = async () => (await portal.portal.sql.rows(Count)`SELECT count(*) AS count FROM session`)[0]!.count;
  const before = await rows();
  const cookie = browser.value("medkarta");
  const out = await browser.post("/logout", { csrf: hidden(html, "csrf") }, { follow: () => false });
  assert.equal(out.headers.get("clear-site-data"), '"cache", "storage"');
  assert.equal(browser.value("medkarta"), undefined);
  assert.equal(await rows(), before - 1);
  browser.plant("medkarta", cookie!);
  assert.equal(await portal.subject(browser), null);
});

test("who opened the cabinet at 127.0.0.1 is brought to localhost first, where the login can end", async () => {
  const { port } = new URL(portal.origin);
  const answer = await portal.app.inject({ url: "/login?to=/documents", headers: { host: `127.0.0.1:${port}` } });
  assert.equal(answer.headers.location, `${portal.origin}/login?to=%2Fdocuments`);
  const elsewhere = await portal.app.inject({ url: "/login", headers: { host: "backend:8080" } });
  assert.match(elsewhere.headers.location!, /\/demo\/id\/auth/); // a proxy's own name is no reason to send people round
});

test("the provider is away: plain words, another way, a number for support, and nobody logged in", async () => {
  const away = { issuer: "http://localhost:9/none", clientId: "medkarta", clientSecret: "s" };
  const own = { redirectUri: `${portal.origin}/login/return`, afterLogoutUri: `${portal.origin}/login/left` };
  const app = Fastify();
  await app.register(cookie);
  loginRoutes(app, {
    ...portal,
    relyingParty: openRelyingParty(portal.portal, portal.keyring, away, own),
    publicUrl: portal.origin,
    clock: () => portal.clock.now,
  });
  const answer = await app.inject({ url: "/login?to=/documents", headers: { host: new URL(portal.origin).host } });
  await app.close();
  assert.equal(answer.statusCode, 503);
  assert.equal(heading(answer.body), "Войти не получилось");
  assert.ok(answer.body.includes("Служба входа сейчас не отвечает."));
  assert.ok(answer.body.includes('<a class="btn" href="/login?to=%2Fdocuments">Попробовать ещё раз</a>'));
  assert.ok(answer.body.includes('href="/help/account"') && answer.body.includes("в день обращения"));
  assert.match(answer.body, /Номер для службы поддержки: \S+/);
  assert.equal(answer.headers["set-cookie"], undefined);
});

test("the log knows that somebody came and went, and not who", async () => {
  const browser = portal.browser();
  const form = await browser.get("/login?to=/documents");
  const { way } = await browser.post(form.url, { login: "sokolova" });
  const subject = (await portal.subject(browser))!;
  await browser.post("/logout", { csrf: subject.csrf });
  await browser.get(way.find(({ pathname }) => pathname === "/login/return")!); // the same answer again: refused
  const log = portal.log.join("");
  for (const event of ["logged-in", "logged-out", "login-refused"])
    assert.ok(log.includes(`"event":"${event}"`), event);
  assert.ok(log.includes(subject.accountId));
  const answer = way.find(({ pathname }) => pathname === "/login/return")!.searchParams;
  const secret = [answer.get("code")!, answer.get("state")!, subject.csrf];
  for (const told of ["Соколова", "Антонина", "90020000194", "900-200-001", "sokolova", "eyJ", ...secret]) {
    assert.ok(!log.includes(told), told);
  }
});

test("the device of the login is told in a few words", async () => {
  const { browser } = await portal.logIn("belyaeva");
  const subject = await portal.subject(browser);
  const [line] = await portal.sessions.list(subject!.accountId, portal.clock.now);
  assert.equal(line?.device, "Firefox, Linux");
  assert.equal(line?.id, portal.sessions.idOf(subject!));
});
