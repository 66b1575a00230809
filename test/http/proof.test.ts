/** GET /api/v1/documents/{number}/proof: the receipt of what an organisation sent, to it alone. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { parseVkey } from "../../src/merkle/key.ts";
import { openReceipt } from "../../src/merkle/receipt.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { type Hospital, openHospital } from "./hospital.ts";

let house: TestHouse;
let volga: Hospital;
let ob: Hospital;
before(async () => {
  house = await openTestHouse();
  volga = await openHospital(house, "volga");
  ob = await openHospital(house, "ob");
});
after(() => house?.close());

async function ask(hospital: Hospital, number: string, wait?: number): Promise<Response> {
  const headers = { authorization: `Bearer ${await hospital.token()}`, ...(wait ? { prefer: `wait=${wait}` } : {}) };
  return fetch(`${house.url}/api/v1/documents/${encodeURIComponent(number)}/proof`, { headers });
}

test("who waits three seconds has the receipt, and it proves the record by the log's key", async () => {
  const { number } = await volga.deliver({ set: "proof" });
  const answer = await ask(volga, number, 3);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get("content-type") ?? "", /^text\/plain/);
  assert.equal(answer.headers.get("content-disposition"), `attachment; filename="${number}.tlog-proof"`);
  const key = parseVkey((await readFile(join(house.dataDir, "trust", "docs.vkey"), "utf8")).trim());
  const { record } = openReceipt(new Uint8Array(await answer.arrayBuffer()), key);
  assert.ok(record.type === "document-registered");
  assert.equal(record.number, number);
});

test("who does not wait is told to come again in a second, or has it", async () => {
  const { number } = await volga.deliver({ set: "proof-now" });
  const answer = await ask(volga, number);
  if (answer.status === 200) return;
  assert.equal(answer.status, 404);
  assert.equal(answer.headers.get("retry-after"), "1");
  assert.equal(((await answer.json()) as { code: string }).code, "NOT_SEALED");
});

test("another organisation's document, and none: one and the same answer", async () => {
  const { number } = await volga.deliver({ set: "proof-foreign" });
  const texts = await Promise.all(
    [number, "76.26.11.999999999", "x"].map(async (asked) => {
      const answer = await ask(ob, asked, 3);
      assert.equal(answer.status, 404, asked);
      assert.equal(answer.headers.get("retry-after"), null);
      return ((await answer.json()) as { code: string }).code;
    }),
  );
  assert.deepEqual(texts, ["NO_DOCUMENT", "NO_DOCUMENT", "NO_DOCUMENT"]);
  const stranger = await fetch(`${house.url}/api/v1/documents/${number}/proof`);
  assert.equal(stranger.status, 401);
});
