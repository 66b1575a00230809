/** Writes the name of a certificate's owner as Приказ ФСБ России № 795 shapes it. */

import { ia5String, identifier, numericString, printableString, sequence, setOf, utf8String } from "../der-write.ts";
import { OID } from "../oids.ts";

export interface Subject {
  readonly commonName: string;
  readonly surname?: string;
  /** Name and patronymic. */
  readonly givenName?: string;
  /** 11 digits. */
  readonly snils?: string;
  /** Of a person, 12 digits. */
  readonly inn?: string;
  /** Of a legal entity, 10 digits. */
  readonly innLegal?: string;
  /** 13 digits. */
  readonly ogrn?: string;
  readonly organisation?: string;
  readonly unit?: string;
  readonly title?: string;
  readonly email?: string;
  readonly street?: string;
  readonly locality?: string;
  /** E.g. "77 Москва". */
  readonly region?: string;
  /** Two letters; "RU" when left out. */
  readonly country?: string;
}

/** DER Name, one attribute per RDN, in a fixed order. Digits are digits: a wrong length is the caller's, not checked. */
export function subjectName(subject: Subject): Uint8Array {
  const attributes: [string, Uint8Array | null][] = [
    [OID.country, printableString(subject.country ?? "RU")],
    [OID.region, maybe(subject.region, utf8String)],
    [OID.locality, maybe(subject.locality, utf8String)],
    [OID.street, maybe(subject.street, utf8String)],
    [OID.organisation, maybe(subject.organisation, utf8String)],
    [OID.unit, maybe(subject.unit, utf8String)],
    [OID.title, maybe(subject.title, utf8String)],
    [OID.ogrn, maybe(subject.ogrn, numericString)],
    [OID.innLegal, maybe(subject.innLegal, numericString)],
    [OID.snils, maybe(subject.snils, numericString)],
    [OID.inn, maybe(subject.inn, numericString)],
    [OID.email, maybe(subject.email, ia5String)],
    [OID.surname, maybe(subject.surname, utf8String)],
    [OID.givenName, maybe(subject.givenName, utf8String)],
    [OID.commonName, utf8String(subject.commonName)],
  ];
  return sequence(
    ...attributes.flatMap(([type, value]) => (value === null ? [] : [setOf(sequence(identifier(type), value))])),
  );
}

const maybe = (text: string | undefined, write: (text: string) => Uint8Array): Uint8Array | null =>
  text === undefined ? null : write(text);
