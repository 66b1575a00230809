/** The doctor at the window, as drafts know them: who signs is told by the СНИЛС of the login. */
import type { Subject } from "../../access/subject.ts";
import { Refusal } from "../../basics/refusal.ts";
import type { Writer } from "../../clinic/drafts/deps.ts";
import type { Scope } from "../../db/database.ts";
import type { PagesDeps } from "./deps.ts";

export async function writerOf(deps: PagesDeps, subject: Subject): Promise<Writer> {
  const { organisationOid, staffId, name, accountId } = subject;
  const { snils } = await deps.accounts.of(accountId);
  if (!organisationOid || !staffId || !snils)
    throw new Refusal("not-allowed", "NO_POST", {
      ru: "Писать документы может врач, вошедший по месту работы",
      en: "Documents are written by a doctor who is logged in at a place of work",
    });
  return { organisationOid, staffId, snils, name };
}

export function scopeOf({ organisationOid }: Writer): Scope {
  return { organisation: organisationOid };
}
