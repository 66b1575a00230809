/** What was typed when a session ended: kept for its owner alone, for an hour, once. */
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { Type } from "@sinclair/typebox";
import { formOwner, newFormToken } from "../../src/access/form-token.ts";
import { type KeptForms, openKeptForms } from "../../src/access/kept-forms.ts";
import { sweepWindow } from "../../src/access/session.ts";
import type { Subject } from "../../src/access/subject.ts";
import { openPortal, type Portal } from "./portal.ts";

const start = new Date("2026-12-25T09:00:00Z");
const at = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const place = { page: "/claims/new", action: "/claims/new" };
const typed = "Протокол консультации от 12 ноября";

let portal: Portal;
let kept: KeptForms;
let sokolova: Subject;
let orlov: Subject;
before(async () => {
  portal = await openPortal();
  kept = openKeptForms(portal.portal, portal.keyring);
  sokolova = (await portal.subject((await portal.logIn("sokolova")).browser))!;
  orlov = (await portal.subject((await portal.logIn("orlov")).browser))!;
});
beforeEach(() => portal.registry.transact((tx) => tx.run`DELETE FROM kept_form`));
after(() => portal?.close());

const keep = (values: Record<string, string | string[]> = { what: typed }, browser?: string, now = start) =>
  kept.keep(sokolova.accountId, browser, { ...place, values }, now);
const take = (subject: Subject, browser: string | null | undefined, now = start, where = place) =>
  portal.portal.transact((tx) => kept.take(tx, subject, browser ?? undefined, where, now));

test("a form comes back to its owner with everything in it, and only once", async () => {
  const browser = await keep({ what: typed, documents: ["1", "2"] });
  assert.deepEqual(await take(sokolova, browser), { what: typed, documents: ["1", "2"] });
  assert.equal(await take(sokolova, browser), null);
});

test("whoever else logs in at the same browser gets nothing, and the owner still does", async () => {
  const browser = await keep();
  assert.equal(await take(orlov, browser), null);
  assert.deepEqual(await take(sokolova, browser), { what: typed });
});

test("another browser of the same person gets nothing", async () => {
  await keep();
  assert.equal(await take(sokolova, "A".repeat(43)), null);
  assert.equal(await take(sokolova, null), null);
});

test("it comes back to its own page and its own form alone", async () => {
  const browser = await keep();
  assert.equal(await take(sokolova, browser, start, { ...place, page: "/paper/new" }), null);
  assert.equal(await take(sokolova, browser, start, { ...place, action: "/claims/cancel" }), null);
  assert.deepEqual(await take(sokolova, browser), { what: typed });
});

test("two forms of one browser wait beside each other", async () => {
  const browser = (await keep())!;
  const same = await kept.keep(sokolova.accountId, browser, { page: "/a", action: "/a", values: { b: "c" } }, at(1));
  assert.equal(same, browser);
  assert.deepEqual(await take(sokolova, browser), { what: typed });
  assert.deepEqual(await take(sokolova, browser, start, { page: "/a", action: "/a" }), { b: "c" });
});

test("after an hour it is gone, for the page and from the table", async () => {
  const browser = await keep();
  assert.equal(await take(sokolova, browser, at(60)), null);
  const sweep = (now: Date) => portal.registry.transact((tx) => sweepWindow(tx, now));
  assert.equal((await sweep(at(59))).forms, 0);
  assert.equal((await sweep(at(60))).forms, 1);
});

test("twenty thousand letters are kept; more than any form takes is not", async () => {
  const long = "Ж".repeat(20_000);
  assert.deepEqual(await take(sokolova, await keep({ what: long })), { what: long });
  assert.equal(await keep({ what: "Ж".repeat(40_000) }), null);
});

test("nobody fills the table: ten of one account, the newest", async () => {
  let browser: string | undefined;
  for (let minute = 0; minute < 14; minute++) browser = (await keep({ minute: String(minute) }, browser, at(minute)))!;
  const Row = Type.Object({ count: Type.Integer() });
  const [row] = await portal.registry.sql.rows(Row)`SELECT count(*)::int AS count FROM kept_form`;
  assert.equal(row?.count, 10);
  assert.deepEqual(await take(sokolova, browser, at(14)), { minute: "13" });
});

test("the table shows nothing that was typed, nor where", async () => {
  await keep();
  const Row = Type.Object({ line: Type.String() });
  const [row] = await portal.registry.sql.rows(Row)`SELECT kept_form::text AS line FROM kept_form`;
  for (const secret of [typed, place.page]) {
    assert.ok(!row!.line.includes(secret));
    assert.ok(!row!.line.includes(Buffer.from(secret).toString("hex")));
  }
});

test("a form's token tells whose it is, to us alone, also after its session; what we did not seal tells nothing", async () => {
  assert.equal(formOwner(portal.keyring, sokolova.csrf), sokolova.accountId);
  assert.notEqual(newFormToken(portal.keyring, sokolova.accountId), sokolova.csrf);
  assert.ok(!Buffer.from(sokolova.csrf, "base64url").includes(sokolova.accountId));
  const bent = `${sokolova.csrf.slice(0, -2)}AA`;
  for (const sent of ["", bent, "x".repeat(88), undefined, [sokolova.csrf], 1])
    assert.equal(formOwner(portal.keyring, sent), null, String(sent));
});

test("a glance keeps no session open; a visit does, and its end is told", async () => {
  const account = await portal.accounts.of(orlov.accountId);
  const quiet = { as: "patient", idToken: null, device: null, replaces: undefined } as const;
  const { cookieValue } = await portal.sessions.open({ account, ...quiet }, start);
  assert.deepEqual(await portal.sessions.endOf(cookieValue, start), at(30));
  assert.ok(await portal.sessions.of(cookieValue, at(20), "glance"));
  assert.deepEqual(await portal.sessions.endOf(cookieValue, at(20)), at(30));
  assert.ok(await portal.sessions.of(cookieValue, at(20)));
  assert.deepEqual(await portal.sessions.endOf(cookieValue, at(20)), at(50));
  assert.equal(await portal.sessions.of(cookieValue, at(50)), null);
  assert.equal(await portal.sessions.endOf(cookieValue, at(50)), null);
});
