/** ЕСИА's claims: parsed or refused, never believed halfway. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readClaims } from "../../src/access/claims.ts";
import { Refusal } from "../../src/basics/refusal.ts";

const about = { "urn:esia:sbj:oid": 1000299654, "urn:esia:sbj:nam": "OID.1000299654", "urn:esia:sbj:typ": "P" };
const confirmed = {
  "urn:esia:sbj": { ...about, "urn:esia:sbj:is_tru": true, "urn:esia:sbj:lvl": "PR" },
  lastName: "Соколова",
  firstName: "Антонина",
  middleName: "Павловна",
  birthDate: "12.03.1948",
  gender: "F",
  snils: "900-200-001 94",
};
const unconfirmed = { ...confirmed, "urn:esia:sbj": { ...about, "urn:esia:sbj:lvl": "P" } };
const refused = (error: unknown) => error instanceof Refusal && error.code === "LOGIN_CLAIMS";

test("a confirmed account is read whole", () => {
  assert.deepEqual(readClaims(confirmed), {
    level: "confirmed",
    name: { family: "Соколова", given: "Антонина", patronymic: "Павловна" },
    sex: "female",
    snils: "90020000194",
    birthDate: "1948-03-12",
  });
});

test("an address is taken only when the provider has verified it", () => {
  const email = "sokolova@example.ru";
  assert.equal(readClaims({ ...confirmed, email, email_verified: true }).email, email);
  for (const email_verified of [false, undefined])
    assert.ok(
      !("email" in readClaims({ ...confirmed, email, ...(email_verified === false ? { email_verified } : {}) })),
    );
});

test("the name of a person without a patronymic has none", () => {
  const { middleName: _, ...rest } = confirmed;
  assert.equal(readClaims(rest).name.patronymic, null);
  assert.equal(readClaims({ ...confirmed, middleName: " " }).name.patronymic, null);
});

test("is_tru absent: not confirmed, whatever the level says", () => {
  assert.equal(readClaims(unconfirmed).level, "standard");
  const promised = { ...confirmed, "urn:esia:sbj": { ...about, "urn:esia:sbj:lvl": "PR" } };
  assert.equal(readClaims(promised).level, "standard");
});

test("is_tru false is not confirmed, and neither is a child's account", () => {
  const sbj = (tru: boolean, lvl: string) => ({
    ...confirmed,
    "urn:esia:sbj": { ...about, "urn:esia:sbj:is_tru": tru, "urn:esia:sbj:lvl": lvl },
  });
  assert.equal(readClaims(sbj(false, "PR")).level, "standard");
  assert.equal(readClaims(sbj(true, "KD")).level, "standard");
});

test("without a checked СНИЛС the account is simplified", () => {
  const { snils: _, ...rest } = unconfirmed;
  assert.deepEqual(readClaims(rest).level, "simplified");
});

for (const [what, change] of [
  ["a confirmed account without СНИЛС", { snils: undefined }],
  ["a confirmed account without a birth date", { birthDate: undefined }],
  ["a СНИЛС of ten digits", { snils: "900-200-001 9" }],
  ["a СНИЛС of zeros", { snils: "000-000-000 00" }],
  ["a day that is in no calendar", { birthDate: "31.02.1948" }],
  ["an empty family name", { lastName: " " }],
  ["an organisation's account", { "urn:esia:sbj": { ...about, "urn:esia:sbj:typ": "L" } }],
  ["is_tru as a word", { "urn:esia:sbj": { ...about, "urn:esia:sbj:is_tru": "true", "urn:esia:sbj:lvl": "PR" } }],
  ["no subject at all", { "urn:esia:sbj": undefined }],
] as const) {
  test(`${what} is refused`, () => {
    const claims = Object.fromEntries(
      Object.entries({ ...confirmed, ...change }).filter(([, value]) => value !== undefined),
    );
    assert.throws(() => readClaims(claims), refused);
  });
}

test("whatever comes, it is read or refused in our words", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...Object.keys(confirmed)), fc.anything()), (changes) => {
      try {
        const { level, ...person } = readClaims({ ...confirmed, ...changes });
        if (level === "confirmed") assert.ok(person.snils && person.birthDate && person.name.family);
      } catch (error) {
        assert.ok(refused(error), String(error));
      }
    }),
    { numRuns: 300 },
  );
});
