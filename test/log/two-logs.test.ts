/** Two logs side by side, a new key for one, the end of one: what was proved stays proved. */
import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { anchorAccess } from "../../src/log/anchor.ts";
import { append } from "../../src/log/append.ts";
import { freeze } from "../../src/log/freeze.ts";
import { fsck } from "../../src/log/fsck.ts";
import { latestCheckpoint, proofOf } from "../../src/log/prove.ts";
import { rotate, tellRotations } from "../../src/log/rotate.ts";
import { seal } from "../../src/log/seal.ts";
import { anchorTime, stampedText } from "../../src/log/time-anchor.ts";
import { openCheckpoint } from "../../src/merkle/checkpoint.ts";
import { commit } from "../../src/merkle/commitment.ts";
import { toUtf8 } from "../../src/merkle/encoding.ts";
import { formatKeyList, keysAt, parseKeyList } from "../../src/merkle/key-list.ts";
import { parseNote } from "../../src/merkle/note.ts";
import { formatReceipt, openReceipt } from "../../src/merkle/receipt.ts";
import { formatRecord, type LogRecord, parseRecord } from "../../src/merkle/record.ts";
import { stampOver } from "../cms/evidence.ts";
import { Crash, crashingAfterSigning, crashingAt } from "./crash.ts";
import { atDesk, type Desk, NOW, oneCluster, signerAt } from "./desk.ts";

oneCluster();

const DAY = 24 * 60 * 60 * 1000;
const later = (days: number) => new Date(NOW.getTime() + days * DAY);
const random = (bytes: number) => randomBytes(bytes);

async function events({ database }: Desk, type: string): Promise<LogRecord[]> {
  const { rows } = await database.pool.query("SELECT body FROM log_event WHERE type = $1 ORDER BY at", [type]);
  return rows.map(({ body }) => parseRecord(new Uint8Array(body)));
}

test(
  "the logs know nothing of each other: entries, keys, trees and signers are their own",
  atDesk(async (desk) => {
    const access = await signerAt(desk.dir, "access");
    assert.notEqual(access.key.id, desk.signer.key.id);
    await desk.fill(5);
    const ids = await desk.fill(3, "access");
    assert.equal((await seal(desk.database, access, NOW)).sealed, 3);
    assert.equal(await latestCheckpoint(desk.portal.sql, "docs"), null);
    assert.equal((await seal(desk.database, desk.signer, NOW)).sealed, 5);
    assert.equal((await proofOf(desk.portal.sql, "access", ids[1]!))?.index, 1);
    assert.equal(await proofOf(desk.portal.sql, "docs", ids[1]!), null);
    const note = toUtf8((await latestCheckpoint(desk.portal.sql, "access"))!.note);
    assert.equal(openCheckpoint(note, access.key).origin, "medkarta.test/log/access");
    assert.throws(() => openCheckpoint(note, desk.signer.key), { code: "note-unverified" });
    assert.deepEqual((await readdir(desk.dir)).sort(), ["access.key", "access.signed", "docs.key", "docs.signed"]);
  }),
);

test(
  "a sealer of readings that dies at any statement, or after signing, leaves no gap and no fork",
  atDesk(async (desk) => {
    const signer = await signerAt(desk.dir, "access");
    const ids: string[] = [];
    let crashes = 0;
    for (let at = 0; ; at++) {
      ids.push(...(await desk.fill(7, "access")));
      const dying = crashingAt(desk.database, at);
      const died = await seal(dying, signer, NOW).then(
        () => false,
        (error: unknown) => {
          if (!(error instanceof Crash)) throw error;
          return true;
        },
      );
      if (!died) break;
      crashes++;
    }
    assert.ok(crashes > 8, `${crashes} crashes`);
    ids.push(...(await desk.fill(2, "access")));
    await assert.rejects(seal(desk.database, crashingAfterSigning(signer), NOW), Crash);
    await seal(desk.database, signer, NOW);
    const { pending, size, records, root } = await desk.audit();
    assert.deepEqual([pending, size, new Set(records)], [0, ids.length, new Set(ids)]);
    assert.deepEqual(Buffer.from((await signer.signed())!.root), Buffer.from(root));
  }),
);

