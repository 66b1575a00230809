/** What the clinic's forms write, judged by the ministry: the official schema and rules, with all that a place may not know left unsaid. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { readDocument } from "../../src/cda/read.ts";
import { editionOf } from "../../src/cda/write/editions.ts";
import { checkForm } from "../../src/clinic/drafts/check-form.ts";
import { type FormKey, formKeys, placedFields, type Values } from "../../src/clinic/drafts/fields.ts";
import { writings } from "../../src/clinic/drafts/forms/all.ts";
import { takeForm } from "../../src/clinic/drafts/take-form.ts";
import { writeDocument } from "../../src/clinic/drafts/write-document.ts";
import type { DictionaryEntry } from "../../src/registry/dictionaries/dictionaries.ts";
import { schemaFaults, schemaPath } from "../demo/official-schema.ts";
import { runSchematron } from "../demo/official-schematron.ts";
import { shared, skipWithoutData } from "../demo/shared-data.ts";

const now = new Date("2026-11-24T09:04:00Z");
const today = "2026-11-24";
const common = { sex: "female", position: "34 Врач-кардиолог", visited: "2026-11-20" };
const illness = { "diagnoses.0.kind": "1", "diagnoses.0.code": "I20.8 Другие формы стенокардии" };
const service = { "services.0.service": "B01.015.002 Прием (осмотр, консультация) врача-кардиолога повторный" };

const filled: Readonly<Record<FormKey, Values>> = {
  consultation: {
    ...common,
    ...illness,
    ...service,
    first: "no",
    complaints: "Боль <за грудиной> & одышка.",
    anamnesis: "С 2022 года.",
    life: "Без особенностей.",
    "vitals.0.parameter": "3",
    "vitals.0.value": "138",
    examination: "Тоны ритмичные.",
    conclusion: "Стенокардия.",
    advice: "Гулять.\n\nНе волноваться.",
  },
  laboratory: {
    ...common,
    ...service,
    taken: "07:50",
    specimen: "Кровь венозная",
    profile: "Биохимический анализ крови",
    "results.0.test": "1003888 Глюкоза натощак",
    "results.0.value": "5,4",
    "results.0.unit": "195",
    "results.0.low": "3,9",
    "results.0.high": "6,1",
    "results.1.test": "1005495 Калий",
    "results.1.value": "6",
    "results.1.unit": "195",
    "results.1.high": "5.1",
    conclusion: "Калий выше нормы.",
  },
  discharge: {
    ...common,
    ...illness,
    ...service,
    visited: "2026-11-10",
    until: "2026-11-20",
    department: "Кардиологическое",
    urgency: "urgent",
    complaints: "Боль.",
    anamnesis: "Внезапно.",
    admittedSeverity: "2",
    admittedWords: "Средней тяжести.",
    treatment: "Бисопролол",
    leftSeverity: "1",
    leftWords: "Лучше.",
    outcome: "улучшение",
    advice: "Наблюдаться.",
  },
  prescription: {
    ...common,
    validity: "3",
    "medicines.0.medicine":
      "21.20.10.146-000001-1-00045-0000000000000 Бисопролол, таблетки, покрытые оболочкой, 2.5 мг|шт. (таблетка)",
    "medicines.0.route": "2",
    "medicines.0.dose": "1",
    "medicines.0.every": "24",
    "medicines.0.days": "60",
    "medicines.0.amount": "60",
    "medicines.0.how": "По одной утром.",
  },
};

function codesOf(form: FormKey, values: Values): Map<string, DictionaryEntry> {
  const fields = placedFields(writings[form].form, values).filter(
    ({ field, name }) => field.type === "code" && values[name],
  );
  return new Map(
    fields.map(({ name }) => {
      const [code = "", ...words] = (values[name] ?? "").split(" ");
      return [name, { code, name: words.join(" "), version: "1" }];
    }),
  );
}

const organisation = {
  oid: "1.2.643.5.1.13.13.12.2.76.99101",
  name: "Волжская городская поликлиника",
  ogrn: "1027600900117",
  phone: "+7 (4852) 00-01-01",
  address: "Ярославская область, г. Ярославль, Бурлацкая набережная, д. 14",
  postalCode: null,
  regionCode: "76",
  licence: null,
  timeZone: "Asia/Vladivostok",
};
const hands = {
  organisation,
  author: { number: "a1", snils: "90010000289", name: { family: "Петров", given: "Алексей", patronymic: null } },
  patient: {
    number: "p1",
    snils: "90020000194",
    name: { family: "Соколова", given: "Антонина", patronymic: "Павловна" },
    birthDate: "1948-03-12",
  },
};

function write(form: FormKey): Uint8Array {
  const values = takeForm(writings[form].form, filled[form]);
  const codes = codesOf(form, values);
  assert.deepEqual(checkForm(writings[form].form, values, codes, { today, demand: true }), [], form);
  return writeDocument(writings[form], values, codes, hands, { number: 7_000_001, version: 1, mended: null }, now);
}

for (const form of formKeys) {
  test(`${form}: what is typed is what is read`, () => {
    const { facts } = readDocument(write(form));
    const { code } = editionOf(writings[form].kind, today);
    assert.equal(facts.kind.code, code.code);
    assert.deepEqual(facts.patient.name, hands.patient.name);
    assert.equal(facts.created?.literal, "202611241904+1000");
    if ("diagnoses.0.code" in filled[form]) assert.ok(facts.diagnoses.some(({ code }) => code === "I20.8"));
  });

  test(`${form}: an empty form says all that it lacks, a filled one nothing`, () => {
    const faults = checkForm(writings[form].form, {}, new Map(), { today, demand: true });
    assert.ok(faults.length > 5 && faults.every(({ what }) => what === "required"), JSON.stringify(faults));
    assert.deepEqual(checkForm(writings[form].form, {}, new Map(), { today, demand: false }), []);
  });
}

test("the laboratory protocol is valid by its official schema", { skip: skipWithoutData }, () => {
  assert.deepEqual(schemaFaults(schemaPath("186")!, write("laboratory")), []);
});

test("the recipe breaks no rule of its official Schematron", { skip: skipWithoutData }, () => {
  const path = `${shared}data/schematron/148.sch`;
  assert.ok(existsSync(path));
  const { judged, failures } = runSchematron(
    readFileSync(path, "utf8"),
    new TextDecoder().decode(write("prescription")),
  );
  assert.deepEqual(
    failures.map(({ context, test: failed }) => `${context} :: ${failed}`),
    [],
  );
  assert.ok(judged > 250, String(judged));
});

test("rows without gaps, line ends as everywhere, and nothing that XML cannot hold", () => {
  const taken = takeForm(writings.consultation.form, {
    complaints: "а\r\nб\u0001\ud800",
    "diagnoses.0.code": "",
    "diagnoses.3.code": "I10",
    "diagnoses.99.code": "I11",
    __proto__: "x",
    stray: "y",
  });
  assert.equal(taken["complaints"], "а\nб\ufffd");
  assert.equal(taken["diagnoses.0.code"], "I10");
  assert.deepEqual(
    Object.keys(taken).filter((name) => name.startsWith("diagnoses.1") || name === "stray"),
    [],
  );
});

test("days and numbers that are none are told by name", () => {
  const { form } = writings.discharge;
  const values = { visited: "2026-11-20", until: "2026-11-19", "vitals.0.value": "сто", policy: "12а" };
  const faults = checkForm(form, values, new Map(), { today, demand: false });
  assert.deepEqual(faults.map(({ field, what }) => `${field} ${what}`).toSorted(), [
    "policy not-digits",
    "until before-admission",
    "vitals.0.value no-number",
  ]);
  const tomorrow = checkForm(form, { visited: "2026-11-25" }, new Map(), { today, demand: false });
  assert.deepEqual(tomorrow, [{ field: "visited", what: "later-than-today" }]);
});
