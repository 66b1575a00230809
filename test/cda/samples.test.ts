/** Every official and ministry sample: facts by hand for eight of them, invariants for all, and the three that must be refused. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readDocument } from "../../src/cda/read.ts";
import { refusalOf } from "./minimal.ts";
import { sharedFile, sharedFiles, unlessShared } from "./shared.ts";

const skip = unlessShared("semd");
const MALFORMED = "vimis-onko__SMSV2.xml";
const NO_NAMESPACE = "fhir-ru-zendoc__kdl__semd-type7-red4-no-namespace.xml";
const readableFiles = sharedFiles("semd", [".xml"]).filter((name) => name !== MALFORMED && name !== NO_NAMESPACE);
const factsOf = (name: string) => readDocument(sharedFile("semd", name)).facts;

/** Read by eye from the files: kind, СНИЛС, patient, birth date, organisation, author, diagnoses, services. */
const BY_HAND = {
  "minzdrav-290-consultation-red7-level3.xml": [
    "290",
    "25463625426",
    "Сельченков Михаил Владимирович",
    "1960-02-17",
    "…77.7831",
    "Смирнов",
    "I11.9 H35.0",
    "B01.015.002",
  ],
  "fhir-ru-core__lab-oak__semd-type7-red2-level3.xml": [
    "7",
    "25463625426",
    "Новосельцев Михаил",
    "1977-11-25",
    "…77.16075",
    "Смирнова",
    "",
    "",
  ],
  "vimis-onko__SMSV1.xml": [
    "SMSV1",
    "00000000000",
    "Демидов Петр Игоревич",
    "1963-09-13",
    "…77.7823",
    "Иванов",
    "C16.1",
    "",
  ],
  "vimis-onko__SMSV3.xml": [
    "SMSV3",
    "25463625426",
    "Новосельцев Михаил Владимирович",
    "1977-11-25",
    "…77.8312",
    "Смирнова",
    "",
    "B03.016.002 A12.05.005",
  ],
  "vimis-onko__SMSV8.xml": [
    "SMSV8",
    "44578444510",
    "Богатырева Елена Николаевна",
    "1959-03-31",
    "…77.8481",
    "Привалов",
    "C16.1 I25.1",
    "A05.10.008.001 B03.016.002 A12.05.005 A12.05.007 A08.30.013 B01.027.001 B01.015.001 A16.01.004",
  ],
  "vimis-onko__SMSV15.xml": [
    "SMSV15",
    "25463625426",
    "Сельченков Михаил Владимирович",
    "1980-02-17",
    "…77.8312",
    "Смирнов",
    "",
    "",
  ],
  "vimis-request-embedded__SMSV5.xml": ["5", "74229045556", null, null, "…70.9234", null, "D48.6", null],
  "vimis-ssz__SMSV1.xml": [
    "SMSV1",
    "00000000000",
    "Демидов Петр Игоревич",
    "1963-09-13",
    "…77.8481",
    "Иванов",
    "I63.0 I21.0",
    "B03.016.002 A06.23.004",
  ],
} satisfies Record<string, readonly (string | null)[]>;

for (const [name, expected] of Object.entries(BY_HAND)) {
  test(`facts of ${name} are those that a person reads in it`, { skip }, () => {
    const { kind, patient, organisation, authors, diagnoses, services } = factsOf(name);
    const found = [
      kind.code,
      patient.snils,
      [patient.name?.family, patient.name?.given, patient.name?.patronymic].filter((part) => part).join(" "),
      patient.birthDate,
      organisation.oid.replace("1.2.643.5.1.13.13.12.2.", "…"),
      authors[0]?.name?.family ?? null,
      diagnoses.map(({ code }) => code).join(" "),
      services.map(({ code }) => code).join(" "),
    ];
    // A null was not read by hand and says nothing.
    assert.deepEqual(
      found.map((one, i) => (expected[i] === null ? null : one)),
      expected,
    );
  });
}

test("every other sample is read, and its facts are whole", { skip }, () => {
  assert.ok(readableFiles.length >= 15);
  for (const name of readableFiles) {
    const facts = factsOf(name);
    assert.match(facts.organisation.oid, /^1\.2\.643\.5\.1\.13\.13\.12\.2\.\d+\.\d+$/, name);
    assert.match(facts.id.root, /\.51$/, name);
    assert.match(facts.setId.root, /\.50$/, name);
    assert.ok(facts.id.extension && facts.setId.extension && facts.version >= 1, name);
    assert.match(facts.patient.snils ?? "", /^\d{11}$/, name);
    assert.ok(facts.patient.name?.family && facts.patient.name.given, name);
    assert.match(facts.patient.birthDate ?? "", /^(19|20)\d\d-\d\d-\d\d$/, name);
    assert.ok(facts.patient.sex === "male" || facts.patient.sex === "female", name);
    assert.ok(facts.organisation.name && facts.organisation.address, name);
    assert.ok(facts.authors.length >= 1 && facts.authors.every((author) => author.name !== null), name);
    assert.ok(facts.expectedSigners.length >= 1, name);
    assert.ok(facts.title && facts.created && facts.confidentiality === "N" && facts.language === "ru-RU", name);
    for (const { place } of [facts.organisation, facts.patient, ...facts.authors]) {
      assert.match(place.path, /^\/ClinicalDocument\//, name);
      assert.ok(place.line > 1, name);
    }
  }
});

test("a place leads to the very element, in the very line", { skip }, () => {
  for (const name of readableFiles) {
    const lines = sharedFile("semd", name).toString("utf8").split("\n");
    const { patient } = factsOf(name);
    assert.match(lines[patient.place.line - 1] ?? "", /<patientRole/, name);
  }
});

test("the sample that the ministry shipped broken is refused at its line", { skip }, () => {
  const refusal = refusalOf(sharedFile("semd", MALFORMED));
  assert.equal(refusal.code, "NOT_WELL_FORMED");
  assert.equal(refusal.faults[0]?.line, 765);
  assert.match(refusal.words.ru, /строка 765/);
});

test("the fragment without the HL7 namespace is told which line to add", { skip }, () => {
  const refusal = refusalOf(sharedFile("semd", NO_NAMESPACE));
  assert.equal(refusal.code, "NO_HL7_NAMESPACE");
  assert.deepEqual([refusal.faults[0]?.path, refusal.faults[0]?.line], ["/ClinicalDocument", 3]);
  assert.match(refusal.faults[0]?.hint?.ru ?? "", /xmlns="urn:hl7-org:v3"/);
});

test("a СНИЛС of zeros is read as it stands: whom it finds is for later steps to say", { skip }, () => {
  const zeros = readableFiles.filter((name) => factsOf(name).patient.snils === "00000000000");
  assert.deepEqual(zeros, ["vimis-onko__SMSV1.xml", "vimis-ssz__SMSV1.xml"]);
});

test("every foreign document is refused as not of a registered kind", { skip: unlessShared("ccda") }, () => {
  const files = sharedFiles("ccda", [".xml", ".ccd"]);
  assert.ok(files.length >= 20);
  for (const name of files) {
    const refusal = refusalOf(sharedFile("ccda", name));
    const expected = name.includes("Patient_Demographic") ? "NOT_CLINICAL_DOCUMENT" : "NOT_RUSSIAN_PROFILE";
    assert.equal(refusal.code, expected, name);
    assert.ok(
      refusal.faults.length >= 1 && refusal.faults.length <= 3,
      `${name}: few faults, so that the one that matters is seen`,
    );
    assert.ok(
      refusal.faults.every(({ hint }) => hint !== undefined),
      name,
    );
  }
});
