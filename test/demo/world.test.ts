/** The demo's world: invented people and places whose numbers hold, and whose stories give each screen something to show. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { world } from "../../src/demo/people/world.ts";
import { shared, skipWithoutData } from "./shared-data.ts";

const today = "2026-11-24";

function snilsHolds(snils: string): boolean {
  const sum = [...snils.slice(0, 9)].reduce((total, digit, at) => total + Number(digit) * (9 - at), 0) % 101;
  return snils.length === 11 && Number(snils.slice(9)) === (sum === 100 ? 0 : sum);
}

/** Luhn, which is HL7's Mod10 of the policy number. */
function policyHolds(number: string): boolean {
  const sum = [...number].reverse().reduce((total, digit, at) => {
    const doubled = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return number.length === 16 && sum % 10 === 0;
}

function ogrnHolds(ogrn: string): boolean {
  return ogrn.length === 13 && (Number(ogrn.slice(0, 12)) % 11) % 10 === Number(ogrn[12]);
}

function innHolds(inn: string): boolean {
  const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(inn[at]), 0);
  return inn.length === 10 && (sum % 11) % 10 === Number(inn[9]);
}

test("every СНИЛС, policy, ОГРН and ИНН of the demo has a check digit that holds", () => {
  for (const { login, snils } of [...world.staff, ...world.patients]) assert.ok(snilsHolds(snils), `СНИЛС of ${login}`);
  for (const { login, policy } of world.patients) assert.ok(policyHolds(policy.number), `policy of ${login}`);
  for (const { shortName, ogrn, inn } of world.organisations) {
    assert.ok(ogrnHolds(ogrn), `ОГРН of ${shortName}`);
    assert.ok(innHolds(inn), `ИНН of ${shortName}`);
  }
});

test("no two people share a login, a СНИЛС or a policy", () => {
  const people = [...world.staff, ...world.patients];
  for (const values of [
    people.map(({ login }) => login),
    people.map(({ snils }) => snils),
    world.patients.map(({ policy }) => policy.number),
    world.careRecords.map(({ id }) => id),
    world.careRecords.map(({ key }) => key),
  ]) {
    assert.equal(new Set(values).size, values.length);
  }
});

test("three regions, one of them not connected, six organisations with OIDs of the true form", () => {
  assert.equal(world.regions.length, 3);
  assert.deepEqual(
    world.regions.filter(({ connected }) => !connected).map(({ code }) => code),
    ["95"],
  );
  assert.equal(world.organisations.length, 6);
  for (const { oid, regionCode, phone } of world.organisations) {
    assert.match(oid, new RegExp(`^1\\.2\\.643\\.5\\.1\\.13\\.13\\.12\\.2\\.${regionCode}\\.99\\d{3}$`));
    assert.match(phone.replace(/[^+\d]/g, ""), /^\+7\d{10}$/);
    assert.ok(world.regions.some(({ code }) => code === regionCode));
  }
});

test("every organisation has a doctor and a registrar; the house has one operator, two administrators, one for a region", () => {
  for (const { oid, shortName } of world.organisations) {
    const roles = world.staff.filter((one) => one.organisationOid === oid).map(({ role }) => role);
    assert.ok(roles.includes("doctor"), `doctor of ${shortName}`);
    assert.ok(roles.includes("registrar"), `registrar of ${shortName}`);
  }
  const house = world.staff.filter(({ organisationOid }) => organisationOid === null).map(({ role }) => role);
  assert.deepEqual(house, ["support", "administrator", "administrator", "region"], "two, for an erasure needs two");
});

test("twelve patients: each level of account, a person without a patronymic, a child with a parent, one with no visits", () => {
  assert.equal(world.patients.length, 12);
  assert.deepEqual(new Set(world.patients.map(({ level }) => level)), new Set(["simplified", "standard", "confirmed"]));
  const unnamed = world.patients.filter(({ name }) => name.patronymic === null);
  assert.deepEqual(
    unnamed.map(({ name }) => name.family),
    ["Соловьёва-Ким"],
  );
  const child = world.patients.find(({ guardian }) => guardian);
  assert.ok(world.patients.some(({ login }) => login === child?.guardian));
  const visited = new Set(world.careRecords.map(({ patientSnils }) => patientSnils));
  assert.deepEqual(
    world.patients.filter(({ snils }) => !visited.has(snils)).map(({ login }) => login),
    ["orlov"],
  );
});

test("visits go oldest first, over four years, and none lies in the future", () => {
  const days = world.careRecords.map(({ date }) => date);
  assert.deepEqual(days, days.toSorted());
  assert.ok(days[0]! >= "2022-09-01" && days[0]! < "2022-10-01");
  assert.ok(days.at(-1)! <= today);
});

test("nobody is treated before birth, and doctors work where they receive", () => {
  for (const { key, date, patientSnils, doctor, organisationOid } of world.careRecords) {
    const patient = world.patients.find(({ snils }) => snils === patientSnils);
    assert.ok(patient && patient.birthDate <= date, key);
    const member = world.staff.find(({ snils }) => snils === doctor.snils);
    assert.equal(member?.organisationOid, organisationOid, key);
  }
});

test("Belyaeva's protocol is overdue by more than 30 working days, Sokolova's analysis is not", {
  skip: skipWithoutData,
}, () => {
  assert.ok(workingDaysSince("2026-09-24") > 30);
  assert.ok(workingDaysSince("2026-11-20") < 30);
});

/** Working days after the day till today, by the production calendar. */
function workingDaysSince(day: string): number {
  const calendar = readFileSync(`${shared}data/calendar/ru-production-calendar-2020-2026.json`, "utf8");
  const off = new Set(calendar.match(/\d{4}-\d{2}-\d{2}/g));
  let count = 0;
  for (let at = Date.parse(day) + 86_400_000; at <= Date.parse(today); at += 86_400_000) {
    const date = new Date(at);
    const weekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
    if (!weekend && !off.has(date.toISOString().slice(0, 10))) count++;
  }
  return count;
}
