/** The static files are the log: whoever has them and the key needs nothing of us, and no crash leaves a lie among them. */
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { exportLog } from "../../src/log/export.ts";
import { startExporter } from "../../src/log/exporter.ts";
import { latestCheckpoint } from "../../src/log/prove.ts";
import { seal } from "../../src/log/seal.ts";
import { readEntries, readTile } from "../../src/log/serve-tile.ts";
import { openCheckpoint } from "../../src/merkle/checkpoint.ts";
import { rootOf } from "../../src/merkle/fold.ts";
import { leafHash } from "../../src/merkle/hash.ts";
import { parseTilePath } from "../../src/merkle/tile.ts";
import { atDesk, type Desk, NOW, oneCluster } from "./desk.ts";

oneCluster();

const inFolder = (deed: (desk: Desk, dir: string) => Promise<void>) =>
  atDesk(async (desk) => {
    const dir = await mkdtemp(path.join(tmpdir(), "medkarta-files-"));
    try {
      await deed(desk, path.join(dir, "docs"));
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });

const exporting = ({ portal, signer }: Desk, dir: string) =>
  exportLog({ sql: portal.sql, log: "docs", keys: [signer.key], dir });

const growBy = async (desk: Desk, count: number) => {
  await desk.fill(count);
  while ((await seal(desk.database, desk.signer, NOW)).more);
};

/** Every file there is, without the checkpoint: each is compared with what the server hands out from its tables. */
async function readAll({ portal, signer }: Desk, dir: string) {
  const { size, root } = openCheckpoint(await readFile(path.join(dir, "checkpoint")), signer.key);
  const files = (await readdir(dir, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
  const names = files.map((one) => path.relative(dir, path.join(one.parentPath, one.name)).replaceAll("\\", "/"));
  const entries: Uint8Array[] = [];
  for (const name of names.filter((one) => one !== "checkpoint").sort()) {
    const place = parseTilePath(name);
    assert.ok(place, `${name} is a name of tlog-tiles`);
    const bytes = new Uint8Array(await readFile(path.join(dir, name)));
    const { level, n, width } = place;
    const served =
      level === "entries"
        ? await readEntries(portal.sql, "docs", n, width)
        : await readTile(portal.sql, "docs", level, n, width);
    assert.deepEqual(Buffer.from(bytes), Buffer.from(served ?? []), name);
    if (level !== "entries") continue;
    for (let at = 0; at < width && n * 256 + at < size; at++)
      entries[n * 256 + at] = bytes.subarray(at * 35 + 2, at * 35 + 35);
  }
  return { size, root, entries, names };
}

async function assertWhole(desk: Desk, dir: string, expected: number) {
  const { size, root, entries, names } = await readAll(desk, dir);
  assert.equal(size, expected);
  const hashes = Buffer.concat(entries.map((entry) => leafHash(entry)));
  assert.equal(hashes.length, size * 32);
  assert.deepEqual(Buffer.from(rootOf(hashes)), Buffer.from(root));
  return names;
}

test(
  "at every size the files make the tree of their checkpoint, and are the bytes that the server hands out",
  inFolder(async (desk, dir) => {
    assert.equal(await exporting(desk, dir), null);
    let size = 0;
    for (const more of [1, 254, 1, 1, 700, 4096 - 957, 5000]) {
      await growBy(desk, more);
      size += more;
      assert.equal((await exporting(desk, dir))?.size, size);
      assert.equal((await exporting(desk, dir))?.files, 0, "what is there is not written again");
      await assertWhole(desk, dir, size);
    }
    const names = await assertWhole(desk, dir, size);
    assert.ok(names.includes("tile/0/034") && names.includes("tile/entries/034") && names.includes("tile/1/000.p/35"));
    assert.ok(!names.some((name) => name.startsWith("tile/0/000.p/")), "partial tiles go when the full one is there");
    assert.ok(!names.some((name) => name.endsWith(".tmp")));
  }),
);

test(
  "cut off at any file, the old checkpoint's tree is whole, and the next run ends what was begun",
  inFolder(async (desk, dir) => {
    await growBy(desk, 300);
    await exporting(desk, dir);
    await growBy(desk, 300);
    await exporting(desk, dir);
    const after = await readFile(path.join(dir, "checkpoint"), "utf8");
    await growBy(desk, 300);
    await exporting(desk, dir);
    // As after a crash just before the last step: all new files are there, the checkpoint is the old one.
    await writeFile(path.join(dir, "checkpoint"), after);
    assert.equal((await exporting(desk, dir))?.size, 900);
    await assertWhole(desk, dir, 900);
    // A file of the edge is lost: everything is made anew from the entries.
    await unlink(path.join(dir, "tile/0/003.p/132"));
    await growBy(desk, 1);
    assert.equal((await exporting(desk, dir))?.size, 901);
    await assertWhole(desk, dir, 901);
  }),
);

test(
  "entries that do not make the signed tree are never published, nor is an older database",
  inFolder(async (desk, dir) => {
    await growBy(desk, 20);
    await exporting(desk, dir);
    const before = await readFile(path.join(dir, "checkpoint"), "utf8");
    await growBy(desk, 20);
    await desk.owner.pool.query(
      "UPDATE log_leaf SET entry = set_byte(entry, 7, get_byte(entry, 7) # 1) WHERE idx = 30",
    );
    await assert.rejects(exporting(desk, dir), { name: "SealRefusal", code: "history-changed" });
    assert.equal(await readFile(path.join(dir, "checkpoint"), "utf8"), before);
    await desk.owner.pool.query(
      "UPDATE log_leaf SET entry = set_byte(entry, 7, get_byte(entry, 7) # 1) WHERE idx = 30",
    );
    await exporting(desk, dir);
    await desk.owner.pool.query("DELETE FROM log_checkpoint WHERE size = 40");
    await assert.rejects(exporting(desk, dir), { code: "signer-behind" });
    assert.equal(openCheckpoint(await readFile(path.join(dir, "checkpoint")), desk.signer.key).size, 40);
  }),
);

test(
  "two exporters on one folder keep it as new as the log, while it grows",
  inFolder(async (desk, dir) => {
    const errors: unknown[] = [];
    const { database, signer } = desk;
    const options = { database, signer, dir, everyMs: 20, onError: (error: unknown) => errors.push(error) };
    const exporters = [startExporter(options), startExporter(options)];
    try {
      let least = 0;
      for (let round = 0; round < 15; round++) {
        await growBy(desk, 60);
        const shown = await readFile(path.join(dir, "checkpoint")).catch(() => null);
        const size = shown ? openCheckpoint(shown, signer.key).size : 0;
        assert.ok(size >= least, "never back to an older one");
        least = size;
      }
      for (let tries = 0; tries < 200; tries++) {
        const shown = await readFile(path.join(dir, "checkpoint"), "utf8").catch(() => "");
        if (shown === (await latestCheckpoint(desk.portal.sql, "docs"))?.note) break;
        await sleep(50);
      }
    } finally {
      await Promise.all(exporters.map((exporter) => exporter.stop()));
    }
    assert.deepEqual(errors, []);
    await assertWhole(desk, dir, 900);
  }),
);
