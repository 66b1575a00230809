/** The exported files are what the tables say: whoever changes one of them, or takes one away, is found. */
import assert from "node:assert/strict";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { exportLog } from "../../src/log/export.ts";
import { fsck } from "../../src/log/fsck.ts";
import { seal } from "../../src/log/seal.ts";
import { type Desk, NOW, oneCluster, openDesk } from "./desk.ts";
import { type Registered, registerMany, vaultOf } from "./registered.ts";

oneCluster();

let desk: Desk;
let dir: string;
const all: Registered[] = [];

const growBy = async (count: number) => {
  all.push(...(await registerMany(desk, count)));
  await seal(desk.database, desk.signer, NOW);
};
const exportNow = () => exportLog({ sql: desk.portal.sql, log: "docs", keys: [desk.signer.key], dir });

async function examine(): Promise<string[]> {
  const walk = fsck({
    sql: desk.database.sql,
    log: "docs",
    vkey: desk.signer.vkey,
    now: NOW,
    openDocument: vaultOf(all),
    filesDir: dir,
    wait: async () => {},
  });
  const found: string[] = [];
  for await (const { code, at } of walk) found.push(`${code} ${at.file ?? JSON.stringify(at)}`);
  return found;
}

before(async () => {
  desk = await openDesk();
  dir = path.join(desk.dir, "public", "docs");
});
after(() => desk?.close());

test("what is not exported yet is no finding", async () => {
  await growBy(300);
  assert.deepEqual(await examine(), []);
  await exportNow();
  assert.deepEqual(await examine(), []);
  await growBy(60);
  assert.deepEqual(await examine(), [], "leaves past the exported checkpoint");
  await exportNow();
  assert.deepEqual(await examine(), []);
});

const files = [
  "checkpoint",
  "tile/0/000",
  "tile/0/001.p/44",
  "tile/0/001.p/104",
  "tile/1/000.p/1",
  "tile/entries/000",
  "tile/entries/001.p/44",
  "tile/entries/001.p/104",
];

for (const name of files) {
  test(`one changed byte of ${name} is found, at any place, and one too many`, async () => {
    const file = path.join(dir, name);
    const bytes = await readFile(file);
    for (const at of [0, bytes.length >> 1, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at] = changed[at]! ^ 1;
      await writeFile(file, changed);
      assert.deepEqual(await examine(), [`file-changed ${name}`], `byte ${at}`);
    }
    await writeFile(file, Buffer.concat([bytes, Buffer.of(10)]));
    assert.deepEqual(await examine(), [`file-changed ${name}`], "a byte more");
    await writeFile(file, bytes);
    assert.deepEqual(await examine(), []);
  });
}

for (const name of files.filter((one) => one !== "checkpoint" && !one.endsWith("/44"))) {
  test(`${name} taken away is found`, async () => {
    const file = path.join(dir, name);
    const bytes = await readFile(file);
    await rm(file);
    assert.deepEqual(await examine(), [`file-missing ${name}`]);
    await writeFile(file, bytes);
  });
}

test("an older checkpoint of ours is none, and its files are checked; another log's is one", async () => {
  const file = path.join(dir, "checkpoint");
  const now = await readFile(file);
  const { rows } = await desk.owner.pool.query<{ note: string }>("SELECT note FROM log_checkpoint WHERE size = 300");
  await writeFile(file, rows[0]!.note);
  assert.deepEqual(await examine(), []);
  const stranger = await openDesk();
  try {
    await stranger.fill(300);
    await seal(stranger.database, stranger.signer, NOW);
    const other = await stranger.owner.pool.query<{ note: string }>("SELECT note FROM log_checkpoint");
    await writeFile(file, other.rows[0]!.note);
    assert.deepEqual(await examine(), ["file-changed checkpoint"]);
  } finally {
    await stranger.close();
    await writeFile(file, now);
  }
});

test("a folder that was emptied but for its checkpoint misses everything", async () => {
  const now = await readFile(path.join(dir, "checkpoint"));
  await rm(dir, { recursive: true });
  await mkdir(dir, { recursive: true });
  await writeFile(path.join(dir, "checkpoint"), now);
  assert.equal((await examine()).filter((one) => one.startsWith("file-missing ")).length, 5);
});
