/** Events that are no documents have records and leaves of their own, and fsck knows them. */
import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { test } from "node:test";
import { appendEvent } from "../../src/log/append-event.ts";
import type { Finding } from "../../src/log/fsck/findings.ts";
import { fsck } from "../../src/log/fsck.ts";
import { proofOf } from "../../src/log/prove.ts";
import { seal } from "../../src/log/seal.ts";
import { parseVkey } from "../../src/merkle/key.ts";
import { formatReceipt, openReceipt } from "../../src/merkle/receipt.ts";
import { formatRecord, type LogRecord } from "../../src/merkle/record.ts";
import { atDesk, type Desk, NOW, oneCluster } from "./desk.ts";

oneCluster();

const record: LogRecord = {
  type: "time-anchor",
  origin: "medkarta.test/log/docs",
  size: 7,
  root: "ab".repeat(32),
  token: "cd".repeat(32),
  at: NOW.toISOString(),
};

async function examine({ database, signer }: Desk): Promise<string[]> {
  const walk = fsck({
    sql: database.sql,
    log: "docs",
    vkey: signer.vkey,
    now: new Date(NOW.getTime() + 600_000),
    openDocument: async () => null,
    wait: async () => {},
  });
  const found: Finding[] = [];
  for await (const finding of walk) found.push(finding);
  return found.map(({ code }) => code);
}

test(
  "an event comes once by its id, is proved by its receipt, and what is changed in it is found",
  atDesk(async (desk) => {
    const event = { id: randomUUID(), salt: randomBytes(32), at: NOW };
    const append = () => desk.database.transact((tx) => appendEvent(tx, "docs", record, event));
    assert.equal(await append(), true);
    assert.equal(await append(), false);
    const { sealed } = await seal(desk.database, desk.signer, NOW);
    assert.equal(sealed, 1);
    assert.deepEqual(await examine(desk), []);

    const proof = await proofOf(desk.portal.sql, "docs", event.id);
    const receipt = formatReceipt(event.salt, formatRecord(record), {
      index: proof!.index,
      hashes: proof!.hashes,
      checkpoint: proof!.note,
    });
    assert.deepEqual(openReceipt(receipt, parseVkey(desk.signer.vkey)).record, record);

    await desk.owner.pool.query("ALTER TABLE log_event NO FORCE ROW LEVEL SECURITY");
    await desk.owner.pool.query("UPDATE log_event SET body = set_byte(body, 40, 65)");
    const codes = await examine(desk);
    assert.ok(codes.includes("record-changed") && codes.includes("record-leaf"), codes.join());
    await desk.owner.pool.query("DELETE FROM log_event");
    assert.deepEqual(await examine(desk), ["leaf-without-record"]);
  }),
);

test(
  "the portal adds entries to the log of readings, and to no other",
  atDesk(async ({ portal }) => {
    const put = (log: string) =>
      portal.transact(
        (tx) =>
          tx.run`INSERT INTO log_pending (log, record_id, entry) VALUES (${log}, ${randomUUID()}, ${randomBytes(33)})`,
      );
    assert.equal(await put("access"), 1);
    await assert.rejects(put("docs"), /row-level security/);
    const events = (tx: { run: (text: TemplateStringsArray) => Promise<number> }) => tx.run`DELETE FROM log_event`;
    await assert.rejects(portal.transact(events), /permission denied/);
  }),
);
