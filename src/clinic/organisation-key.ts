/** How it stands with the organisation's own key: told to staff before it stops them. */
import { describeCertificate } from "../cms/certificate.ts";
import type { OrganisationSeals } from "./seal-draft.ts";

export interface OrganisationKey {
  /** `ends-soon`: within thirty days. */
  readonly state: "missing" | "expired" | "ends-soon" | "good";
  /** Last moment of the certificate; null where there is none. */
  readonly until: Date | null;
}

const SOON = 30 * 86_400_000;

export async function organisationKey(seals: OrganisationSeals, oid: string, now: Date): Promise<OrganisationKey> {
  const seal = await seals.find(oid);
  if (seal === null) return { state: "missing", until: null };
  const { notBefore, notAfter } = describeCertificate(seal.certificate);
  const until = new Date(notAfter);
  if (now > until || now < new Date(notBefore)) return { state: "expired", until };
  return { state: until.getTime() - now.getTime() < SOON ? "ends-soon" : "good", until };
}
