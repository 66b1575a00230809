/** The demo's world: the shapes of the people and places in it. */
import type { StaffRole } from "../../access/subject.ts";
import type { PersonName } from "../../cda/facts.ts";

/** A region of the country. `code` is that of the tax service, as in the dictionary …99.2.206. */
export interface DemoRegion {
  code: string;
  name: string;
  /** false: documents of this region do not come, as the leaflet says of the new regions. */
  connected: boolean;
  /** What to tell a person about it, in Russian. */
  note?: string;
}

/** A hospital or clinic. All six are invented; check digits of ОГРН and ИНН hold. */
export interface DemoOrganisation {
  oid: string;
  name: string;
  shortName: string;
  ogrn: string;
  inn: string;
  regionCode: string;
  address: string;
  /** Six digits, as post writes them. */
  postalCode: string;
  phone: string;
  licence: string;
  /** ISO date since which cards are kept electronically; null: still on paper. */
  electronicSince: string | null;
  /** Kinds of the leaflet's list, 1–9, that are kept electronically, and since when. */
  electronic: Readonly<Record<number, string>>;
  /** IANA name. */
  timeZone: string;
  hours: string;
}

/** A post, dictionary 1.2.643.5.1.13.13.11.1002; `code` is "" for posts that are not medical. */
export interface DemoPosition {
  code: string;
  name: string;
}

export interface DemoStaff {
  login: string;
  snils: string;
  name: PersonName;
  role: StaffRole;
  organisationOid: string | null;
  /** Of a region's operator only. */
  regionCode?: string;
  position: DemoPosition;
}

/** An adult's or a child's identity document, dictionary 1.2.643.5.1.13.13.99.2.48. */
export interface DemoIdentityDocument {
  kind: { code: string; name: string };
  series: string;
  number: string;
  issuedBy: string;
  issuerCode: string | null;
  issuedOn: string;
}

export interface DemoPatient {
  login: string;
  snils: string;
  name: PersonName;
  /** YYYY-MM-DD */
  birthDate: string;
  sex: "male" | "female";
  policy: {
    number: string;
    /** Dictionary 1.2.643.5.1.13.13.11.1035: "2" is the open-ended policy of the single form. */
    kind: string;
  };
  /** Assurance level of the account, as in ЕСИА. */
  level: "simplified" | "standard" | "confirmed";
  /** One Russian line: who this is and what to try as them. */
  about: string;
  address: string;
  postalCode: string;
  regionCode: string;
  phone: string;
  identity: DemoIdentityDocument;
  /** Login of the parent who answers for a child. */
  guardian?: string;
}

export interface DemoCoded {
  code: string;
  name: string;
}

/** One line of «Сведения об оказанной медицинской помощи». */
export interface DemoCareRecord {
  /** UUID, stable from run to run. */
  id: string;
  /** Our own short name of the visit, by which a demo document refers to it. */
  key: string;
  patientSnils: string;
  organisationOid: string;
  /** YYYY-MM-DD; of a stay: the day of admission. */
  date: string;
  /** Last day of a stay in hospital. */
  until?: string;
  doctor: { snils: string; name: PersonName; position: DemoPosition };
  /** МКБ-10, dictionary 1.2.643.5.1.13.13.11.1005. */
  diagnosis: DemoCoded;
  /** Nomenclature of services, dictionary 1.2.643.5.1.13.13.11.1070. */
  services: DemoCoded[];
  /** РЭМД kinds (dictionary 1520) of the documents that must come of this visit. */
  documentDue?: string[];
}
