/** «Сведения об оказанной медицинской помощи»: visits as hospitals told them, with what documents say beside. */
import type { PersonName } from "../cda/facts.ts";
import { washWords } from "../cda/wash.ts";
import type { Sql } from "../db/sql.ts";
import type { PersonCard } from "../registry/identity.ts";
import { knownPerson } from "../registry/person.ts";
import type { PatientDeps } from "./deps.ts";
import * as store from "./store.ts";

export interface Visit {
  readonly id: string;
  readonly visitedOn: string;
  readonly organisationOid: string;
  readonly organisation: string;
  readonly doctor: PersonName & { readonly position?: string };
  readonly diagnosis: { readonly code: string; readonly name: string } | null;
  readonly services: readonly { readonly code: string; readonly name: string }[];
}

const MOST = 500;

export async function listVisits(deps: PatientDeps, sql: Sql, patientId: string): Promise<Visit[]> {
  const rows = await store.careRecords(sql, patientId, MOST);
  return rows.map((row) => visitOf(deps, row));
}

export function visitOf({ keyring }: Pick<PatientDeps, "keyring">, row: store.CareRow): Visit {
  const told = washed(keyring.open(`care ${row.care_record_id}`, row.sealed) as Told);
  return {
    id: row.care_record_id,
    visitedOn: row.visited_on,
    organisationOid: row.organisation_oid,
    organisation: row.organisation,
    doctor: { ...told.doctor, patronymic: told.doctor.patronymic ?? null },
    diagnosis: told.diagnosis ?? null,
    services: told.services,
  };
}

/** What the record's body holds under seal: see `CareRecord` of the intake, which proved it. */
interface Told {
  readonly doctor: {
    readonly family: string;
    readonly given: string;
    readonly patronymic?: string;
    readonly position?: string;
  };
  readonly diagnosis?: { readonly code: string; readonly name: string };
  readonly services: readonly { readonly code: string; readonly name: string }[];
}

/** What a hospital's system sent is shown without signs that turn or hide words, as documents are. */
function washed<T>(told: T): T {
  return JSON.parse(JSON.stringify(told), (_, value) => (typeof value === "string" ? washWords(value) : value));
}

export function personCard({ keyring }: PatientDeps, sql: Sql, patientId: string): Promise<PersonCard | null> {
  return knownPerson(sql, keyring, patientId);
}
