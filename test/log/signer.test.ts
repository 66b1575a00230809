/** The signer's key and memory: made once, kept to themselves, never guessed at when they are damaged. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { LostRace, openSignedState } from "../../src/log/signed-state.ts";
import { openSigner } from "../../src/log/signer.ts";
import { openCheckpoint } from "../../src/merkle/checkpoint.ts";
import { toUtf8 } from "../../src/merkle/encoding.ts";
import { parseVkey } from "../../src/merkle/key.ts";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "medkarta-signer-"));
});
afterEach(() => rm(dir, { recursive: true }));

const open = (origin = "medkarta.test/log/docs") =>
  openSigner({ dir, log: "docs", origin, random: randomBytes, clock: () => new Date() });
const states = async () => (await readdir(path.join(dir, "docs.signed"))).sort();

test("the key is made once, and only its owner may read it", async () => {
  const [first, second] = await Promise.all([open(), open()]); // two processes that start together
  assert.equal(first.vkey, second.vkey);
  assert.equal((await open()).vkey, first.vkey);
  assert.equal((await stat(path.join(dir, "docs.key"))).mode & 0o777, 0o600);
  assert.deepEqual((await readdir(dir)).sort(), ["docs.key", "docs.signed"]);

  await chmod(path.join(dir, "docs.key"), 0o644);
  await assert.rejects(open(), /chmod 600/);
});

test("a log keeps the name it began with, also when its server moves to another address", async () => {
  const { vkey } = await open();
  const moved = await open("elsewhere.test/log/docs");
  assert.deepEqual([moved.vkey, moved.origin], [vkey, "medkarta.test/log/docs"]);
  const { note } = await moved.sign(null, { size: 1, root: randomBytes(32) });
  assert.equal(openCheckpoint(toUtf8(note), parseVkey(vkey)).origin, "medkarta.test/log/docs");
});

test("a key that has signed and is gone is not replaced by a new one", async () => {
  const signer = await open();
  await signer.sign(null, { size: 1, root: randomBytes(32) });
  await rename(path.join(dir, "docs.key"), path.join(dir, "elsewhere"));
  await assert.rejects(open(), /put it back/);
});

test("what was signed is remembered by whoever opens the folder next", async () => {
  const signer = await open();
  assert.equal(await signer.signed(), null);
  const root = randomBytes(32);
  const first = await signer.sign(null, { size: 5, root });
  const second = await signer.sign(first, { size: 9, root: randomBytes(32) });
  assert.deepEqual(await (await open()).signed(), second);
  assert.deepEqual({ ...first, note: "" }, { generation: 1, size: 5, root, note: "" });
  const checkpoint = openCheckpoint(toUtf8(first.note), parseVkey(signer.vkey));
  assert.deepEqual([checkpoint.size, Buffer.from(checkpoint.root)], [5, root]);
});

test("a signer signs forward only, and only after what it signed last", async () => {
  const signer = await open();
  const next = (size: number) => ({ size, root: randomBytes(32) });
  await assert.rejects(signer.sign(null, next(0)), RangeError);
  const first = await signer.sign(null, next(5));
  await assert.rejects(signer.sign(null, next(6)), LostRace);
  await assert.rejects(signer.sign(first, next(5)), RangeError);
  await assert.rejects(signer.sign(first, next(4)), RangeError);
  const second = await signer.sign(first, next(6));
  await assert.rejects(signer.sign(first, next(7)), LostRace);
  assert.deepEqual(await signer.signed(), second);
});

test("of many who sign at once, one has signed", async () => {
  const signers = await Promise.all(Array.from({ length: 8 }, () => open()));
  let last = await signers[0]!.signed();
  for (let round = 1; round <= 10; round++) {
    const tries = signers.map((signer, i) => signer.sign(last, { size: round * 10 + i, root: randomBytes(32) }));
    const results = await Promise.allSettled(tries);
    const won = results.filter((result) => result.status === "fulfilled");
    for (const result of results) if (result.status === "rejected") assert.ok(result.reason instanceof LostRace);
    assert.equal(won.length, 1, `round ${round}`);
    last = won[0]!.value;
    assert.deepEqual(await signers[0]!.signed(), last);
  }
});

test("only the last few signatures are kept, and nothing half-written", async () => {
  const signer = await open();
  let last = await signer.signed();
  for (let size = 1; size <= 12; size++) last = await signer.sign(last, { size, root: randomBytes(32) });
  assert.deepEqual(await states(), ["0000000009.json", "0000000010.json", "0000000011.json", "0000000012.json"]);
});

test("a number that became free below the last cannot be signed again", async () => {
  const signer = await open();
  const first = await signer.sign(null, { size: 1, root: randomBytes(32) });
  let last = first;
  for (let size = 2; size <= 12; size++) last = await signer.sign(last, { size, root: randomBytes(32) });
  // One who slept since the first signature, and whose look at the folder is as old.
  const sleeper = await openSignedState(path.join(dir, "docs.signed"));
  await assert.rejects(sleeper.advance({ ...first, generation: 2 }), LostRace);
  assert.deepEqual(await signer.signed(), last);
});

test("a damaged memory is an error, not a beginning", async () => {
  const signer = await open();
  const first = await signer.sign(null, { size: 5, root: randomBytes(32) });
  const file = path.join(dir, "docs.signed", "0000000001.json");
  const text = await readFile(file, "utf8");
  const damages = [
    "",
    "{}",
    text.slice(0, 40),
    text.replace('"size": 5', '"size": 4'),
    text.replace('"generation": 1', '"generation": 2'),
    text.replace(/"root": ".{4}/, '"root": "0000'),
    text.replace("— medkarta", "— medkarte"),
  ];
  for (const damage of damages) {
    await writeFile(file, damage);
    await assert.rejects(signer.signed(), Error, damage);
    await assert.rejects(signer.sign(first, { size: 6, root: randomBytes(32) }), Error, damage);
  }
  await writeFile(file, text);
  assert.deepEqual(await signer.signed(), first);
});
