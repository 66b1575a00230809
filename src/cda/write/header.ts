/** The head of a СЭМД: what the document is, about whom, by whom, kept where, signed by whom. Order is that of CDA R2. */
import { code, coded } from "./dictionaries.ts";
import { type Draft, ownOid } from "./draft.ts";
import type { Dialect } from "./editions.ts";
import { eventAndEncounter, payer } from "./header-event.ts";
import {
  address,
  assigned,
  extension,
  organisationWithAddress,
  personName,
  snilsRoot,
  telecom,
} from "./header-parts.ts";
import { hl7Day, hl7Moment } from "./moment.ts";
import type { WrittenGuardian, WrittenIdentity, WrittenOrganisation } from "./people.ts";
import { type XmlElement, x } from "./xml.ts";

/** An invented ОКПО: 99, the number of the OID, and the check digit of ПР 50.1.024. */
function okpoOf({ oid }: WrittenOrganisation): string {
  const digits = `99${oid.slice(-5)}`;
  const sum = (first: number) => [...digits].reduce((total, digit, at) => total + Number(digit) * (first + at), 0) % 11;
  return digits + String((sum(1) < 10 ? sum(1) : sum(3)) % 10);
}

function providerOrganisation(dialect: Dialect, organisation: WrittenOrganisation): XmlElement {
  const noTrader = x("identity:Ogrnip", { nullFlavor: "NA" });
  const ogrn = extension(dialect, "identity:Ogrn", "ST", {}, organisation.ogrn);
  return x(
    "providerOrganization",
    {},
    x("id", { root: organisation.oid }),
    organisation.licence &&
      x("id", {
        root: "1.2.643.5.1.13.2.1.1.1504.101",
        extension: organisation.licence.number,
        assigningAuthorityName: organisation.licence.issuedBy,
      }),
    dialect.oldest
      ? [ogrn, noTrader]
      : x(
          "identity:Props",
          {},
          ogrn,
          dialect.soleTrader && noTrader,
          dialect.okpo && x("identity:Okpo", {}, okpoOf(organisation)),
        ),
    x("name", {}, organisation.name),
    telecom(organisation.phone),
    address(dialect, organisation),
  );
}

function identityDocument(dialect: Dialect, identity: WrittenIdentity | null): XmlElement {
  if (identity === null) return x("identity:IdentityDoc", { nullFlavor: "NI" });
  return x(
    "identity:IdentityDoc",
    {},
    extension(
      dialect,
      dialect.oldest ? "identity:IdentityCardTypeId" : "identity:IdentityCardType",
      "CD",
      coded("99.2.48", identity.kind.code),
    ),
    extension(dialect, "identity:Series", "ST", {}, identity.series),
    extension(dialect, "identity:Number", "ST", {}, identity.number),
    extension(dialect, "identity:IssueOrgName", "ST", {}, identity.issuedBy),
    identity.issuerCode
      ? extension(dialect, "identity:IssueOrgCode", "ST", {}, identity.issuerCode)
      : extension(dialect, "identity:IssueOrgCode", "ST", { nullFlavor: "NA" }),
    extension(dialect, "identity:IssueDate", "TS", { value: hl7Day(identity.issuedOn) }),
  );
}

function guardianOf(dialect: Dialect, guardian: WrittenGuardian): XmlElement {
  return x(
    "guardian",
    { classCode: "GUARD" },
    x("id", { root: snilsRoot, extension: guardian.snils }),
    dialect.guardianBorn && x("PII:birthTime", { "xmlns:PII": "urn:hl7-ru:PII", value: hl7Day(guardian.birthDate) }),
    identityDocument(dialect, guardian.identity),
    code("99.2.14", "1"),
    guardian.phone !== null && telecom(guardian.phone),
    x("guardianPerson", {}, personName(dialect, guardian.name)),
  );
}

