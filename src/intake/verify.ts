/** Step 3. Exact bytes + detached signatures + who is trusted at that time → who signed, and in which role. */
import type { DocumentFacts } from "../cda/facts.ts";
import type { Policy } from "../cms/policy.ts";
import type { SignatureVerdict, SignerCertificate } from "../cms/report.ts";
import type { TrustStore } from "../cms/trust.ts";
import type { SignerRole } from "../registry/document.ts";
import type { Submitted } from "./submitted.ts";
import type { Verifier } from "./verify-many.ts";

/** One signature file and the verdict over each signer in it (a good container has exactly one). */
export interface SignatureCheck {
  readonly part: number;
  readonly role: SignerRole;
  readonly verdicts: readonly SignatureVerdict[];
}

interface Circumstances {
  readonly receivedAt: Date;
  readonly now: Date;
  readonly policy: Policy | undefined;
  /** Who sends: its numbers should be those of the seal. */
  readonly organisation: { readonly ogrn: string | null; readonly inn: string | null };
}

/** `receivedAt` is the registry's own proof that the signature existed then. Throws Refusal `SIGNATURES_BUSY`. */
export async function verifySignatures(
  verifier: Verifier,
  submitted: Submitted,
  trust: TrustStore,
  { receivedAt, now, policy, organisation }: Circumstances,
): Promise<SignatureCheck[]> {
  const { document, signatures, facts } = submitted;
  const people = [...facts.authors, ...facts.expectedSigners].map(({ snils }) => snils);
  const owners = [...people, organisation.ogrn, organisation.inn].filter((number) => number !== null);
  const circumstances = { bestTime: receivedAt, now, owners, ...(policy && { policy }) };
  const all = await verifier.verify({ document, signatures, trust, circumstances });
  return all.map((verdicts, index) => ({
    part: index + 1,
    role: roleOf(verdicts[0]?.signer ?? null, facts),
    verdicts,
  }));
}

/** A person whom the document names is its doctor; a certificate of a legal entity is the organisation's. */
function roleOf(signer: SignerCertificate | null, facts: DocumentFacts): SignerRole {
  if (!signer) return "other";
  const people = [...facts.authors, ...facts.expectedSigners];
  if (signer.snils && people.some((person) => person.snils === signer.snils)) return "doctor";
  if (signer.ogrn || signer.innLegal) return "organisation";
  return signer.snils || signer.surname ? "doctor" : "other";
}
