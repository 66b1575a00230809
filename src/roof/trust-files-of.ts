/** Whom this registry trusts now, as a file that can travel to whoever checks its documents. */
import { newestLists } from "../evidence/choose-trust.ts";
import type { TrustFiles } from "../evidence/trust-files.ts";
import { trustAt } from "../registry/trust-at.ts";
import type { House } from "./house.ts";

export async function trustFilesOf({ reference, signers, config, clock }: House): Promise<TrustFiles> {
  const now = clock();
  const { roots, intermediates, crls } = await trustAt(reference.sql, now);
  const logs = Object.values(signers).map(({ vkey }) => vkey);
  const source = config.publicUrl;
  return { asOf: now.toISOString(), source, roots, intermediates, crls: newestLists(crls), logs, witnesses: [] };
}
