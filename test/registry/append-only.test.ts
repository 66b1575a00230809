/** «не могут быть впоследствии изменены или удалены»: tried as the roles that the application has, on every table there is. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Type } from "@sinclair/typebox";
import pg from "pg";
import { type Database, openDatabase } from "../../src/db/database.ts";
import { openTestDatabase, type TestDatabase } from "../kit/database.ts";
import { fillPerPersonTables, perPerson } from "./rows.ts";

const roles = ["registry", "portal"] as const;
type RoleName = (typeof roles)[number];
type Deed = "UPDATE" | "DELETE";

/** Never changed, never deleted, by either role. */
const appendOnly = [
  "document",
  "document_version",
  "document_locator",
  "document_record",
  "document_results",
  "content",
  "content_key",
  "person",
  "care_record",
  "log_leaf",
  "log_checkpoint",
  "log_event",
  "log_frozen",
  "consent_event",
  "due_sending",
  "access_event",
  "document_opened",
  "trust_certificate",
  "trust_crl",
  "calendar",
  "dictionary",
  "dictionary_entry",
  "paper_event",
  "appeal_event",
  "appeal_words",
  "appeal_file",
  "emergency_grant",
  "emergency_event",
  "erasure",
  "erasure_end",
  "fsck_finding",
  "fsck_pass",
  "migration",
];

/** What may be changed, by whom and why. TRUNCATE is for nobody. */
const changeable: Readonly<Record<string, Partial<Record<RoleName, readonly Deed[]>>>> = {
  submission: { registry: ["UPDATE"] }, // from received to its decision
  draft: { portal: ["UPDATE"] }, // a document that is being written; once frozen it is checked against its digest
  appeal: { registry: ["UPDATE"], portal: ["UPDATE"] }, // how it stands; what happened in it is never changed
  appeal_helped: { portal: ["UPDATE"] }, // a patient's own word, taken back for fourteen days
  appeal_helped_words: { portal: ["UPDATE"] },
  answer_template: { portal: ["UPDATE"] }, // of an organisation or a desk, about nobody
  notice: { portal: ["UPDATE"], registry: ["UPDATE"] }, // one column each; see below
  notice_settings: { portal: ["UPDATE"], registry: ["UPDATE"] }, // what a person chose; «отписаться» needs no login
  email_confirmation: { portal: ["UPDATE"], registry: ["UPDATE"] },
  push_device: { portal: ["UPDATE", "DELETE"], registry: ["DELETE"] },
  notice_delivery: { registry: ["UPDATE", "DELETE"] }, // from waiting to its end; swept a month later
  paper_request: { portal: ["UPDATE"] }, // how it stands
  paper_item: { portal: ["UPDATE"] }, // printed, and closed with its request
  paper_statement: { portal: ["UPDATE"] }, // how it stands
  organisation_electronic: { registry: ["UPDATE", "DELETE"] }, // administrators change their mind
  log_pending: { registry: ["DELETE"] }, // into the log
  log_tile: { registry: ["UPDATE"] }, // grows to its full width; the log itself tells when it lies
  log_head: { registry: ["UPDATE"] },
  log_cosignature: { registry: ["UPDATE"] }, // a witness asked again says a later time
  log_shown: { registry: ["UPDATE", "DELETE"] }, // which checkpoint has its quorum
  signature_check: { registry: ["UPDATE"] }, // asked again when a newer list comes
  fsck_patrol: { registry: ["UPDATE"] }, // where the steady check is
  region: { registry: ["UPDATE"] },
  organisation: { registry: ["UPDATE"] },
  kind: { registry: ["UPDATE"] },
  client: { registry: ["UPDATE"] },
  staff: { registry: ["UPDATE"] },
  client_assertion: { registry: ["DELETE"] },
  account: { portal: ["UPDATE"] },
  session: { portal: ["UPDATE", "DELETE"], registry: ["DELETE"] },
  kept_form: { portal: ["DELETE"], registry: ["DELETE"] },
  due_document: { registry: ["UPDATE"] }, // ticked off, raised
  due_backfill: { registry: ["UPDATE", "DELETE"] },
  organisation_delay: { registry: ["UPDATE", "DELETE"] },
  claim_draft: { portal: ["UPDATE", "DELETE"] },
  login_attempt: { portal: ["DELETE"], registry: ["DELETE"] },
};

let database: TestDatabase;
let owner: pg.Client;
const as = {} as Record<RoleName, Database>;
const A = "0a000000-0000-8000-8000-00000000000a";
const B = "0b000000-0000-8000-8000-00000000000b";
before(async () => {
  database = await openTestDatabase();
  owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  as.registry = openDatabase(database.registryUrl, { max: 4 });
  as.portal = openDatabase(database.portalUrl, { max: 4 });
  await fillPerPersonTables(owner, as, [A, B]);
});
after(async () => {
  await owner?.end();
  await as.registry?.close();
  await as.portal?.close();
  await database?.close();
});

