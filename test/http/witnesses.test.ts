/** A house whose witnesses are away: documents are taken and proved, and whoever keeps it sees what is missing. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "../../src/basics/refusal.ts";
import { readConfig } from "../../src/config.ts";
import { readCosigned } from "../../src/merkle/cosigned.ts";
import { toUtf8 } from "../../src/merkle/encoding.ts";
import { formatVkey } from "../../src/merkle/key.ts";
import { parsePolicy } from "../../src/merkle/policy.ts";
import { signingKey, verifierOf } from "../../src/merkle/sign.ts";
import { openLog } from "../../src/roof/open-log.ts";
import { openPolicy } from "../../src/roof/open-policy.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { openHospital } from "./hospital.ts";

const away = formatVkey(verifierOf(signingKey("away.test", new Uint8Array(32).fill(9), 4)));

let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "medkarta-policy-"));
});
after(() => rm(folder, { recursive: true, force: true }));

async function withPolicy(text: string): Promise<TestHouse> {
  const file = path.join(folder, "policy");
  await writeFile(file, text);
  return openTestHouse({ env: { MEDKARTA_WITNESS_POLICY: file } });
}

/** Sends a document, and waits until it is in the log that everybody sees. */
async function sealOne(house: TestHouse): Promise<string> {
  await (await openHospital(house, "volga")).deliver();
  for (let tries = 0; tries < 200; tries++) {
    const answer = await fetch(`${house.url}/log/docs/checkpoint`);
    if (answer.status === 200) return answer.text();
    await sleep(50);
  }
  return assert.fail("it was not sealed");
}

async function partsOf(house: TestHouse): Promise<{ status: number; parts: Record<string, string> }> {
  const answer = await fetch(`${house.url}/readyz`);
  return { status: answer.status, parts: ((await answer.json()) as { parts: Record<string, string> }).parts };
}

test("without its quorum the house is ready, says that it is degraded, and takes and seals documents", async () => {
  const house = await withPolicy(`witness away ${away} http://127.0.0.1:9\nquorum away\n`);
  try {
    const note = await sealOne(house);
    const policy = await readFile(path.join(house.dataDir, "trust", "policy"));
    const { quorum, signers } = readCosigned(toUtf8(note), parsePolicy(policy));
    assert.deepEqual([quorum, signers.length], [false, 1]);
    let found = await partsOf(house);
    for (let tries = 0; tries < 100 && found.parts["witnesses"] !== "degraded"; tries++) {
      await sleep(50);
      found = await partsOf(house);
    }
    assert.deepEqual([found.status, found.parts["witnesses"], found.parts["log"]], [200, "degraded", "ok"]);
    const metrics = await (await fetch(`${house.url}/metrics`)).text();
    assert.match(metrics, /medkarta_log_quorum\{of="docs"\} 0/);
    assert.match(metrics, /medkarta_witness_troubles\{of="docs away\.test"\} [1-9]/);
  } finally {
    await house.close();
  }
});

test("the demo's two witnesses cosign, and the policy for checking that lies beside the trusted certificates", async () => {
  const house = await openTestHouse();
  try {
    await sealOne(house);
    const policy = parsePolicy(await readFile(path.join(house.dataDir, "trust", "policy")));
    let names: string[] = [];
    for (let tries = 0; tries < 100 && names.length < 2; tries++) {
      const note = await (await fetch(`${house.url}/log/docs/checkpoint`)).text();
      names = readCosigned(toUtf8(note), policy).cosigners.map(({ name }) => name);
      await sleep(50);
    }
    assert.deepEqual(names, ["ministry.demo.medkarta.invalid/witness", "patients.demo.medkarta.invalid/witness"]);
    assert.equal((await partsOf(house)).parts["witnesses"], "ok");
  } finally {
    await house.close();
  }
});

test("a policy that is wrong is refused with its line; so is a witness without an address", async () => {
  const opening = async (text: string) => {
    const file = path.join(folder, "wrong");
    await writeFile(file, text);
    const config = readConfig({ MEDKARTA_DATA: folder, MEDKARTA_WITNESS_POLICY: file });
    const given = { clock: () => new Date(), random: randomBytes, log: openLog("silent") };
    return openPolicy(config, [], given);
  };
  const refusal = (words: RegExp) => (error: unknown) =>
    error instanceof Refusal && error.code === "CONFIG" && words.test(error.words.en);
  await assert.rejects(opening("# who\nquorum away\n"), refusal(/MEDKARTA_WITNESS_POLICY: line 2/));
  await assert.rejects(opening(`witness away ${away}\nquorum away\n`), refusal(/away has no address/));
  await assert.rejects(opening(`witness away ${away} ftp://x\nquorum away\n`), refusal(/away has no address/));
  assert.equal((await opening(`witness away ${away} https://x\nquorum away\n`)).policy.witnesses.length, 1);
});
