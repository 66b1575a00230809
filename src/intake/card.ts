/** What lists will show of a document, taken once at registration so that no list opens documents. */

import { plainTitle } from "../cda/plain-title.ts";
import type { DocumentCard } from "../registry/document.ts";
import { initials } from "../registry/initials.ts";
import type { Kind } from "../registry/kinds.ts";
import type { Submitted } from "./submitted.ts";

/** `organisation`: short name of the sender, as people call it. */
export function cardOf(submitted: Submitted, kind: Kind, organisation: string): DocumentCard {
  const { facts, cda } = submitted;
  const author = facts.authors[0];
  return {
    title: cda ? plainTitle(cda.root, facts) : (facts.title ?? kind.plain_ru),
    officialTitle: facts.title ?? kind.name,
    organisation,
    doctor: author?.name ? initials(author.name) : null,
    diagnoses: facts.diagnoses.slice(0, 20).map(({ code, name }) => ({ code, name })),
    services: facts.services.slice(0, 50),
    issuedAt: facts.created?.instant ?? null,
    version: facts.version,
    patientName: facts.patient.name ? initials(facts.patient.name) : "",
  };
}
