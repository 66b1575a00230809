/** «Удаление по решению суда»: two persons want it, nothing of the document is left, and every other proof still holds. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Type } from "@sinclair/typebox";
import { type Database, openDatabase } from "../../src/db/database.ts";
import { patientByLogin } from "../../src/demo/people/patients.ts";
import { proofOf } from "../../src/log/prove.ts";
import { parseVkey } from "../../src/merkle/key.ts";
import { formatReceipt, openReceipt } from "../../src/merkle/receipt.ts";
import { checkLog } from "../../src/roof/check-log.ts";
import { hidden } from "../access/browser.ts";
import { type Hospital, openHospital } from "../http/hospital.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { journalOf } from "./journal.ts";
import { logIn, textOf, type Visitor } from "./visitor.ts";

const basis = "решение Ярославского районного суда от 01.02.2027 № 2-345/2027";
const canary = "Канарейка-7501";

let house: TestHouse;
let owner: Database;
let volga: Hospital;
let patient: Visitor;
let first: Visitor;
let second: Visitor;
/** Numbers: the document that a court had erased, and its neighbours in the log. */
let before1: string;
let doomed: string;
let after1: string;

before(async () => {
  house = await openTestHouse();
  owner = openDatabase(house.database.ownerUrl, { max: 2 });
  volga = await openHospital(house, "volga");
  ({ number: before1 } = await volga.deliver({ set: "74", text: "до" }));
  ({ number: doomed } = await volga.deliver({ set: "75", text: canary }));
  ({ number: after1 } = await volga.deliver({ set: "76", text: "после" }));
  patient = await logIn(house, "orlov");
  await patient.open("/consent");
  await patient.press("Разрешить");
  await patient.open(`/documents/${doomed}`); // its card is now known to this process
  first = await logIn(house, "admin", "staff");
  second = await logIn(house, "admin2", "staff");
});
after(async () => {
  await owner?.close();
  await house?.close();
});

const Row = Type.Object({ patient_id: Type.String(), document_id: Type.String() });
const placeOf = async (number: string) => {
  const [row] = await house.house.registry.sql.rows(Row)`
    SELECT patient_id, document_id FROM document_locator WHERE number = ${number}`;
  return row!;
};

const Committed = Type.Object({ body: Type.Uint8Array(), salt: Type.Uint8Array() });
/** The receipt as it can be had now, once it is sealed. */
async function receiptOf(number: string): Promise<Uint8Array> {
  const { document_id: id } = await placeOf(number);
  const { sql } = house.house.registry;
  for (;;) {
    const proof = await proofOf(sql, "docs", id);
    const [row] = await sql.rows(Committed)`SELECT body, salt FROM document_record WHERE document_id = ${id}`;
    if (proof)
      return formatReceipt(row!.salt, row!.body, { index: proof.index, hashes: proof.hashes, checkpoint: proof.note });
    await sleep(100);
  }
}
const prove = (receipt: Uint8Array) => openReceipt(receipt, parseVkey(house.house.signers.docs.vkey));

async function examine(): Promise<string[]> {
  await sleep(500); // what came is sealed
  const { registry: database, keyring, config } = house.house;
  const now = new Date(Date.now() + 120_000);
  const walk = await checkLog({ database, keyring, dataDir: config.dataDir, publicUrl: config.publicUrl, now });
  const codes: string[] = [];
  for await (const { code } of walk) codes.push(code);
  return codes;
}

/** Every bytea in the database, as the registry sees it: how many rows hold these bytes. */
async function rowsHolding(bytes: Uint8Array): Promise<string[]> {
  const { rows: columns } = await owner.pool.query<{ t: string; c: string }>(`
    SELECT table_name AS t, column_name AS c FROM information_schema.columns JOIN information_schema.tables USING (table_name)
    WHERE columns.table_schema = 'public' AND data_type = 'bytea' AND table_type = 'BASE TABLE'`);
  assert.ok(columns.length > 20);
  const found: string[] = [];
  for (const { t, c } of columns) {
    const readable = await house.house.registry.pool.query("SELECT has_table_privilege($1, 'SELECT') AS may", [t]);
    const pool = readable.rows[0].may ? house.house.registry.pool : owner.pool;
    const { rows } = await pool.query(`SELECT count(*)::int AS n FROM ${t} WHERE position($1::bytea IN ${c}) > 0`, [
      Buffer.from(bytes),
    ]);
    if (rows[0].n > 0) found.push(`${t}.${c}`);
  }
  return found;
}