test(
  "of four workers one writes the anchor of an hour, and each hour has one",
  atDesk(async (desk) => {
    const access = await signerAt(desk.dir, "access");
    const { database } = desk;
    const anchoring = (now: Date) => anchorAccess({ database, keys: [access.key], now, random });
    assert.equal(await anchoring(NOW), false, "there is nothing to anchor yet");
    await desk.fill(3, "access");
    await seal(database, access, NOW);
    const first = await Promise.all(
      [0, 1, 2, 3].map((minutes) => anchoring(new Date(NOW.getTime() + minutes * 60_000))),
    );
    assert.equal(first.filter(Boolean).length, 1);
    await desk.fill(3, "access");
    await seal(database, access, NOW);
    assert.equal(await anchoring(new Date(NOW.getTime() + 3_600_000)), true);
    assert.equal((await seal(database, desk.signer, NOW)).sealed, 2);
    const anchors = await events(desk, "access-anchor");
    assert.deepEqual(
      anchors.map((anchor) => anchor.type === "access-anchor" && [anchor.origin, anchor.size]),
      [
        ["medkarta.test/log/access", 3],
        ["medkarta.test/log/access", 6],
      ],
    );
  }),
);

test(
  "a new key signs beside the old one for ninety days; old receipts go on to hold, and the old key proves nothing new",
  atDesk(async (desk) => {
    let now = NOW;
    const signer = await signerAt(desk.dir, "docs", () => now);
    const running = await signerAt(desk.dir, "docs", () => now); // another process, opened before
    await desk.fill(2);
    await seal(desk.database, signer, now);
    const early = (await latestCheckpoint(desk.portal.sql, "docs"))!;

    now = later(1);
    const vkey = await rotate({ database: desk.database, signer, now, random });
    assert.notEqual(vkey, signer.vkey);
    await desk.fill(1);
    await seal(desk.database, running, now);
    const [rotation] = await events(desk, "key-rotated");
    assert.deepEqual(rotation?.type === "key-rotated" && [rotation.old, rotation.next], [signer.vkey, vkey]);
    assert.equal(await tellRotations({ database: desk.database, signer, now, random }), 0, "told once");

    const keys = await signer.keys();
    assert.deepEqual(parseKeyList(formatKeyList(keys)), keys);
    assert.deepEqual([keys[0]?.to, keys[1]?.from, keys[1]?.to], [later(91), later(1), null]);
    const both = (await latestCheckpoint(desk.portal.sql, "docs"))!;
    assert.equal(parseNote(toUtf8(both.note)).signatures.length, 2);
    for (const { key } of keys) assert.equal(openCheckpoint(toUtf8(both.note), key).size, 4);

    now = later(92);
    const salt = randomBytes(32);
    const record: LogRecord = { type: "frozen", origin: "x", at: now.toISOString() };
    const body = formatRecord(record);
    const id = randomUUID();
    await desk.database.transact((tx) => append(tx, "docs", id, commit(salt, body).entry));
    await seal(desk.database, running, now);
    const late = (await latestCheckpoint(desk.portal.sql, "docs"))!;
    assert.deepEqual(
      parseNote(toUtf8(late.note)).signatures.map(({ keyId }) => keyId),
      [keys[1]!.key.id],
    );
    assert.equal(
      openCheckpoint(
        toUtf8(early.note),
        keys.map(({ key }) => key),
      ).size,
      2,
    );
    assert.deepEqual(keysAt(keys, now), [keys[1]!.key]);

    const proof = (await proofOf(desk.portal.sql, "docs", id))!;
    const receipt = formatReceipt(salt, body, { index: proof.index, hashes: proof.hashes, checkpoint: proof.note });
    assert.equal(openReceipt(receipt, keys).size, 5);
    // Whoever steals the old key after its end cannot prove by it what happened later.
    assert.throws(() => openReceipt(receipt, [keys[0]!]), { code: "note-unverified" });

    const found = [];
    const walk = {
      sql: desk.database.sql,
      log: "docs" as const,
      vkey: formatKeyList(keys),
      now,
      openDocument: async () => null,
    };
    for await (const finding of fsck({ ...walk, disputes: () => false, wait: async () => {} }))
      found.push(finding.code);
    assert.deepEqual(
      new Set(found),
      new Set(["leaf-without-record"]),
      "every checkpoint is signed by a key of the list",
    );
  }),
);

