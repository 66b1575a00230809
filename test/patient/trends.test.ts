/** Whose results are shown, and of which documents: tried against a real registry, as the roles that the house has. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import pg from "pg";
import { parseSnils } from "../../src/basics/snils.ts";
import type { Scope } from "../../src/db/database.ts";
import { patientByLogin } from "../../src/demo/people/patients.ts";
import { organisations } from "../../src/demo/people/places.ts";
import { readTrends } from "../../src/patient/trends.ts";
import { type Hospital, openHospital } from "../http/hospital.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";

const idOf = (login: string) => house.house.keyring.patientId(parseSnils(patientByLogin(login).snils)!, 0);

let house: TestHouse;
let volga: Hospital;
before(async () => {
  house = await openTestHouse();
  volga = await openHospital(house, "volga");
});
after(() => house?.close());

const CODES = "1.2.643.5.1.13.13.11.1080";
const found = (code: string, value: string) =>
  `<entry><observation classCode="OBS" moodCode="EVN"><code code="${code}" codeSystem="${CODES}" displayName="Показатель ${code}"/>` +
  `<effectiveTime value="202411050810+0300"/><value xsi:type="PQ" value="${value}" unit="ммоль/л"/></observation></entry>`;

/** «code: values», by code; as the portal's role within the scope. */
async function seen(patientId: string, scope: Scope, shownFrom: string | null = null): Promise<readonly string[]> {
  const { portal, keyring } = house.house;
  const { analytes } = await portal.transact((tx) => readTrends({ keyring, shownFrom }, tx, patientId), scope);
  return analytes
    .map(({ name, series }) => {
      const values = series.flatMap(({ points }) =>
        points.map(({ value }) => value.kind === "number" && value.written),
      );
      return `${name.replace("Показатель ", "")}: ${values.join(" ")}`;
    })
    .toSorted();
}

const ofOrlov = (shownFrom: string | null = null) => seen(idOf("orlov"), { patient: idOf("orlov") }, shownFrom);

test("what a registered document found is there for its patient", async () => {
  await volga.deliver({ set: "1", entries: found("1", "5.2") + found("2", "4.4") });
  await volga.deliver({ set: "2", text: "Без анализов" });
  assert.deepEqual(await ofOrlov(), ["1: 5.2", "2: 4.4"]);
});

test("a correction speaks in place of what it corrects, also where it takes a result back", async () => {
  const { number } = await volga.deliver({ set: "1", version: 2, entries: found("1", "5.9") });
  assert.deepEqual(await ofOrlov(), ["1: 5.9"]);
  const { portal, keyring } = house.house;
  const scope = { patient: idOf("orlov") };
  const { analytes } = await portal.transact(
    (tx) => readTrends({ keyring, shownFrom: null }, tx, scope.patient),
    scope,
  );
  assert.deepEqual(
    analytes[0]?.last.sources.map((source) => source.number),
    [number],
  );
  assert.equal(analytes[0]?.last.laboratory, organisations.volga.shortName);
  assert.match(analytes[0]?.key ?? "", /^[0-9a-f]{24}$/);
});

test("a document that is not shown shows no results: its kind, or its date", async () => {
  await volga.deliver({ set: "3", kind: "289", title: "Карта", entries: found("3", "7") });
  assert.deepEqual(await ofOrlov(), ["1: 5.9"]);
  assert.deepEqual(await ofOrlov("2024-11-06"), []);
  assert.deepEqual(await ofOrlov("2024-11-05"), ["1: 5.9"]);
});

test("row-level security, alone: asked for another's results, everybody else gets none", async () => {
  const orlov = idOf("orlov");
  for (const scope of [{ patient: idOf("gusev") }, { organisation: organisations.volga.oid }, {}])
    assert.deepEqual(await seen(orlov, scope), [], JSON.stringify(scope));
});

test("in the database stands no word and no number of them", async () => {
  const owner = new pg.Client(house.database.ownerUrl);
  await owner.connect();
  try {
    await owner.query("ALTER TABLE document_results NO FORCE ROW LEVEL SECURITY");
    const { rows } = await owner.query("SELECT sealed FROM document_results");
    assert.equal(rows.length, 3, "the documents without results have no row");
    for (const { sealed } of rows) assert.doesNotMatch((sealed as Buffer).toString("utf8"), /ммоль|Показатель|5\.9/);
    await owner.query("ALTER TABLE document_results FORCE ROW LEVEL SECURITY");
  } finally {
    await owner.end();
  }
});

test("what a court has erased tells nothing any more", async () => {
  await volga.deliver({ set: "4", entries: found("4", "1.7") });
  assert.deepEqual(await ofOrlov(), ["1: 5.9", "4: 1.7"]);
  const owner = new pg.Client(house.database.ownerUrl);
  await owner.connect();
  try {
    for (const table of ["content_key", "document"])
      await owner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    const { rowCount } = await owner.query(
      "DELETE FROM content_key WHERE document_id = (SELECT document_id FROM document ORDER BY registered_at DESC LIMIT 1)",
    );
    assert.equal(rowCount, 1);
    for (const table of ["content_key", "document"]) await owner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  } finally {
    await owner.end();
  }
  assert.deepEqual(await ofOrlov(), ["1: 5.9"]);
});
