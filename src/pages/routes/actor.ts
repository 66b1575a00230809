/** Whoever acts in an appeal, by their session: never by a form. */
import type { Subject } from "../../access/subject.ts";
import type { Actor } from "../../appeals/deps.ts";
import type { Holder } from "../../appeals/states.ts";

const deskOf: Readonly<Partial<Record<Subject["role"], Holder>>> = {
  doctor: "organisation",
  registrar: "organisation",
  head: "organisation",
  support: "support",
  region: "region",
};

/** Who writes: the person of the session, as a patient. */
export function patientActor({ name }: Subject): Actor & { readonly by: "patient" } {
  return { by: "patient", name, role: "patient", organisationOid: null };
}

/** Of a member of staff; the policy was asked before. */
export function staffActor({ role, name, organisationOid, staffId }: Subject): Actor & { readonly by: Holder } {
  const by = deskOf[role];
  if (!by) throw new Error(`no desk of appeals is ${role}'s`);
  return { by, name, role, organisationOid, staffId };
}
