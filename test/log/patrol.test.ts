/** The patrol: a hundredth of the documents a day, everything once a week, each by one worker; what it finds stays until mended. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { OpenedDocument } from "../../src/log/fsck/check-document.ts";
import type { Finding } from "../../src/log/fsck/findings.ts";
import { fsck } from "../../src/log/fsck.ts";
import { type PassDeps, pass } from "../../src/log/patrol/pass.ts";
import { step } from "../../src/log/patrol/step.ts";
import { begin } from "../../src/log/patrol/store.ts";
import { patrolState } from "../../src/log/patrol.ts";
import { seal } from "../../src/log/seal.ts";
import { atDesk, type Desk, NOW, oneCluster } from "./desk.ts";
import { registerMany, vaultOf } from "./registered.ts";

oneCluster();

const HOUR = 3_600_000;

async function onPatrol(desk: Desk, count: number) {
  const all = await registerMany(desk, count);
  await seal(desk.database, desk.signer, NOW);
  const clock = { now: new Date(NOW.getTime() + 600_000) };
  const opened: string[] = [];
  const told: Finding[] = [];
  const vault = vaultOf(all);
  const openDocument = async (patientId: string, documentId: string): Promise<OpenedDocument | null> => {
    opened.push(documentId);
    return vault(patientId, documentId);
  };
  const { database } = desk;
  await database.transact((tx) => begin(tx, "docs", clock.now, clock.now));
  const deps = { database, clock: () => clock.now, openDocument, onFinding: (found: Finding) => told.push(found) };
  const walk: PassDeps["walk"] = async (rest) =>
    fsck({
      sql: database.sql,
      log: "docs",
      vkey: desk.signer.vkey,
      now: clock.now,
      openDocument,
      rest,
      wait: async () => {},
    });
  const rests: number[] = [];
  const wait = async (ms: number) => {
    rests.push(ms);
  };
  return {
    all,
    clock,
    opened,
    told,
    rests,
    step: () => step(deps),
    pass: () => pass({ ...deps, log: "docs", walk, wait }),
  };
}

const owning = (desk: Desk, table: string, sql: string) =>
  desk.owner.pool.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY; ${sql}`);

test(
  "in a day some hundredth is looked at, in a hundred days everything, and each once",
  atDesk(async (desk) => {
    const patrol = await onPatrol(desk, 200);
    const day = patrol.clock.now.getTime() + 24 * HOUR;
    while (patrol.clock.now.getTime() < day) {
      await patrol.step();
      patrol.clock.now = new Date(patrol.clock.now.getTime() + HOUR);
    }
    assert.equal(patrol.opened.length, 2);
    for (let hour = 0; hour < 24 * 99 + 1; hour++) {
      await patrol.step();
      patrol.clock.now = new Date(patrol.clock.now.getTime() + HOUR);
    }
    assert.ok(Math.abs(patrol.opened.length - 200) <= 2, String(patrol.opened.length));
    assert.ok(new Set(patrol.opened).size >= 198);
    assert.equal((await patrolState(desk.database.sql)).checked, patrol.opened.length);
  }),
);

test(
  "of several workers one takes the step, and one the pass",
  atDesk(async (desk) => {
    const patrol = await onPatrol(desk, 20);
    const steps = await Promise.all([patrol.step(), patrol.step(), patrol.step()]);
    assert.deepEqual(steps.sort(), [0, 0, 1]);
    const passes = await Promise.all([patrol.pass(), patrol.pass()]);
    assert.equal(passes.filter((report) => report?.records === 20).length, 1);
    assert.equal(passes.filter((report) => report === null).length, 1);
    assert.equal(await patrol.pass(), null, "not due for a week");
    assert.ok(patrol.rests.length > 0, "it rests between pages");
    patrol.clock.now = new Date(patrol.clock.now.getTime() + 7 * 24 * HOUR);
    assert.equal((await patrol.pass())?.clean, true);
  }),
);

test(
  "damage is told once and stays open until a full pass no longer finds it",
  atDesk(async (desk) => {
    const patrol = await onPatrol(desk, 3);
    await owning(
      desk,
      "document_record",
      "UPDATE document_record SET commitment = set_byte(commitment, 3, get_byte(commitment, 3) # 1)",
    );
    for (let i = 0; i < 3; i++) {
      await patrol.step();
      patrol.clock.now = new Date(patrol.clock.now.getTime() + 24 * HOUR);
    }
    assert.deepEqual((await patrolState(desk.database.sql)).open, { "record-changed": 3 });
    assert.deepEqual(
      patrol.told.map(({ code }) => code),
      ["record-changed", "record-changed", "record-changed"],
    );
    assert.equal((await patrol.pass())?.clean, false);
    assert.deepEqual((await patrolState(desk.database.sql)).open, { "record-changed": 3 }, "of the pass, not twice");

    await owning(
      desk,
      "document_record",
      "UPDATE document_record SET commitment = set_byte(commitment, 3, get_byte(commitment, 3) # 1)",
    );
    patrol.clock.now = new Date(patrol.clock.now.getTime() + 7 * 24 * HOUR);
    assert.equal((await patrol.pass())?.clean, true);
    const { open, passedAt } = await patrolState(desk.database.sql);
    assert.deepEqual(open, {});
    assert.deepEqual(passedAt, patrol.clock.now);
  }),
);

test(
  "a step sees the leaf of its document, and the findings cannot be taken back by the role that writes them",
  atDesk(async (desk) => {
    const patrol = await onPatrol(desk, 1);
    await desk.owner.pool.query("UPDATE log_tile SET bytes = set_bit(bytes, 0, 1 - get_bit(bytes, 0))");
    await patrol.step();
    assert.deepEqual((await patrolState(desk.database.sql)).open, { "leaf-tile": 1 });
    for (const table of ["fsck_finding", "fsck_pass"])
      for (const deed of [`DELETE FROM ${table}`, `UPDATE ${table} SET log = 'x'`, `TRUNCATE ${table}`])
        await assert.rejects(desk.database.pool.query(deed), /permission denied/, deed);
  }),
);
