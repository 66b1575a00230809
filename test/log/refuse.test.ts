/** The log is not signed when anything speaks against it: an old backup, a changed byte, another's signature. */
import assert from "node:assert/strict";
import { cp, rm } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { latestCheckpoint } from "../../src/log/prove.ts";
import { publish } from "../../src/log/publish.ts";
import type { SealRefusalCode } from "../../src/log/refusal.ts";
import { seal } from "../../src/log/seal.ts";
import { ROUND, sequence } from "../../src/log/sequence.ts";
import { atDesk, backUp, type Desk, NOW, oneCluster, openDesk, signerAt } from "./desk.ts";

oneCluster();

const refuses = (deed: Promise<unknown>, code: SealRefusalCode) => assert.rejects(deed, { name: "SealRefusal", code });

/** Places entries in the log, but does not sign them: what a crash between the two leaves. */
const place = (desk: Desk) => desk.signer.signed().then((signed) => sequence(desk.database, "docs", signed));

test(
  "after yesterday's backup is restored, nothing is signed and nothing is added",
  atDesk(async (desk) => {
    await desk.fill(20);
    await seal(desk.database, desk.signer, NOW);
    const restore = await backUp(desk);
    await desk.fill(10);
    await seal(desk.database, desk.signer, NOW);
    await restore();

    const before = await desk.audit();
    await desk.fill(3);
    await refuses(seal(desk.database, desk.signer, NOW), "signer-ahead");
    await refuses(sequence(desk.database, "docs", await desk.signer.signed()), "signer-ahead");
    // Even when as many new documents came as were lost.
    await desk.fill(20);
    await refuses(seal(desk.database, desk.signer, NOW), "signer-ahead");
    const after = await desk.audit();
    assert.deepEqual([after.size, after.pending], [before.size, 23]);
    assert.equal((await latestCheckpoint(desk.portal.sql, "docs"))?.size, 20);
  }),
);

test(
  "a database that went another way from the same size is not signed",
  atDesk(async (desk) => {
    await desk.fill(20);
    await seal(desk.database, desk.signer, NOW);
    const restore = await backUp(desk);
    await desk.fill(10);
    await seal(desk.database, desk.signer, NOW);
    const signed = await desk.signer.signed();
    await restore();
    await desk.fill(10);
    // Its owner does by hand what the sequencer refuses.
    await sequence(desk.database, "docs", null);
    await refuses(seal(desk.database, desk.signer, NOW), "signer-disagrees");
    await desk.fill(5);
    await sequence(desk.database, "docs", null);
    await refuses(seal(desk.database, desk.signer, NOW), "history-changed");
    assert.deepEqual(await desk.signer.signed(), signed);
  }),
);

test(
  "a signer that has forgotten what it signed signs no more",
  atDesk(async (desk) => {
    await desk.fill(5);
    await seal(desk.database, desk.signer, NOW);
    const old = path.join(desk.dir, "old");
    await cp(path.join(desk.dir, "docs.signed"), old, { recursive: true });
    await desk.fill(5);
    await seal(desk.database, desk.signer, NOW);
    await desk.fill(5);

    await rm(path.join(desk.dir, "docs.signed"), { recursive: true });
    await refuses(seal(desk.database, await signerAt(desk.dir), NOW), "signer-behind");
    await cp(old, path.join(desk.dir, "docs.signed"), { recursive: true });
    await refuses(seal(desk.database, await signerAt(desk.dir), NOW), "signer-behind");
  }),
);

test(
  "a checkpoint that the owner of the database made up is not built upon",
  atDesk(async (desk) => {
    await desk.fill(5);
    await seal(desk.database, desk.signer, NOW);
    await desk.owner.pool.query("UPDATE log_checkpoint SET note = replace(note, 'medkarta', 'medkarte')");
    await desk.fill(1);
    await refuses(seal(desk.database, desk.signer, NOW), "signer-disagrees");
  }),
);

