/** Words of the page of records of care. */
import { type Forms, sayCount } from "../../say-amount.ts";
import type { Messages } from "../ru.ts";

const visit: Forms = { one: "visit", other: "visits" };

export const records = {
  title: "Records of the care you were given",
  snils: "SNILS",
  policy: "Health insurance policy",
  noPolicy: "not known",
  show: "Show",
  hide: "the whole number",
  updated: (when: string) => `Updated ${when}`,
  signed: "The records carry the doctor’s electronic signature. They cannot be changed or removed.",
  documents: "Medical documents",
  contents: "On this page",
  filter: { title: "Filter records", show: "Show", reset: "Show all records" },
  visits: "Visits",
  count: (count: number) => sayCount("en", count, visit),
  columns: {
    date: "Date",
    organisation: "Organisation",
    doctor: "Doctor",
    diagnosis: "Diagnosis",
    services: "Services",
    documents: "Documents",
    name: "Name",
    since: "Since",
    where: "Where",
    prescribed: "What was prescribed",
  },
  diagnoses: "Diagnoses",
  examinations: "Examinations",
  prescriptions: "Prescriptions",
  code: "ICD-10 code",
  showAll: {
    visits: (count: number) => `Show all visits: ${count}`,
    diagnoses: (count: number) => `Show all diagnoses: ${count}`,
    examinations: (count: number) => `Show all examinations: ${count}`,
    prescriptions: (count: number) => `Show all prescriptions: ${count}`,
  },
  none: {
    title: "No records yet",
    why: "The medical organisation passes them on by itself, usually one working day after the visit, sometimes up to 30 working days. No records come from regions that are not connected.",
    regions: "Which regions are connected",
    missing: "What to do if records did not come",
  },
  noneFound: {
    title: "No records for this year and organisation",
    why: "Choose another year or organisation.",
  },
  noneOfKind: "None so far.",
  notMine: "Is there a visit that did not happen?",
  notMineAbout: "Press “I was not there” in its row.",
} satisfies Messages["records"];
