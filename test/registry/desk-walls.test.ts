/**
 * Row-level security of 0015, alone: what staff see of a document that a patient disputes, and what support sees while the
 * glass is broken; and that nothing of it is there without all that is named.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import pg from "pg";
import { type Database, openDatabase } from "../../src/db/database.ts";
import { openTestDatabase, type TestDatabase } from "../kit/database.ts";
import { fillPerPersonTables } from "./rows.ts";

const A = "0a000000-0000-8000-8000-00000000000a";
const B = "0b000000-0000-8000-8000-00000000000b";
/** As `fillPerPersonTables` names them: A's document is of organisation 1.2.1, B's of 1.2.2. */
const documentOf = (patient: string) => patient.replace("-0000-", "-0001-");
const appeals = {
  open: "1a000000-0000-8000-8000-000000000001",
  answered: "1a000000-0000-8000-8000-000000000002",
  elsewhere: "1a000000-0000-8000-8000-000000000003", // addressed to an organisation that did not issue the document
};
const staff = "5a000000-0000-8000-8000-00000000000a";
const other = "5b000000-0000-8000-8000-00000000000b";
const grants = {
  running: "6a000000-0000-8000-8000-000000000001",
  over: "6a000000-0000-8000-8000-000000000002",
  ended: "6a000000-0000-8000-8000-000000000003",
};
const account = "7a000000-0000-8000-8000-00000000000a";
const tables = ["document", "content", "content_key"] as const;

let database: TestDatabase;
let portal: Database;
before(async () => {
  database = await openTestDatabase();
  const owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  const registry = openDatabase(database.registryUrl, { max: 2 });
  portal = openDatabase(database.portalUrl, { max: 2 });
  await fillPerPersonTables(owner, { registry, portal }, [A, B]);
  await owner.end();
  for (const [id, organisation, state] of [
    [appeals.open, "1.2.1", "working"],
    [appeals.answered, "1.2.1", "corrected"],
    [appeals.elsewhere, "1.2.2", "working"],
  ])
    await registry.pool.query(
      `INSERT INTO appeal (patient_id, appeal_id, number, kind, reason, severity, disputes, state, holder, version,
                           organisation_oid, document_id, opened_at, changed_at, due_provisional)
       VALUES ($1, $2::uuid, $2::uuid::text, 'problem', 'name', 2, false, $4, 'organisation', 1, $3, $5, now(), now(), false)`,
      [A, id, organisation, state, documentOf(A)],
    );
  for (const [id, ends] of [
    [grants.running, "59 minutes"],
    [grants.over, "-1 second"],
    [grants.ended, "59 minutes"],
  ])
    await registry.pool.query(
      `INSERT INTO emergency_grant (patient_id, grant_id, staff_id, account_id, actor, cause, words, opened_at, ends_at)
       VALUES ($1, $2, $3, $4, '\\x01', 'life', '\\x01', now() + $5::interval - interval '60 minutes', now() + $5::interval)`,
      [A, id, staff, account, ends],
    );
  await registry.pool.query(
    `INSERT INTO emergency_event (patient_id, grant_id, event_id, at, deed, account_id, actor)
     VALUES ($1, $2, gen_random_uuid(), now(), 'end', $3, '\\x01')`,
    [A, grants.ended, account],
  );
  await registry.close();
});
after(async () => {
  await portal?.close();
  await database?.close();
});

type Named = Partial<
  Record<"patient" | "organisation" | "desk" | "appeal" | "staff" | "emergency" | "sought_identity", string>
>;

