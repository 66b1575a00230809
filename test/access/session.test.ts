/** Sessions under a clock that stands still: how they end, what the table gives away, who may act as whom. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, beforeEach, test } from "node:test";
import { Type } from "@sinclair/typebox";
import type { Account } from "../../src/access/account.ts";
import type { ActingAs } from "../../src/access/session.ts";
import { sweepWindow } from "../../src/access/session.ts";
import { isCsrf } from "../../src/access/subject.ts";
import { Refusal } from "../../src/basics/refusal.ts";
import { parseSnils } from "../../src/basics/snils.ts";
import { openPortal, type Portal } from "./portal.ts";

const minutes = (count: number) => count * 60_000;
const start = new Date("2026-12-25T09:00:00Z");
const at = (count: number) => new Date(start.getTime() + minutes(count));

let portal: Portal;
/** Doctor Petrov, who is a patient too. */
let petrov: Account;
before(async () => {
  portal = await openPortal();
  const claims = {
    level: "confirmed",
    name: { family: "Петров", given: "Алексей", patronymic: "Иванович" },
    sex: "male",
    snils: parseSnils("90010000289")!,
    birthDate: "1971-02-01",
  } as const;
  petrov = await portal.accounts.arrive("https://issuer.example", "1000000001", claims, start);
});
beforeEach(async () => {
  portal.clock.now = start;
  await portal.registry.transact((tx) => tx.run`DELETE FROM session`);
});
after(() => portal?.close());

function open(as: ActingAs = "patient", replaces?: string) {
  return portal.sessions.open({ account: petrov, as, idToken: "t", device: "Firefox, Linux", replaces }, start);
}
const post = (): ActingAs => ({ staffId: petrov.posts[0]!.staffId });

test("a patient who is away for thirty minutes is logged out, one who is not stays", async () => {
  const { cookieValue } = await open();
  assert.ok(await portal.sessions.of(cookieValue, at(29)));
  assert.ok(await portal.sessions.of(cookieValue, at(58)));
  assert.equal(await portal.sessions.of(cookieValue, at(88)), null);
});

test("staff are logged out after fifteen", async () => {
  const { cookieValue } = await open(post());
  assert.ok(await portal.sessions.of(cookieValue, at(14)));
  assert.equal(await portal.sessions.of(cookieValue, at(29)), null);
});

test("after twelve hours the session ends in the midst of work", async () => {
  const { cookieValue } = await open();
  for (let now = 0; now < 720; now += 20) assert.ok(await portal.sessions.of(cookieValue, at(now)), `minute ${now}`);
  assert.equal(await portal.sessions.of(cookieValue, at(720)), null);
});

test("a page a second writes once a minute", async () => {
  const { cookieValue } = await open();
  const Seen = Type.Object({ seen_at: Type.Date() });
  const seen = new Set<number>();
  for (let second = 0; second <= 120; second += 5) {
    await portal.sessions.of(cookieValue, new Date(start.getTime() + second * 1000));
    const [row] = await portal.portal.sql.rows(Seen)`SELECT seen_at FROM session`;
    seen.add(row!.seen_at.getTime());
  }
  assert.deepEqual(
    [...seen],
    [0, 1, 2].map((minute) => at(minute).getTime()),
  );
});

test("the table holds the digest of the cookie, and no name", async () => {
  const { cookieValue } = await open();
  const Row = Type.Object({ session_digest: Type.Uint8Array(), line: Type.String() });
  const [row] = await portal.portal.sql.rows(Row)`SELECT session_digest, session::text AS line FROM session`;
  assert.deepEqual(Buffer.from(row!.session_digest), createHash("sha256").update(cookieValue).digest());
  assert.equal(Buffer.from(cookieValue, "base64url").length, 32);
  assert.ok(!row!.line.includes(cookieValue) && !row!.line.includes("Петров"));
  assert.ok(!row!.line.includes(Buffer.from("Петров").toString("hex")));
});

test("a digest from a stolen dump is no cookie", async () => {
  const { subject } = await open();
  assert.equal(await portal.sessions.of(subject.sessionDigest.toString("base64url"), start), null);
});

for (const cookie of [undefined, "", "x", "a".repeat(43), "a".repeat(5000), "' OR true --"]) {
  test(`the cookie ${JSON.stringify(cookie)?.slice(0, 16)} is nobody`, async () => {
    await open();
    assert.equal(await portal.sessions.of(cookie, start), null);
  });
}

test("the session that was there before a login ends with it", async () => {
  const first = await open();
  const second = await open("patient", first.cookieValue);
  assert.notEqual(second.cookieValue, first.cookieValue);
  assert.notEqual(second.subject.csrf, first.subject.csrf);
  assert.equal(await portal.sessions.of(first.cookieValue, start), null);
});

