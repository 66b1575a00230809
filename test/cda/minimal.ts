/** The smallest document that can be read, ours, with room for a body, so that a test shows only what it is about. */
import assert from "node:assert/strict";
import { Refusal } from "../../src/basics/refusal.ts";
import type { ReadableDocument } from "../../src/cda/model.ts";
import { type CdaDocument, readDocument } from "../../src/cda/read.ts";
import { makeReadable } from "../../src/cda/readable.ts";

export const HEADER = `<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:identity="urn:hl7-ru:identity">
  <realmCode code="RU"/>
  <typeId root="2.16.840.1.113883.1.3" extension="POCD_MT000040"/>
  <templateId root="1.2.643.5.1.13.13.15.13.5"/>
  <id root="1.2.643.5.1.13.13.12.2.77.1.100.1.1.51" extension="1001"/>
  <code code="227" codeSystem="1.2.643.5.1.13.13.11.1520" displayName="Протокол консультации (CDA) Редакция 5">
    <translation code="13" codeSystem="1.2.643.5.1.13.13.99.2.1079" displayName="Протокол консультации"/>
  </code>
  <title>Протокол консультации</title>
  <effectiveTime value="202611121430+0300"/>
  <confidentialityCode code="N"/>
  <languageCode code="ru-RU"/>
  <setId root="1.2.643.5.1.13.13.12.2.77.1.100.1.1.50" extension="2001"/>
  <versionNumber value="1"/>
  <recordTarget><patientRole>
    <id root="1.2.643.100.3" extension="112-233-445 95"/>
    <patient>
      <name><family>Берёзкина</family><given>Ольга</given><identity:Patronymic>Петровна</identity:Patronymic></name>
      <administrativeGenderCode code="2"/><birthTime value="19840307"/>
    </patient>
  </patientRole></recordTarget>
  <author><time value="202611121430+0300"/><assignedAuthor>
    <id root="1.2.643.100.3" extension="08765430300"/>
    <code code="109" codeSystem="1.2.643.5.1.13.13.11.1002" displayName="Врач-терапевт"/>
    <assignedPerson><name><family>Лесной</family><given>Пётр</given></name></assignedPerson>
  </assignedAuthor></author>
  <custodian><assignedCustodian><representedCustodianOrganization>
    <id root="1.2.643.5.1.13.13.12.2.77.1"/><name>Городская поликлиника № 1</name>
  </representedCustodianOrganization></assignedCustodian></custodian>
`;

/** The document with the given content of `component`. */
export function withBody(body: string, header = HEADER): Buffer {
  return Buffer.from(`${header}<component>${body}</component></ClinicalDocument>`);
}

export function withSections(sections: string): Buffer {
  return withBody(`<structuredBody>${sections}</structuredBody>`);
}

/** One section; `text` is the inside of its narrative, or null for none. */
export function section(code: string, text: string | null, entries = ""): string {
  const narrative = text === null ? "" : `<text>${text}</text>`;
  const wrapped = entries === "" ? "" : `<entry>${entries}</entry>`;
  return `<component><section><code code="${code}" codeSystem="1.2.643.5.1.13.13.99.2.197"/>${narrative}${wrapped}</section></component>`;
}

/** The plain document, with a narrative that says nothing special. */
export function plain(header = HEADER): Buffer {
  return withBody(`<structuredBody>${section("COMPLNTS", "Жалоб нет")}</structuredBody>`, header);
}

export function readable(bytes: Uint8Array): ReadableDocument {
  return makeReadable(readDocument(bytes));
}

/** Blocks without the places that they came from, for a test of what they say. */
export function placeless<T>(blocks: T): T {
  return JSON.parse(JSON.stringify(blocks, (key, value) => (key === "from" ? undefined : value)));
}

/** The refusal that reading ends in; fails when the document is read. */
export function refusalOf(
  bytes: Uint8Array,
  read: (bytes: Uint8Array) => unknown = (b): CdaDocument => readDocument(b),
): Refusal {
  try {
    read(bytes);
  } catch (error) {
    assert.ok(error instanceof Refusal, `not a refusal but ${error}`);
    return error;
  }
  return assert.fail("the document was read, a refusal was expected");
}
