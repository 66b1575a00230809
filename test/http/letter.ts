/** A small СЭМД of our own: one consultation, with everything in it that a test may want to be otherwise. */

import { patientByLogin } from "../../src/demo/people/patients.ts";
import { organisations } from "../../src/demo/people/places.ts";
import type { DemoOrganisation, DemoStaff } from "../../src/demo/people/shapes.ts";
import { staffByLogin } from "../../src/demo/people/staff.ts";

/** Who a document is about, as much as it must say. */
export interface Named {
  readonly snils: string;
  readonly name: { readonly family: string; readonly given: string; readonly patronymic: string | null };
  /** YYYY-MM-DD */
  readonly birthDate: string;
}

export interface Letter {
  readonly organisation: Pick<DemoOrganisation, "oid" | "name" | "ogrn">;
  readonly patient: Named;
  readonly author: Pick<DemoStaff, "snils" | "name">;
  /** Code of dictionary 1520. */
  readonly kind: string;
  readonly title: string;
  /** Number of the set; its versions share it. */
  readonly set: string;
  readonly version: number;
  /** HL7 time. */
  readonly created: string;
  /** Narrative of its one section, as XML. */
  readonly text: string;
  /** Coded entries of the same section, as XML; `xsi` is bound. */
  readonly entries: string;
  /** Before the root element, such as a processing instruction. */
  readonly prolog: string;
}

const usual: Letter = {
  organisation: organisations.volga,
  patient: patientByLogin("orlov"),
  author: staffByLogin("krylova"),
  kind: "227",
  title: "Протокол консультации",
  set: "1",
  version: 1,
  created: "202411051430+0300",
  text: "Жалоб нет",
  entries: "",
  prolog: "",
};

/** Equal letters are equal bytes. */
export function writeLetter(changes: Partial<Letter> = {}): Buffer {
  const { organisation, patient, author, kind, title, set, version, created, text, entries, prolog } = {
    ...usual,
    ...changes,
  };
  const name = ({ family, given, patronymic }: Named["name"]) =>
    `<name><family>${family}</family><given>${given}</given>${patronymic ? `<identity:Patronymic>${patronymic}</identity:Patronymic>` : ""}</name>`;
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
${prolog}<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:identity="urn:hl7-ru:identity" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <realmCode code="RU"/>
  <typeId root="2.16.840.1.113883.1.3" extension="POCD_MT000040"/>
  <templateId root="1.2.643.5.1.13.13.15.13.5"/>
  <id root="${organisation.oid}.100.1.1.51" extension="${set}${version}"/>
  <code code="${kind}" codeSystem="1.2.643.5.1.13.13.11.1520" displayName="${title}"/>
  <title>${title}</title>
  <effectiveTime value="${created}"/>
  <confidentialityCode code="N"/>
  <languageCode code="ru-RU"/>
  <setId root="${organisation.oid}.100.1.1.50" extension="${set}"/>
  <versionNumber value="${version}"/>
  <recordTarget><patientRole>
    <id root="1.2.643.100.3" extension="${patient.snils}"/>
    <patient>${name(patient.name)}<administrativeGenderCode code="1"/><birthTime value="${patient.birthDate.replaceAll("-", "")}"/></patient>
  </patientRole></recordTarget>
  <author><time value="${created}"/><assignedAuthor>
    <id root="1.2.643.100.3" extension="${author.snils}"/>
    <code code="109" codeSystem="1.2.643.5.1.13.13.11.1002" displayName="Врач-терапевт"/>
    <assignedPerson>${name(author.name)}</assignedPerson>
  </assignedAuthor></author>
  <custodian><assignedCustodian><representedCustodianOrganization>
    <id root="${organisation.oid}"/><name>${organisation.name}</name>
  </representedCustodianOrganization></assignedCustodian></custodian>
  <component><structuredBody><component><section>
    <code code="COMPLNTS" codeSystem="1.2.643.5.1.13.13.99.2.197"/><title>Жалобы</title><text>${text}</text>${entries}
  </section></component></structuredBody></component>
</ClinicalDocument>
`);
}
