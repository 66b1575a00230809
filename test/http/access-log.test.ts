/** Every reading has a leaf in a log of its own; its patient holds the proof, and the world the log, which names nobody. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { openCheckpoint } from "../../src/merkle/checkpoint.ts";
import { rootOf } from "../../src/merkle/fold.ts";
import { leafHash } from "../../src/merkle/hash.ts";
import { openReceipt } from "../../src/merkle/receipt.ts";
import type { AccessRead } from "../../src/merkle/record-lines.ts";
import { logIn, type Visitor } from "../journeys/visitor.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { openHospital } from "./hospital.ts";

let house: TestHouse;
let patient: Visitor;
let stranger: Visitor;
let number: string;

before(async () => {
  house = await openTestHouse();
  const volga = await openHospital(house, "volga");
  number = (await volga.send({ document: volga.write({ text: "Жалобы" }) })).body.number ?? "";
  [patient, stranger] = [await logIn(house, "orlov"), await logIn(house, "gusev")];
  for (const visitor of [patient, stranger]) {
    await visitor.open("/consent");
    await visitor.press("Разрешить");
  }
  await patient.open(`/documents/${number}`);
});
after(() => house?.close());

const fileOf = async (path: string) => {
  const answer = await fetch(`${house.url}${path}`);
  return { answer, bytes: new Uint8Array(await answer.arrayBuffer()) };
};

async function fileFor({ browser }: Visitor, path: string) {
  const cookie = [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join("; ");
  const answer = await fetch(`${house.url}${path}`, { headers: { cookie }, redirect: "manual" });
  return { status: answer.status, headers: answer.headers, bytes: new Uint8Array(await answer.arrayBuffer()) };
}

async function receiptLink(): Promise<string> {
  const { html } = await patient.open("/journal");
  const link = /href="(\/journal\/[0-9a-f-]+\/proof)"/.exec(html)?.[1];
  assert.ok(link, "the journal has a receipt for each line");
  return link;
}

async function receiptFile(link: string) {
  for (let tries = 0; ; tries++) {
    const file = await fileFor(patient, link);
    if (file.status !== 409 || tries > 50) return file;
    await sleep(200);
  }
}

test("the patient downloads the receipt of a line and proves it with the log's public key alone", async () => {
  const file = await receiptFile(await receiptLink());
  assert.equal(file.status, 200);
  assert.match(file.headers.get("content-disposition") ?? "", /journal-\d{4}-\d\d-\d\d-[0-9a-f]{8}\.tlog-proof/);
  const { key } = house.house.signers.access;
  const { record, size } = openReceipt(file.bytes, key);
  const said = record as AccessRead;
  assert.deepEqual(
    [said.type, said.deed, said.basis, said.role, said.actor],
    ["access-read", "open", "own", "patient", undefined],
  );
  assert.ok(size > 0);
  assert.throws(() => openReceipt(file.bytes, house.house.signers.docs.key), { code: "note-unverified" });
});

test("to another patient the line is not there", async () => {
  assert.equal((await fileFor(stranger, await receiptLink())).status, 404);
});

test("whoever changed the line afterwards can make no receipt of it", async () => {
  const link = await receiptLink();
  await receiptFile(link);
  const owner = house.house.registry;
  const id = link.split("/")[2]!;
  const before = await owner.pool.query("SELECT count(*)::int AS lines FROM access_event WHERE event_id = $1", [id]);
  assert.equal(before.rows[0]?.lines, 1);
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: house.database.ownerUrl });
  await client.connect();
  await client.query("ALTER TABLE access_event NO FORCE ROW LEVEL SECURITY");
  await client.query("UPDATE access_event SET action = 'print' WHERE event_id = $1", [id]);
  await client.end();
  const changed = await fileFor(patient, link);
  assert.throws(() => openReceipt(changed.bytes, house.house.signers.access.key), { code: "receipt-unproved" });
});

test("both logs are there for everybody: checkpoint, tiles, entries, and only what was signed", async () => {
  await receiptFile(await receiptLink());
  for (const log of ["docs", "access"] as const) {
    const checkpoint = await fileOf(`/log/${log}/checkpoint`);
    assert.match(checkpoint.answer.headers.get("content-type") ?? "", /^text\/plain/);
    const { size, root, origin } = openCheckpoint(checkpoint.bytes, house.house.signers[log].key);
    assert.equal(origin, `${new URL(house.url).host}/log/${log}`);
    const tile = await fileOf(`/log/${log}/tile/0/000.p/${size}`);
    assert.equal(tile.answer.status, 200);
    assert.match(tile.answer.headers.get("cache-control") ?? "", /immutable/);
    assert.deepEqual(Buffer.from(rootOf(tile.bytes)), Buffer.from(root));
    const entries = await fileOf(`/log/${log}/tile/entries/000.p/${size}`);
    assert.equal(entries.bytes.length, size * 35);
    assert.deepEqual(Buffer.from(leafHash(entries.bytes.subarray(2, 35))), Buffer.from(tile.bytes.subarray(0, 32)));
    for (const path of [`tile/0/000.p/${size + 60}`, "tile/0/0", "tile/7/000", "tile/entries/001", "tile/0/../000"])
      assert.equal((await fileOf(`/log/${log}/${path}`)).answer.status, 404, path);
  }
  assert.equal((await fileOf("/log/others/checkpoint")).answer.status, 404);
});
