/** Adds to the demo whatever a document of a stranger names: its organisation with a client, and its patient with a login. */
import { createHash } from "node:crypto";
import { Refusal } from "../../basics/refusal.ts";
import { isNobody, parseSnils } from "../../basics/snils.ts";
import type { DocumentFacts } from "../../cda/facts.ts";
import type { Database } from "../../db/database.ts";
import type { Keyring } from "../../db/keyring.ts";
import { findOrAddPerson } from "../../registry/person.ts";
import type { SigningOrganisation } from "../authority/sign.ts";
import type { PeopleBook } from "../provider/people.ts";
import { ogrnFor, regionNames } from "./places.ts";
import * as store from "./store.ts";

export interface EnrolDeps {
  readonly registry: Database;
  readonly keyring: Keyring;
  readonly people: PeopleBook;
  readonly clock: () => Date;
}

export interface DemoClient {
  readonly id: string;
  readonly secret: string;
}

/** The secret follows from the keyring: known to this installation's demo alone. */
export function demoClient(keyring: Keyring, organisationOid: string): DemoClient {
  return {
    id: `demo-${organisationOid}`,
    secret: keyring.digest("demo client", organisationOid).toString("base64url"),
  };
}

export async function enrolOrganisation(deps: EnrolDeps, facts: DocumentFacts): Promise<SigningOrganisation> {
  const { oid, name, ogrn, address, phone, licence } = facts.organisation;
  const region = /^1\.2\.643\.5\.1\.13\.13\.12\.2\.(\d{1,2})\./.exec(`${oid}.`)?.[1];
  if (!region) {
    throw new Refusal("invalid", "ORGANISATION_OID", {
      ru: `OID организации ${oid} — не из ФРМО (1.2.643.5.1.13.13.12.2.<регион>.<номер>)`,
      en: `The organisation's OID ${oid} is not of ФРМО (1.2.643.5.1.13.13.12.2.<region>.<n>)`,
    });
  }
  const code = region.padStart(2, "0");
  const title = name ?? `Организация ${oid}`;
  await deps.registry.transact(async (tx) => {
    await store.addRegion(tx, { code, name: regionNames[code] ?? `Регион ${code}`, connected: true, note: null });
    await store.addOrganisation(tx, {
      oid,
      name: title,
      shortName: title.length > 60 ? `${title.slice(0, 57)}…` : title,
      ogrn: ogrn ?? ogrnFor(oid),
      inn: null,
      regionCode: code,
      address,
      phone,
      licence,
      hours: null,
      electronicSince: null,
      timeZone: "Europe/Moscow",
    });
    const client = demoClient(deps.keyring, oid);
    await store.addClient(tx, { clientId: client.id, organisationOid: oid, name: title, secret: client.secret });
  });
  const known = await store.findOrganisation(deps.registry.sql, oid);
  if (!known) throw new Error("an added organisation is not found");
  return { oid, name: known.name, ogrn: known.ogrn ?? ogrnFor(oid), inn: known.inn };
}

/** Nobody is added by a number of zeros, nor without a name: the registry will say so itself. */
export async function enrolPatient(deps: EnrolDeps, facts: DocumentFacts): Promise<string | null> {
  const { patient } = facts;
  const snils = patient.snils ? parseSnils(patient.snils) : null;
  if (!snils || isNobody(snils) || !patient.name?.family || !patient.name.given || !patient.birthDate) return null;
  const { birthDate, sex } = patient;
  const card = { snils, ...patient.name, birthDate, sex, policy: patient.policy?.number ?? null };
  const found = await deps.registry.transact((tx) =>
    findOrAddPerson(tx, deps.keyring, card, "administrator", deps.clock()),
  );
  if (found.outcome === "mismatch") return null;
  const name = patient.name;
  const here = deps.people
    .all()
    .find((person) => person.snils === snils && person.birthDate === birthDate && sameName(person.name, name));
  if (here) return here.login;
  const login = `p-${createHash("sha256").update(found.patientId).digest("hex").slice(0, 8)}`;
  await deps.people.add({
    login,
    level: "confirmed",
    snils,
    name,
    birthDate,
    sex: sex === "other" ? null : sex,
    about: "Добавлен вместе с присланным документом",
    group: "added",
  });
  return login;
}

function sameName(a: { family: string; given: string; patronymic: string | null }, b: typeof a): boolean {
  return a.family === b.family && a.given === b.given && a.patronymic === b.patronymic;
}
