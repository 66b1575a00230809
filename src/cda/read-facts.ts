/** Step 2 «read»: the header of the document as facts. One walk over one tree; every gap is a fault with its place. */
import type { Fault } from "../basics/fault.ts";
import type { Words } from "../basics/words.ts";
import type { DocumentFacts } from "./facts.ts";
import { FaultList, missing } from "./fault-list.ts";
import { readDiagnoses, readServices } from "./read-clinical.ts";
import { readOrganisation } from "./read-organisation.ts";
import { readPatient } from "./read-patient.ts";
import { readAuthors, readExpectedSigners } from "./read-people.ts";
import { readCoded, readId, readOptionalTime } from "./read-values.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child, childrenOf, russianChild, textOf } from "./walk.ts";

/** Facts, and what is wrong. While there are faults, the facts have gaps ("" and 0) and must not be used. */
export interface FactsWithFaults {
  readonly facts: DocumentFacts;
  readonly faults: readonly Fault[];
}

/** @param root a ClinicalDocument in the HL7 namespace */
export function readFacts(root: XmlElement): FactsWithFaults {
  const faults = new FaultList();
  requireType(root, faults);
  requireBody(root, faults);
  const kind = readKind(root, faults);
  const facts: DocumentFacts = {
    ...kind,
    templateIds: childrenOf(root, "templateId").flatMap((one) => attribute(one, "root") ?? []),
    id: readId(root, "id", DOCUMENT_ID, faults),
    setId: readId(root, "setId", SET_ID, faults),
    version: readVersion(root, faults),
    title: textOf(child(root, "title")),
    created: readOptionalTime(child(root, "effectiveTime"), faults),
    confidentiality: attribute(child(root, "confidentialityCode"), "code"),
    language: attribute(child(root, "languageCode"), "code"),
    organisation: readOrganisation(root, faults),
    patient: readPatient(root, faults),
    authors: readAuthors(root, faults),
    expectedSigners: readExpectedSigners(root),
    diagnoses: readDiagnoses(root),
    services: readServices(root),
    visit: readVisit(root, faults),
  };
  return { facts, faults: faults.all };
}

function requireType(root: XmlElement, faults: FaultList): void {
  const realm = child(root, "realmCode");
  if (attribute(realm, "code") === null) {
    faults.add("REALM_MISSING", root, { ...missing(REALM, '<realmCode code="RU"/>'), below: "/realmCode" });
  }
  const type = child(root, "typeId");
  const example = '<typeId root="2.16.840.1.113883.1.3" extension="POCD_MT000040"/>';
  if (attribute(type, "root") !== "2.16.840.1.113883.1.3") {
    const details = { ...missing(TYPE, example), below: "/typeId", found: attribute(type, "root") };
    faults.add("TYPE_ID", root, details);
  }
}

/** One body, and inside the signed bytes: what is elsewhere was not signed, can change, and would have to be fetched. */
function requireBody(root: XmlElement, faults: FaultList): void {
  const bodies = childrenOf(root, "component").flatMap((one) => [
    ...childrenOf(one, "structuredBody"),
    ...childrenOf(one, "nonXMLBody"),
  ]);
  const [body, second] = bodies;
  if (body === undefined) {
    faults.add("BODY_MISSING", root, { ...missing(BODY, "<component><structuredBody>"), below: "/component" });
  }
  if (second !== undefined) {
    faults.add("BODY_TWICE", second, {
      message: { ru: "В документе больше одного тела", en: "The document has more than one body" },
      hint: { ru: "Оставьте одно тело документа", en: "Leave one body" },
    });
  }
  const reference = child(body ?? null, "text", "reference");
  if (body?.name === "nonXMLBody" && reference !== null) {
    faults.add("BODY_BY_REFERENCE", reference, {
      message: {
        ru: "Содержание документа находится вне его: подпись его не защищает",
        en: "The content of the document is outside it: the signature does not cover it",
      },
      hint: { ru: "Вложите содержание в сам документ", en: "Put the content into the document itself" },
    });
  }
}

function readKind(root: XmlElement, faults: FaultList): Pick<DocumentFacts, "kind" | "family"> {
  const element = child(root, "code");
  const kind = readCoded(element);
  if (kind === null || kind.system === "") {
    const example = '<code code="…" codeSystem="1.2.643.5.1.13.13.11.1520" displayName="…"/>';
    faults.add("KIND_MISSING", root, { ...missing(KIND, example), below: "/code" });
  }
  const family = readCoded(child(element, "translation"));
  return { kind: kind ?? { code: "", system: "", systemVersion: null, name: null }, family };
}

function readVersion(root: XmlElement, faults: FaultList): number {
  const element = child(root, "versionNumber");
  const literal = attribute(element, "value");
  if (literal !== null && /^[1-9]\d{0,8}$/.test(literal)) return Number(literal);
  const details = missing(VERSION, '<versionNumber value="1"/>');
  faults.add("VERSION_NUMBER", element ?? root, {
    ...details,
    below: element ? "/@value" : "/versionNumber",
    found: literal,
  });
  return 0;
}

function readVisit(root: XmlElement, faults: FaultList): DocumentFacts["visit"] {
  const encounter = child(root, "componentOf", "encompassingEncounter");
  if (encounter === null) return null;
  const time = child(encounter, "effectiveTime");
  const from = readOptionalTime(child(time, "low") ?? time, faults);
  const to = readOptionalTime(child(time, "high"), faults);
  const number = textOf(russianChild(encounter, "DocNumber")) ?? attribute(child(encounter, "id"), "extension");
  return { from, to, number };
}

const REALM: Words = { ru: "область применения документа", en: "the realm of the document" };
const TYPE: Words = { ru: "указание на структуру CDA R2", en: "the CDA R2 structure" };
const KIND: Words = { ru: "вид документа", en: "the kind of the document" };
const BODY: Words = { ru: "тело документа", en: "the body of the document" };
const DOCUMENT_ID: Words = { ru: "идентификатор документа", en: "the identifier of the document" };
const SET_ID: Words = { ru: "идентификатор набора версий", en: "the identifier of the set of versions" };
const VERSION: Words = { ru: "номер версии документа", en: "the version number of the document" };
