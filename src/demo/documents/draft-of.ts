/** Turns what a story tells into a draft: looks up the visit, its people and its edition, and gives the set its number. */

import type { Care, Draft } from "../../cda/write/draft.ts";
import { editionOf } from "../../cda/write/editions.ts";
import type { WrittenInsurer, WrittenMember, WrittenOrganisation } from "../../cda/write/people.ts";
import { visitByKey } from "../people/care-records.ts";
import { patientByLogin, patients } from "../people/patients.ts";
import { organisations } from "../people/places.ts";
import type { DemoCareRecord, DemoOrganisation, DemoStaff } from "../people/shapes.ts";
import { staff, staffByLogin } from "../people/staff.ts";
import type { Told } from "./told.ts";

/** An invented insurer, which pays for every visit: the number is of none that is on the register. */
const insurer: WrittenInsurer = {
  number: "99999",
  name: "Акционерное общество «Страховая медицинская компания „Волга-Полис“»",
  address: "Ярославская область, г. Ярославль, ул. Страховая, д. 1",
  postalCode: "150099",
  regionCode: "76",
  phone: "+74852000909",
};

/** Who signs for the organisation besides the author. */
const chiefs: Readonly<Record<string, string>> = {
  [organisations.volga.oid]: "zavyalov",
  [organisations.tveritsy.oid]: "baranov",
  [organisations.crane.oid]: "soboleva",
  [organisations.ob.oid]: "abramova",
  [organisations.start.oid]: "melnikov",
};

/** What happens at the visit that a document of this kind is of (dictionary …99.2.726). */
const events: Readonly<Record<string, string>> = {
  "119": "1",
  "227": "1",
  "289": "11",
  "110": "3",
  "174": "3",
  "224": "3",
  "75": "4",
  "186": "4",
  "122": "14",
  "228": "10",
  "147": "13",
  "235": "13",
  "77": "13",
  "148": "58",
  "141": "58",
  "112": "58",
};
const documentIsIssued = "50";

function careOf({ kind, planned }: Told, visit: DemoCareRecord): Care {
  const inHospital = visit.until !== undefined;
  return {
    event: events[kind] ?? documentIsIssued,
    form: inHospital && !planned ? "2" : "1",
    type: inHospital ? "4" : "2",
    conditions: inHospital ? "1" : "2",
    card: inHospital ? "2" : "1",
  };
}

/** `number` is that of the document set; all its versions share it. */
export function draftOf(told: Told, number: number): Draft {
  const visit = visitByKey(told.visit);
  const organisation = Object.values(organisations).find(({ oid }) => oid === visit.organisationOid)!;
  const patient = patients.find(({ snils }) => snils === visit.patientSnils)!;
  const day = told.day ?? visit.until ?? visit.date;
  const author = staffByLogin(told.author ?? staffLogin(visit.doctor.snils));
  return {
    edition: editionOf(told.kind, day),
    number,
    version: told.version ?? 1,
    mended: told.mended ?? null,
    created: `${day} ${told.time}`,
    done: `${visit.until ?? visit.date} ${told.time}`,
    visit,
    organisation: placeOf(organisation),
    patient: { ...patient, number: 1001 + patients.indexOf(patient), home: patient },
    author: memberOf(author),
    authenticator: memberOf(staffByLogin(told.authenticator ?? chiefs[organisation.oid]!)),
    guardian: patient.guardian ? patientByLogin(patient.guardian) : null,
    insurer,
    care: careOf(told, visit),
  };
}

function placeOf(organisation: DemoOrganisation): WrittenOrganisation {
  const issuedBy = "Федеральная служба по надзору в сфере здравоохранения. Дата регистрации: 18.12.2020";
  return { ...organisation, licence: { number: organisation.licence, issuedBy } };
}

function memberOf(member: DemoStaff): WrittenMember {
  const workplace = Object.values(organisations).find(({ oid }) => oid === member.organisationOid);
  if (!workplace) throw new Error(`«${member.login}» works in no organisation`);
  return { ...member, number: 2001 + staff.indexOf(member), workplace: placeOf(workplace) };
}

function staffLogin(snils: string): string {
  return staff.find((one) => one.snils === snils)!.login;
}
