/** POST /api/v1/care-records: visits told once, told again, told otherwise, told by nonsense. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { patientByLogin } from "../../src/demo/people/patients.ts";
import { sharedFile, unlessShared } from "../cda/shared.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { countRows } from "./counts.ts";
import { type Hospital, openHospital } from "./hospital.ts";

let house: TestHouse;
let volga: Hospital;
before(async () => {
  house = await openTestHouse();
  volga = await openHospital(house, "volga");
});
after(() => house?.close());

const { snils, name, birthDate } = patientByLogin("orlov");
const visit = (changes: object = {}) => ({
  localUid: randomUUID(),
  visitedOn: "2024-11-05",
  patient: { snils, family: name.family, given: name.given, patronymic: name.patronymic, birthDate },
  doctor: { family: "Крылова", given: "Елена" },
  services: [{ code: "B01.047.001", name: "Приём врача-терапевта первичный" }],
  ...changes,
});
const tell = (body: unknown) => volga.post("/api/v1/care-records", body);

test("told again: the same answer, however the keys are ordered; told otherwise: a conflict", async () => {
  const one = visit();
  const first = await tell(one);
  assert.equal(first.status, 200);
  const before = await countRows(house);
  const reordered = Object.fromEntries(Object.entries(one).reverse());
  for (const again of [one, reordered]) assert.equal((await tell(again)).text, first.text);
  const otherwise = await tell({ ...one, visitedOn: "2024-11-06" });
  assert.equal(otherwise.status, 409);
  assert.equal(otherwise.body.code, "NOT_UNIQUE_PROVIDED_ID");
  const otherPatient = patientByLogin("sokolova");
  const patient = { snils: otherPatient.snils, ...otherPatient.name, birthDate: otherPatient.birthDate };
  assert.equal((await tell({ ...one, patient })).status, 409);
  assert.deepEqual(await countRows(house), before);
});

test("told in two ways at once under one localUid: one of them is recorded, and the other is told so", async () => {
  const localUid = randomUUID();
  const days = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? "2024-11-05" : "2024-11-06"));
  const answers = await Promise.all(
    days.map(async (visitedOn) => ({ visitedOn, ...(await tell(visit({ localUid, visitedOn }))) })),
  );
  const recorded = new Set(answers.filter(({ status }) => status === 200).map(({ visitedOn }) => visitedOn));
  assert.equal(recorded.size, 1, "one of two truths");
  assert.ok(answers.every(({ status, visitedOn }) => status === (recorded.has(visitedOn) ? 200 : 409)));
});

test("the person is found exactly or not at all", async () => {
  const before = await countRows(house);
  const wrong = await tell(visit({ patient: { snils, family: "Орлова", given: "Вера", birthDate } }));
  assert.equal(wrong.status, 422);
  assert.equal(wrong.body.code, "PATIENT_MPI_MISMATCH");
  assert.deepEqual(await countRows(house), before);
});

describe("what is no visit is refused, and nothing is stored", () => {
  const patient = visit().patient;
  const bad: Record<string, { body: unknown; status: number; code?: string }> = {
    "30 February": { body: visit({ visitedOn: "2026-02-30" }), status: 422, code: "VISIT_DATE" },
    "a birthday that is none": {
      body: visit({ patient: { ...patient, birthDate: "1983-06-31" } }),
      status: 422,
      code: "BIRTH_DATE",
    },
    "month 13": { body: visit({ visitedOn: "2026-13-01" }), status: 400 },
    "a localUid that is no UUID": { body: visit({ localUid: "x".repeat(36) }), status: 422, code: "LOCAL_UID" },
    "a СНИЛС of zeros": {
      body: visit({ patient: { ...patient, snils: "000-000-000 00" } }),
      status: 422,
      code: "NO_SNILS",
    },
    "a СНИЛС as a number": { body: visit({ patient: { ...patient, snils: 90020001095 } }), status: 400 },
    "a field that is not known": { body: visit({ organisationOid: "1.2.643.5.1.13.13.12.2.54.99104" }), status: 400 },
    "a field within that is not known": { body: visit({ patient: { ...patient, patientId: "1" } }), status: 400 },
    "no doctor": { body: visit({ doctor: undefined }), status: 400 },
    "a hundred and one services": { body: visit({ services: Array(101).fill({ code: "1", name: "У" }) }), status: 400 },
    "a list": { body: [visit()], status: 400 },
    nothing: { body: "", status: 400 },
    "no JSON": { body: "{", status: 400 },
    "fifty thousand brackets": { body: `${"[".repeat(50_000)}${"]".repeat(50_000)}`, status: 400 },
    "more than any visit": { body: " ".repeat(300_000), status: 413 },
  };
  for (const [name, { body, status, code }] of Object.entries(bad)) {
    test(name, async () => {
      const before = await countRows(house);
      const answer = await tell(body);
      assert.equal(answer.status, status, answer.text);
      assert.match(answer.headers.get("content-type") ?? "", /^application\/problem\+json/);
      if (code) assert.equal(answer.body.code, code);
      assert.deepEqual(await countRows(house), before);
    });
  }
  test("another content type", async () => {
    const headers = { authorization: `Bearer ${await volga.token()}`, "content-type": "text/plain" };
    const response = await fetch(`${house.url}/api/v1/care-records`, {
      method: "POST",
      headers,
      body: JSON.stringify(visit()),
    });
    assert.equal(response.status, 415);
  });
});

test("words with every odd character are kept as they are: nobody's SQL, nobody's page", async () => {
  const odd = `'; DROP TABLE care_record; -- <script>alert(1)</script> \u202e"\\ \u0000 😀`;
  const told = await tell(visit({ diagnosis: { code: "I10", name: odd }, doctor: { family: odd, given: odd } }));
  assert.equal(told.status, 200, told.text);
});

const skip = unlessShared("attack");
for (const file of ["json-dup-keys.json", "json-proto.json", "json-type-confusion.json"]) {
  test(`${file} is refused as misshapen`, { skip }, async () => {
    const before = await countRows(house);
    const answer = await tell(sharedFile("attack", file).toString());
    assert.equal(answer.status, 400, answer.text);
    assert.equal(Object.hasOwn(Object.prototype, "isAdmin"), false);
    assert.deepEqual(await countRows(house), before);
  });
}

test("of two equal keys the last counts, for the check and for the record", async () => {
  const text = JSON.stringify(visit()).replace('"visitedOn":', '"visitedOn":"никогда","visitedOn":');
  assert.equal((await tell(text)).status, 200);
  const other = JSON.stringify(visit()).replace(/"visitedOn":"[^"]*"/, '$&,"visitedOn":"никогда"');
  assert.equal((await tell(other)).status, 400);
});
