/** «Учебный вход»: says that it is not the real thing, needs no script, speaks ЕСИА's words, forgets nobody it was told of. */
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { esiaClaims } from "../../src/demo/provider/claims.ts";
import { type DemoPerson, oidOf, openPeopleBook } from "../../src/demo/provider/people.ts";
import { keepProviderSecrets } from "../../src/demo/provider/secrets.ts";
import { heading, hidden } from "./browser.ts";
import { openPortal, type Portal } from "./portal.ts";

let portal: Portal;
before(async () => {
  portal = await openPortal();
});
after(() => portal?.close());

const newcomer: DemoPerson = {
  login: "newcomer",
  level: "confirmed",
  snils: "90020009988",
  name: { family: "Приезжева", given: "Ольга", patronymic: null },
  birthDate: "1980-12-26",
  sex: "female",
  about: "Пришла с документом",
  group: "added",
};

test("the page says what it is, lists people with age and level, and holds no script and nothing of elsewhere", async () => {
  const { html, headers, url, status } = await portal.browser().get("/login");
  assert.equal(status, 200);
  assert.match(url.pathname, /^\/demo\/id\/login\/[\w-]+$/);
  assert.ok(html.includes("Это учебный вход, не Госуслуги"));
  assert.match(html, /<b lang="ru">Соколова Антонина Павловна<\/b>, 78 лет/);
  assert.match(html, /<button class="linklike" type="submit" name="person" value="sokolova">/);
  for (const level of ["упрощённая", "стандартная", "подтверждённая"]) assert.ok(html.includes(level), level);
  assert.doesNotMatch(html, /<script|onclick|style=|https?:\/\//);
  const policy = headers.get("content-security-policy")!;
  assert.ok(policy.startsWith("default-src 'none'; style-src 'self'"));
  assert.ok(policy.includes(`form-action 'self' ${portal.origin}`) && !policy.includes("script-src"));
  assert.equal(headers.get("cache-control"), "no-store");
});

test("the library's own answers carry the house's armour too", async () => {
  const { headers, status, html } = await portal.browser().get("/demo/id/auth?client_id=nobody");
  assert.equal(status, 400);
  assert.equal(heading(html), "Вход не удался");
  assert.equal(headers.get("x-content-type-options"), "nosniff");
  assert.match(headers.get("content-security-policy")!, /^default-src 'none'/);
});

test("a name in the list logs in as the login in the field does", async () => {
  const browser = portal.browser();
  const form = await browser.get("/login");
  await browser.post(form.url, { login: "", person: "kovalyov" });
  assert.equal((await portal.subject(browser))?.name.family, "Ковалёв");
});

test("an unknown login is told at the field, and what was typed stays", async () => {
  const browser = portal.browser();
  const form = await browser.get("/login");
  const { status, html } = await browser.post(form.url, { login: 'нет"такого' });
  assert.equal(status, 422);
  assert.match(html, /<title>Ошибка: /);
  assert.match(html, /value="нет&quot;такого"/);
  assert.match(html, /aria-describedby="login-error login-hint" aria-invalid="true"/);
  const next = await browser.post(form.url, { login: " Sokolova " });
  assert.equal(next.url.pathname, "/cabinet");
});

test("who thinks better of it comes back to us, with no error and nobody logged in", async () => {
  const browser = portal.browser();
  const form = await browser.get("/login");
  const { html } = await browser.post(form.url, { cancel: "yes", login: "" });
  assert.equal(heading(html), "Вход отменён");
  assert.doesNotMatch(html, /Ошибка|службы поддержки/);
  assert.equal(await portal.subject(browser), null);
});

test("a page that was left open says so and shows the way", async () => {
  const browser = portal.browser();
  const form = await browser.get("/login");
  await browser.post(form.url, { login: "sokolova" });
  const { status, html } = await browser.get(form.url);
  assert.equal(status, 400);
  assert.equal(heading(html), "Эта страница входа устарела");
  assert.ok(html.includes(`href="${portal.origin}/login"`));
});

test("one browser, two people in turn, without a script between them", async () => {
  const { browser } = await portal.logIn("sokolova");
  browser.cookies.delete("medkarta"); // our session is gone, the provider's is not
  const second = await portal.logIn("gusev", { browser });
  assert.equal(second.url.pathname, "/cabinet");
  assert.equal((await portal.subject(browser))?.name.family, "Гусев");
});

test("the id_token says what ЕСИА says", async () => {
  const { browser } = await portal.logIn("sokolova");
  const { idToken } = await portal.sessions.end((await portal.subject(browser))!);
  const said = decodeJwt(idToken!);
  const oid = oidOf(portal.provider.people.byLogin("sokolova")!);
  assert.equal(decodeProtectedHeader(idToken!).alg, "RS256");
  assert.equal(said.sub, oid);
  assert.equal(said.iss, portal.provider.client.issuer);
  assert.deepEqual(said["urn:esia:sbj"], {
    "urn:esia:sbj:oid": Number(oid),
    "urn:esia:sbj:nam": `OID.${oid}`,
    "urn:esia:sbj:typ": "P",
    "urn:esia:sbj:lvl": "PR",
    "urn:esia:sbj:is_tru": true,
  });
  assert.equal(said.snils, "900-200-001 94");
  assert.equal(said.birthDate, "12.03.1948");
});

test("is_tru is absent, not false, when the account is not confirmed", () => {
  const mironov = esiaClaims(portal.provider.people.byLogin("mironov")!);
  const frolova = esiaClaims(portal.provider.people.byLogin("frolova")!);
  assert.ok(!("urn:esia:sbj:is_tru" in (mironov["urn:esia:sbj"] as object)));
  assert.ok("snils" in mironov && !("snils" in frolova));
});

test("nobody has the number of another", () => {
  const people = portal.provider.people.all();
  assert.equal(new Set(people.map(oidOf)).size, people.length);
});

test("logging out of the cabinet logs out here too, and comes straight back", async () => {
  const { browser, html: page } = await portal.logIn("frolova"); // her page holds the form
  const { url, way, headers } = await browser.post("/logout", { csrf: hidden(page, "csrf") });
  assert.deepEqual(
    way.map((one) => one.pathname),
    ["/logout", "/demo/id/session/end", "/login/left"],
  );
  assert.equal(url.search, "");
  assert.equal(await portal.subject(browser), null);
  assert.equal(headers.get("set-cookie"), null);
});

test("logging out works after the provider has forgotten everybody", async () => {
  const { browser, html } = await portal.logIn("mironov");
  for (const name of browser.cookies.keys()) if (name.startsWith("_session")) browser.cookies.delete(name);
  const { url } = await browser.post("/logout", { csrf: hidden(html, "csrf") });
  assert.equal(url.pathname, "/login/left");
});

test("a link from elsewhere cannot log people out of the provider without a question, nor lead away", async () => {
  const { browser } = await portal.logIn("sokolova");
  const evil = encodeURIComponent("https://evil.example/");
  const { html, url } = await browser.get(`/demo/id/session/end?post_logout_redirect_uri=${evil}&client_id=medkarta`);
  assert.equal(url.host, new URL(portal.origin).host);
  assert.equal(heading(html), "Вход не удался");
  const asked = await browser.get("/demo/id/session/end");
  assert.equal(heading(asked.html), "Выйти из учебного входа?");
  const left = await browser.post("/demo/id/session/end/confirm", { xsrf: hidden(asked.html, "xsrf"), logout: "yes" });
  assert.equal(heading(left.html), "Вы вышли");
});

test("a person who comes with a document can log in at once", async () => {
  await portal.provider.people.add(newcomer);
  const { url } = await portal.logIn("newcomer");
  assert.equal(url.pathname, "/cabinet");
  const { html } = await portal.browser().get("/login");
  assert.ok(html.includes("Пришли с документами"));
  assert.match(html, /Приезжева Ольга<\/b>, 45 лет/); // 46 tomorrow
});

test("added people and secrets outlive a restart; only our user reads the secrets", async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), "medkarta-people-"));
  try {
    const book = await openPeopleBook([], dataDir);
    await Promise.all([
      book.add(newcomer),
      book.add({ ...newcomer, login: "second" }),
      book.add({ ...newcomer, about: "дважды" }),
    ]);
    const again = await openPeopleBook([], dataDir);
    assert.deepEqual(again.all(), book.all());
    assert.equal(again.byLogin("newcomer")?.about, "дважды");

    const secrets = await keepProviderSecrets(dataDir);
    assert.deepEqual(await keepProviderSecrets(dataDir), secrets);
    const file = path.join(dataDir, "secrets", "demo-provider.json");
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.ok((await readFile(file, "utf8")).includes(secrets.clientSecret));
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});

test("a login that would not fit into an address is not taken", async () => {
  await assert.rejects(portal.provider.people.add({ ...newcomer, login: "../x" }));
});
