/** From a notice to a letter: routed once, looked at once more, sent, and what happens when the mail server is not there. */
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { deadLetters, outsideState, retryDead } from "../../src/notify/delivery/state.ts";
import { changeSettings } from "../../src/notify/settings/settings.ts";
import { openTestDatabase, type TestDatabase } from "../kit/database.ts";
import { CONSENT, NOW, type NotifyDesk, openNotifyDesk } from "./desk.ts";

let anchor: TestDatabase;
let desk: NotifyDesk;
before(async () => {
  anchor = await openTestDatabase();
});
after(() => anchor?.close());
beforeEach(async () => {
  desk = await openNotifyDesk();
});
afterEach(() => desk?.close());

test("a new document becomes one letter, which says nothing of it", async () => {
  const patient = await desk.person();
  await desk.tell(patient, "appeal-message", { about: "26-000001" });
  await desk.deliver();
  const [letter, ...others] = desk.mail.received;
  assert.equal(others.length, 0);
  assert.equal(letter?.to, `${patient.slice(0, 8)}@example.ru`);
  assert.match(letter?.text ?? "", /Новость по вашему обращению/);
  assert.match(letter?.text ?? "", /https:\/\/medkarta\.example\/notices/);
  assert.doesNotMatch(letter?.raw ?? "", /26-000001/);
  assert.match(letter?.raw ?? "", /^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
  assert.match(letter?.raw ?? "", /^Auto-Submitted: auto-generated/m);
  assert.match(letter?.messageId ?? "", /^[0-9a-f-]{36}@medkarta\.example$/);
});

test("told twice, it is one notice and one letter; delivered again, none more", async () => {
  const patient = await desk.person();
  await desk.tell(patient, "paper-ready", { event: "paper 7 ready" });
  await desk.tell(patient, "paper-ready", { event: "paper 7 ready" });
  await desk.deliver();
  await desk.deliver();
  assert.equal(desk.mail.received.length, 1);
});

test("who chose nothing, and who switched it off, gets no letter; the notice is in the cabinet", async () => {
  await desk.tell(await desk.person(null), "paper-ready");
  await desk.tell(await desk.person({ paused: true }), "paper-ready");
  await desk.tell(await desk.person({ muted: ["paper email"] }), "paper-ready");
  await desk.tell(await desk.person({ email: null }), "paper-ready");
  await desk.deliver();
  assert.deepEqual(await desk.endings(), []);
  const { rows } = await desk.registry.pool.query("SELECT count(*)::int AS n FROM notice WHERE routed");
  assert.equal(rows[0].n, 4);
});

describe("what is right when it is routed may not be when it is sent", () => {
  const between = async (patientId: string, text: string, ...values: unknown[]) => {
    await desk.portal.transact(({ client }) => client.query(text, values), { patient: patientId });
  };
  const cases: readonly (readonly [string, (patientId: string) => Promise<void>, string])[] = [
    [
      "consent withdrawn",
      (patient) =>
        between(
          patient,
          `INSERT INTO consent_event VALUES ($1, gen_random_uuid(), 'withdrawn', '${CONSENT}', $2)`,
          patient,
          new Date(NOW.getTime() + 1000),
        ),
      "dropped consent",
    ],
    [
      "account not confirmed any more",
      (patient) => between(patient, "UPDATE account SET level = 'standard' WHERE patient_id = $1", patient),
      "dropped account",
    ],
    [
      "switched off",
      (patient) =>
        desk.registry.transact((tx) => changeSettings(tx, desk.keyring, patient, { muted: ["documents email"] }, NOW)),
      "dropped settings",
    ],
    [
      "read in the cabinet",
      (patient) => between(patient, "UPDATE notice SET read_at = now() WHERE patient_id = $1", patient),
      "dropped read",
    ],
    [
      "address removed",
      (patient) => desk.registry.transact((tx) => changeSettings(tx, desk.keyring, patient, { email: null }, NOW)),
      "dropped no-address",
    ],
  ];
  for (const [what, change, ending] of cases) {
    test(`${what}: no letter, and the reason stays`, async () => {
      const patient = await desk.person();
      await desk.tell(patient, "due-late");
      await desk.mail.down();
      await desk.deliver();
      await change(patient);
      await desk.mail.up();
      desk.later(10);
      await desk.deliver();
      assert.deepEqual(await desk.endings(), [ending]);
      assert.equal(desk.mail.received.length, 0);
    });
  }

  test("withdrawn consent keeps documents silent, not the person's own appeal", async () => {
    const patient = await desk.person();
    await between(
      patient,
      `INSERT INTO consent_event VALUES ($1, gen_random_uuid(), 'withdrawn', '${CONSENT}', $2)`,
      patient,
      new Date(NOW.getTime() + 1000),
    );
    await desk.tell(patient, "due-late");
    await desk.tell(patient, "appeal-closed", { about: "26-000002" });
    await desk.deliver();
    assert.deepEqual(await desk.endings(), ["dropped consent", "sent"]);
  });

  test("a document that is not registered for this person, or was erased, is not told of", async () => {
    const patient = await desk.person();
    await desk.tell(patient, "new-document", { documentId: "0d000000-0000-8000-8000-00000000000d" });
    await desk.deliver();
    assert.deepEqual(await desk.endings(), ["dropped not-shown"]);
  });
});

test("the mail server is down for an hour: nothing is lost, nothing is dead, and within minutes of its return all is out", async () => {
  const people = await Promise.all(Array.from({ length: 40 }, () => desk.person()));
  await desk.mail.down();
  for (const patient of people) await desk.tell(patient, "paper-ready");
  for (let minute = 0; minute < 60; minute++) {
    await desk.deliver();
    desk.later(1);
  }
  const state = await outsideState(desk.registry.sql, desk.clock.now);
  assert.equal(state.counts.email.waiting, 40);
  assert.equal(state.late, true, "the state says that letters are late");
  assert.equal(state.oldestDue?.getTime(), NOW.getTime());
  await desk.mail.up();
  for (let minute = 0; minute < 10; minute++) {
    await desk.deliver();
    desk.later(1);
  }
  assert.equal(new Set(desk.mail.received.map(({ to }) => to)).size, 40);
  assert.equal(desk.mail.received.length, 40, "each once");
  assert.equal((await outsideState(desk.registry.sql, desk.clock.now)).late, false);
});

test("no such mailbox: dead at once, seen by its id and class of error, tried again when somebody says so", async () => {
  const patient = await desk.person();
  desk.mail.refuse = (address) => ({ code: 550, text: `5.1.1 no mailbox ${address}` });
  await desk.tell(patient, "paper-ready");
  await desk.deliver();
  const [dead] = await deadLetters(desk.registry.sql);
  assert.equal(dead?.reason, "smtp-550");
  assert.doesNotMatch(JSON.stringify(dead), /@/);
  desk.mail.refuse = () => null;
  assert.equal(await retryDead(desk.registry, dead?.delivery_id ?? "", desk.clock.now), 1);
  await desk.deliver();
  assert.deepEqual(await desk.endings(), ["sent"]);
});

test("a full mailbox is tried for a day with growing pauses, then dead", async () => {
  const patient = await desk.person();
  let tries = 0;
  desk.mail.refuse = () => {
    tries++;
    return { code: 452, text: "4.2.2 full" };
  };
  await desk.tell(patient, "paper-ready");
  for (let minute = 0; minute < 25 * 60; minute += 5) {
    await desk.deliver();
    desk.later(5);
  }
  assert.deepEqual(await desk.endings(), ["dead smtp-452"]);
  assert.ok(tries > 15 && tries < 40, `${tries} tries`);
});

test("one person's full mailbox holds up nobody else", async () => {
  const [full, other] = [await desk.person(), await desk.person()];
  desk.mail.refuse = (address) => (address.startsWith(full.slice(0, 8)) ? { code: 452, text: "full" } : null);
  await desk.tell(full, "paper-ready");
  await desk.tell(other, "paper-ready");
  await desk.deliver();
  assert.deepEqual(
    desk.mail.received.map(({ to }) => to),
    [`${other.slice(0, 8)}@example.ru`],
  );
});

test("news of one appeal leave in their order, also when the first of them has to wait", async () => {
  const patient = await desk.person();
  let first = true;
  desk.mail.refuse = () => {
    const refused = first;
    first = false;
    return refused ? { code: 451, text: "try later" } : null;
  };
  for (const kind of ["appeal-registered", "appeal-taken", "appeal-closed"] as const)
    await desk.tell(patient, kind, { about: "26-000003" });
  await desk.deliver();
  assert.equal(desk.mail.received.length, 0, "the later two wait for the first");
  desk.later(1);
  await desk.deliver();
  const { rows } = await desk.registry.pool.query("SELECT delivery_id FROM notice_delivery ORDER BY seq");
  assert.deepEqual(
    desk.mail.received.map(({ messageId }) => messageId.split("@")[0]),
    rows.map(({ delivery_id }) => delivery_id),
  );
});

test("quiet hours: what comes at night in Vladivostok leaves at eight there, and is not called late", async () => {
  const patient = await desk.person({ quiet: true, zone: "Asia/Vladivostok" });
  desk.clock.now = new Date("2026-12-25T14:30:00Z"); // half past midnight there
  await desk.tell(patient, "paper-ready");
  await desk.deliver();
  assert.equal(desk.mail.received.length, 0);
  desk.clock.now = new Date("2026-12-25T21:59:00Z");
  await desk.deliver();
  assert.equal(desk.mail.received.length, 0);
  assert.equal((await outsideState(desk.registry.sql, desk.clock.now)).oldestDue, null);
  desk.clock.now = new Date("2026-12-25T22:00:00Z");
  await desk.deliver();
  assert.equal(desk.mail.received.length, 1);
});

test("in English for whoever reads English", async () => {
  await desk.tell(await desk.person({ language: "en" }), "emergency-access");
  await desk.deliver();
  assert.match(desk.mail.received[0]?.text ?? "", /An important notice in your cabinet/);
});
