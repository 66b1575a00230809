/** «Журнал доступа» over a real database: whose lines, in what order, page by page, and along which index. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import pg from "pg";
import { type AccessLine, lastAccesses, writeAccess } from "../../src/access/journal.ts";
import type { Subject } from "../../src/access/subject.ts";
import { type Database, openDatabase } from "../../src/db/database.ts";
import { openKeyring } from "../../src/db/keyring.ts";
import { type JournalLine, type JournalWish, readJournal } from "../../src/patient/journal/read.ts";
import { openKindBook } from "../../src/registry/kinds.ts";
import { openTestDatabase, type TestDatabase } from "../kit/database.ts";

const A = "0a000000-0000-8000-8000-00000000000a";
const B = "0b000000-0000-8000-8000-00000000000b";
const keyring = openKeyring(Buffer.alloc(32, 7));
const hiddenKind = {
  system: "s",
  code: "2",
  family: "f",
  leaflet: null,
  name: "Протокол врачебной комиссии",
  plain_ru: "",
  plain_en: "",
  starts: null,
  ends: null,
  shown: false,
  snils_required: false,
  organisation_signature: false,
  format: "cda",
} as const;
const deps = {
  keyring,
  kinds: () => openKindBook([{ ...hiddenKind, code: "1", name: "Протокол консультации", shown: true }, hiddenKind]),
  shownFrom: null,
};

const subject = (change: Partial<Subject>): Subject => ({
  accountId: "a",
  role: "patient",
  level: "confirmed",
  patientId: A,
  staffId: null,
  organisationOid: null,
  regionCode: null,
  name: { family: "Иванова", given: "Мария", patronymic: "Петровна" },
  csrf: "c",
  sessionDigest: Buffer.alloc(32),
  startedAt: new Date(0),
  endsAt: new Date(0),
  ...change,
});
const patient = subject({});
const doctor = subject({
  role: "doctor",
  patientId: null,
  organisationOid: "1.2.1",
  name: { family: "Орлов", given: "Сергей", patronymic: null },
});

let database: TestDatabase;
let owner: pg.Client;
let registry: Database;
let portal: Database;

/** Two documents of A's, one of them not shown, and one of B's; by their numbers. */
const documents = {
  "76.26.11.000000001": { patientId: A, id: randomUUID(), kind: "1", title: "Приём кардиолога" },
  "76.26.11.000000002": { patientId: A, id: randomUUID(), kind: "2", title: "Тайна комиссии" },
  "76.26.11.000000003": { patientId: B, id: randomUUID(), kind: "1", title: "Чужой приём" },
} as const;
const [visit, hidden, foreign] = Object.keys(documents) as (keyof typeof documents)[] as [
  keyof typeof documents,
  keyof typeof documents,
  keyof typeof documents,
];

const write = (who: Subject, line: Partial<AccessLine>) =>
  registry.transact((tx) =>
    writeAccess(tx, keyring, who, {
      patientId: A,
      documentId: null,
      deed: "open",
      basis: who.role === "patient" ? "own" : "sender",
      requestId: "r",
      at: new Date("2026-11-24T09:00:00Z"),
      ...line,
    }),
  );
const ask = (wish: Partial<JournalWish> = {}, most = 50, bound = A, named = A) =>
  portal.transact((tx) => readJournal(deps, tx, named, { others: false, number: null, after: null, ...wish }, most), {
    patient: bound,
  });

/** Every page, one after another. */
async function pages(wish: Partial<JournalWish>, most: number): Promise<JournalLine[][]> {
  const found: JournalLine[][] = [];
  for (let after: string | null = null, more = true; more; ) {
    const { lines, next } = await ask({ ...wish, after }, most);
    found.push([...lines]);
    after = next;
    more = next !== null;
  }
  return found;
}

