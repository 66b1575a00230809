/** The demo's documents: all nine kinds of the leaflet over four years, the same everywhere, and readable by our own reader. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readDocument } from "../../src/cda/read.ts";
import { editions } from "../../src/cda/write/editions.ts";
import { demoDocuments } from "../../src/demo/documents/demo-documents.ts";
import { visitByKey } from "../../src/demo/people/care-records.ts";
import { world } from "../../src/demo/people/world.ts";
import { dictionaryHas } from "./dictionaries.ts";
import { shared, skipWithoutData } from "./shared-data.ts";

const documents = demoDocuments();
const textOf = (bytes: Uint8Array) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);

/** The nine kinds of the leaflet by the kinds of the dictionary 1520. */
const leaflet: Readonly<Record<string, readonly string[]>> = {
  направление: ["177", "185", "206", "255", "311"],
  "направление на медико-социальную экспертизу": ["121"],
  "протокол инструментального исследования": ["110", "174", "224"],
  "протокол консультации": ["119", "227"],
  "протокол лабораторного исследования": ["75", "186"],
  "результаты диспансеризации": ["122", "228"],
  "выписной эпикриз": ["77", "147", "235"],
  "заключение для спорта": ["83", "152", "294"],
  рецепт: ["62", "148", "112", "141"],
};

test("at least 45 documents, of every kind that the leaflet names, over four years", () => {
  assert.ok(documents.length >= 45, String(documents.length));
  for (const [name, kinds] of Object.entries(leaflet)) {
    assert.ok(
      documents.some(({ kind }) => kinds.includes(kind)),
      name,
    );
  }
  const years = new Set(documents.map(({ createdAt }) => createdAt.slice(0, 4)));
  assert.deepEqual([...years], ["2022", "2023", "2024", "2025", "2026"]);
});

test("one document is of a kind that is registered but not shown to patients", () => {
  assert.equal(documents.filter(({ kind }) => kind === "289").length, 1);
});

