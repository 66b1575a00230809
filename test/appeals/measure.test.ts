/** How much one patient may send, and who sees what was sent: the limits, and the second wall behind the pages. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { Type } from "@sinclair/typebox";
import { act } from "../../src/appeals/act.ts";
import { usualMeasure } from "../../src/appeals/measure.ts";
import { type NewAppeal, openAppeal } from "../../src/appeals/open.ts";
import { openFile } from "../../src/appeals/read/file.ts";
import { byNumber } from "../../src/appeals/read/store.ts";
import { Refusal } from "../../src/basics/refusal.ts";
import { findMine, listMine } from "../../src/patient/appeals/mine.ts";
import { type Desk, hospital, openDesk, other, patient, patientId, problem, stranger } from "./desk.ts";
import { jpeg } from "./pictures.ts";

let desk: Desk;
before(async () => {
  desk = await openDesk();
});
after(() => desk.close());

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
const fresh = (who: string, more: Partial<NewAppeal> = {}) =>
  problem({ patientId: who, once: randomUUID(), documentId: randomUUID(), ...more });

/** With the usual measure. */
const open = (who: string, more: Partial<NewAppeal> = {}) => {
  const { measure: _, ...deps } = desk.deps;
  return desk.portal.transact((tx) => openAppeal(tx, deps, patient, fresh(who, more)), { patient: who });
};

test("ten appeals a day are taken, the eleventh is not; a word more in an open one still is; tomorrow there is room", async () => {
  const who = randomUUID();
  desk.at("2026-11-18T07:00:00Z");
  const documentId = randomUUID();
  await open(who, { documentId });
  for (let n = 1; n < 10; n++) await open(who);
  await assert.rejects(open(who), refusedWith("TOO_MANY_TODAY"));
  assert.equal((await open(who, { documentId, reason: "doctor" })).outcome, "joined");
  desk.at("2026-11-19T07:00:01Z");
  assert.equal((await open(who)).outcome, "opened");
});

test("twenty open appeals are the most; one that is withdrawn makes room", async () => {
  const who = randomUUID();
  let last = { appealId: "" };
  for (let day = 1; day <= 2; day++) {
    desk.at(`2026-11-0${day}T07:00:00Z`);
    for (let n = 0; n < 10; n++) last = await open(who);
  }
  desk.at("2026-11-03T07:00:00Z");
  await assert.rejects(open(who), refusedWith("TOO_MANY_APPEALS"));
  const deed = { deed: "withdraw", once: randomUUID(), version: null } as const;
  await desk.portal.transact((tx) => act(tx, desk.deps, patient, { patientId: who, appealId: last.appealId }, deed), {
    patient: who,
  });
  assert.equal((await open(who)).outcome, "opened");
});

test("so many bytes of files a day are the most, whichever letters they come with", async () => {
  const who = randomUUID();
  desk.at("2026-11-18T07:00:00Z");
  const large = (n: number) => ({
    mediaType: "application/pdf" as const,
    bytes: Buffer.concat([Buffer.from(String(n)), Buffer.alloc(100_000)]),
  });
  assert.equal(usualMeasure.bytes, 60_000_000);
  const deps = { ...desk.deps, measure: { ...usualMeasure, bytes: 600_000 } };
  const { appealId } = await open(who, { files: [1, 2, 3, 4, 5].map(large) });
  const write = (n: number) =>
    desk.portal.transact(
      (tx) =>
        act(
          tx,
          deps,
          patient,
          { patientId: who, appealId },
          { deed: "message", once: randomUUID(), version: null, words: "Ещё", files: [large(n), large(n + 1)] },
        ),
      { patient: who },
    );
  await assert.rejects(write(6), refusedWith("TOO_MANY_TODAY"));
});

test("the second wall: another patient, another organisation, nobody at all find no appeal, no letter, no file", async () => {
  desk.at("2026-11-18T07:00:00Z");
  const file = { mediaType: "image/jpeg" as const, bytes: jpeg };
  const { number } = await open(patientId, { files: [file] });
  const Id = Type.Object({ file_id: Type.String() });
  const seen = (scope: Parameters<Desk["portal"]["transact"]>[1]) =>
    desk.portal.transact(async (tx) => {
      const files = await tx.rows(Id)`SELECT file_id FROM appeal_file`;
      const Count = Type.Object({ count: Type.Integer() });
      const [words] = await tx.rows(Count)`SELECT count(*)::int AS count FROM appeal_words`;
      return [(await byNumber(tx, number)) !== null, files.length > 0, (words?.count ?? 0) > 0];
    }, scope);
  assert.deepEqual(await seen({ patient: patientId }), [true, true, true]);
  assert.deepEqual(await seen({ organisation: hospital }), [true, true, true]);
  assert.deepEqual(await seen({ desk: "support" }), [true, false, false], "support sees how it stands, and no word");
  for (const scope of [{}, { patient: stranger }, { organisation: other }, { desk: "region:77" }])
    assert.deepEqual(await seen(scope), [false, false, false], JSON.stringify(scope));

  const consented = { ...desk.deps, consented: true };
  await desk.portal.transact(
    async (tx) => {
      assert.deepEqual(await listMine(consented, tx, patientId), []);
      assert.equal(await findMine(consented, tx, patientId, number), null);
    },
    { patient: stranger },
  );
  await desk.portal.transact(
    async (tx) => {
      const mine = await findMine(consented, tx, patientId, number);
      assert.ok(mine);
      const [row] = await tx.rows(Id)`SELECT file_id FROM appeal_file WHERE appeal_id = ${mine.row.appeal_id}`;
      const opened = await openFile(tx, desk.deps.keyring, mine.row, row?.file_id ?? "");
      assert.deepEqual(opened.bytes, jpeg);
      await assert.rejects(openFile(tx, desk.deps.keyring, mine.row, randomUUID()), refusedWith("NO_FILE"));
    },
    { patient: patientId },
  );
});

test("an appeal cannot be moved to another patient, nor written for one", async () => {
  await assert.rejects(
    desk.portal.transact((tx) => openAppeal(tx, desk.deps, patient, fresh(stranger)), { patient: patientId }),
    /row-level security/,
  );
});

test("of the access journal support sees the one line that an appeal asks about, and nobody else's staff sees any", async () => {
  const asked = randomUUID();
  const line = (eventId: string) =>
    desk.registry.transact(
      (tx) => tx.run`
        INSERT INTO access_event (patient_id, event_id, at, role, actor, organisation_oid, action, basis, request_id)
        VALUES (${patientId}, ${eventId}, now(), 'doctor', ${Buffer.from("x")}, ${hospital}, 'open', 'sender', 'r')`,
    );
  await line(asked);
  await line(randomUUID());
  const about = { kind: "access", reason: "unclear", documentId: null, organisationOid: null } as const;
  const first = await open(patientId, { ...about, accessEventId: asked });
  assert.equal(
    (await open(patientId, { ...about, accessEventId: asked })).number,
    first.number,
    "asked again, it joins",
  );
  const lines = (scope: Parameters<Desk["portal"]["transact"]>[1]) =>
    desk.portal.transact(async (tx) => {
      const rows = await tx.rows(Type.Object({ event_id: Type.String() }))`SELECT event_id FROM access_event`;
      return rows.map(({ event_id: id }) => id);
    }, scope);
  assert.deepEqual(await lines({ desk: "support" }), [asked]);
  assert.equal((await lines({ patient: patientId })).length, 2);
  for (const scope of [{}, { patient: stranger }, { organisation: hospital }, { desk: "region:41" }])
    assert.deepEqual(await lines(scope), [], JSON.stringify(scope));
});