before(async () => {
  database = await openTestDatabase();
  owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  registry = openDatabase(database.registryUrl, { max: 2 });
  portal = openDatabase(database.portalUrl, { max: 2 });
  await owner.query("INSERT INTO region (code, name, connected) VALUES ('76', 'Область', true)");
  await owner.query(
    "INSERT INTO organisation (oid, name, short_name, region_code, time_zone) VALUES ('1.2.1', 'Полное имя', 'Кардиоцентр', '76', 'UTC')",
  );
  for (const shown of [true, false])
    await owner.query(
      `INSERT INTO kind (system, code, family, name, plain_ru, plain_en, shown, snils_required, organisation_signature, format)
       VALUES ('s', $1, 'f', 'имя', '', '', $2, false, false, 'cda')`,
      [shown ? "1" : "2", shown],
    );
  for (const [number, { patientId, id, kind, title }] of Object.entries(documents))
    await registry.transact(async ({ client }) => {
      await client.query(
        `INSERT INTO document (patient_id, document_id, number, kind_system, kind_code, set_digest, version, organisation_oid,
                               issued_on, registered_at, sha256, sealed, signatures)
         VALUES ($1, $2, $3, 's', $4, $5, 1, '1.2.1', '2026-11-01', '2026-11-02', '', $6, '')`,
        [patientId, id, number, kind, Buffer.from(number), keyring.seal(`document ${id}`, { title })],
      );
      await client.query("INSERT INTO document_locator (number, patient_id, document_id) VALUES ($1, $2, $3)", [
        number,
        patientId,
        id,
      ]);
    });
  const minute = (n: number) => new Date(Date.UTC(2026, 10, 24, 9, n));
  for (let n = 0; n < 12; n++) await write(patient, { documentId: documents[visit].id, at: minute(n) });
  // Three lines within one millisecond, as a bundle of files leaves them.
  for (let n = 0; n < 3; n++) await write(patient, { deed: "download-pdf", at: minute(6) });
  await write(patient, { deed: "records", at: minute(20) });
  await write(doctor, { deed: "compare", documentId: documents[visit].id, at: minute(3) });
  await write(doctor, { deed: "compare", documentId: documents[hidden].id, at: minute(30) });
  await write(subject({ patientId: B, name: { family: "Чужая", given: "Б", patronymic: null } }), {
    patientId: B,
    documentId: documents[foreign].id,
  });
});
after(async () => {
  await owner?.end();
  await registry?.close();
  await portal?.close();
  await database?.close();
});

test("a line says who, in which role, of which organisation, what, when, which document and on what basis", async () => {
  const { lines } = await ask({ others: true, number: visit });
  const [{ id, ...line }] = lines as [JournalLine];
  assert.match(id, /^[0-9a-f-]{36}$/);
  assert.deepEqual(line, {
    at: new Date("2026-11-24T09:03:00Z"),
    self: false,
    name: { family: "Орлов", given: "Сергей", patronymic: null },
    role: "doctor",
    organisation: "Кардиоцентр",
    deed: "compare",
    basis: "sender",
    committed: true,
    document: { number: visit, title: "Приём кардиолога", shown: true, disputed: false },
  });
});

test("a document that its patient is not shown is named by its kind, never by its words", async () => {
  const [newest] = (await ask({ others: true })).lines;
  assert.deepEqual(newest?.document, {
    number: hidden,
    title: "Протокол врачебной комиссии",
    shown: false,
    disputed: false,
  });
});

test("pages of any size together are the whole journal: newest first, nothing twice, nothing left out", async () => {
  const whole = (await ask()).lines;
  assert.equal(whole.length, 18);
  assert.deepEqual(
    whole.map(({ at }) => at.getTime()),
    whole.map(({ at }) => at.getTime()).sort((a, b) => b - a),
  );
  for (const most of [1, 2, 3, 5, 17, 18, 19]) {
    const found = await pages({}, most);
    assert.deepEqual(found.flat(), whole, `pages of ${most}`);
    assert.ok(found.every(({ length }) => length > 0 && length <= most));
  }
});

test("others alone, one document alone, and both at once", async () => {
  const own = (await ask()).lines.filter(({ self }) => !self);
  assert.deepEqual((await pages({ others: true }, 1)).flat(), own);
  assert.equal(own.length, 2);
  const ofVisit = (await pages({ number: visit }, 4)).flat();
  assert.equal(ofVisit.length, 13);
  assert.ok(ofVisit.every(({ document }) => document?.number === visit));
  assert.equal((await ask({ number: visit, others: true })).lines.length, 1);
});

test("«С прошлого входа»: when somebody else looked is no visit of one's own", async () => {
  const last = (whose: "anyone" | "own") =>
    portal.transact(
      (tx) =>
        lastAccesses(tx, keyring, A, { documentId: null, whose, before: new Date("2026-11-24T10:00:00Z"), most: 1 }),
      { patient: A },
    );
  assert.deepEqual(
    (await last("anyone")).map(({ role, deed }) => [role, deed]),
    [["doctor", "compare"]],
  );
  assert.deepEqual(
    (await last("own")).map(({ role, deed }) => [role, deed]),
    [["patient", "records"]],
  );
});

test("a line that comes while one turns the pages moves nothing on the pages that follow", async () => {
  const { next } = await ask({}, 5);
  const before = (await ask({ after: next }, 5)).lines;
  await write(patient, { deed: "view-results", at: new Date("2026-11-24T12:00:00Z") });
  assert.deepEqual((await ask({ after: next }, 5)).lines, before);
});