async function ask(who: Visitor, number: string, decision = basis) {
  const { html } = await who.open("/staff/erasures");
  who.page = await who.browser.post(new URL("/staff/erasures", house.url), {
    csrf: hidden(html, "csrf"),
    once: randomUUID(),
    number,
    basis: decision,
  });
  return who.page;
}

let request: string;
let old: Record<"before" | "doomed" | "after", Uint8Array>;
let traces: Record<string, Uint8Array>;

describe("one asks", () => {
  test("by the number and the court's decision; what is not one of these is told at its field", async () => {
    for (const [number, decision, said] of [
      ["76.26.11.999999999", basis, /Документа с таким номером нет/],
      ["чужой", basis, /Документа с таким номером нет/],
      [doomed, "суд решил", /Назовите решение/],
      [doomed, "решение Ярославского районного суда", /Назовите решение/],
    ] as const) {
      const { html, status } = await ask(first, number, decision);
      assert.equal(status, 422);
      assert.match(textOf(html), said);
    }
    assert.equal((await ask(first, doomed)).status, 200);
    assert.match(textOf(first.page.html), /Запрос записан/);
    request = /\/staff\/erasures\/([0-9a-f-]{36})\/decline/.exec(first.page.html)?.[1] ?? "";
    assert.ok(request);
    assert.equal((await ask(second, doomed)).status, 409, "it is asked for already");
  });

  test("the same person cannot confirm it, not even by hand", async () => {
    assert.doesNotMatch(first.page.html, /\/confirm"/);
    const { html } = await first.open("/staff/erasures");
    assert.match(textOf(html), /Это ваш запрос/);
    const answer = await first.browser.post(new URL(`/staff/erasures/${request}/confirm`, house.url), {
      csrf: hidden(html, "csrf"),
      number: doomed,
    });
    assert.equal(answer.status, 403);
    assert.equal((await patient.open(`/documents/${doomed}`)).status, 200);
  });

  test("an old login confirms nothing, and neither does another number", async () => {
    await house.house.portal.transact(
      (tx) => tx.run`UPDATE session SET created_at = created_at - interval '6 minutes' WHERE role = 'administrator'`,
    );
    const stale = await second.open("/staff/erasures");
    assert.match(textOf(stale.html), /Подтвердите, что это вы/);
    assert.doesNotMatch(stale.html, /\/confirm"/);
    const byHand = await second.browser.post(new URL(`/staff/erasures/${request}/confirm`, house.url), {
      csrf: hidden(stale.html, "csrf"),
      number: doomed,
    });
    assert.equal(byHand.status, 403);
    await house.house.portal.transact(
      (tx) => tx.run`UPDATE session SET created_at = created_at + interval '6 minutes' WHERE role = 'administrator'`,
    );
    await second.open("/staff/erasures");
    const wrong = await second.press("Удалить документ навсегда", { number: after1 });
    assert.equal(wrong.status, 422);
    assert.match(textOf(wrong.html), /Номер не тот/);
  });

  test("nobody but an administrator has that door", async () => {
    for (const login of ["krylova", "support", "region"])
      assert.equal((await (await logIn(house, login, "staff")).open("/staff/erasures")).status, 403, login);
  });
});

describe("the database holds the same walls", () => {
  const call = (account: string, staff: string, moment = "now()") =>
    `SELECT * FROM erase_document('${request}', '${account}', '${staff}', '\\x00', ${moment})`;
  const administrators = async () => {
    const { rows } = await owner.pool.query<{ account_id: string; staff_id: string }>(
      "SELECT account_id, staff_id FROM session WHERE role = 'administrator' ORDER BY created_at",
    );
    return rows;
  };

  test("the portal cannot destroy, the registry cannot ask, and neither can delete", async () => {
    const [one] = await administrators();
    const { portal, registry } = house.house;
    await assert.rejects(portal.pool.query(call(one!.account_id, one!.staff_id)), /permission denied for function/);
    await assert.rejects(
      registry.pool.query("INSERT INTO erasure SELECT * FROM erasure"),
      /permission denied|row-level security/,
    );
    await assert.rejects(registry.pool.query("INSERT INTO erasure_end SELECT * FROM erasure_end"), /permission denied/);
    for (const { pool } of [portal, registry])
      for (const table of [
        "content_key",
        "content",
        "document_record",
        "document",
        "log_event",
        "erasure",
        "erasure_end",
      ])
        for (const deed of [`DELETE FROM ${table}`, `TRUNCATE ${table}`])
          await assert.rejects(pool.query(deed), /permission denied/, deed);
  });

  test("the registry destroys nothing for one person, for somebody who is not there, or too late", async () => {
    const [one, two] = await administrators();
    const { pool } = house.house.registry;
    const refused = (sql: string, why: RegExp) => assert.rejects(pool.query(sql), why);
    await refused(call(one!.account_id, one!.staff_id), /two persons are needed/);
    await refused(call(randomUUID(), one!.staff_id), /two persons are needed/);
    await refused(call(randomUUID(), two!.staff_id), /an administrator confirms/);
    await refused(call(two!.account_id, two!.staff_id, "now() + interval '73 hours'"), /the request has ended/);
    await refused(
      `SELECT * FROM erase_document(gen_random_uuid(), '${two!.account_id}', '${two!.staff_id}', '\\x00', now())`,
      /no such request/,
    );
  });

  test("an administrator's scope cannot write down that it was erased", async () => {
    const [, two] = await administrators();
    const { document_id: id, patient_id: whose } = await placeOf(doomed);
    await assert.rejects(
      house.house.portal.transact(
        (tx) => tx.run`
          INSERT INTO erasure_end (erasure_id, patient_id, document_id, basis, verdict, account_id, staff_id, actor, at)
          VALUES (${request}, ${whose}, ${id}, ${basis}, 'erased', ${two!.account_id}, ${two!.staff_id}, ''::bytea, now())`,
        { desk: "erasure" },
      ),
      /row-level security/,
    );
  });
});

describe("another one confirms", () => {
  test("and everything that told of the document is gone", async () => {
    old = { before: await receiptOf(before1), doomed: await receiptOf(doomed), after: await receiptOf(after1) };
    const { document_id: id } = await placeOf(doomed);
    const { rows } = await house.house.registry.pool.query(
      `SELECT c.sealed AS content, k.wrapped AS key, r.body, r.salt, d.sealed AS card, d.signatures, d.sha256,
              s.fingerprint
       FROM content c JOIN content_key k USING (document_id) JOIN document_record r USING (document_id)
       JOIN document d USING (document_id) JOIN submission s USING (document_id) WHERE document_id = $1`,
      [id],
    );
    traces = rows[0];
    for (const [what, bytes] of Object.entries(traces)) assert.notDeepEqual(await rowsHolding(bytes), [], what);

    await second.open("/staff/erasures");
    await second.press("Удалить документ навсегда", { number: doomed });
    assert.match(textOf(second.page.html), /Документ удалён\. Событие внесено в журнал/);
    for (const [what, bytes] of Object.entries(traces)) assert.deepEqual(await rowsHolding(bytes), [], what);
    for (const table of ["content", "content_key", "document_results", "document_opened"]) {
      const { rows: left } = await house.house.registry.pool.query(`SELECT FROM ${table} WHERE document_id = $1`, [id]);
      assert.equal(left.length, 0, table);
    }
  });

  test("its page says so with the decision, a program gets 410, and the list has the others alone", async () => {
    const page = await patient.open(`/documents/${doomed}`);
    assert.equal(page.status, 410);
    assert.ok(textOf(page.html).includes(basis));
    assert.match(textOf(page.html), /удалено по решению суда \d+ \S+ \d{4}/);
    for (const part of ["pdf", "xml", "zip", "print", "versions", "changes"])
      assert.equal((await patient.download(`/documents/${doomed}/${part}`)).status, 410, part);
    const cookie = [...patient.browser.cookies].map(([name, { value }]) => `${name}=${value}`).join("; ");
    const answer = await fetch(`${house.url}/documents/${doomed}`, { headers: { cookie, accept: "application/json" } });
    assert.equal(((await answer.json()) as { code: string }).code, "ERASED");
    const proof = await volga.get(`/api/v1/documents/${doomed}/proof`);
    assert.deepEqual([proof.status, proof.body.code], [410, "ERASED"]);
    const { html } = await patient.open("/documents");
    assert.ok(html.includes(after1) && html.includes(before1) && !html.includes(doomed));
  });

  test("anybody who looks it up by its number learns that a court had it erased, when, and nothing else", async () => {
    const stranger = { headers: { accept: "text/html" } };
    const of = async (number: string) => (await fetch(`${house.url}/verify/${number}`, stranger)).text();
    const neighbour = textOf(await of(after1));
    assert.match(neighbour, /Документ записан в реестре и действует/);
    const organisation = /Организация (.+?) Место в журнале/.exec(neighbour)?.[1] ?? "";
    assert.ok(organisation.length > 5);
    const said = textOf(await of(doomed));
    assert.match(said, /Документ удалён из реестра по решению суда Он удалён \d+ \S+ \d{4}/);
    assert.ok(said.includes(doomed));
    for (const nothing of ["записан в реестре и действует", "Зарегистрирован", organisation, basis])
      assert.ok(!said.includes(nothing), nothing);

    const now = async (number: string, sha256: string) => {
      const body = new URLSearchParams({ number, sha256 });
      const answer = await fetch(`${house.url}/verify/now`, { method: "POST", body });
      return ((await answer.json()) as { words: string[] }).words.join(" ");
    };
    assert.match(await now(doomed, "ab".repeat(32)), /удалено из реестра по решению суда/);
    assert.match(await now(after1, "ab".repeat(32)), /Реестр не знает документа/);
  });

  test("the patient is told, and the journal names the administrator", async () => {
    assert.match(textOf((await patient.open("/notices")).html), /Документ удалён по решению суда/);
    const lines = await journalOf(house, patientByLogin("orlov").snils);
    assert.deepEqual(
      lines.filter(({ action }) => action === "erase").map(({ actor, role }) => [actor, role]),
      [["Зимина", "administrator"]],
    );
    const journal = textOf((await patient.open("/journal")).html);
    assert.match(journal, /Документ удалён/);
    assert.match(journal, /так решил суд/);
  });

  test("it cannot be erased twice, nor asked for again", async () => {
    const { html } = await first.open("/staff/erasures");
    const again = await first.browser.post(new URL(`/staff/erasures/${request}/decline`, house.url), {
      csrf: hidden(html, "csrf"),
    });
    assert.equal(again.status, 409);
    assert.equal((await ask(first, doomed)).status, 410);
  });
});

describe("the proofs", () => {
  test("of the neighbours hold as before, and anew under the new checkpoint", async () => {
    await examine();
    for (const [name, number] of [
      ["before", before1],
      ["after", after1],
    ] as const) {
      const now = await receiptOf(number);
      assert.notEqual(now, old[name], "the log has grown");
      assert.deepEqual(prove(now).record, prove(old[name]).record);
    }
  });

  test("of the erased one holds for whoever kept it, and can be made by nobody any more", async () => {
    const kept = prove(old.doomed);
    assert.equal(kept.record.type === "document-registered" && kept.record.number, doomed);
    const { document_id: id } = await placeOf(doomed);
    const { sql } = house.house.registry;
    const [row] = await sql.rows(Committed)`SELECT body, salt FROM document_record WHERE document_id = ${id}`;
    assert.deepEqual([row!.body.length, row!.salt.length], [0, 0]);
    assert.ok(await proofOf(sql, "docs", id), "the leaf itself stands");
  });

  test("fsck takes the court's event for what it is, and misses it when it is not there", async () => {
    assert.deepEqual(await examine(), []);
    const { document_id: id } = await placeOf(doomed);
    const { rows } = await house.house.registry.pool.query(
      "SELECT type, body FROM log_event WHERE type = 'legal-erasure'",
    );
    assert.equal(rows.length, 1);
    assert.ok(String(rows[0].body).includes(`id ${id}`) && String(rows[0].body).includes(`basis ${basis}`));

    await owner.pool.query("ALTER TABLE log_event NO FORCE ROW LEVEL SECURITY");
    await owner.pool.query("CREATE TABLE saved AS TABLE log_event; DELETE FROM log_event");
    assert.deepEqual((await examine()).sort(), ["erasure-without-event", "leaf-without-record"]);
    await owner.pool.query("INSERT INTO log_event TABLE saved");
    assert.deepEqual(await examine(), []);
  });

  test("a document that the owner of the database erased without a court is found", async () => {
    const { document_id: id } = await placeOf(before1);
    for (const table of ["document_record", "content_key", "content"])
      await owner.pool.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    await owner.pool.query(
      "WITH k AS (DELETE FROM content_key WHERE document_id = $1) DELETE FROM content WHERE document_id = $1",
      [id],
    );
    assert.deepEqual(await examine(), ["content-missing"]);
    await owner.pool.query("UPDATE document_record SET body = '', salt = '' WHERE document_id = $1", [id]);
    assert.deepEqual((await examine()).sort(), ["erasure-incomplete", "erasure-without-event"]);
  });
});
