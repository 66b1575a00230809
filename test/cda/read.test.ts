/** Reading: facts with their places; every fault at once, with its path, its line and what to do; strangers turned away plainly. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readDocument } from "../../src/cda/read.ts";
import { HEADER, plain, refusalOf, section, withBody, withSections } from "./minimal.ts";

/** The document with one thing changed; fails when there was nothing to change. */
function changed(from: string | RegExp, to: string): Buffer {
  const header = HEADER.replace(from, to);
  assert.notEqual(header, HEADER, `nothing to change: ${from}`);
  return plain(header);
}

const codes = (bytes: Buffer) => refusalOf(bytes).faults.map(({ code }) => code);
const faultOf = (bytes: Buffer) => refusalOf(bytes).faults[0];

test("the facts of a document come out as they are written", () => {
  const { facts } = readDocument(plain());
  assert.equal(facts.kind.code, "227");
  assert.equal(facts.family?.code, "13");
  assert.deepEqual(facts.id, { root: "1.2.643.5.1.13.13.12.2.77.1.100.1.1.51", extension: "1001" });
  assert.equal(facts.setId.extension, "2001");
  assert.equal(facts.version, 1);
  assert.deepEqual(facts.created, {
    literal: "202611121430+0300",
    date: "2026-11-12",
    instant: "2026-11-12T11:30:00.000Z",
  });
  assert.equal(facts.organisation.oid, "1.2.643.5.1.13.13.12.2.77.1");
  assert.deepEqual(facts.patient.name, { family: "Берёзкина", given: "Ольга", patronymic: "Петровна" });
  assert.equal(facts.patient.snils, "11223344595");
  assert.equal(facts.patient.birthDate, "1984-03-07");
  assert.equal(facts.patient.sex, "female");
  assert.deepEqual(facts.patient.place, { path: "/ClinicalDocument/recordTarget/patientRole", line: 16 });
  assert.equal(facts.authors[0]?.position?.name, "Врач-терапевт");
  assert.deepEqual(
    facts.expectedSigners.map(({ role, snils }) => [role, snils]),
    [["author", "08765430300"]],
  );
});

test("СНИЛС is not judged here: absent, short and zero ones are only facts", () => {
  const snils = (extension: string) => readDocument(changed("112-233-445 95", extension)).facts.patient.snils;
  assert.equal(snils("000-000-000 00"), "00000000000");
  assert.equal(snils("11223344595"), "11223344595");
  assert.equal(snils("112-233-445"), null);
  assert.equal(snils("не указан"), null);
});

test("the older dialect: patronymic as a second given, policy as a participant, no extensions", () => {
  const header = HEADER.replace(
    "<identity:Patronymic>Петровна</identity:Patronymic>",
    "<given>Петровна</given>",
  ).replace(
    "<custodian>",
    `<participant typeCode="HLD"><associatedEntity><id root="1.2.643.5.1.13.2.7.100.2" extension="7700001234567890"/></associatedEntity></participant><custodian>`,
  );
  const { patient } = readDocument(plain(header)).facts;
  assert.equal(patient.name?.patronymic, "Петровна");
  assert.deepEqual(patient.policy, { number: "7700001234567890", series: null, kind: null });
});

test("an organisation is its custodian; a provider of another OID lends it nothing", () => {
  const provider = (oid: string) =>
    `</patient><providerOrganization><id root="${oid}"/><id root="1.2.643.5.1.13.2.1.1.1504.101" extension="Л-1"/><name>Другое имя</name></providerOrganization>`;
  const same = readDocument(changed("</patient>", provider("1.2.643.5.1.13.13.12.2.77.1"))).facts.organisation;
  assert.equal(same.licence, "Л-1");
  assert.equal(same.name, "Городская поликлиника № 1");
  const other = readDocument(changed("</patient>", provider("1.2.643.5.1.13.13.12.2.77.2"))).facts.organisation;
  assert.deepEqual([other.oid, other.licence], ["1.2.643.5.1.13.13.12.2.77.1", null]);
});

test("diagnoses and services are read in both dialects", () => {
  const icd = `codeSystem="1.2.643.5.1.13.13.11.1005"`;
  const diagnosis = `<act><code code="1" codeSystem="1.2.643.5.1.13.13.11.1076"/><entryRelationship><observation>
    <code code="1" codeSystem="1.2.643.5.1.13.13.11.1077" displayName="Основное заболевание"/>
    <value xsi:type="CD" code="I10" ${icd} displayName="Эссенциальная гипертензия"/></observation></entryRelationship></act>`;
  const nmu = `codeSystem="1.2.643.5.1.13.13.11.1070"`;
  const older = `<act><code code="B01.047.001" ${nmu} displayName="Приём терапевта"/><effectiveTime value="202611121430+0300"/></act>`;
  const newer = `<observation><code code="12168" codeSystem="1.2.643.5.1.13.13.99.2.166"/><value xsi:type="CD" code="A05.10.006" ${nmu} displayName="ЭКГ"/></observation>`;
  const services = `<entry>${older}</entry><entry>${newer}</entry>`;
  const bytes = withSections(
    section("DGN", null, diagnosis) +
      `<component><section><code code="SERVICES" codeSystem="1.2.643.5.1.13.13.99.2.197"/>${services}</section></component>`,
  );
  const { facts } = readDocument(bytes);
  assert.deepEqual(facts.diagnoses, [{ code: "I10", name: "Эссенциальная гипертензия", kind: "Основное заболевание" }]);
  assert.deepEqual(facts.services, [
    { code: "B01.047.001", name: "Приём терапевта", date: "2026-11-12" },
    { code: "A05.10.006", name: "ЭКГ", date: null },
  ]);
});

