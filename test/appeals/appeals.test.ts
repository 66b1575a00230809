/** An appeal from its first word to its end, in a real database, as each of those who act in it. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { Type } from "@sinclair/typebox";
import { type AppealDeed, act } from "../../src/appeals/act.ts";
import type { Actor } from "../../src/appeals/deps.ts";
import { type NewAppeal, openAppeal } from "../../src/appeals/open.ts";
import { disputed } from "../../src/appeals/read/disputed.ts";
import { readAppeal } from "../../src/appeals/read/one.ts";
import { deedNames, rules, states } from "../../src/appeals/states.ts";
import { sweepAppeals } from "../../src/appeals/sweep.ts";
import { openCalendarBook } from "../../src/basics/calendar.ts";
import { Refusal } from "../../src/basics/refusal.ts";
import type { Scope } from "../../src/db/database.ts";
import {
  type Desk,
  documentId,
  hospital,
  openDesk,
  other,
  patient,
  patientId,
  problem,
  registrar,
  stranger,
  support,
} from "./desk.ts";

let desk: Desk;
before(async () => {
  desk = await openDesk();
});
after(() => desk.close());

const scopeOf = (actor: Actor): Scope =>
  actor.by === "organisation"
    ? { organisation: actor.organisationOid ?? "" }
    : actor.by === "support"
      ? { desk: "support" }
      : { patient: patientId };

const open = (sent: NewAppeal) =>
  desk.portal.transact((tx) => openAppeal(tx, desk.deps, patient, sent), { patient: sent.patientId });

const doIt = (actor: Actor, appealId: string, deed: AppealDeed["deed"], more: Partial<AppealDeed> = {}) =>
  desk.portal.transact(
    (tx) =>
      act(
        tx,
        desk.deps,
        actor,
        { patientId, appealId },
        { deed, once: randomUUID(), version: null, words: "Так", ...more },
      ),
    scopeOf(actor),
  );

const seen = (number: string, scope: Scope) =>
  desk.portal.transact((tx) => readAppeal(tx, desk.deps.keyring, number), scope);

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
const fresh = () => problem({ documentId: randomUUID() });

test("«Сообщить о проблеме»: зарегистрировано, у организации, исправлено, решено", async () => {
  desk.at("2026-11-18T07:00:00Z"); // a Wednesday, 19:00 in Kamchatka
  const { appealId, number, outcome } = await open(fresh());
  assert.equal(outcome, "opened");
  assert.match(number, /^2026-11-\d{6}$/);
  const registered = await seen(number, { patient: patientId });
  assert.equal(registered?.appeal.due_on, "2026-12-02"); // ten working days
  assert.equal(registered?.appeal.due_at?.toISOString(), "2026-12-02T12:00:00.000Z"); // midnight in Kamchatka
  await doIt(registrar, appealId, "take");
  await doIt(registrar, appealId, "correct", { documentId });
  await doIt(patient, appealId, "confirm");
  const whole = await seen(number, { patient: patientId });
  assert.deepEqual(
    whole?.events.map(({ deed, state, by }) => `${deed} ${state} ${by}`),
    [
      "register registered patient",
      "take working organisation",
      "correct corrected organisation",
      "confirm closed patient",
    ],
  );
  assert.equal(whole?.appeal.answer_document_id, documentId);
  assert.equal(whole?.events[0]?.words, "В документе отчество «Павловна», у меня «Петровна».");
  assert.equal(whole?.events[1]?.name?.family, "Кузнецова");
  assert.deepEqual(await noticesOf(number), ["appeal-registered", "appeal-taken", "appeal-corrected", "appeal-closed"]);
});

test("the same form sent twice at once is one appeal, one event, one notice", async () => {
  const sent = fresh();
  const both = await Promise.all([open(sent), open(sent)]);
  assert.equal(both[0].number, both[1].number);
  assert.deepEqual(both.map(({ outcome }) => outcome).sort(), ["known", "opened"]);
  assert.equal((await seen(both[0].number, { patient: patientId }))?.events.length, 1);
  assert.equal((await noticesOf(both[0].number)).length, 1);
});

test("a second report on the same document joins the first, and the more urgent counts", async () => {
  const first = await open(problem());
  assert.deepEqual([...(await marked())], []);
  const second = await open(problem({ reason: "not-mine", words: "Это вообще не я" }));
  assert.deepEqual([second.outcome, second.number], ["joined", first.number]);
  const whole = await seen(first.number, { patient: patientId });
  assert.deepEqual([whole?.appeal.severity, whole?.appeal.disputes, whole?.appeal.version], [1, true, 2]);
  assert.deepEqual([...(await marked())], [documentId], "the document is disputed");
  await doIt(registrar, first.appealId, "refuse", { cause: "data-right" });
  assert.deepEqual([...(await marked())], [documentId], "until it is closed");
  await doIt(patient, first.appealId, "confirm");
  assert.deepEqual([...(await marked())], []);
});

test("two registrars at once: the second is told, and nothing of the first is lost", async () => {
  const { appealId, number } = await open(fresh());
  const both = await Promise.allSettled([
    doIt(registrar, appealId, "ask", { version: 1, words: "Пришлите фото" }),
    doIt(registrar, appealId, "refuse", { version: 1, words: "Всё верно", cause: "data-right" }),
  ]);
  const refused = both.filter((one) => one.status === "rejected");
  assert.equal(refused.length, 1);
  assert.ok(refusedWith("APPEAL_MOVED_ON")(refused[0]?.reason));
  assert.equal((await seen(number, { patient: patientId }))?.events.length, 2);
});

test("every deed from every state: what the table does not say is refused", async () => {
  for (const deed of deedNames) {
    if (deed === "register" || deed === "join" || deed === "arrive" || deed === "amend" || deed === "expire") continue;
    const by = rules[deed].by.includes("patient")
      ? patient
      : rules[deed].by.includes("organisation")
        ? registrar
        : support;
    for (const state of states) {
      if (rules[deed].from.includes(state)) continue;
      const { appealId } = await open(fresh());
      await bring(appealId, state);
      await assert.rejects(
        doIt(by, appealId, deed, { cause: "other", organisationOid: hospital }),
        (error) => error instanceof Refusal && ["APPEAL_STATE", "APPEAL_TOO_LATE"].includes(error.code),
        `${deed} in ${state}`,
      );
    }
  }
});

test("a refusal needs a reason and words; words have a bearable length; hidden characters are taken out", async () => {
  const { appealId, number } = await open(fresh());
  await assert.rejects(doIt(registrar, appealId, "refuse"), refusedWith("CAUSE_NEEDED"));
  await assert.rejects(
    doIt(registrar, appealId, "refuse", { cause: "other", words: " \n " }),
    refusedWith("WORDS_NEEDED"),
  );
  await assert.rejects(
    doIt(patient, appealId, "message", { words: "а".repeat(20_000) }),
    refusedWith("WORDS_TOO_LONG"),
  );
  await doIt(patient, appealId, "message", { words: "раз\u202e\u0000 два\r\nтри" });
  assert.equal((await seen(number, { patient: patientId }))?.events.at(-1)?.words, "раз два\nтри");
});

test("nobody sees an appeal that is not theirs, and the support desk sees no word of it", async () => {
  const { number, appealId } = await open(fresh());
  assert.equal(await seen(number, {}), null);
  assert.equal(await seen(number, { patient: stranger }), null);
  assert.equal(await seen(number, { organisation: other }), null);
  assert.equal(await seen(number, { desk: "region:77" }), null);
  assert.equal((await seen(number, { desk: "region:41" }))?.events[0]?.words, null);
  const atDesk = await seen(number, { desk: "support" });
  assert.deepEqual([atDesk?.appeal.reason, atDesk?.events[0]?.words], ["name", null]);
  assert.ok((await seen(number, { organisation: hospital }))?.events[0]?.words);
  await assert.rejects(doIt({ ...registrar, organisationOid: other }, appealId, "take"), refusedWith("NO_APPEAL"));
});

test("support routes it to another organisation, which then alone may act", async () => {
  const { number, appealId } = await open(fresh());
  await doIt(support, appealId, "route", { organisationOid: other });
  assert.equal(await seen(number, { organisation: hospital }), null);
  const routed = await seen(number, { organisation: other });
  assert.deepEqual([routed?.appeal.state, routed?.appeal.region_code], ["registered", "77"]);
  await assert.rejects(doIt(registrar, appealId, "take"), refusedWith("NO_APPEAL"));
  await assert.rejects(doIt(support, appealId, "correct"), refusedWith("APPEAL_NOT_YOURS"));
});

test("what nobody answers goes to support, then to the region; an answer nobody objects to closes by itself", async () => {
  desk.at("2026-11-18T07:00:00Z");
  const { number, appealId } = await open(fresh());
  const later = async (time: string) => {
    desk.at(time);
    const errors: unknown[] = [];
    await sweepAppeals(desk.registry, desk.deps, (error) => errors.push(error));
    await sweepAppeals(desk.registry, desk.deps, (error) => errors.push(error));
    assert.deepEqual(errors, []);
    const { holder, state } = (await seen(number, { patient: patientId }))?.appeal ?? {};
    return [holder, state];
  };
  assert.deepEqual(await later("2026-12-02T11:59:00Z"), ["organisation", "registered"]);
  assert.deepEqual(await later("2026-12-02T12:01:00Z"), ["support", "registered"]);
  assert.deepEqual(await later("2026-12-08T12:00:00Z"), ["region", "registered"]);
  desk.at("2026-12-09T08:00:00Z");
  const region: Actor = { ...support, by: "region" };
  await desk.portal.transact(
    (tx) =>
      act(
        tx,
        desk.deps,
        region,
        { patientId, appealId },
        { deed: "correct", once: randomUUID(), version: null, words: null },
      ),
    { desk: "region:41" },
  );
  assert.deepEqual(await later("2027-01-08T07:00:00Z"), ["region", "corrected"]);
  assert.deepEqual(await later("2027-01-08T09:00:00Z"), ["region", "closed"]);
});

test("reopened within thirty days; the second time it goes past the organisation", async () => {
  desk.at("2026-11-18T07:00:00Z");
  const { appealId } = await open(fresh());
  await doIt(registrar, appealId, "correct");
  assert.equal((await doIt(patient, appealId, "reopen")).holder, "organisation");
  await doIt(registrar, appealId, "correct");
  assert.equal((await doIt(patient, appealId, "reopen")).holder, "support");
  await doIt(support, appealId, "correct");
  desk.at("2026-12-19T07:00:00Z");
  await assert.rejects(doIt(patient, appealId, "reopen"), refusedWith("APPEAL_TOO_LATE"));
});

test("without a production calendar nothing is guessed and nothing is lost: the term comes with the calendar", async () => {
  desk.at("2026-11-18T07:00:00Z");
  const nothing = { ...desk.deps, calendars: { current: async () => openCalendarBook([]) } };
  const { number } = await desk.portal.transact((tx) => openAppeal(tx, nothing, patient, fresh()), {
    patient: patientId,
  });
  assert.equal((await seen(number, { patient: patientId }))?.appeal.due_on, null);
  await sweepAppeals(desk.registry, desk.deps, (error) => assert.fail(String(error)));
  assert.equal((await seen(number, { patient: patientId }))?.appeal.due_on, "2026-12-02");
});

async function bring(appealId: string, state: (typeof states)[number]): Promise<void> {
  const steps = {
    registered: [],
    working: [[registrar, "take"]],
    asked: [[registrar, "ask"]],
    corrected: [[registrar, "correct"]],
    refused: [[registrar, "refuse"]],
    closed: [[patient, "withdraw"]],
  } as const satisfies Record<(typeof states)[number], readonly (readonly [Actor, AppealDeed["deed"]])[]>;
  for (const [actor, deed] of steps[state]) await doIt(actor, appealId, deed, { cause: "other" });
}

const marked = () => desk.portal.transact((tx) => disputed(tx, patientId, [documentId]), { patient: patientId });

async function noticesOf(number: string): Promise<string[]> {
  const kinds = await desk.registry.sql.rows(Type.Object({ kind: Type.String() }))`
    SELECT kind FROM notice WHERE about = ${number} ORDER BY created_at, kind DESC`;
  return kinds.map(({ kind }) => kind).sort((a, b) => order.indexOf(a) - order.indexOf(b));
}
const order = ["appeal-registered", "appeal-taken", "appeal-corrected", "appeal-closed"];
