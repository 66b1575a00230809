/** Step 6: what was appended is sealed once, in any crowd and through any crash. */
import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { after, before, beforeEach, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { append } from "../../src/log/append.ts";
import { latestCheckpoint, proofOf } from "../../src/log/prove.ts";
import { publish } from "../../src/log/publish.ts";
import { seal } from "../../src/log/seal.ts";
import { sequence } from "../../src/log/sequence.ts";
import { readEntries, readTile } from "../../src/log/serve-tile.ts";
import { LostRace } from "../../src/log/signed-state.ts";
import { openCheckpoint } from "../../src/merkle/checkpoint.ts";
import { commit } from "../../src/merkle/commitment.ts";
import { concat, toUtf8 } from "../../src/merkle/encoding.ts";
import { proveConsistency, rootOf } from "../../src/merkle/fold.ts";
import { leafHash } from "../../src/merkle/hash.ts";
import { nodesFromTiles, type Tile } from "../../src/merkle/tile.ts";
import { verifyConsistency, verifyInclusion } from "../../src/merkle/verify-proof.ts";
import { Crash, crashingAfterSigning, crashingAt } from "./crash.ts";
import { type Desk, NOW, openDesk } from "./desk.ts";

describe("sealing", () => {
  let desk: Desk;
  before(async () => {
    desk = await openDesk();
  });
  after(() => desk.close());
  beforeEach(async () => {
    while ((await seal(desk.database, desk.signer, NOW)).more);
  });

  test("an appended entry is a leaf after one round, with a proof that needs no trust in us", async () => {
    const recordId = randomUUID();
    const { entry } = commit(randomBytes(32), toUtf8("a record"));
    await desk.database.transact((tx) => append(tx, "docs", recordId, entry));
    assert.equal(await proofOf(desk.portal.sql, "docs", recordId), null);

    const { sealed, more, checkpoint } = await seal(desk.database, desk.signer, NOW);
    assert.deepEqual([sealed, more], [1, false]);

    const proof = await proofOf(desk.portal.sql, "docs", recordId);
    assert.ok(proof);
    const signed = openCheckpoint(toUtf8(proof.note), desk.signer.key);
    assert.deepEqual([signed.size, signed.origin], [checkpoint?.size, desk.signer.origin]);
    const { index, hashes } = proof;
    assert.ok(
      verifyInclusion({ index, proof: hashes, leafHash: leafHash(entry), size: signed.size, root: signed.root }),
    );
    assert.deepEqual(proof.signedAt, NOW);
  });

  test("an appended entry goes when its transaction goes", async () => {
    const deed = desk.database.transact(async (tx) => {
      await append(tx, "docs", randomUUID(), commit(randomBytes(32), toUtf8("x")).entry);
      throw new Error("no");
    });
    await assert.rejects(deed, /no/);
    assert.equal((await seal(desk.database, desk.signer, NOW)).sealed, 0);
  });

  test("only an entry is appended", async () => {
    for (const bytes of [new Uint8Array(0), new Uint8Array(33), new Uint8Array(34).fill(1)]) {
      await assert.rejects(
        desk.database.transact((tx) => append(tx, "docs", randomUUID(), bytes)),
        RangeError,
      );
    }
  });

  test("an entry whose number is low and whose commit is late is not lost", async () => {
    const [early, late] = [randomUUID(), randomUUID()];
    const entry = () => commit(randomBytes(32), toUtf8("x")).entry;
    await desk.database.transact(async (slow) => {
      await append(slow, "docs", early, entry()); // takes the lower number and keeps it to itself
      await desk.database.transact((quick) => append(quick, "docs", late, entry()));
      assert.equal((await seal(desk.database, desk.signer, NOW)).sealed, 1);
    });
    assert.equal((await seal(desk.database, desk.signer, NOW)).sealed, 1);
    const [a, b] = await Promise.all([early, late].map((id) => proofOf(desk.portal.sql, "docs", id)));
    assert.equal(a!.index, b!.index + 1);
  });

  test("nothing to seal: nothing is signed", async () => {
    const before = await desk.signer.signed();
    const { sealed, checkpoint } = await seal(desk.database, desk.signer, NOW);
    assert.deepEqual([sealed, checkpoint?.size], [0, before?.size]);
    assert.deepEqual(await desk.signer.signed(), before);
  });

  test("a crash before any statement of a round, or before a COMMIT, leaves nothing half-sealed", async () => {
    const ids: string[] = [];
    let crashes = 0;
    for (let crashed = true, at = 0; crashed; at++) {
      ids.push(...(await desk.fill(40)));
      const before = await desk.audit();
      crashed = await seal(crashingAt(desk.database, at), desk.signer, NOW).then(
        () => false,
        (error: unknown) => error instanceof Crash || Promise.reject(error),
      );
      const after = await desk.audit(); // throws on a gap, a wrong root, a record twice
      assert.equal(after.pending + after.size, before.pending + before.size);
      assert.ok(after.size === before.size || after.size === before.size + before.pending);
      await seal(desk.database, desk.signer, NOW);
      if (crashed) crashes++;
    }
    assert.ok(crashes >= 14, `${crashes} crash points`);
    const { pending, records } = await desk.audit();
    assert.equal(pending, 0);
    for (const id of ids) assert.equal(records.filter((record) => record === id).length, 1);
    const checkpoint = await latestCheckpoint(desk.portal.sql, "docs");
    assert.equal(checkpoint?.size, records.length);
    assert.equal(checkpoint?.note, (await desk.signer.signed())?.note);
  });

  test("signed, but not shown: the next round shows that very checkpoint, never another one of its size", async () => {
    await desk.fill(3);
    await assert.rejects(seal(desk.database, crashingAfterSigning(desk.signer), NOW), Crash);
    const signed = await desk.signer.signed();
    assert.ok(signed);
    assert.notEqual((await latestCheckpoint(desk.portal.sql, "docs"))?.size, signed.size);
    await desk.fill(2);
    await seal(desk.database, desk.signer, NOW);
    const notes = await desk.owner.pool.query("SELECT note FROM log_checkpoint ORDER BY size DESC LIMIT 2");
    assert.equal(notes.rows[1].note, signed.note);
    assert.equal((await desk.signer.signed())?.size, signed.size + 2);
  });

  test("every checkpoint is consistent with every other, proved from tiles that anyone may read", async () => {
    for (const count of [1, 200, 60, 300]) {
      await desk.fill(count);
      await seal(desk.database, desk.signer, NOW);
    }
    const { rows } = await desk.owner.pool.query("SELECT size, root FROM log_checkpoint ORDER BY size");
    const latest = rows.at(-1);
    const tiles: Tile[] = [];
    for (let level = 0, hashes = latest.size; hashes > 0; level++, hashes = Math.floor(hashes / 256)) {
      for (let n = 0; n * 256 < hashes; n++) {
        const width = Math.min(hashes - n * 256, 256);
        const bytes = await readTile(desk.portal.sql, "docs", level, n, width);
        assert.equal(bytes?.length, width * 32);
        assert.equal(await readTile(desk.portal.sql, "docs", level, n, width + 1), null);
        tiles.push({ level, n, bytes: bytes! });
      }
    }
    assert.ok(tiles.length >= 3 && rows.length >= 4);
    const nodes = nodesFromTiles(tiles);
    for (const { size, root } of rows) {
      const claim = { first: size, second: latest.size, firstRoot: root, secondRoot: latest.root };
      assert.ok(verifyConsistency({ ...claim, proof: proveConsistency(size, latest.size, nodes) }), `size ${size}`);
    }
  });

  test("the bundles of entries make the tree that was signed", async () => {
    const checkpoint = await latestCheckpoint(desk.portal.sql, "docs");
    const hashes: Uint8Array[] = [];
    for (let n = 0; hashes.length < checkpoint!.size; n++) {
      const width = Math.min(checkpoint!.size - n * 256, 256);
      const bundle = await readEntries(desk.portal.sql, "docs", n, width);
      assert.equal(bundle?.length, width * 35);
      for (let at = 0; at < width; at++) {
        assert.deepEqual([bundle![at * 35], bundle![at * 35 + 1]], [0, 33]);
        hashes.push(leafHash(bundle!.subarray(at * 35 + 2, at * 35 + 35)));
      }
    }
    assert.deepEqual(Buffer.from(rootOf(concat(...hashes))), checkpoint!.root);
  });

  test("what is not signed is not handed out", async () => {
    const { size } = (await latestCheckpoint(desk.portal.sql, "docs"))!;
    await desk.fill(1);
    await sequence(desk.database, "docs", await desk.signer.signed());
    const [n, width] = [Math.floor(size / 256), (size % 256) + 1];
    assert.equal(await readTile(desk.portal.sql, "docs", 0, n, width), null);
    assert.equal(await readEntries(desk.portal.sql, "docs", n, width), null);
    await publish(desk.database, desk.signer, NOW);
    assert.ok(await readTile(desk.portal.sql, "docs", 0, n, width));
    for (const [level, index, some] of [
      [-1, 0, 1],
      [9, 0, 1],
      [0, 1e9, 1],
      [0, 0.5, 1],
      [0, 0, 0],
      [0, 0, 257],
    ] as const) {
      assert.equal(await readTile(desk.portal.sql, "docs", level, index, some), null);
    }
  });

  test("of two signers with one memory, one is too late", async () => {
    const { signer: other } = await desk.another();
    const previous = await desk.signer.signed();
    const next = { size: (previous?.size ?? 0) + 1000, root: randomBytes(32) };
    // Both look, then both sign: a number can be taken only once. (A root of nowhere: this desk ends here.)
    const results = await Promise.allSettled([
      desk.signer.sign(previous, next),
      other.sign(previous, { ...next, root: randomBytes(32) }),
    ]);
    const lost = results.filter((result) => result.status === "rejected");
    assert.equal(lost.length, 1);
    assert.ok(lost[0]!.reason instanceof LostRace);
  });
});

describe("a crowd", () => {
  test("connections that break at any moment, also within a COMMIT, lose nothing and seal nothing twice", async () => {
    const desk = await openDesk();
    try {
      const other = await desk.another();
      const ids: string[] = [];
      let [breaking, failures] = [true, 0];
      const sealing = async () => {
        while (breaking) await seal(desk.database, desk.signer, NOW).catch(() => failures++);
      };
      const working = sealing();
      for (let round = 0; round < 25; round++) {
        ids.push(...(await other.fill(30)));
        await sleep(round * 2);
        await other.database.pool.query(`
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND usename = current_user AND application_name = 'medkarta'
            AND pid <> pg_backend_pid()`);
      }
      breaking = false;
      await working;
      while ((await seal(desk.database, desk.signer, NOW)).more);
      const { pending, records, size } = await desk.audit();
      assert.equal(pending, 0);
      assert.deepEqual(new Set(records), new Set(ids));
      assert.equal((await desk.signer.signed())?.size, size);
      assert.ok(failures > 0, "some connection was broken at work");
    } finally {
      await desk.close();
    }
  });

  test("5,000 entries in a crowd of appenders, with two sealers: each sealed once, without gap or fork", async () => {
    const desk = await openDesk();
    try {
      const other = await desk.another();
      const ids: string[] = [];
      const refused: string[] = [];
      let appending = true;
      const sealing = async (database: typeof desk.database, signer: typeof desk.signer) => {
        let sealed = 0;
        for (let last = false; !last; ) {
          last = !appending;
          sealed += (await seal(database, signer, NOW)).sealed;
        }
        return sealed;
      };
      const appender = async (many: number) => {
        for (let done = 0; done < many; done++) {
          const batch = Array.from({ length: 1 + (done % 3) }, () => randomUUID());
          const deed = desk.database.transact(async (tx) => {
            for (const id of batch) await append(tx, "docs", id, commit(randomBytes(32), toUtf8(id)).entry);
            if (done % 10 === 9) throw new Crash("changed its mind");
          });
          await deed.then(
            () => ids.push(...batch),
            () => refused.push(...batch),
          );
        }
      };
      const sealers = [sealing(desk.database, desk.signer), sealing(other.database, other.signer)];
      await Promise.all(Array.from({ length: 6 }, () => appender(465)));
      while (ids.length < 5000) await appender(1);
      appending = false;
      const sealed = await Promise.all(sealers);
      // Both may have stepped back for each other in their last rounds.
      const { sealed: rest } = await seal(desk.database, desk.signer, NOW);

      const { pending, size, records, root } = await desk.audit();
      assert.equal(pending, 0);
      assert.equal(size, ids.length);
      assert.ok(size >= 5000, `${size} leaves`);
      assert.ok(refused.length > 0);
      assert.deepEqual(new Set(records), new Set(ids));
      assert.ok(
        sealed.every((count) => count > 0),
        "both took part",
      );
      assert.equal(sealed[0]! + sealed[1]! + rest, size);
      const checkpoint = await latestCheckpoint(desk.portal.sql, "docs");
      assert.deepEqual([checkpoint?.size, Buffer.from(checkpoint!.root)], [size, Buffer.from(root)]);

      for (let tried = 0; tried < 200; tried++) {
        const index = Math.floor(((tried + 0.5) / 200) * size);
        const proof = await proofOf(desk.portal.sql, "docs", records[index]!);
        assert.equal(proof?.index, index);
        assert.ok(verifyInclusion({ ...proof!, proof: proof!.hashes, root }));
      }
    } finally {
      await desk.close();
    }
  });
});
