/** Rows are proved where they come in; a transaction is done whole or not at all; a value means the same everywhere. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Type } from "@sinclair/typebox";
import { type Database, openDatabase } from "../../src/db/database.ts";
import { openTestDatabase, type TestDatabase } from "../kit/database.ts";

let test_: TestDatabase;
let database: Database;
before(async () => {
  test_ = await openTestDatabase();
  database = openDatabase(test_.registryUrl, { max: 3 });
});
after(async () => {
  await database?.close();
  await test_?.close();
});

const Region = Type.Object({ code: Type.String(), name: Type.String() });
const regions = () => database.sql.rows(Region)`SELECT code, name FROM region ORDER BY code`;

test("a row that is not of its schema is a loud error, and names the column", async () => {
  const One = Type.Object({ one: Type.Integer() });
  assert.deepEqual(await database.sql.rows(One)`SELECT 1 AS one`, [{ one: 1 }]);
  await assert.rejects(database.sql.rows(One)`SELECT '1' AS one`, /not of its schema: \/one/);
  await assert.rejects(database.sql.rows(One)`SELECT NULL::int AS one`, /not of its schema: \/one/);
  await assert.rejects(database.sql.rows(One)`SELECT 1 AS other`, /not of its schema: \/one/);
  await assert.rejects(database.sql.rows(One)`SELECT n AS one FROM (VALUES (1.5), (2)) AS t (n)`, /not of its schema/);
});

test("a day stays a day, a big number a number, bytes bytes, a time a time", async () => {
  const Values = Type.Object({
    day: Type.String(),
    big: Type.Integer(),
    bytes: Type.Uint8Array(),
    at: Type.Date(),
    list: Type.Array(Type.String()),
  });
  const [row] = await database.sql.rows(Values)`
    SELECT '2024-02-29'::date AS day, 9007199254740991::bigint AS big, '\\x00ff'::bytea AS bytes,
           '2024-11-05 14:30+03'::timestamptz AS at, ${["а", 'б,"{}']}::text[] AS list`;
  assert.equal(row?.day, "2024-02-29");
  assert.equal(row.big, Number.MAX_SAFE_INTEGER);
  assert.deepEqual([...row.bytes], [0, 255]);
  assert.equal(row.at.toISOString(), "2024-11-05T11:30:00.000Z");
  assert.deepEqual(row.list, ["а", 'б,"{}']);
});

test("a value is a value, whatever is written in it", async () => {
  const evil = "'; DROP TABLE region; --";
  await database.transact((tx) => tx.run`INSERT INTO region (code, name, connected) VALUES ('01', ${evil}, true)`);
  assert.deepEqual(await regions(), [{ code: "01", name: evil }]);
});

test("all or none: what threw has done nothing", async () => {
  const before = await regions();
  const failing = database.transact(async (tx) => {
    await tx.run`INSERT INTO region (code, name, connected) VALUES ('02', 'Б', true)`;
    throw new Error("changed my mind");
  });
  await assert.rejects(failing, /changed my mind/);
  const broken = database.transact(async (tx) => {
    await tx.run`INSERT INTO region (code, name, connected) VALUES ('03', 'В', true)`;
    await tx.run`INSERT INTO region (code, name, connected) VALUES ('03', 'В', true)`;
  });
  await assert.rejects(broken, { code: "23505" });
  assert.deepEqual(await regions(), before);
});

test("an error that somebody swallowed still rolls back, and is told", async () => {
  const before = await regions();
  const swallowing = database.transact(async (tx) => {
    await tx.run`INSERT INTO region (code, name, connected) VALUES ('04', 'Г', true)`;
    await tx.run`SELECT 1 / 0`.catch(() => {});
  });
  await assert.rejects(swallowing, /rolled back/);
  assert.deepEqual(await regions(), before);
});

test("statements sent together keep their order and their answers", async () => {
  const Number_ = Type.Object({ n: Type.Integer() });
  const answers = await database.transact((tx) =>
    Promise.all(Array.from({ length: 50 }, (_, n) => tx.rows(Number_)`SELECT ${n}::int AS n`)),
  );
  assert.deepEqual(
    answers.map(([row]) => row?.n),
    Array.from({ length: 50 }, (_, n) => n),
  );
});

test("the number of touched rows is told", async () => {
  const touched = await database.transact(async (tx) => [
    await tx.run`INSERT INTO region (code, name, connected) VALUES ('05', 'Д', true), ('06', 'Е', true)`,
    await tx.run`INSERT INTO region (code, name, connected) VALUES ('05', 'Д', true) ON CONFLICT DO NOTHING`,
    await tx.run`UPDATE region SET name = 'Ё' WHERE code IN ('05', '06')`,
  ]);
  assert.deepEqual(touched, [2, 0, 2]);
});

test("the scope of a transaction ends with it, on the same connection too", async () => {
  const Setting = Type.Object({ patient: Type.String() });
  const one = openDatabase(test_.registryUrl, { max: 1 });
  const ask = (tx: Pick<typeof one.sql, "rows">) =>
    tx.rows(Setting)`SELECT coalesce(current_setting('medkarta.patient', true), '') AS patient`;
  assert.deepEqual(await one.transact(ask, { patient: "somebody" }), [{ patient: "somebody" }]);
  assert.deepEqual(await ask(one.sql), [{ patient: "" }]);
  assert.deepEqual(await one.transact(ask), [{ patient: "" }]);
  await one.close();
});

test("closed means closed: the server sees no connection any more", async () => {
  const short = openDatabase(test_.portalUrl, { max: 3 });
  await Promise.all([1, 2, 3].map(() => short.pool.query("SELECT pg_sleep(0.05)")));
  assert.equal(short.pool.totalCount, 3);
  await short.close();
  const Count = Type.Object({ count: Type.Integer() });
  const [row] = await database.sql.rows(Count)`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE usename = 'medkarta_portal' AND datname = current_database()`;
  assert.equal(row?.count, 0);
});