function recordTarget({ edition: { dialect }, organisation, patient, guardian }: Draft): XmlElement {
  return x(
    "recordTarget",
    {},
    x(
      "patientRole",
      {},
      x("id", { root: ownOid(organisation, 10), extension: patient.number }),
      x("id", { root: snilsRoot, extension: patient.snils }),
      identityDocument(dialect, patient.identity),
      patient.policy === null
        ? x("identity:InsurancePolicy", { nullFlavor: "NI" })
        : x(
            "identity:InsurancePolicy",
            {},
            extension(dialect, "identity:InsurancePolicyType", "CD", coded("11.1035", patient.policy.kind)),
            extension(dialect, "identity:Number", "ST", {}, patient.policy.number),
          ),
      patient.home === null ? x("addr", { nullFlavor: "NI" }) : address(dialect, patient.home, "3"),
      patient.phone !== null && x("telecom", { use: "MC", value: `tel:${patient.phone}` }),
      x(
        "patient",
        {},
        personName(dialect, patient.name),
        x("administrativeGenderCode", coded("11.1040", patient.sex === "male" ? "1" : "2")),
        x("birthTime", { value: hl7Day(patient.birthDate) }),
        guardian && guardianOf(dialect, guardian),
      ),
      providerOrganisation(dialect, organisation),
    ),
  );
}

function author(draft: Draft): XmlElement {
  const { edition, created, organisation } = draft;
  return x(
    "author",
    {},
    x("time", edition.dialect.signed ? { value: hl7Moment(created, organisation) } : { nullFlavor: "NI" }),
    assigned(draft, "assignedAuthor", draft.author, { workplace: true }),
  );
}

/** A detached signature holds its own time, hence «NI» in all but the earliest editions. */
function legalAuthenticator(draft: Draft): XmlElement {
  const { edition, created, organisation, authenticator } = draft;
  const { signed } = edition.dialect;
  return x(
    "legalAuthenticator",
    {},
    x("time", signed ? { value: hl7Moment(created, organisation) } : { nullFlavor: "NI" }),
    x("signatureCode", signed ? { code: "S" } : { nullFlavor: "NI" }),
    assigned(draft, "assignedEntity", authenticator, { workplace: edition.dialect.authenticatorWorks ?? false }),
  );
}

const ministry = x(
  "informationRecipient",
  {},
  x(
    "intendedRecipient",
    {},
    x(
      "receivedOrganization",
      {},
      x("id", { root: "1.2.643.5.1.13" }),
      x("name", {}, "Министерство здравоохранения Российской Федерации"),
    ),
  ),
);

/** What the document calls itself, till its version number. */
function naming({ edition, number, version, created, organisation }: Draft): XmlElement[] {
  const ofFamily = edition.code.dictionary === "11.1520" && x("translation", coded("99.2.1079", edition.family));
  return [
    x("realmCode", { code: "RU" }),
    x("typeId", { root: "2.16.840.1.113883.1.3", extension: "POCD_MT000040" }),
    x("templateId", { root: edition.templateId }),
    x("id", { root: ownOid(organisation, 51), extension: number * 10 + version }),
    code(edition.code.dictionary, edition.code.code, ofFamily),
    x("title", {}, edition.title),
    x("effectiveTime", { value: hl7Moment(created, organisation) }),
    x("confidentialityCode", coded("99.2.285", "N")),
    x("languageCode", { code: "ru-RU" }),
    x("setId", { root: ownOid(organisation, 50), extension: number }),
    x("versionNumber", { value: version }),
  ];
}

/** The whole document: head, then the sections of the body. */
export function clinicalDocument(draft: Draft, sections: readonly XmlElement[]): XmlElement {
  const { edition, organisation } = draft;
  return x(
    "ClinicalDocument",
    {
      xmlns: "urn:hl7-org:v3",
      "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
      "xmlns:identity": "urn:hl7-ru:identity",
      "xmlns:address": "urn:hl7-ru:address",
      "xmlns:medService": "urn:hl7-ru:medService",
      "xmlns:fias": "urn:hl7-ru:fias",
    },
    naming(draft),
    recordTarget(draft),
    author(draft),
    x(
      "custodian",
      {},
      x(
        "assignedCustodian",
        {},
        organisationWithAddress(edition.dialect, "representedCustodianOrganization", organisation, {
          classCode: "ORG",
        }),
      ),
    ),
    ministry,
    legalAuthenticator(draft),
    edition.dialect.payer && payer(draft),
    eventAndEncounter(draft),
    x(
      "component",
      {},
      x(
        "structuredBody",
        {},
        sections.map((section) => x("component", {}, section)),
      ),
    ),
  );
}