test("the same bytes and the same identifiers on every run, and no identifier twice", () => {
  const again = demoDocuments();
  documents.forEach((document, at) => {
    assert.deepEqual(again[at], document);
    assert.match(document.localUid, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
  assert.equal(new Set(documents.map(({ localUid }) => localUid)).size, documents.length);
});

test("a correction follows what it corrects: same set, next version, and it says what was mended", () => {
  const facts = new Map(documents.map((one) => [one.localUid, { one, facts: readDocument(one.bytes).facts }]));
  const corrections = documents.filter(({ version }) => version > 1);
  assert.deepEqual(corrections.map(({ version }) => version).toSorted(), [2, 2, 2, 2, 3]);
  for (const correction of corrections) {
    const before = facts.get(correction.replaces ?? "");
    const after = facts.get(correction.localUid);
    assert.ok(before && after);
    assert.deepEqual(after.facts.setId, before.facts.setId);
    assert.notDeepEqual(after.facts.id, before.facts.id);
    assert.equal(after.one.version, before.one.version + 1);
    assert.ok(documents.indexOf(before.one) < documents.indexOf(after.one));
    assert.match(textOf(correction.bytes), new RegExp(`Версия ${correction.version}, исправленная`));
  }
});

test("our reader accepts every document and learns from it what the world knows", () => {
  for (const {
    kind,
    visit,
    bytes,
    patientSnils,
    authorSnils,
    authenticatorSnils,
    organisationOid,
    version,
  } of documents) {
    const label = `${kind} ${visit}`;
    const patient = world.patients.find(({ snils }) => snils === patientSnils)!;
    const { facts } = readDocument(bytes);
    assert.equal(facts.patient.snils, patientSnils, label);
    assert.deepEqual(facts.patient.name, patient.name, label);
    assert.equal(facts.patient.birthDate, patient.birthDate, label);
    assert.equal(facts.patient.policy?.number, patient.policy.number, label);
    assert.equal(facts.organisation.oid, organisationOid, label);
    assert.equal(facts.authors[0]?.snils, authorSnils, label);
    assert.deepEqual(
      new Set(facts.expectedSigners.map(({ snils }) => snils)),
      new Set([authorSnils, authenticatorSnils]),
      label,
    );
    assert.equal(facts.version, version, label);
    assert.deepEqual(facts.templateIds, [editions.get(kind)!.templateId], label);
  }
});

test("every document is UTF-8 without a byte order mark, of 10 to 60 kB, with a text and a title in each section", () => {
  for (const { kind, visit, bytes } of documents) {
    const label = `${kind} ${visit}`;
    const text = textOf(bytes);
    assert.ok(text.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<ClinicalDocument'), label);
    assert.ok(bytes.length > 10_000 && bytes.length < 60_000, `${label}: ${bytes.length}`);
    const sections = text.match(/<section>/g)!.length;
    assert.equal(
      text.match(/<section>\s*<code [^>]*>\s*<title>[^<]+<\/title>\s*<text>\s*<[a-z]/g)!.length,
      sections,
      label,
    );
    assert.ok(text.match(/<entry>/g)!.length >= 1, label);
  }
});

test("each document that a visit must leave is there, save the two that the demo waits for", () => {
  const there = new Set(documents.map(({ visit, kind }) => `${visit} ${kind}`));
  const missing = world.careRecords.flatMap(({ key, documentDue = [] }) =>
    documentDue.map((kind) => `${key} ${kind}`).filter((due) => !there.has(due)),
  );
  assert.deepEqual(missing, ["belyaeva-2026-gynaecologist 227", "sokolova-2026-blood 186"]);
  for (const { visit, kind } of documents) assert.ok(visitByKey(visit).documentDue?.includes(kind), `${visit} ${kind}`);
});

test("Kovalyov's analyses make a series of nine points over four years, some out of the norm", () => {
  const kovalyov = world.patients.find(({ login }) => login === "kovalyov")!;
  const series = documents.filter(
    ({ kind, patientSnils }) => patientSnils === kovalyov.snils && ["75", "186"].includes(kind),
  );
  assert.equal(new Set(series.map(({ visit }) => visit)).size, 9);
  const text = series.map(({ bytes }) => textOf(bytes)).join("");
  const verdicts = [...text.matchAll(/<interpretationCode code="([HLN])"/g)].map((match) => match[1]);
  assert.ok(verdicts.includes("H") && verdicts.includes("N"));
  assert.equal(text.match(/<referenceRange>/g)!.length, verdicts.length);
});

test("two protocols carry a picture that is a PNG indeed", () => {
  const pictures = documents.flatMap(({ bytes }) => [...textOf(bytes).matchAll(/representation="B64">([^<]+)</g)]);
  assert.equal(pictures.length, 2);
  for (const [, base64] of pictures) {
    const picture = Buffer.from(base64!, "base64");
    assert.equal(picture.subarray(0, 8).toString("latin1"), "\x89PNG\r\n\x1a\n");
    assert.deepEqual([picture.readUInt32BE(16), picture.readUInt32BE(20)], [720, 200]);
  }
});

/** Dictionaries that the ministry's data beside us lacks: the names there are taken from samples, or are our best knowledge. */
const notHere = ["11.1039", "11.1047", "11.1468", "99.2.1019", "99.2.257", "99.2.605", "99.2.612"];

test("every code of every document is in its dictionary, under the name that the document gives", {
  skip: skipWithoutData,
}, () => {
  const seen = new Set<string>();
  const unknown = new Set<string>();
  for (const { bytes } of documents) {
    for (const [tag] of textOf(bytes).matchAll(/<[^<>]*codeSystem="1\.2\.643[^<>]*>/g)) {
      const [code, oid, name] = ["code", "codeSystem", "displayName"].map(
        (one) => tag.match(new RegExp(` ${one}="([^"]*)"`))?.[1],
      );
      const key = `${oid} ${code} ${name}`;
      if (seen.has(key) || !code || !oid || !name) continue;
      seen.add(key);
      const plain = name.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&amp;", "&");
      // Kinds are newer than the list of 2023; the test of editions compares them. Nodes of ЕСКЛП are named by joining columns.
      if (oid.endsWith("11.1520")) continue;
      const has = dictionaryHas(oid, code, oid.endsWith("99.2.611") ? null : plain);
      if (has === null) unknown.add(oid.replace("1.2.643.5.1.13.13.", ""));
      else assert.ok(has, key);
    }
  }
  assert.ok(seen.size > 300, String(seen.size));
  assert.deepEqual([...unknown].toSorted(), notHere);
});

test("the editions are in force when the ministry's dictionary of kinds says so", { skip: skipWithoutData }, () => {
  const rows = readFileSync(`${shared}data/nsi/seed-kinds-mapping.csv`, "utf8").split("\n");
  const firm = new Map(
    rows.flatMap((row) => {
      const [, code, starts, ends] =
        row.match(/^\d+,.*?,\d+,(\d+),.*,2,3,(\d{4}-\d\d-\d\d),(\d{4}-\d\d-\d\d)?,(?:Да|Нет),/) ?? [];
      return code ? [[code, { starts, ends: ends ?? null }] as const] : [];
    }),
  );
  for (const [kind, { starts, ends }] of editions) assert.deepEqual(firm.get(kind), { starts, ends }, kind);
  for (const { kind, visit, createdAt } of documents) {
    const { starts, ends } = editions.get(kind)!;
    const day = createdAt.slice(0, 10);
    assert.ok(starts <= day && (ends === null || day < ends), `${kind} ${visit}`);
  }
});
