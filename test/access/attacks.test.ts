/** Who tries to come in by somebody else's login. Each of these was somebody's real hole. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Type } from "@sinclair/typebox";
import { sha256 } from "../../src/access/subject.ts";
import { type Browser, heading, hidden } from "./browser.ts";
import { openPortal, type Portal } from "./portal.ts";

let portal: Portal;
before(async () => {
  portal = await openPortal();
});
after(() => portal?.close());

const beforeReturn = (url: URL) => url.pathname !== "/login/return";
const beforeProvider = (url: URL) => url.pathname !== "/demo/id/auth";

/** As far as the provider's answer, which is not delivered yet. */
async function answerFor(login: string, browser: Browser, to = "/login"): Promise<URL> {
  const form = await browser.get(to);
  const { url } = await browser.post(form.url, { login }, { follow: beforeReturn });
  assert.equal(url.pathname, "/login/return");
  return url;
}

async function refused(browser: Browser, url: URL, why = "Войти не получилось"): Promise<void> {
  const { status, html } = await browser.get(url);
  assert.equal(status, 400);
  assert.equal(heading(html), why);
  assert.equal(await portal.subject(browser), null);
}

function changed(url: URL, name: string, value: string | null): URL {
  const other = new URL(url);
  if (value === null) other.searchParams.delete(name);
  else other.searchParams.set(name, value);
  return other;
}

test("a changed, missing or doubled state is refused", async () => {
  for (const change of [
    (url: URL) => changed(url, "state", "5ab1f2a6-6b8e-4b52-9f3c-0d5d2a6f0a11"),
    (url: URL) => changed(url, "state", null),
    (url: URL) => new URL(`${url}&state=${url.searchParams.get("state")}`),
  ]) {
    const browser = portal.browser();
    await refused(browser, change(await answerFor("sokolova", browser)));
  }
});

test("an answer from another issuer, or that does not say from whom, is refused (RFC 9207)", async () => {
  for (const issuer of ["https://evil.example", null]) {
    const browser = portal.browser();
    await refused(browser, changed(await answerFor("sokolova", browser), "iss", issuer));
  }
});

test("a code that is another login's is refused", async () => {
  const [victim, attacker] = [portal.browser(), portal.browser()];
  const stolen = await answerFor("sokolova", victim);
  const own = await answerFor("mironov", attacker);
  await refused(attacker, changed(own, "code", stolen.searchParams.get("code")));
});

test("an answer counts once: again, it opens nothing in a fresh browser, and leaves the first one logged in", async () => {
  const browser = portal.browser();
  const url = await answerFor("sokolova", browser);
  const binding = browser.value("medkarta-login")!;
  assert.equal((await browser.get(url)).url.pathname, "/cabinet");

  const other = portal.browser();
  other.plant("medkarta-login", binding);
  await refused(other, url);
  const again = await browser.get(url);
  assert.equal(again.url.pathname, "/cabinet");
  assert.ok(await portal.subject(browser));
});

test("of two deliveries of one answer at the same time one comes in", async () => {
  const browser = portal.browser();
  const url = await answerFor("sokolova", browser);
  const binding = browser.value("medkarta-login")!;
  const twins = [portal.browser(), portal.browser(), portal.browser()];
  for (const twin of twins) twin.plant("medkarta-login", binding);
  await Promise.all(twins.map((twin) => twin.get(url)));
  const inside = await Promise.all(twins.map((twin) => portal.subject(twin)));
  assert.equal(inside.filter(Boolean).length, 1);
});

test("a code spent behind our back is refused by the provider", async () => {
  const browser = portal.browser();
  const url = await answerFor("sokolova", browser);
  const { verifier, put } = await takeAttempt(url.searchParams.get("state")!);
  await put();
  const { client } = portal.provider;
  const basic = Buffer.from(`${client.clientId}:${client.clientSecret}`).toString("base64");
  const response = await fetch(`${client.issuer}/token`, {
    method: "POST",
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code: url.searchParams.get("code")!,
      code_verifier: verifier,
      redirect_uri: `${portal.origin}/login/return`,
    }),
  });
  assert.equal(response.status, 200);
  await refused(browser, url);
});

test("an attacker's answer cannot be finished in a victim's browser (login CSRF)", async () => {
  const attacker = portal.browser();
  const url = await answerFor("mironov", attacker);
  const victim = portal.browser();
  await refused(victim, url); // no login was begun there
  const busy = portal.browser();
  await busy.get("/login"); // or a login of its own was
  await refused(busy, await answerFor("mironov", attacker));
});

test("an id_token with the nonce of another login is refused, although code, state and PKCE are right", async () => {
  const browser = portal.browser();
  const url = await answerFor("sokolova", browser);
  const { put } = await takeAttempt(url.searchParams.get("state")!);
  await put({ nonce: "a-nonce-of-yesterday" });
  await refused(browser, url);
});

test("a code without the verifier it was asked for with is worth nothing (PKCE)", async () => {
  const browser = portal.browser();
  const url = await answerFor("sokolova", browser);
  const { put } = await takeAttempt(url.searchParams.get("state")!);
  await put({ verifier: "x".repeat(43) });
  await refused(browser, url);
});

test("ten minutes are enough for a login, and then it has to be begun anew", async () => {
  const browser = portal.browser();
  const url = await answerFor("sokolova", browser);
  portal.clock.now = new Date(portal.clock.now.getTime() + 10 * 60_000);
  await refused(browser, url);
});

