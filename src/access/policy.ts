/**
 * The one policy: who may do what, as sentences. Everything not said here is denied. Objects are fetched through the
 * subject's own scope, so a permit to read documents is a permit to read one's own.
 */
import type { StaffRole, Subject } from "./subject.ts";

export type Action =
  | "read-documents" // one's own: list, page, files
  | "read-records" // «Сведения об оказанной медицинской помощи»
  | "read-own-journal" // who looked at one's own documents; nobody reads another's
  | "report-problem" // in one's own document, or in a row of «Сведения»: the form shows what it is about
  | "see-own-appeals" // and act in them
  | "claim-missing" // a document that did not come
  | "decide-consent"
  | "see-own-account" // profile, sessions, levels
  | "see-submissions" // what one's organisation sent, with its faults; never what a doctor wrote
  | "see-owed-documents" // what one's organisation owes: kind, day, initials
  | "compare-sent-versions" // what a correction that one's organisation sent changed
  | "see-appeals" // addressed to one's organisation: the patient's words, and the head of the document they are about
  | "answer-appeals"
  | "keep-templates" // of one's organisation's or desk's own answers
  | "read-appealed-document" // beside the patient's words, while the appeal is open
  | "oversee-organisation" // how much each colleague has on hand, what is overdue
  | "work-desk" // the registry's own desk: how appeals stand, routing, messages; no word about anybody's health
  | "break-glass" // one patient's documents in an emergency, for an hour, told to the patient and reviewed
  | "review-emergencies"
  | "erase-documents" // by a court's decision: to ask, and to confirm what another one asked
  | "ask-support" // a question about the service, or who looked and why
  | "write-documents" // drafts, signing, correcting what one's organisation sent
  | "ask-paper" // copies of one's own documents on paper: asking names them
  | "keep-paper-history" // the statement that one's history be kept on paper too
  | "issue-paper" // copies and statements that were put to one's own organisation
  | "keep-reference" // organisations, regions, kinds
  | "choose-notices" // one's own notices and where they are sent; without consent nothing of documents is told there
  | "see-service" // how the service itself is
  | "retry-delivery"; // a letter that failed for good is tried again; neither whose it is nor what it says is seen

export type Decision =
  | { readonly permit: true }
  | { readonly permit: false; readonly reason: "level" | "consent" | "role" };

export interface Circumstances {
  /** The patient's consent is given and not withdrawn. */
  readonly consented: boolean;
}

const permit: Decision = { permit: true };
const deny = (reason: "level" | "consent" | "role"): Decision => ({ permit: false, reason });

export function decide(subject: Subject, action: Action, circumstances: Circumstances): Decision {
  if (action === "see-own-account") return permit;
  const { role } = subject;
  if (role === "patient") return decideForPatient(subject, action, circumstances);
  return isPosted(subject, role) && ofStaff[role].has(action) ? permit : deny("role");
}

/** Who works for an organisation or a region acts within it, or not at all. */
function isPosted({ organisationOid, regionCode }: Subject, role: StaffRole): boolean {
  switch (role) {
    case "doctor":
    case "registrar":
    case "head":
      return organisationOid !== null;
    case "region":
      return regionCode !== null;
    case "support":
    case "administrator":
      return true;
  }
}

/** A registrar answers appeals too: they call the doctor, and the patient. They see of the document what is on its face. */
const ofPosts = ["see-submissions", "see-owed-documents", "see-appeals", "answer-appeals"] as const;

const ofStaff: Readonly<Record<StaffRole, ReadonlySet<Action>>> = {
  // Whoever corrects a document must see what the correction changed, in what their own organisation wrote; the patient
  // finds the doctor's name in the journal. Who writes signs: nobody else ever writes in a doctor's place.
  doctor: new Set<Action>([...ofPosts, "compare-sent-versions", "read-appealed-document", "write-documents"]),
  // Sends documents and does not read them. Prints what a patient has asked for, and only that: the patient finds their
  // name in the journal.
  registrar: new Set<Action>([...ofPosts, "issue-paper", "keep-templates"]),
  // Whoever answers for the organisation reads what its patients dispute; for the rest they are as a registrar.
  head: new Set<Action>([...ofPosts, "read-appealed-document", "oversee-organisation", "keep-templates"]),
  // Never sees what a doctor wrote, save in an emergency that is told to the patient and reviewed by others.
  support: new Set<Action>(["see-service", "retry-delivery", "work-desk", "break-glass", "keep-templates"]),
  region: new Set<Action>(["work-desk", "keep-templates"]),
  // Reviews emergencies and cannot break the glass: who judges is never who did it.
  // Asks for an erasure that a court decided, or confirms a colleague's: never both. They see of a document its number alone.
  administrator: new Set<Action>([
    "keep-reference",
    "see-service",
    "retry-delivery",
    "review-emergencies",
    "erase-documents",
  ]),
};

/** The journal asks for consent as the documents do: its lines name them. */
const ofPatients: ReadonlySet<Action> = new Set([
  "read-documents",
  "read-records",
  "read-own-journal",
  "report-problem",
  "see-own-appeals",
  "claim-missing",
  "decide-consent",
  "ask-support",
  "choose-notices",
  "ask-paper",
  "keep-paper-history",
]);

/**
 * Without consent too. An appeal is the patient's own letter: who takes the consent back may still ask who looked, and read
 * the answer. What would name a document is then left out.
 */
const ofAnyConfirmed: ReadonlySet<Action> = new Set([
  "decide-consent",
  "ask-support",
  "see-own-appeals",
  "choose-notices",
  // The statement names no document, and a right to paper cannot hang on a consent to see electronic ones.
  "keep-paper-history",
]);

function decideForPatient(subject: Subject, action: Action, circumstances: Circumstances): Decision {
  if (!ofPatients.has(action)) return deny("role");
  if (subject.level !== "confirmed" || subject.patientId === null) return deny("level"); // The leaflet: подтверждённая.
  if (ofAnyConfirmed.has(action)) return permit;
  return circumstances.consented ? permit : deny("consent");
}