test("a list of keys has one spelling", () => {
  const key = "medkarta.test/log/docs+e1b2c3d4+AQ";
  for (const text of ["", " ", `${key} - -`, `${key} 2026-01-01 -\n`, `${key} x -\n`])
    assert.throws(() => parseKeyList(text), { code: "key-malformed" }, text);
});

test(
  "a log that has ended has a last leaf and a last checkpoint, takes nothing more and is never signed again",
  atDesk(async (desk) => {
    const { database, signer } = desk;
    const kept = await desk.fill(3);
    let ending = false;
    const appending = Array.from({ length: 4 }, async () => {
      let taken = 0;
      for (;;) {
        const done = await desk.fill(1).then(
          () => true,
          (error: { code?: string }) => {
            assert.equal(error.code, "LOG_FROZEN");
            return false;
          },
        );
        if (done) taken++;
        else if (ending) return taken;
      }
    });
    ending = true;
    const last = await freeze({ database, signer, now: NOW, random, successor: "medkarta.test/log/docs-2" });
    const taken = (await Promise.all(appending)).reduce((sum, one) => sum + one, 0);
    assert.equal(last.size, kept.length + taken + 1);
    const { pending, records } = await desk.audit();
    assert.equal(pending, 0);
    const { rows } = await database.pool.query("SELECT record_id, body FROM log_event WHERE type = 'frozen'");
    assert.equal(records.at(-1), rows[0].record_id, "nothing comes after the leaf that says so");
    const end = parseRecord(new Uint8Array(rows[0].body));
    assert.equal(end.type === "frozen" && end.successor, "medkarta.test/log/docs-2");

    assert.equal(
      (await freeze({ database, signer, now: NOW, random })).size,
      last.size,
      "to end it again changes nothing",
    );
    await assert.rejects(rotate({ database, signer, now: NOW, random }), { code: "log-frozen" });
    // Whoever takes the mark out of the database still finds no signer.
    await desk.owner.pool.query("DELETE FROM log_frozen");
    await desk.fill(1);
    await assert.rejects(seal(database, await signerAt(desk.dir), NOW), { name: "SealRefusal", code: "log-frozen" });
    assert.equal((await latestCheckpoint(desk.portal.sql, "docs"))?.size, last.size);
    assert.equal((await proofOf(desk.portal.sql, "docs", kept[0]!))?.size, last.size, "what was proved stays proved");
    // The other log goes on.
    await desk.fill(1, "access");
    assert.equal((await seal(database, await signerAt(desk.dir, "access"), NOW)).sealed, 1);
  }),
);

test(
  "a token over a checkpoint anchors its leaves in time, once; a token over anything else is refused",
  atDesk(async (desk) => {
    const { database, signer } = desk;
    await desk.fill(4);
    await seal(database, signer, NOW);
    const text = stampedText((await latestCheckpoint(desk.portal.sql, "docs"))!.note);
    await desk.fill(3);
    await seal(database, signer, NOW);
    const anchoring = (token: Uint8Array) => anchorTime({ database, signer, token, now: NOW, random });
    const token = stampOver(text, NOW);
    assert.equal(await anchoring(token), 4, "an earlier checkpoint may be the stamped one");
    assert.equal(await anchoring(token), 4);
    await assert.rejects(anchoring(stampOver(toUtf8("other"), NOW)), { code: "TOKEN_OF_NOTHING" });
    await assert.rejects(anchoring(toUtf8("none")), { code: "TOKEN_OF_NOTHING" });
    const [anchor, ...more] = await events(desk, "time-anchor");
    assert.deepEqual([anchor?.type === "time-anchor" && anchor.size, more.length], [4, 0]);
    const { rows } = await database.pool.query("SELECT attached FROM log_event");
    assert.deepEqual(rows[0].attached, Buffer.from(token));
    assert.equal((await seal(database, signer, NOW)).sealed, 1);
  }),
);