/** null when it was done; else PostgreSQL's code. Nothing stays done. */
async function attempt(role: RoleName, text: string): Promise<string | null> {
  const client = await as[role].pool.connect();
  try {
    await client.query("BEGIN");
    await client.query(text);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

async function tables(): Promise<string[]> {
  const { rows } = await owner.query(
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1",
  );
  return rows.map(({ relname }) => relname);
}

const denied = "42501";

/** Only some columns of these, which tests of their own tell. */
const columnwise = new Set([
  "notice portal",
  "notice registry",
  "appeal portal",
  "appeal_helped portal",
  "appeal_helped_words portal",
  "answer_template portal",
  "paper_request portal",
  "paper_item portal",
  "paper_statement portal",
]);

test("every table is either append-only or has its reason to change", async () => {
  assert.deepEqual(await tables(), [...appendOnly, ...Object.keys(changeable)].sort());
});

for (const role of roles) {
  test(`as medkarta_${role}: every UPDATE, DELETE and TRUNCATE that has no reason is refused`, async () => {
    for (const table of await tables()) {
      const column = (
        await owner.query(
          "SELECT attname FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND attgenerated = '' AND attidentity = '' ORDER BY attnum LIMIT 1",
          [table],
        )
      ).rows[0].attname;
      const deeds = {
        UPDATE: `UPDATE ${table} SET ${column} = ${column}`,
        DELETE: `DELETE FROM ${table} WHERE false`,
        TRUNCATE: `TRUNCATE ${table} CASCADE`,
      };
      for (const [deed, text] of Object.entries(deeds)) {
        const may = changeable[table]?.[role]?.includes(deed as Deed) && !columnwise.has(`${table} ${role}`);
        const got = await attempt(role, text);
        assert.equal(got, may ? null : denied, `${text} as ${role}`);
      }
    }
  });
}

test("of an appeal the portal changes how it stands, never whose it is and what it is about", async () => {
  for (const column of ["patient_id", "appeal_id", "number", "kind", "reason", "document_id", "opened_at", "due_id"])
    assert.equal(await attempt("portal", `UPDATE appeal SET ${column} = ${column}`), denied, column);
  assert.equal(await attempt("portal", "UPDATE appeal SET state = state, version = version"), null);
});

test("of paper the portal changes how it stands, never whose it is, what was asked for and what was said", async () => {
  for (const table of ["paper_request", "paper_statement"]) {
    for (const column of ["patient_id", "number", "organisation_oid", "sealed"])
      assert.equal(await attempt("portal", `UPDATE ${table} SET ${column} = ${column}`), denied, `${table}.${column}`);
    assert.equal(await attempt("portal", `UPDATE ${table} SET state = state, turn = turn`), null);
  }
  for (const column of ["patient_id", "request_id", "document_id", "number", "set_digest"])
    assert.equal(await attempt("portal", `UPDATE paper_item SET ${column} = ${column}`), denied, column);
});

test("of a notice the portal sets only when it was read, the registry only that it was routed", async () => {
  const columns = ["patient_id", "notice_id", "kind", "document_id", "about", "created_at"];
  for (const role of roles)
    for (const column of columns) assert.equal(await attempt(role, `UPDATE notice SET ${column} = ${column}`), denied);
  assert.equal(await attempt("portal", "UPDATE notice SET read_at = now()"), null);
  assert.equal(await attempt("portal", "UPDATE notice SET routed = true"), denied);
  assert.equal(await attempt("registry", "UPDATE notice SET read_at = now()"), denied);
  assert.equal(await attempt("registry", "UPDATE notice SET routed = true"), null);
});

test("no way round: upsert, copy, the shape of tables, another role", async () => {
  for (const role of roles) {
    for (const text of [
      "INSERT INTO document_version SELECT * FROM document_version ON CONFLICT (set_digest, version) DO UPDATE SET version = 7",
      "MERGE INTO document_version v USING document_version s ON v.set_digest = s.set_digest WHEN MATCHED THEN DELETE",
      "SELECT * FROM document FOR UPDATE",
      "ALTER TABLE document DISABLE ROW LEVEL SECURITY",
      "ALTER TABLE document NO FORCE ROW LEVEL SECURITY",
      "DROP TABLE document",
      "DROP POLICY own ON document",
      "CREATE POLICY all_of_it ON document USING (true)",
      "CREATE RULE none AS ON INSERT TO document DO INSTEAD NOTHING",
      "CREATE TRIGGER t BEFORE INSERT ON document FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
      "CREATE TABLE public.mine (a int)",
      "GRANT UPDATE ON document TO CURRENT_USER; UPDATE document SET number = number", // the first only warns
      "COPY document_version FROM PROGRAM 'true'",
      "COPY document_version TO '/tmp/none'",
      "SET ROLE medkarta_owner",
      "SET SESSION AUTHORIZATION medkarta_owner",
      "SET session_replication_role = replica",
      "SELECT lo_import('/etc/hostname')",
      "SELECT pg_read_file('/etc/hostname')",
      "CREATE EXTENSION dblink",
    ]) {
      const code = await attempt(role, text);
      // A statement that would change nothing of others' is "refused" as well when it cannot be said at all.
      assert.ok(code !== null, `${text} was done as ${role}`);
      assert.ok([denied, "42P17", "0A000", "58P01", "23514"].includes(code), `${text} as ${role}: ${code}`);
    }
  }
});

test("neither role can see all rows by being more than a role", async () => {
  const { rows } = await owner.query(
    "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname LIKE 'medkarta_%'",
  );
  for (const row of rows) {
    if (row.rolname === "medkarta_owner") continue;
    assert.deepEqual(
      { ...row, rolname: "" },
      {
        rolname: "",
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
      },
    );
  }
});

describe("row-level security, alone", () => {
  const count = async (table: string, patient: string | null, of: string) => {
    const who = perPerson[table] === "patient" ? "patient_id" : "document_id";
    const id = perPerson[table] === "patient" ? of : of.replace("-0000-", "-0001-");
    const client = await as.portal.pool.connect();
    try {
      await client.query("BEGIN");
      if (patient !== null) await client.query("SELECT set_config('medkarta.patient', $1, true)", [patient]);
      const { rows } = await client.query(
        `SELECT count(*) FILTER (WHERE ${who} = $1)::int AS mine, count(*) FILTER (WHERE ${who} <> $1)::int AS others FROM ${table}`,
        [id],
      );
      return rows[0];
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  };

  test("stands on every table that tells of a person", async () => {
    const { rows } = await owner.query(`
      SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('patient_id', 'document_id'))`);
    // Who is logged in is asked before anybody is known: these two are the door itself.
    const door = ["account", "session"];
    const named = rows.filter(({ relname }) => !door.includes(relname));
    assert.ok(
      named.every((row) => row.relrowsecurity && row.relforcerowsecurity),
      JSON.stringify(named),
    );
    assert.deepEqual(
      named.map(({ relname }) => relname).sort(),
      // Of the last two a patient sees only what was carried out: test/journeys/erasure.test.ts.
      [...Object.keys(perPerson), "submission", "draft", "erasure", "erasure_end", "signature_check"].sort(),
    );
  });

  for (const table of Object.keys(perPerson)) {
    test(`${table}: A sees A's, not B's; without a patient nothing is seen`, async () => {
      assert.deepEqual(await count(table, A, A), { mine: 1, others: 0 });
      assert.deepEqual(await count(table, B, B), { mine: 1, others: 0 });
      assert.deepEqual(await count(table, null, A), { mine: 0, others: 0 });
      assert.deepEqual(await count(table, "", A), { mine: 0, others: 0 });
    });
  }

  for (const table of ["submission", "draft"]) {
    test(`${table}: an organisation's are seen by it alone, and by no patient`, async () => {
      const seen = (organisation: string | undefined) =>
        as.portal.transact(
          async (tx) => (await tx.client.query(`SELECT organisation_oid FROM ${table}`)).rows,
          organisation ? { organisation } : { patient: A },
        );
      assert.deepEqual(await seen("1.2.1"), [{ organisation_oid: "1.2.1" }]);
      assert.deepEqual(await seen("1.2.3"), []);
      assert.deepEqual(await seen(undefined), []);
    });
  }

  test("nothing is written in another's name", async () => {
    const client = await as.portal.pool.connect();
    try {
      for (const text of [
        `INSERT INTO consent_event SELECT '${B}', gen_random_uuid(), action, text_version, at FROM consent_event`,
        `INSERT INTO document_opened VALUES ('${B}', gen_random_uuid(), now())`,
        `INSERT INTO access_event SELECT '${B}', gen_random_uuid(), at, role, actor, NULL, action, document_id, basis, request_id FROM access_event`,
      ]) {
        await client.query("BEGIN");
        await client.query("SELECT set_config('medkarta.patient', $1, true)", [A]);
        await assert.rejects(client.query(text), { code: denied });
        await client.query("ROLLBACK");
      }
    } finally {
      client.release();
    }
  });

  test("a connection that served one patient shows nothing of them to the next", async () => {
    const { sql, transact } = as.portal;
    const Seen = Type.Object({ patient_id: Type.String() });
    await Promise.all(
      Array.from({ length: 400 }, async (_, i) => {
        if (i % 3 === 2) return assert.deepEqual(await sql.rows(Seen)`SELECT patient_id FROM document`, []);
        const patient = i % 3 === 0 ? A : B;
        const rows = await transact((tx) => tx.rows(Seen)`SELECT patient_id FROM document`, { patient });
        assert.deepEqual(rows, [{ patient_id: patient }]);
      }),
    );
  });

  test("a transaction that failed leaves nobody behind either", async () => {
    const Seen = Type.Object({ patient_id: Type.String() });
    await assert.rejects(as.portal.transact((tx) => tx.run`SELECT 1 / 0`, { patient: A }));
    assert.deepEqual(await as.portal.sql.rows(Seen)`SELECT patient_id FROM document`, []);
  });
});
