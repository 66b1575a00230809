/** The whole house, with real documents: what its database's owner does to contents, keys, journal, appeals, backups is found. */
import assert from "node:assert/strict";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Database, openDatabase } from "../../src/db/database.ts";
import type { LogName } from "../../src/log/names.ts";
import { checkLog } from "../../src/roof/check-log.ts";
import { type Hospital, openHospital } from "../http/hospital.ts";
import { logIn } from "../journeys/visitor.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";

const tables = [
  ...["document", "document_version", "document_locator", "document_record", "content", "content_key", "access_event"],
  ...["log_leaf", "log_tile", "log_head", "log_checkpoint", "log_pending", "appeal", "appeal_event", "submission"],
];

let house: TestHouse;
let owner: Database;
let volga: Hospital;
let restore: () => Promise<void>;

/** As pg_dump and pg_restore would leave them: every row as it was. */
async function dump(into: string): Promise<() => Promise<void>> {
  const each = (sql: (table: string) => string) => owner.pool.query(tables.map(sql).join(";"));
  await owner.pool.query(`CREATE SCHEMA ${into}`);
  await each((table) => `CREATE TABLE ${into}.${table} AS TABLE ${table}`);
  return async () => {
    await each((t) => `DELETE FROM ${t}; INSERT INTO ${t} OVERRIDING SYSTEM VALUE TABLE ${into}.${t}`);
  };
}

async function examine(log: LogName = "docs"): Promise<string[]> {
  const { registry: database, keyring, config } = house.house;
  const { dataDir, publicUrl } = config;
  const codes = new Set<string>();
  const now = new Date(Date.now() + 120_000);
  for await (const { code } of await checkLog({ log, database, keyring, dataDir, publicUrl, now })) codes.add(code);
  return [...codes].sort();
}

async function settled(): Promise<void> {
  for (;;) {
    const { rows } = await owner.pool.query(`
      SELECT (SELECT count(*) FROM log_pending)::int AS waiting,
        (SELECT bool_and(EXISTS (SELECT FROM log_checkpoint c WHERE c.log = h.log AND c.size = h.size)) FROM log_head h) AS signed`);
    if (rows[0].waiting === 0 && rows[0].signed) return;
    await sleep(100);
  }
}

before(async () => {
  house = await openTestHouse();
  owner = openDatabase(house.database.ownerUrl, { max: 2 });
  volga = await openHospital(house, "volga");
  const { number } = await volga.deliver({ set: "81", text: "первый" });
  await volga.deliver({ set: "82", text: "второй" });
  const patient = await logIn(house, "orlov");
  await patient.open("/consent");
  await patient.press("Разрешить");
  await patient.open(`/documents/${number}`);
  await patient.open(`/documents/${number}/print`);
  for (const table of tables) await owner.pool.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
  await owner.pool.query(`
    INSERT INTO appeal (patient_id, appeal_id, number, kind, reason, severity, disputes, state, holder, version, opened_at,
                        changed_at, due_provisional, document_id)
    SELECT patient_id, document_id, '2026-11-000001', 'problem', 'name', 2, false, 'working', 'organisation', 2, now(), now(),
           false, document_id FROM document LIMIT 1;
    INSERT INTO appeal_event (patient_id, appeal_id, seq, at, deed, by, state, holder, cause, once)
    SELECT patient_id, appeal_id, 1, now(), 'register', 'patient', 'registered', 'organisation', 'name', gen_random_uuid() FROM appeal;
    INSERT INTO appeal_event (patient_id, appeal_id, seq, at, deed, by, state, holder, once)
    SELECT patient_id, appeal_id, 2, now(), 'take', 'organisation', 'working', 'organisation', gen_random_uuid() FROM appeal`);
  await settled();
  restore = await dump("saved");
});
after(async () => {
  await owner?.close();
  await house?.close();
});

const first = "(SELECT document_id FROM content ORDER BY document_id LIMIT 1)";
const flip = (column: string, at: number) => `${column} = set_byte(${column}, ${at}, get_byte(${column}, ${at}) # 8)`;
const swapped = (table: string, columns: readonly string[], id = "document_id") =>
  `UPDATE ${table} t SET ${columns.map((one) => `${one} = o.${one}`).join(", ")} FROM ${table} o WHERE o.${id} <> t.${id}`;