const damages: { what: string; sql: string; code: SealRefusalCode }[] = [
  { what: "an entry", sql: "UPDATE log_leaf SET entry = set_byte(entry, 7, get_byte(entry, 7) # 1) WHERE idx = 310", code: "leaf-changed" },
  { what: "a leaf hash", sql: "UPDATE log_leaf SET leaf_hash = set_bit(leaf_hash, 9, 1 - get_bit(leaf_hash, 9)) WHERE idx = 310", code: "leaf-changed" },
  { what: "a removed leaf", sql: "DELETE FROM log_leaf WHERE idx = 310", code: "leaf-changed" },
  { what: "a leaf at another's place", sql: "UPDATE log_leaf SET idx = 999 WHERE idx = 310", code: "leaf-changed" },
  { what: "a new hash of a tile", sql: "UPDATE log_tile SET bytes = set_bit(bytes, 8 * 32 * 60, 1 - get_bit(bytes, 8 * 32 * 60)) WHERE level = 0 AND n = 1", code: "tile-changed" },
  { what: "an old hash of a tile", sql: "UPDATE log_tile SET bytes = set_bit(bytes, 0, 1 - get_bit(bytes, 0)) WHERE level = 0 AND n = 1", code: "history-changed" },
  { what: "a tile above", sql: "UPDATE log_tile SET bytes = set_bit(bytes, 0, 1 - get_bit(bytes, 0)) WHERE level = 1", code: "history-changed" },
  { what: "a tile cut short", sql: "UPDATE log_tile SET bytes = substr(bytes, 1, 32) WHERE level = 0 AND n = 1", code: "tile-changed" },
  { what: "a tile made longer", sql: "UPDATE log_tile SET bytes = bytes || sha256('') WHERE level = 0 AND n = 1", code: "tile-changed" },
  { what: "a removed tile", sql: "DELETE FROM log_tile WHERE level = 1", code: "tile-changed" },
  { what: "the root", sql: "UPDATE log_head SET root = sha256('')", code: "head-changed" },
  { what: "the size", sql: "UPDATE log_head SET size = size + 1", code: "leaf-changed" },
]; // biome-ignore format: a table

test("what came after the last signature is proved before it is signed", async (t) => {
  const desk = await openDesk();
  try {
    await desk.fill(300);
    await seal(desk.database, desk.signer, NOW);
    const signed = await desk.signer.signed();
    await desk.fill(20);
    await place(desk);
    const restore = await backUp(desk);
    for (const { what, sql, code } of damages) {
      await t.test(what, async () => {
        assert.equal((await desk.owner.pool.query(sql)).rowCount, 1);
        await refuses(publish(desk.database, desk.signer, NOW), code);
        assert.deepEqual(await desk.signer.signed(), signed);
        await restore();
      });
    }
    assert.equal((await publish(desk.database, desk.signer, NOW))?.size, 320);
  } finally {
    await desk.close();
  }
});

test(
  "a damaged edge is found before anything is added to it",
  atDesk(async (desk) => {
    await desk.fill(10);
    await seal(desk.database, desk.signer, NOW);
    await desk.owner.pool.query("UPDATE log_tile SET bytes = set_bit(bytes, 0, 1 - get_bit(bytes, 0))");
    await desk.fill(1);
    await refuses(seal(desk.database, desk.signer, NOW), "head-changed");
    assert.equal((await desk.owner.pool.query("SELECT FROM log_pending")).rowCount, 1);
  }),
);

test(
  "a signer that is many rounds behind proves all of them",
  atDesk(async (desk) => {
    const entries = ROUND * 2 + 700;
    await desk.owner.pool.query(`
      INSERT INTO log_pending (log, record_id, entry)
      SELECT 'docs', gen_random_uuid(), '\\x01'::bytea || sha256(i::text::bytea) FROM generate_series(1, ${entries}) i`);
    for (let round = 0; round < 3; round++) await place(desk);
    const checkpoint = await publish(desk.database, desk.signer, NOW);
    assert.equal(checkpoint?.size, entries);
    assert.deepEqual(Buffer.from(checkpoint.root), Buffer.from((await desk.audit()).root));
  }),
);

test(
  "registered leaves, checkpoints and tiles cannot be removed by the role that writes them",
  atDesk(async (desk) => {
    await desk.fill(1);
    await seal(desk.database, desk.signer, NOW);
    for (const sql of [
      "DELETE FROM log_leaf",
      "UPDATE log_leaf SET idx = 7",
      "TRUNCATE log_leaf",
      "DELETE FROM log_checkpoint",
      "UPDATE log_checkpoint SET size = 7",
      "DELETE FROM log_tile",
      "DELETE FROM log_head",
      "UPDATE log_pending SET log = 'x'",
    ]) {
      await assert.rejects(desk.database.pool.query(sql), /permission denied/, sql);
      await assert.rejects(desk.portal.pool.query(sql), /permission denied/, sql);
    }
  }),
);