test("a mark or a number that was tampered with opens nothing and breaks nothing", async () => {
  const newest = (await ask({}, 1)).lines;
  for (const after of ["x", "", "_", `99999999999999999_${A}`, "1_2", `-1_${A}`, `${Date.now()}_${A}' OR 1=1`])
    assert.deepEqual((await ask({ after }, 1)).lines, newest, after);
  assert.deepEqual((await ask({ after: `99999999999999_${A}` }, 1)).lines, newest);
  for (const number of ["x", "", "76.26.11.999999999", "' OR 1=1"]) assert.deepEqual((await ask({ number })).lines, []);
});

test("row-level security: whoever is named, only the lines of the patient who is bound can be seen", async () => {
  assert.deepEqual((await ask({}, 50, A, B)).lines, []);
  assert.deepEqual((await ask({}, 50, "", A)).lines, []);
  assert.deepEqual((await ask({ number: foreign })).lines, [], "another's document has no lines");
  assert.deepEqual((await ask({ number: foreign }, 50, A, B)).lines, []);
  assert.equal((await ask({}, 50, B, B)).lines.length, 1);
});

test("a name that was moved to another line does not open", async () => {
  const [mine] = (await ask({ others: true }, 1)).lines;
  const moved = randomUUID();
  await owner.query("ALTER TABLE access_event NO FORCE ROW LEVEL SECURITY");
  try {
    await owner.query("UPDATE access_event SET event_id = $1 WHERE event_id = $2", [moved, mine?.id]);
    await assert.rejects(ask({ others: true }, 1), /unable to authenticate/);
    await owner.query("UPDATE access_event SET event_id = $1 WHERE event_id = $2", [mine?.id, moved]);
  } finally {
    await owner.query("ALTER TABLE access_event FORCE ROW LEVEL SECURITY");
  }
});

test("with many patients and a long journal, each way of asking walks its own index and reads no more than its page", async () => {
  await owner.query("ALTER TABLE access_event NO FORCE ROW LEVEL SECURITY");
  try {
    // 20,000 own readings of A's among 40,000 of others': no doctor among the newest.
    const ids = Array.from({ length: 60_000 }, () => randomUUID());
    await owner.query(
      `INSERT INTO access_event (patient_id, event_id, at, role, actor, action, document_id, basis, request_id)
       SELECT CASE WHEN n % 3 = 0 THEN $1::uuid ELSE gen_random_uuid() END, id,
              '2026-12-01'::timestamptz + n * interval '1 second', 'patient', actor, 'open', gen_random_uuid(), 'own', 'r'
       FROM unnest($2::uuid[], $3::bytea[]) WITH ORDINALITY AS line (id, actor, n)`,
      [A, ids, ids.map((id) => keyring.seal(`access ${id}`, patient.name))],
    );
    await owner.query("ANALYZE access_event");
  } finally {
    await owner.query("ALTER TABLE access_event FORCE ROW LEVEL SECURITY");
  }
  /** Entries read from each index so far, as PostgreSQL itself counts them. */
  const read = async () => {
    const { rows } = await owner.query(
      "SELECT indexrelname AS name, idx_tup_read::int AS read FROM pg_stat_user_indexes WHERE relname = 'access_event'",
    );
    return new Map(rows.map(({ name, read }) => [name as string, read as number]));
  };
  /** Often enough for a prepared statement to be planned once for all. */
  const TIMES = 12;
  const walks = async (wish: Partial<JournalWish>, most: number, index: string) => {
    const before = await read();
    for (let n = 0; n < TIMES; n++)
      await portal.transact(
        async (tx) => {
          await readJournal(deps, tx, A, { others: false, number: null, after: null, ...wish }, most);
          await tx.client.query("SELECT pg_stat_force_next_flush()");
        },
        { patient: A },
      );
    const used = [...(await read())].map(([name, now]) => [name, now - (before.get(name) ?? 0)] as const);
    // Lines of one instant are put in order by handfuls of 32, so a page of 51 may read past its end; the planner peeks
    // at the ends of other indexes.
    for (const [name, entries] of used)
      assert.ok(
        name === index ? entries > 0 && entries <= TIMES * 100 : entries <= TIMES * 10,
        `${index} of ${JSON.stringify(wish)}: ${used.join(" ")}`,
      );
  };
  await walks({}, 50, "access_event_list");
  await walks({ others: true }, 1, "access_event_others");
  await walks({ others: true }, 50, "access_event_others");
  await walks({ number: visit }, 50, "access_event_document");
  await walks({ number: visit, others: true }, 50, "access_event_document");
  assert.equal((await ask({ others: true })).lines.length, 2);
});