test("the database shows neither the verifier nor the nonce nor the state", async () => {
  const browser = portal.browser();
  const { url } = await browser.get("/login?to=/documents", { follow: beforeProvider });
  const Row = Type.Object({ line: Type.String() });
  const rows = await portal.portal.sql.rows(Row)`SELECT login_attempt::text AS line FROM login_attempt`;
  const dump = rows.map(({ line }) => line).join("\n");
  for (const name of ["state", "nonce", "code_challenge"]) {
    const value = url.searchParams.get(name)!;
    assert.ok(!dump.includes(value) && !dump.includes(Buffer.from(value).toString("hex")), name);
  }
});

test("the request asks for PKCE S256, a nonce, and exactly our address, whatever the Host header says", async () => {
  const response = await portal.app.inject({ url: "/login", headers: { host: "evil.example" } });
  const asked = new URL(response.headers.location!).searchParams;
  assert.equal(asked.get("redirect_uri"), `${portal.origin}/login/return`);
  assert.equal(asked.get("code_challenge_method"), "S256");
  assert.equal(asked.get("response_type"), "code");
  assert.ok(asked.get("nonce")!.length >= 43);
  assert.match(asked.get("state")!, /^[0-9a-f-]{36}$/);
});

test("the provider sends nobody to an address that is not registered, and asks for PKCE", async () => {
  const browser = portal.browser();
  const { url } = await browser.get("/login", { follow: beforeProvider });
  for (const address of [
    changed(url, "redirect_uri", "https://evil.example/login/return"),
    changed(url, "redirect_uri", `${portal.origin}/login/return/../x`),
    changed(url, "redirect_uri", `${portal.origin}/login/return?x=1`),
    changed(url, "code_challenge", null),
    changed(url, "code_challenge_method", "plain"),
  ]) {
    const { way, html } = await browser.get(address, { follow: beforeReturn });
    const error = way.at(-1)!.searchParams.get("error");
    assert.ok(way.every(({ host }) => host === new URL(portal.origin).host));
    assert.ok(error === "invalid_request" || heading(html) === "Вход не удался", way.join(" → "));
  }
});

for (const to of [
  "//evil.example",
  "https://evil.example/",
  "/\\evil.example",
  "/..//evil.example",
  "/%09/evil.example",
]) {
  test(`«to=${to}» does not lead out of the house, before the login, after it, or when already in`, async () => {
    const { browser, url } = await portal.logIn("sokolova", { to });
    assert.equal(url.host, new URL(portal.origin).host);
    const { way } = await browser.get(`/login?to=${encodeURIComponent(to)}`);
    assert.ok(way.every(({ host }) => host === new URL(portal.origin).host));
  });
}

test("a session cookie planted before the login is worth nothing after it (fixation)", async () => {
  const attacker = await portal.logIn("mironov");
  const planted = attacker.browser.value("medkarta")!;
  const victim = portal.browser();
  const url = await answerFor("sokolova", victim);
  victim.plant("medkarta", planted);
  await victim.get(url);
  assert.notEqual(victim.value("medkarta"), planted);
  assert.equal((await portal.subject(victim))?.name.family, "Соколова");
  assert.equal(await portal.subject(attacker.browser), null);

  const unknown = portal.browser();
  const next = await answerFor("sokolova", unknown);
  unknown.plant("medkarta", "A".repeat(43));
  await unknown.get(next);
  assert.notEqual(unknown.value("medkarta"), "A".repeat(43));
});

test("the session cookie is HttpOnly and Lax, for the whole host, and without a domain", async () => {
  const { browser } = await portal.logIn("sokolova");
  const line = browser.cookies.get("medkarta")!.line;
  assert.match(line, /; Path=\/; HttpOnly; SameSite=Lax$/);
  assert.equal(Buffer.from(browser.value("medkarta")!, "base64url").length, 32);
  assert.equal(browser.value("medkarta-login"), undefined, "the attempt's cookie goes with the login");
});

test("nobody is logged out, or made a doctor, by a form that is not ours", async () => {
  const { browser } = await portal.logIn("petrov");
  const { html } = await browser.get("/login/as");
  const csrf = hidden(html, "csrf");
  for (const form of [{}, { csrf: "" }, { csrf: csrf.slice(1) }, { csrf: `${csrf}x` }]) {
    const out = await browser.post("/logout", form);
    assert.equal(out.status, 403);
    const as = await browser.post("/login/as", { as: /value="([0-9a-f-]{36})"/.exec(html)![1]!, ...form });
    assert.equal(as.status, 403);
  }
  assert.equal((await portal.subject(browser))?.role, "patient");
});

test("nothing that the window answers is kept by a cache", async () => {
  const { browser } = await portal.logIn("frolova");
  for (const address of ["/login/level", "/login/left", "/login/return?state=x"]) {
    const { headers } = await browser.get(address, { follow: () => false });
    assert.equal(headers.get("cache-control"), "no-store", address);
  }
});

/** The attempt of this state, out of the table; `put` brings it back, changed. */
async function takeAttempt(state: string) {
  const { portal: database, keyring, clock } = portal;
  const context = `login ${sha256(state).toString("hex")}`;
  const Row = Type.Object({ sealed: Type.Uint8Array() });
  const [row] = await database.transact(
    (tx) => tx.rows(Row)`DELETE FROM login_attempt WHERE state_digest = ${sha256(state)} RETURNING sealed`,
  );
  const attempt = keyring.open(context, row!.sealed) as { verifier: string; nonce: string };
  const put = (change: Partial<typeof attempt> = {}) =>
    database.transact(
      (tx) => tx.run`INSERT INTO login_attempt (state_digest, sealed, created_at)
                     VALUES (${sha256(state)}, ${keyring.seal(context, { ...attempt, ...change })}, ${clock.now})`,
    );
  return { ...attempt, put };
}
