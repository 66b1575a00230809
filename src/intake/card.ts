/** What lists will show of a document, taken once at registration so that no list opens documents. */

import { plainTitle } from "../cda/plain-title.ts";
import { washWords } from "../cda/wash.ts";
import type { DocumentCard } from "../registry/document.ts";
import { initials } from "../registry/initials.ts";
import type { Kind } from "../registry/kinds.ts";
import type { Submitted } from "./submitted.ts";

/** `organisation`: short name of the sender, as people call it. Words of the document are washed: a title can be turned round too. */
export function cardOf(submitted: Submitted, kind: Kind, organisation: string): DocumentCard {
  const { facts, cda } = submitted;
  const author = facts.authors[0];
  return {
    title: washWords(cda ? plainTitle(cda.root, facts) : (facts.title ?? kind.plain_ru)),
    officialTitle: washWords(facts.title ?? kind.name),
    organisation,
    doctor: author?.name ? washWords(initials(author.name)) : null,
    diagnoses: facts.diagnoses.slice(0, 20).map(({ code, name }) => ({ code, name: washWords(name) })),
    services: facts.services.slice(0, 50).map((service) => ({ ...service, name: washWords(service.name) })),
    issuedAt: facts.created?.instant ?? null,
    version: facts.version,
    patientName: facts.patient.name ? washWords(initials(facts.patient.name)) : "",
  };
}
