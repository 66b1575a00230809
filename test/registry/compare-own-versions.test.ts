/**
 * Row-level security of 0003, alone: what an organisation's doctor can read and write while two of its own versions are
 * compared, and that nothing of it is there without all that is named.
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
const tables = ["document", "content", "content_key"] as const;

let database: TestDatabase;
let owner: pg.Client;
let portal: Database;
before(async () => {
  database = await openTestDatabase();
  owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  const registry = openDatabase(database.registryUrl, { max: 2 });
  portal = openDatabase(database.portalUrl, { max: 2 });
  await fillPerPersonTables(owner, { registry, portal }, [A, B]);
  await registry.close();
});
after(async () => {
  await owner?.end();
  await portal?.close();
  await database?.close();
});

interface Named {
  readonly patient?: string;
  readonly organisation?: string;
  readonly compared?: string;
  readonly documents?: string;
}

/** Does it with these settings; nothing stays done. */
async function as<T>(named: Named, deed: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await portal.pool.connect();
  try {
    await client.query("BEGIN");
    for (const [name, value] of [
      ["patient", named.patient],
      ["organisation", named.organisation],
      ["compared_patient", named.compared],
      ["compared_documents", named.documents],
    ] as const)
      if (value !== undefined) await client.query(`SELECT set_config('medkarta.${name}', $1, true)`, [value]);
    return await deed(client);
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

/** Documents that can be seen in each of the tables. */
const seen = (named: Named) =>
  as(named, async (client) => {
    const rows = [];
    for (const table of tables) {
      const found = await client.query(`SELECT document_id FROM ${table} ORDER BY 1`);
      rows.push(found.rows.map(({ document_id }) => document_id));
    }
    return rows;
  });

const right: Named = { organisation: "1.2.1", compared: A, documents: `{${documentOf(A)}}` };
const nothing = [[], [], []];

test("the organisation's own documents of the patient who is named, and the content of those that are named", async () => {
  assert.deepEqual(await seen(right), [[documentOf(A)], [documentOf(A)], [documentOf(A)]]);
  assert.deepEqual(await seen({ organisation: "1.2.1", compared: A }), [[documentOf(A)], [], []]);
  assert.deepEqual(await seen({ ...right, documents: "" }), [[documentOf(A)], [], []]);
});

test("nothing without a name, with another's name, or of another organisation", async () => {
  for (const named of [
    {},
    { organisation: "1.2.1" },
    { compared: A, documents: `{${documentOf(A)}}` },
    { ...right, organisation: "1.2.2" },
    { ...right, organisation: "" },
    { ...right, compared: B },
    { ...right, compared: B, documents: `{${documentOf(B)}}` },
  ])
    assert.deepEqual(await seen(named), nothing, JSON.stringify(named));
  // Naming more documents than the organisation's own opens no more of them.
  assert.deepEqual(await seen({ ...right, documents: `{${documentOf(A)},${documentOf(B)}}` }), await seen(right));
});

test("no other table of a person opens by it: not the journal itself, not the person, not the care records", async () => {
  for (const table of [
    "person",
    "care_record",
    "document_version",
    "document_record",
    "document_locator",
    "consent_event",
    "access_event",
    "document_opened",
    "notice",
  ]) {
    const { rows } = await as(right, (client) => client.query(`SELECT FROM ${table}`));
    assert.equal(rows.length, 0, table);
  }
});

test("a patient's own transaction sees what it saw before", async () => {
  assert.deepEqual(await seen({ patient: B }), [[documentOf(B)], [documentOf(B)], [documentOf(B)]]);
});

test("of the journal, exactly the line of this deed can be written", async () => {
  const line = {
    patient_id: A,
    at: "2026-11-24",
    role: "doctor",
    actor: Buffer.of(1),
    organisation_oid: "1.2.1",
    action: "compare",
    document_id: documentOf(A),
    basis: "sender",
    request_id: "r",
  };
  const write = (named: Named, change: Partial<typeof line> = {}) =>
    as(named, (client) => {
      const fields = Object.entries({ ...line, ...change });
      return client.query(
        `INSERT INTO access_event (event_id, ${fields.map(([name]) => name).join(", ")})
         VALUES (gen_random_uuid(), ${fields.map((_, at) => `$${at + 1}`).join(", ")})`,
        fields.map(([, value]) => value),
      );
    });
  assert.equal((await write(right)).rowCount, 1);
  const denied = { code: "42501" };
  await assert.rejects(write({ organisation: "1.2.1" }), denied, "nothing is compared");
  await assert.rejects(write({ ...right, organisation: "1.2.2" }), denied, "another organisation");
  for (const change of [
    { patient_id: B },
    { document_id: documentOf(B) },
    { organisation_oid: "1.2.2" },
    { role: "patient" },
    { role: "registrar" },
    { action: "open" },
    { basis: "own" },
  ])
    await assert.rejects(write(right, change), denied, JSON.stringify(change));
});

test("nothing of what is compared can be changed or added", async () => {
  for (const text of [
    "UPDATE document SET number = number",
    "DELETE FROM document",
    "DELETE FROM content_key",
    "INSERT INTO document SELECT * FROM document",
    "INSERT INTO content_key SELECT * FROM content_key",
  ])
    await assert.rejects(
      as(right, (client) => client.query(text)),
      { code: "42501" },
      text,
    );
});
