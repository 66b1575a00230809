/** When the log is not signed: the house says so, and after four hours takes nothing more; when it is signed again all goes on. */
import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { type Hospital, openHospital } from "./hospital.ts";

let house: TestHouse;
let volga: Hospital;
before(async () => {
  house = await openTestHouse();
  volga = await openHospital(house, "volga");
});
after(() => house?.close());

const ready = async () => {
  const answer = await fetch(`${house.url}/readyz`);
  return { status: answer.status, parts: ((await answer.json()) as { parts: Record<string, string> }).parts };
};

async function until(what: string, is: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    if (await is()) return;
    await sleep(100);
  }
  assert.fail(`in vain waited for: ${what}`);
}

test("unsigned entries make the house unready, then close the intake, and nothing of them is lost", async () => {
  await until("ready", async () => (await ready()).status === 200);
  const mark = join(house.dataDir, "log", "docs.frozen");
  await writeFile(mark, "0\n");
  assert.equal((await volga.send({ document: volga.write({ text: "Первый" }) })).body.state, "registered");
  await until("unready", async () => (await ready()).parts["log"] === "failing");
  assert.equal((await ready()).parts["access-log"], "ok");

  const { pool } = house.house.registry;
  // The next one has been waiting since this morning.
  await pool.query(
    "INSERT INTO log_pending (log, record_id, entry, since) SELECT 'docs', gen_random_uuid(), '\\x01'::bytea || sha256('x'), now() - interval '5 hours'",
  );
  await sleep(10_100);
  const refused = await volga.send({ document: volga.write({ text: "Третий" }) });
  assert.equal(refused.status, 503);
  assert.match(JSON.stringify(refused.body), /LOG_NOT_SEALED/);
  const metrics = await (await fetch(`${house.url}/metrics`)).text();
  assert.ok(Number(/medkarta_log_pending_seconds\{[^}]*docs[^}]*\} (\S+)/.exec(metrics)?.[1]) > 17_000, metrics);

  await rm(mark);
  await until("ready again", async () => (await ready()).status === 200);
  const { rows } = await pool.query(
    "SELECT size::int FROM log_checkpoint WHERE log = 'docs' ORDER BY size DESC LIMIT 1",
  );
  assert.equal(rows[0].size, 2);
});
