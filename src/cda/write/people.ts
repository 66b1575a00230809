/** Whom and what a written document names: the patient, those who wrote it, the place. All that the writer needs to know of them. */
import type { PersonName } from "../facts.ts";

export interface Coded {
  readonly code: string;
  readonly name: string;
}

export interface WrittenAddress {
  readonly address: string;
  /** Six digits; null: not known. */
  readonly postalCode: string | null;
  /** Dictionary …99.2.206. */
  readonly regionCode: string;
}

export interface WrittenOrganisation extends WrittenAddress {
  readonly oid: string;
  readonly name: string;
  readonly ogrn: string;
  readonly phone: string;
  readonly licence: { readonly number: string; readonly issuedBy: string } | null;
  /** IANA name. */
  readonly timeZone: string;
}

/** An identity document, dictionary …99.2.48. */
export interface WrittenIdentity {
  readonly kind: Coded;
  readonly series: string;
  readonly number: string;
  readonly issuedBy: string;
  readonly issuerCode: string | null;
  /** YYYY-MM-DD */
  readonly issuedOn: string;
}

interface WrittenPerson {
  readonly snils: string;
  readonly name: PersonName;
  /** YYYY-MM-DD */
  readonly birthDate: string;
  /** Null: the place did not ask, and the document says so. */
  readonly identity: WrittenIdentity | null;
  readonly phone: string | null;
}

export interface WrittenPatient extends WrittenPerson {
  /** In the hospital's own system. */
  readonly number: string | number;
  readonly sex: "male" | "female";
  /** `kind`: dictionary …11.1035. */
  readonly policy: { readonly number: string; readonly kind: string } | null;
  readonly home: WrittenAddress | null;
}

/** The parent who answers for a child. */
export type WrittenGuardian = WrittenPerson;

/** Who wrote, did or answers for it. */
export interface WrittenMember {
  /** In the hospital's own system. */
  readonly number: string | number;
  readonly snils: string;
  readonly name: PersonName;
  /** Dictionary …11.1002. */
  readonly position: Coded;
  readonly workplace: WrittenOrganisation;
}

/** Who pays for the care; null in a draft: the patient's own means. */
export interface WrittenInsurer extends WrittenAddress {
  /** Of the register …99.2.183. */
  readonly number: string;
  readonly name: string;
  readonly phone: string;
}

export interface WrittenVisit {
  /** YYYY-MM-DD; of a stay: the day of admission. */
  readonly date: string;
  /** Last day of a stay in hospital. */
  readonly until?: string;
  /** МКБ-10. */
  readonly diagnosis: Coded;
  /** Nomenclature of services, …11.1070. */
  readonly services: readonly Coded[];
}