test("a doctor who acts as a doctor is no patient, and the other way round", async () => {
  const doctor = await open(post());
  assert.equal(doctor.subject.role, "doctor");
  assert.equal(doctor.subject.patientId, null);
  assert.ok(doctor.subject.organisationOid);
  const patient = await portal.sessions.switchRole(doctor.subject, "patient", at(5));
  assert.equal(patient.subject.patientId, petrov.patientId);
  assert.equal(patient.subject.staffId, null);
  assert.equal(patient.subject.organisationOid, null);
});

test("changing the role makes a new cookie, ends the old one, and prolongs nothing", async () => {
  const patient = await open();
  const doctor = await portal.sessions.switchRole(patient.subject, post(), at(600));
  assert.equal(await portal.sessions.of(patient.cookieValue, at(600)), null);
  assert.deepEqual(doctor.subject.endsAt, patient.subject.endsAt);
  assert.deepEqual(doctor.subject.startedAt, patient.subject.startedAt);
  assert.notEqual(doctor.subject.csrf, patient.subject.csrf);
  assert.equal((await portal.sessions.end(doctor.subject)).idToken, "t");
});

test("nobody takes a post that is another's", async () => {
  const { subject, cookieValue } = await open();
  const Row = Type.Object({ staff_id: Type.String() });
  const [other] = await portal.portal.sql.rows(Row)`SELECT staff_id FROM staff WHERE role = 'administrator'`;
  const take = portal.sessions.switchRole(subject, { staffId: other!.staff_id }, start);
  await assert.rejects(take, (error) => error instanceof Refusal && error.code === "NOT_YOUR_POST");
  assert.ok(await portal.sessions.of(cookieValue, start), "and the session is still what it was");
});

test("who is dismissed is out at once", async () => {
  const { cookieValue } = await open(post());
  const staffId = petrov.posts[0]!.staffId;
  await portal.registry.transact((tx) => tx.run`UPDATE staff SET active = false WHERE staff_id = ${staffId}`);
  const then = await portal.sessions.of(cookieValue, start);
  const posts = (await portal.accounts.of(petrov.accountId)).posts;
  await portal.registry.transact((tx) => tx.run`UPDATE staff SET active = true WHERE staff_id = ${staffId}`);
  assert.equal(then, null);
  assert.deepEqual(posts, []);
});

test("of two changes of role at once only one succeeds", async () => {
  const { subject } = await open();
  const both = await Promise.allSettled([
    portal.sessions.switchRole(subject, post(), start),
    portal.sessions.switchRole(subject, post(), start),
  ]);
  assert.deepEqual(both.map((one) => one.status).sort(), ["fulfilled", "rejected"]);
});

test("one sees one's sessions, ends one, ends the others", async () => {
  const [here, there, elsewhere] = [await open(), await open(), await open(post())];
  const list = await portal.sessions.list(petrov.accountId, start);
  assert.equal(list.length, 3);
  assert.deepEqual(new Set(list.map(({ device }) => device)), new Set(["Firefox, Linux"]));
  assert.ok(list.some(({ id }) => id === portal.sessions.idOf(here.subject)));

  assert.equal(await portal.sessions.endOne(here.subject, portal.sessions.idOf(there.subject)), true);
  assert.equal(await portal.sessions.of(there.cookieValue, start), null);
  assert.equal(await portal.sessions.endOne(here.subject, portal.sessions.idOf(there.subject)), false);
  assert.equal(await portal.sessions.endOthers(here.subject), 1);
  assert.equal(await portal.sessions.of(elsewhere.cookieValue, start), null);
  assert.ok(await portal.sessions.of(here.cookieValue, start));
});

test("nobody ends another's session", async () => {
  const { subject } = await open();
  const { browser } = await portal.logIn("sokolova");
  const sokolova = (await portal.subject(browser))!;
  assert.equal(await portal.sessions.endOne(subject, portal.sessions.idOf(sokolova)), false);
  assert.ok(await portal.subject(browser));
});

test("the token of a form is proved whole", async () => {
  const { subject } = await open();
  assert.equal(isCsrf(subject, subject.csrf), true);
  for (const sent of ["", subject.csrf.slice(1), `${subject.csrf}x`, undefined, [subject.csrf], 1]) {
    assert.equal(isCsrf(subject, sent), false);
  }
});

test("the broom takes what can open nothing any more", async () => {
  await open();
  await portal.relyingParty.start("b", null, start);
  const sweep = (now: Date) => portal.registry.transact((tx) => sweepWindow(tx, now));
  assert.equal((await sweep(at(29))).sessions, 0);
  const swept = await sweep(at(61));
  assert.equal(swept.sessions, 1);
  assert.ok(swept.attempts >= 1);
});