const tamperings: readonly { what: string; sql: string; found: readonly string[]; log?: LogName }[] = [
  { what: "a byte of a document's content", sql: `UPDATE content SET ${flip("sealed", 40)} WHERE document_id = ${first}`, found: ["content-unreadable"] },
  { what: "a byte of a key", sql: `UPDATE content_key SET ${flip("wrapped", 20)} WHERE document_id = ${first}`, found: ["content-unreadable"] },
  { what: "what is said of a signature's bytes", sql: `UPDATE content SET parts = jsonb_set(parts, '{1,sha256}', '"00"') WHERE document_id = ${first}`, found: ["content-unreadable"] },
  { what: "two documents' contents swapped", sql: swapped("content", ["parts", "sealed"]), found: ["content-unreadable"] },
  { what: "two documents' keys swapped", sql: swapped("content_key", ["wrapped"]), found: ["content-unreadable"] },
  { what: "contents and keys swapped", sql: `${swapped("content", ["parts", "sealed"])}; ${swapped("content_key", ["wrapped"])}`, found: ["content-unreadable"] },
  { what: "two records swapped", sql: swapped("document_record", ["body", "salt", "commitment"]), found: ["document-changed", "document-hash", "record-leaf", "signature-hash"] },
  { what: "two leaves given each other's records", sql: swapped("log_leaf", ["entry", "leaf_hash"], "record_id").concat(" AND o.log = 'docs' AND t.log = 'docs'"), found: ["checkpoint-inconsistent", "head-changed", "leaf-tile", "record-leaf"] },
  { what: "a removed content", sql: `DELETE FROM content WHERE document_id = ${first}`, found: ["content-missing"] },
  { what: "a removed key", sql: `DELETE FROM content_key WHERE document_id = ${first}`, found: ["content-missing"] },
  { what: "a document put in without a record", sql: `INSERT INTO document SELECT patient_id, gen_random_uuid(), number || '9', kind_system, kind_code, sha256(set_digest), version, organisation_oid, issued_on, registered_at, sha256, sealed, signatures FROM document LIMIT 1`, found: ["record-missing"] },
  { what: "a record put in without a leaf", sql: `WITH d AS (SELECT patient_id, gen_random_uuid() AS id FROM document LIMIT 1) INSERT INTO document_record SELECT d.patient_id, d.id, r.body, r.salt, r.commitment FROM d, (SELECT body, salt, commitment FROM document_record LIMIT 1) r`, found: ["content-missing", "document-missing", "record-without-leaf"] },
  { what: "a dispute that nobody raised", sql: "UPDATE appeal SET disputes = true", found: ["dispute-changed"] },
  { what: "an appeal closed by hand", sql: "UPDATE appeal SET state = 'closed'", found: ["dispute-changed"] },
  { what: "an event of an appeal removed", sql: "DELETE FROM appeal_event WHERE seq = 2", found: ["dispute-changed"] },
  { what: "a line of the journal given another time", sql: "UPDATE access_event SET at = at - interval '1 day'", found: ["access-changed"], log: "access" },
  { what: "a line of the journal given another deed", sql: "UPDATE access_event SET action = 'print' WHERE action = 'open'", found: ["access-changed"], log: "access" },
  { what: "a reader's name put into another line", sql: swapped("access_event", ["actor"], "event_id"), found: ["access-changed"], log: "access" },
  { what: "a line of the journal given to another patient", sql: "UPDATE access_event SET patient_id = gen_random_uuid() WHERE action = 'open'", found: ["access-changed"], log: "access" },
  { what: "a line of the journal without its salt", sql: "UPDATE access_event SET salt = NULL WHERE action = 'open'", found: ["access-changed"], log: "access" },
  { what: "a removed line of the journal", sql: "DELETE FROM access_event WHERE action = 'open'", found: ["leaf-without-record"], log: "access" },
  { what: "a line slipped into the journal", sql: "INSERT INTO access_event (patient_id, event_id, at, role, actor, action, document_id, basis, request_id) SELECT patient_id, gen_random_uuid(), at, 'doctor', actor, action, document_id, 'sender', request_id FROM access_event LIMIT 1", found: ["record-without-leaf"], log: "access" },
  { what: "a leaf of the log of readings", sql: "UPDATE log_leaf SET entry = set_byte(entry, 9, get_byte(entry, 9) # 1) WHERE log = 'access' AND idx = 0", found: ["access-changed", "leaf-hash", "leaf-tile"], log: "access" },
]; // biome-ignore format: a table

describe("changed by the owner", () => {
  test("nothing: nothing is found in either log", async () => {
    assert.deepEqual([await examine("docs"), await examine("access")], [[], []]);
  });

  for (const { what, sql, found, log } of tamperings)
    test(what, async () => {
      try {
        await owner.pool.query(sql);
        // The exported files differ too, once the exporter was there: files.test.ts is about them.
        assert.deepEqual(
          (await examine(log)).filter((code) => code !== "file-changed"),
          found,
        );
      } finally {
        await restore();
      }
    });
});

test("an older copy of the signer's memory is told by fsck", async () => {
  const { dataDir } = house.house.config;
  const folder = join(dataDir, "log", "docs.signed");
  await cp(folder, `${folder}.old`, { recursive: true });
  await volga.deliver({ set: "83", text: "третий" });
  await settled();
  await cp(folder, `${folder}.new`, { recursive: true });
  await rm(folder, { recursive: true });
  await cp(`${folder}.old`, folder, { recursive: true });
  assert.deepEqual(await examine(), ["signer-behind"]);
  await rm(folder, { recursive: true });
  await cp(`${folder}.new`, folder, { recursive: true });
  assert.deepEqual(await examine(), []);
});

test("a restored backup of the whole is refused by the signer, said by /readyz, and told by fsck", async () => {
  await restore(); // of before the third document; the signer's memory, outside the database, is newer
  assert.ok((await examine()).includes("checkpoint-missing"));
  await volga.deliver({ set: "84", text: "четвёртый" });
  for (let tries = 0; ; tries++) {
    const answer = await fetch(`${house.url}/readyz`);
    const { parts } = (await answer.json()) as { parts: Record<string, string> };
    if (parts["log"] === "failing") {
      assert.equal(answer.status, 503);
      break;
    }
    assert.ok(tries < 100, "the sealer does not refuse");
    await sleep(100);
  }
  const { rows } = await owner.pool.query("SELECT count(*)::int AS waiting FROM log_pending WHERE log = 'docs'");
  assert.equal(rows[0].waiting, 1, "it waits, and takes the place of no lost one");
});
