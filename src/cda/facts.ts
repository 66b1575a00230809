/** What step 2 «read» learns from a document: facts only, nothing judged. Each fact remembers where it stood. */

/** Where a fact stood in the exact bytes: local-name path and 1-based line. */
export interface Place {
  readonly path: string;
  readonly line: number;
}

/** A code of a dictionary, as written in the document. */
export interface Coded {
  readonly code: string;
  /** OID of the dictionary, "" when the document names none. */
  readonly system: string;
  readonly systemVersion: string | null;
  readonly name: string | null;
}

/** HL7 II: `root` is an OID, `extension` may be absent. */
export interface InstanceId {
  readonly root: string;
  readonly extension: string | null;
}

export interface PersonName {
  readonly family: string;
  readonly given: string;
  /** null when the person has none or the document does not say. */
  readonly patronymic: string | null;
}

/** HL7 TS as a value: the literal, a local ISO date, and the instant where the document gives a zone. */
export interface CdaTime {
  readonly literal: string;
  /** YYYY-MM-DD as written (no zone conversion); "YYYY-01-01"-style padding for shorter literals. */
  readonly date: string;
  /** ISO 8601 instant in UTC when time and zone are written, else null. */
  readonly instant: string | null;
}

export interface OrganisationFacts {
  readonly oid: string;
  readonly name: string | null;
  readonly ogrn: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly licence: string | null;
  readonly place: Place;
}

export interface PatientFacts {
  /** Exactly 11 digits, separators removed; null when absent, nullFlavor, or not 11 digits. Checksum is not judged. */
  readonly snils: string | null;
  readonly name: PersonName | null;
  /** YYYY-MM-DD */
  readonly birthDate: string | null;
  readonly sex: "male" | "female" | "other" | null;
  readonly policy: { readonly number: string; readonly series: string | null; readonly kind: string | null } | null;
  readonly place: Place;
}

export interface AuthorFacts {
  readonly snils: string | null;
  readonly name: PersonName | null;
  readonly position: Coded | null;
  readonly time: CdaTime | null;
  readonly place: Place;
}

/** A signature that the document leads us to expect. */
export interface ExpectedSigner {
  readonly role: "author" | "legal-authenticator";
  readonly snils: string | null;
  readonly name: PersonName | null;
}

export interface DiagnosisFacts {
  readonly code: string;
  readonly name: string;
  /** …11.1077, e.g. «Основное заболевание»; null when not said. */
  readonly kind: string | null;
}

export interface ServiceFacts {
  readonly code: string;
  readonly name: string;
  readonly date: string | null;
}

export interface DocumentFacts {
  readonly kind: Coded;
  /** code/translation of the newer editions (dictionary 1.2.643.5.1.13.13.99.2.1079). */
  readonly family: Coded | null;
  readonly templateIds: readonly string[];
  readonly id: InstanceId;
  readonly setId: InstanceId;
  readonly version: number;
  readonly title: string | null;
  readonly created: CdaTime | null;
  readonly confidentiality: string | null;
  readonly language: string | null;
  readonly organisation: OrganisationFacts;
  readonly patient: PatientFacts;
  readonly authors: readonly AuthorFacts[];
  readonly expectedSigners: readonly ExpectedSigner[];
  readonly diagnoses: readonly DiagnosisFacts[];
  readonly services: readonly ServiceFacts[];
  /** encompassingEncounter: dates of the visit or stay, when given. */
  readonly visit: { readonly from: CdaTime | null; readonly to: CdaTime | null; readonly number: string | null } | null;
}
