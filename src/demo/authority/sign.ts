/** Signs a document as its author and its organisation would, at the time that it was written. */
import type { DocumentFacts } from "../../cda/facts.ts";
import { type DocumentDigests, digestsOf } from "../../cms/digests.ts";
import { signDetached } from "../../cms/issue/sign.ts";
import type { DemoAuthority } from "./authority.ts";

export interface SigningOrganisation {
  readonly oid: string;
  readonly name: string;
  readonly ogrn: string;
  readonly inn: string | null;
}

/** The doctor's signature, then the organisation's. Equal input gives equal bytes. */
export function demoSign(
  authority: DemoAuthority,
  bytes: Uint8Array,
  facts: DocumentFacts,
  organisation: SigningOrganisation,
  now: Date,
): Uint8Array[] {
  const digests: DocumentDigests = digestsOf(bytes);
  const written = facts.created?.instant ?? (facts.created ? `${facts.created.date}T12:00:00Z` : null);
  const signingTime = written && new Date(written) < now ? new Date(written) : now;
  const author = authorOf(facts);
  const doctor = authority.doctor({ ...author, organisation: organisation.name });
  const seal = authority.organisation(organisation);
  return [signDetached({ digests, ...doctor, signingTime }), signDetached({ digests, ...seal, signingTime })];
}

/** Whoever gave the document its legal force, else its first author with a number. */
function authorOf(facts: DocumentFacts): {
  snils: string | null;
  name: { family: string; given: string; patronymic: string | null };
  title: string | null;
} {
  const legal = facts.expectedSigners.find((signer) => signer.role === "legal-authenticator" && signer.snils);
  const author = facts.authors.find((candidate) => candidate.snils) ?? facts.authors[0];
  const chosen = author?.snils ? author : (legal ?? author);
  const nobody = { family: "Автор", given: "Неизвестен", patronymic: null };
  return { snils: chosen?.snils ?? null, name: chosen?.name ?? nobody, title: author?.position?.name ?? null };
}
