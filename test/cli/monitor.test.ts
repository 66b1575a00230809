/** `medkarta monitor` as a script runs it: a line of JSON, and an exit code. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { formatVkey } from "../../src/merkle/key.ts";
import { verifierOf } from "../../src/merkle/sign.ts";
import { entriesOf, logKey, policyText, publish } from "../monitor/folder.ts";

const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
let home: string;
before(async () => {
  home = await mkdtemp(path.join(tmpdir(), "medkarta-monitor-cli-"));
  await writeFile(path.join(home, "policy"), policyText);
});
after(() => rm(home, { recursive: true, force: true }));

function run(...args: string[]): Promise<{ code: number; out: string }> {
  const all = ["--import", "tsx", main, "monitor", ...args, "--memory", path.join(home, "memory")];
  return new Promise((resolve) => {
    execFile(process.execPath, all, (error, out) => resolve({ code: Number(error?.code ?? 0), out }));
  });
}

test("well is 0, an alarm 1, out of reach 69, misused 64", async () => {
  const log = path.join(home, "log");
  const byKey = [log, "--key", formatVkey(verifierOf(logKey)), "--once"];
  await publish(log, entriesOf(300));
  const first = await run(...byKey, "--json");
  assert.equal(first.code, 0);
  assert.deepEqual(JSON.parse(first.out).checked, { entries: 300, tiles: 3 });

  await publish(log, entriesOf(300, 9));
  const second = await run(...byKey, "--json");
  assert.equal(second.code, 1);
  const { alarms, evidence, before: known } = JSON.parse(second.out);
  assert.deepEqual([alarms[0].code, known], ["fork", 300]);
  assert.match(evidence, /fork-300-[0-9a-f]{16}\.json$/);

  const old = await run(log, "--policy", path.join(home, "policy"), "--once");
  assert.equal(old.code, 1);
  assert.match(old.out, /ALARM.*stale.*fork/s); // cosigned on a day that has passed

  assert.equal((await run("http://127.0.0.1:9/log", "--key", formatVkey(verifierOf(logKey)), "--once")).code, 69);
  assert.equal((await run(log, "--once")).code, 64);
  assert.equal((await run(log, "--key", "nonsense", "--once")).code, 64);
});
