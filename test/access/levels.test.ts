/** What each level of account comes to at the window. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { parseSnils } from "../../src/basics/snils.ts";
import { heading } from "./browser.ts";
import { openPortal, type Portal } from "./portal.ts";

let portal: Portal;
before(async () => {
  portal = await openPortal();
});
after(() => portal?.close());

test("a confirmed person comes to the page they asked for", async () => {
  const { browser, url } = await portal.logIn("sokolova", { to: "/documents?kind=lab&year=2026" });
  assert.equal(url.pathname + url.search, "/documents?kind=lab&year=2026");
  const subject = await portal.subject(browser);
  assert.equal(subject?.role, "patient");
  assert.equal(subject.level, "confirmed");
  assert.equal(subject.patientId, portal.keyring.patientId(parseSnils("900-200-001 94")!, 0));
  assert.deepEqual(subject.name, { family: "Соколова", given: "Антонина", patronymic: "Павловна" });
  assert.equal(subject.staffId, null);
});

test("without a page asked for, the login ends at the cabinet's home", async () => {
  const { url } = await portal.logIn("kovalyov");
  assert.equal(url.pathname, "/cabinet");
});

test("whoever is logged in already is not asked again", async () => {
  const { browser } = await portal.logIn("lebedeva");
  const { way } = await browser.get("/login?to=/documents");
  assert.deepEqual(
    way.map((one) => one.pathname),
    ["/login", "/documents"],
  );
});

for (const [login, level, name] of [
  ["frolova", "simplified", "Упрощённая"],
  ["mironov", "standard", "Стандартная"],
] as const) {
  test(`an account of level ${level} sees its level and how to raise it, and no document`, async () => {
    const { browser, url, html } = await portal.logIn(login, { to: "/documents" });
    assert.equal(url.pathname, "/login/level");
    assert.equal(heading(html), "Нужна подтверждённая учётная запись");
    assert.match(html, new RegExp(`<li class="now"><h3>${name}`));
    for (const way of ["банка", "МФЦ", "УКЭП", "письмом"]) assert.ok(html.includes(way), way);
    for (const link of ["/help/account", "/verify", "/regions"]) assert.ok(html.includes(`href="${link}"`), link);
    assert.match(html, /<form method="post" action="\/logout">/);
    const subject = await portal.subject(browser);
    assert.equal(subject?.level, level);
    assert.equal(subject.patientId, null);
  });
}

test("an account that was confirmed since then opens at the next login", async () => {
  const before = portal.provider.people.byLogin("frolova")!;
  const { browser } = await portal.logIn("frolova");
  const first = await portal.subject(browser);
  await portal.provider.people.add({ ...before, level: "confirmed", snils: "90020009988" });
  const after = await portal.logIn("frolova");
  const second = await portal.subject(after.browser);
  await portal.provider.people.add(before);
  assert.equal(after.url.pathname, "/cabinet");
  assert.equal(second?.accountId, first?.accountId);
  assert.notEqual(second?.patientId, null);
});

test("the same СНИЛС with another name is another person, who sees nothing of the first", async () => {
  const sokolova = portal.provider.people.byLogin("sokolova")!;
  await portal.provider.people.add({
    ...sokolova,
    login: "namesake",
    name: { family: "Иная", given: "Мария", patronymic: null },
    group: "added",
  });
  const [one, other] = await Promise.all([portal.logIn("sokolova"), portal.logIn("namesake")]);
  const first = await portal.subject(one.browser);
  const second = await portal.subject(other.browser);
  assert.ok(first?.patientId && second?.patientId);
  assert.notEqual(first.patientId, second.patientId);
});

test("«Соколова» written in capitals is still Соколова", async () => {
  const sokolova = portal.provider.people.byLogin("sokolova")!;
  const { family, given, patronymic } = sokolova.name;
  await portal.provider.people.add({
    ...sokolova,
    login: "capitals",
    name: { family: family.toUpperCase(), given: given.toUpperCase(), patronymic: patronymic!.toUpperCase() },
    group: "added",
  });
  const one = await portal.subject((await portal.logIn("sokolova")).browser);
  const other = await portal.subject((await portal.logIn("capitals")).browser);
  assert.equal(one?.patientId, other?.patientId);
  assert.notEqual(one?.accountId, other?.accountId);
});
