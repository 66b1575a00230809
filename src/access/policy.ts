/**
 * The one policy: who may do what, as sentences. Everything not said here is denied. Objects are fetched through the
 * subject's own scope, so a permit to read documents is a permit to read one's own.
 */
import type { Subject } from "./subject.ts";

export type Action =
  | "read-documents" // one's own: list, page, files
  | "read-records" // «Сведения об оказанной медицинской помощи»
  | "read-own-journal" // who looked at one's own documents; nobody reads another's
  | "decide-consent"
  | "see-own-account" // profile, sessions, levels
  | "see-submissions" // what one's organisation sent, with its faults; never what a doctor wrote
  | "compare-sent-versions" // what a correction that one's organisation sent changed
  | "keep-reference" // organisations, regions, kinds
  | "see-service"; // how the service itself is

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
  switch (subject.role) {
    case "patient":
      return decideForPatient(subject, action, circumstances);
    case "doctor":
      // Whoever corrects a document must see what the correction changed, in what their own organisation wrote; the
      // patient finds the doctor's name in the journal. A registrar sends documents and does not read them.
      if (action === "compare-sent-versions") return subject.organisationOid !== null ? permit : deny("role");
      return decideForPost(subject, action);
    case "registrar":
      return decideForPost(subject, action);
    case "support":
      return action === "see-service" ? permit : deny("role"); // Support never sees what a doctor wrote.
    case "administrator":
      return action === "keep-reference" || action === "see-service" ? permit : deny("role");
  }
}

function decideForPost(subject: Subject, action: Action): Decision {
  return action === "see-submissions" && subject.organisationOid !== null ? permit : deny("role");
}

/** The journal asks for consent as the documents do: its lines name them. */
const ofPatients: ReadonlySet<Action> = new Set([
  "read-documents",
  "read-records",
  "read-own-journal",
  "decide-consent",
]);

function decideForPatient(subject: Subject, action: Action, circumstances: Circumstances): Decision {
  if (!ofPatients.has(action)) return deny("role");
  if (subject.level !== "confirmed" || subject.patientId === null) return deny("level"); // The leaflet: подтверждённая.
  if (action === "decide-consent") return permit;
  return circumstances.consented ? permit : deny("consent");
}