test("who breaks five rules learns of five, each with its place and a cure", () => {
  const header = HEADER.replace('extension="1001"', "")
    .replace(/<setId[^>]*>/, "")
    .replace('versionNumber value="1"', 'versionNumber value="0"')
    .replace('value="202611121430+0300"', 'value="20261341"')
    .replace(/<representedCustodianOrganization>\s*<id[^>]*>/, "<representedCustodianOrganization>");
  const refusal = refusalOf(plain(header));
  assert.equal(refusal.code, "DOCUMENT_FAULTS");
  assert.deepEqual(
    refusal.faults.map(({ code, path }) => [code, path]),
    [
      ["DOCUMENT_ID", "/ClinicalDocument/id"],
      ["SET_ID", "/ClinicalDocument/setId"],
      ["VERSION_NUMBER", "/ClinicalDocument/versionNumber/@value"],
      ["BAD_TIME", "/ClinicalDocument/effectiveTime/@value"],
      ["ORGANISATION_OID", "/ClinicalDocument/custodian/assignedCustodian/representedCustodianOrganization/id/@root"],
    ],
  );
  for (const fault of refusal.faults) {
    assert.ok((fault.line ?? 0) > 1 && (fault.column ?? 0) >= 1);
    assert.ok(fault.hint?.ru && fault.hint.en);
  }
});

test("exactly one patient: none, two targets, two persons, two СНИЛС", () => {
  assert.deepEqual(codes(changed(/<recordTarget>[\s\S]*<\/recordTarget>/, "")), ["PATIENT_OCCURRENCE_MISMATCH"]);
  const twice = changed(
    "</recordTarget>",
    "</recordTarget><recordTarget><patientRole><patient/></patientRole></recordTarget>",
  );
  assert.equal(faultOf(twice)?.path, "/ClinicalDocument/recordTarget[2]");
  assert.deepEqual(codes(changed("</patient>", "</patient><patient/>")), ["PATIENT_OCCURRENCE_MISMATCH"]);
  const another = changed("<patient>", '<id root="1.2.643.100.3" extension="08765430300"/><patient>');
  assert.deepEqual(codes(another), ["PATIENT_SNILS_TWICE"]);
});

test("a wrong date of birth is a fault, and is not repeated in the refusal", () => {
  const fault = faultOf(changed("19840307", "19840230"));
  assert.equal(fault?.code, "BAD_TIME");
  assert.equal(fault?.found, undefined);
});

test("a body must be there, once, and inside the signed bytes", () => {
  assert.deepEqual(codes(Buffer.from(`${HEADER}</ClinicalDocument>`)), ["BODY_MISSING"]);
  assert.deepEqual(codes(withBody("<structuredBody/><nonXMLBody><text>а</text></nonXMLBody>")), ["BODY_TWICE"]);
  const elsewhere = withBody('<nonXMLBody><text><reference value="https://example.org/a.pdf"/></text></nonXMLBody>');
  assert.deepEqual(codes(elsewhere), ["BODY_BY_REFERENCE"]);
});

test("another kind of XML is told what it is not", () => {
  assert.equal(refusalOf(Buffer.from("<html/>")).code, "NOT_CLINICAL_DOCUMENT");
  const bare = Buffer.from("<ClinicalDocument><id/></ClinicalDocument>");
  assert.equal(refusalOf(bare).code, "NO_HL7_NAMESPACE");
  assert.match(faultOf(bare)?.hint?.ru ?? "", /xmlns="urn:hl7-org:v3"/);
});

test("a foreign profile is refused by its realm or its kind, and by nothing else", () => {
  assert.deepEqual(codes(changed('realmCode code="RU"', 'realmCode code="US"')), ["NOT_RUSSIAN_PROFILE"]);
  const loinc = changed("1.2.643.5.1.13.13.11.1520", "2.16.840.1.113883.6.1");
  assert.deepEqual(codes(loinc), ["NOT_RUSSIAN_PROFILE"]);
  assert.equal(faultOf(loinc)?.path, "/ClinicalDocument/code/@codeSystem");
});

test("a byte order mark hides nothing: the other faults are told with it", () => {
  const marked = (bytes: Buffer) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
  assert.deepEqual(codes(marked(plain())), ["BOM"]);
  assert.deepEqual(codes(marked(changed(/<setId[^>]*>/, ""))), ["BOM", "SET_ID"]);
  assert.equal(refusalOf(marked(changed('realmCode code="RU"', 'realmCode code="FR"'))).code, "NOT_RUSSIAN_PROFILE");
});

test("a hostile crowd of faults ends in a bounded answer", () => {
  const crowd = '<author><time value="x"/><assignedAuthor/></author>'.repeat(5_000);
  assert.equal(refusalOf(plain(HEADER.replace("<custodian>", `${crowd}<custodian>`))).faults.length, 200);
});
