/** Whom a new document is about: of a visit that the organisation told of, or typed whole. Two people of one name are told apart by number and birth date. */
import { parseDay } from "../../basics/day.ts";
import { Refusal } from "../../basics/refusal.ts";
import { hasValidCheckDigits, isNobody, parseSnils } from "../../basics/snils.ts";
import type { Sql, Tx } from "../../db/sql.ts";
import type { DraftDeps, Writer } from "./deps.ts";
import type { FormKey, Values } from "./fields.ts";
import { writings } from "./forms/all.ts";
import * as store from "./store.ts";
import { lookUpCodes } from "./take-form.ts";
import type { DraftPatient } from "./write-document.ts";

/** What the organisation told of a visit (`src/intake/care-record.ts`). */
interface ToldVisit {
  readonly patient: {
    readonly snils: string;
    readonly family: string;
    readonly given: string;
    readonly patronymic?: string;
    readonly birthDate: string;
    readonly policy?: string;
  };
  readonly diagnosis?: { readonly code: string; readonly name: string };
  readonly services: readonly { readonly code: string; readonly name: string }[];
}

export interface Visit {
  readonly id: string;
  readonly patientId: string;
  readonly visitedOn: string;
  readonly patient: DraftPatient;
  readonly policy: string | null;
  readonly diagnosis: { readonly code: string; readonly name: string } | null;
  readonly services: readonly { readonly code: string; readonly name: string }[];
}

const LOOKED_THROUGH = 500;
const SHOWN = 30;

/** The latest visits; with words, those whose patient's name or number they are part of. */
export async function findVisits(deps: DraftDeps, tx: Tx, writer: Writer, asked: string): Promise<Visit[]> {
  await store.beginComposing(tx);
  const rows = await store.visits(tx, writer.organisationOid, LOOKED_THROUGH);
  const words = level(asked).split(" ").filter(Boolean);
  const digits = asked.replace(/\D/g, "");
  return rows
    .map((row) => visitOf(deps, row))
    .filter(({ patient: { name, snils } }) => {
      const said = level(`${name.family} ${name.given} ${name.patronymic ?? ""}`);
      return (digits.length >= 4 && snils.includes(digits)) || words.every((word) => said.includes(word));
    })
    .slice(0, SHOWN);
}

export async function visitById(deps: DraftDeps, tx: Tx, writer: Writer, id: string): Promise<Visit | null> {
  await store.beginComposing(tx);
  const row = await store.visit(tx, writer.organisationOid, id);
  return row && visitOf(deps, row);
}

function visitOf(deps: DraftDeps, row: store.CareRow): Visit {
  const told = deps.keyring.open(`care ${row.care_record_id}`, row.sealed) as ToldVisit;
  const { snils, family, given, patronymic = null, birthDate, policy = null } = told.patient;
  return {
    id: row.care_record_id,
    patientId: row.patient_id,
    visitedOn: row.visited_on,
    patient: { snils: snils.replace(/\D/g, ""), name: { family, given, patronymic }, birthDate },
    policy,
    diagnosis: told.diagnosis ?? null,
    services: told.services,
  };
}

function level(text: string): string {
  return text.toLocaleLowerCase("ru").replace(/ё/g, "е").replace(/\s+/g, " ").trim();
}

export type PersonField = "family" | "given" | "patronymic" | "birthDate" | "snils";
export interface PersonFault {
  readonly field: PersonField;
  readonly what: "required" | "too-long" | "no-such-day" | "no-snils" | "snils-digits" | "other-person";
}

/** The person typed whole, or everything that is wrong with it. */
export async function personTyped(
  deps: DraftDeps,
  typed: Readonly<Record<PersonField, string>>,
): Promise<{ readonly patientId: string; readonly patient: DraftPatient } | { readonly faults: PersonFault[] }> {
  const faults: PersonFault[] = [];
  for (const field of ["family", "given", "birthDate", "snils"] as const)
    if (typed[field] === "") faults.push({ field, what: "required" });
  for (const field of ["family", "given", "patronymic"] as const)
    if (typed[field].length > 200) faults.push({ field, what: "too-long" });
  const snils = parseSnils(typed.snils);
  if (typed.snils !== "" && (!snils || isNobody(snils))) faults.push({ field: "snils", what: "no-snils" });
  else if (snils && !hasValidCheckDigits(snils)) faults.push({ field: "snils", what: "snils-digits" });
  if (typed.birthDate !== "" && !parseDay(typed.birthDate)) faults.push({ field: "birthDate", what: "no-such-day" });
  if (faults.length > 0 || !snils) return { faults };
  const { family, given, birthDate } = typed;
  const patronymic = typed.patronymic || null;
  const patientId = await deps.identify({ snils, family, given, patronymic, birthDate, sex: null, policy: null });
  if (patientId === null) return { faults: [{ field: "snils", what: "other-person" }] };
  return { patientId, patient: { snils, name: { family, given, patronymic }, birthDate } };
}

/** What the visit and the doctor's own post already say. */
export async function firstValues(
  sql: Sql,
  writer: Writer,
  form: FormKey,
  visit: Visit | null,
  today: string,
): Promise<Values> {
  const post = await store.position(sql, writer.staffId);
  const values: Record<string, string> = { visited: visit?.visitedOn ?? today };
  const entry = post ? await postNamed(sql, post) : null;
  if (entry) values["position"] = entry;
  if (visit?.policy) values["policy"] = visit.policy;
  if (visit?.diagnosis && form !== "prescription" && form !== "laboratory") {
    values["diagnoses.0.kind"] = "1";
    values["diagnoses.0.code"] = visit.diagnosis.code;
  }
  if (form !== "prescription")
    visit?.services.forEach(({ code }, row) => {
      values[`services.${row}.service`] = code;
    });
  return (await lookUpCodes(sql, writings[form].form, values)).values;
}

async function postNamed(sql: Sql, name: string): Promise<string | null> {
  const found = await store.entryNamed(sql, POSTS, name);
  return found && `${found.code} ${found.name}`;
}

const POSTS = "1.2.643.5.1.13.13.11.1002";

export function noVisit(): Refusal {
  return new Refusal("not-found", "NO_VISIT", { ru: "Такого приёма нет", en: "There is no such visit" });
}
