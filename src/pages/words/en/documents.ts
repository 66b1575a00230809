/** Words about documents: kinds, list, filter, what is not shown. */
import { type Forms, sayCount, sayNumber } from "../../say-amount.ts";
import type { Messages } from "../ru.ts";

const document: Forms = { one: "document", other: "documents" };

export const documents = {
  title: "Medical documents",
  doctor: "doctor",
  snils: "SNILS",
  kinds: {
    referral: {
      plain: "Referral",
      official: "Referral to hospital, rehabilitation, examination or consultation",
      about: "A doctor sends you to hospital, to rehabilitation, to an examination or to another doctor.",
    },
    mse: {
      plain: "Referral to a disability assessment",
      official: "Referral to a medical and social assessment",
      about: "Needed to establish a disability or to renew it.",
    },
    imaging: {
      plain: "Ultrasound, CT, X-ray and other examinations",
      official: "Report of an instrumental examination",
      about: "What the doctor saw on the picture or screen, and the conclusion.",
    },
    consultation: {
      plain: "Doctor’s note after a visit",
      official: "Consultation report",
      about: "Complaints, examination, diagnosis and what the doctor prescribed.",
    },
    lab: {
      plain: "Test results",
      official: "Laboratory report",
      about: "Values, units and the norms of the laboratory that made the test.",
    },
    checkup: {
      plain: "Health check-up",
      official: "Results of a preventive medical examination",
      about: "What the check-up showed, your health group and the doctor’s advice.",
    },
    discharge: {
      plain: "Hospital discharge summary",
      official: "Discharge epicrisis",
      about: "Why you were in hospital, what was done and what to do at home.",
    },
    sport: {
      plain: "Fitness certificate for sport",
      official: "Medical conclusion on the absence of contraindications to particular sports",
      about: "Which sports are allowed, and until when the certificate is valid.",
    },
    prescription: {
      plain: "Prescription",
      official: "Prescription for a medicine",
      about: "The medicine, how to take it and until when the prescription is valid.",
    },
    other: {
      plain: "Another document",
      official: "Medical document of another kind",
      about: "A document that is not among the nine kinds of the leaflet.",
    },
  },
  chips: { new: "New", corrected: "Corrected", replaced: "Replaced by a newer version" },
  filter: {
    title: "Filter documents",
    chosen: "filter is on",
    kind: "Kind",
    year: "Year",
    organisation: "Organisation",
    allKinds: "All kinds",
    allYears: "All years",
    allOrganisations: "All organisations",
    show: "Show",
    reset: "Show all documents",
  },
  shown: (from: number, to: number, total: number) =>
    `Showing ${sayNumber("en", from)}–${sayNumber("en", to)} of ${sayNumber("en", total)}, newest first`,
  found: (total: number) => sayCount("en", total, document),
  checked: (when: string) => `Checked for new documents ${when}`,
  older: "Show earlier ones",
  newest: "Back to the newest",
  none: {
    title: "No documents yet",
    why: "A document comes by itself, usually one working day after the medical organisation has made it, sometimes up to 30 working days.",
    never:
      "Documents from regions that are not connected, and those issued before 1 September 2022, do not come. The organisation itself hands such a document out: bring your passport, health insurance policy and SNILS.",
    next: "What to do if a document did not come",
    regions: "Which regions are connected",
  },
  noneFound: {
    title: "There are no such documents",
    why: "Try another kind, year or organisation.",
  },
  hidden: {
    title: "There are documents that are not shown",
    lead: "They are in the registry, but cannot be opened in the cabinet. This is why:",
    reasons: {
      kind: "Documents of this kind are not shown to patients on the portal",
      before: "Issued before 1 September 2022: earlier documents do not come to the cabinet",
    },
    next: "The organisation that issued such a document hands it out on the day you come. Take your passport, health insurance policy and SNILS.",
  },
  missing: "Report a missing document",
  missingAbout: "If a document did not come in time, or your data have a mistake.",
} satisfies Messages["documents"];