/** Does it with these settings; nothing stays done. */
async function as<T>(named: Named, deed: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await portal.pool.connect();
  try {
    await client.query("BEGIN");
    for (const [name, value] of Object.entries(named))
      await client.query(`SELECT set_config('medkarta.${name}', $1, true)`, [value]);
    return await deed(client);
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

const seen = (named: Named) =>
  as(named, async (client) => {
    const rows = [];
    for (const table of tables) {
      const found = await client.query(`SELECT document_id FROM ${table} ORDER BY 1`);
      rows.push(found.rows.map(({ document_id }) => document_id));
    }
    return rows;
  });
const nothing = [[], [], []];
const whole = [[documentOf(A)], [documentOf(A)], [documentOf(A)]];
const denied = { code: "42501" };

const disputed: Named = { organisation: "1.2.1", appeal: appeals.open };
const broken: Named = { desk: "support", staff, emergency: grants.running };

test("the document of an open appeal, for the organisation that issued it and is asked; and that one alone", async () => {
  assert.deepEqual(await seen(disputed), whole);
  for (const named of [
    { organisation: "1.2.1" },
    { appeal: appeals.open },
    { organisation: "1.2.2", appeal: appeals.open },
    { organisation: "1.2.1", appeal: appeals.answered },
    { organisation: "1.2.1", appeal: appeals.elsewhere },
    { organisation: "1.2.2", appeal: appeals.elsewhere },
    { desk: "support", appeal: appeals.open },
  ])
    assert.deepEqual(await seen(named), nothing, JSON.stringify(named));
});

test("while the glass is broken: all of that patient, by this member of support, until it is over or ended", async () => {
  assert.deepEqual(await seen(broken), whole);
  for (const named of [
    { desk: "support", staff },
    { desk: "support", emergency: grants.running },
    { staff, emergency: grants.running },
    { ...broken, staff: other },
    { ...broken, emergency: grants.over },
    { ...broken, emergency: grants.ended },
    { ...broken, desk: "region:76" },
    { ...broken, desk: "review" },
  ])
    assert.deepEqual(await seen(named), nothing, JSON.stringify(named));
});

test("nothing else of a person opens by it: no records of care, no results, no journal", async () => {
  for (const named of [disputed, broken])
    for (const table of [
      "care_record",
      "document_results",
      "document_record",
      "access_event",
      "consent_event",
      "document_opened",
    ]) {
      const { rows } = await as(named, (client) => client.query(`SELECT FROM ${table}`));
      assert.equal(rows.length, 0, `${table} by ${JSON.stringify(named)}`);
    }
});

const line = (change: Record<string, unknown> = {}) => ({
  patient_id: A,
  at: "2026-11-24",
  actor: Buffer.of(1),
  action: "open",
  document_id: documentOf(A),
  request_id: "r",
  ...change,
});
const write = (named: Named, row: Record<string, unknown>, table = "access_event") =>
  as(named, (client) =>
    client.query(
      `INSERT INTO ${table} (event_id, ${Object.keys(row).join(", ")})
       VALUES (gen_random_uuid(), ${Object.keys(row)
         .map((_, at) => `$${at + 1}`)
         .join(", ")})`,
      Object.values(row),
    ),
  );

test("of the journal, exactly the line of this deed can be written", async () => {
  const appeal = line({ role: "doctor", organisation_oid: "1.2.1", basis: "appeal" });
  assert.equal((await write(disputed, appeal)).rowCount, 1);
  for (const change of [
    { patient_id: B },
    { document_id: documentOf(B) },
    { role: "registrar" },
    { action: "download-xml" },
    { basis: "sender" },
    { organisation_oid: "1.2.2" },
  ])
    await assert.rejects(write(disputed, { ...appeal, ...change }), denied, JSON.stringify(change));
  await assert.rejects(write({ ...disputed, appeal: appeals.answered }, appeal), denied, "answered");

  const emergency = line({ role: "support", basis: "emergency" });
  assert.equal((await write(broken, emergency)).rowCount, 1);
  for (const change of [{ patient_id: B }, { role: "doctor" }, { action: "download-pdf" }, { basis: "own" }])
    await assert.rejects(write(broken, { ...emergency, ...change }), denied, JSON.stringify(change));
  await assert.rejects(write({ ...broken, emergency: grants.over }, emergency), denied, "over");
});

test("a grant is one's own, an hour at most, of the support's desk", async () => {
  const insert = (named: Named, change: { staff?: string; ends?: string } = {}) =>
    as(named, (client) =>
      client.query(
        `INSERT INTO emergency_grant (patient_id, grant_id, staff_id, account_id, actor, cause, words, opened_at, ends_at)
         VALUES ($1, gen_random_uuid(), $2, $3, '\\x01', 'life', '\\x01', now() + $4::interval - interval '60 minutes',
                 now() + $4::interval)`,
        [A, change.staff ?? staff, account, change.ends ?? "60 minutes"],
      ),
    );
  const mine: Named = { desk: "support", staff };
  assert.equal((await insert(mine)).rowCount, 1);
  await assert.rejects(insert(mine, { staff: other }), denied, "in another's name");
  await assert.rejects(insert(mine, { ends: "5 hours" }), denied, "from later on");
  await assert.rejects(insert({ staff }), denied, "of no desk");
  await assert.rejects(insert({ desk: "region:76", staff }), denied, "of a region");
});

test("a review is written at the desk of reviews, by another account, and no grant is changed", async () => {
  const review = {
    patient_id: A,
    grant_id: grants.running,
    at: "2026-11-24",
    deed: "review",
    actor: Buffer.of(1),
    verdict: "justified",
  };
  const by = (account_id: string) => ({ ...review, account_id });
  assert.equal((await write({ desk: "review" }, by(other), "emergency_event")).rowCount, 1);
  await assert.rejects(write({ desk: "review" }, by(account), "emergency_event"), denied, "their own");
  await assert.rejects(write({ desk: "support", staff }, by(account), "emergency_event"), denied, "support itself");
  for (const text of [
    "UPDATE emergency_grant SET ends_at = ends_at",
    "DELETE FROM emergency_grant",
    "DELETE FROM emergency_event",
  ])
    await assert.rejects(
      as(broken, (client) => client.query(text)),
      denied,
      text,
    );
  const grantsSeen = (named: Named) =>
    as(named, async (client) => (await client.query("SELECT FROM emergency_grant")).rowCount);
  assert.equal(await grantsSeen({ desk: "review" }), 5); // three, and the one of each patient that every table has
  assert.equal(await grantsSeen({ desk: "support", staff }), 3);
  assert.equal(await grantsSeen({ desk: "support", staff: other }), 0);
  assert.equal(await grantsSeen({ organisation: "1.2.1" }), 0);
});

test("a person is found by their whole identity, at the support's desk, and by nothing less", async () => {
  const digest = await as({ patient: A }, async (client) => {
    const { rows } = await client.query("SELECT encode(identity_digest, 'hex') AS digest FROM person");
    return rows[0].digest as string;
  });
  const found = (named: Named) =>
    as(named, async (client) => (await client.query("SELECT patient_id FROM person")).rows);
  assert.deepEqual(await found({ desk: "support", sought_identity: digest }), [{ patient_id: A }]);
  for (const named of [
    { desk: "support" },
    { desk: "support", sought_identity: "" },
    { desk: "support", sought_identity: digest.slice(0, 20) },
    { sought_identity: digest },
    { desk: "region:76", sought_identity: digest },
  ])
    assert.deepEqual(await found(named), [], JSON.stringify(named));
});

test("a patient's own transaction sees what it saw before", async () => {
  assert.deepEqual(await seen({ patient: B }), [[documentOf(B)], [documentOf(B)], [documentOf(B)]]);
});
