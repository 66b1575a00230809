/** Whom this registry trusts, and whom it did, as a file that can travel to whoever checks its documents. */
import { newestLists } from "../evidence/choose-trust.ts";
import type { TrustFiles } from "../evidence/trust-files.ts";
import { formatVkey } from "../merkle/key.ts";
import { everTrusted } from "../registry/trust-at.ts";
import type { House } from "./house.ts";

export async function trustFilesOf({ reference, policy, config, clock }: House): Promise<TrustFiles> {
  const { roots, intermediates, crls } = await everTrusted(reference.sql);
  const keys = (list: House["policy"]["logs"]) => list.map(({ key }) => formatVkey(key));
  return {
    ...{ asOf: clock().toISOString(), source: config.publicUrl, roots, intermediates, crls: newestLists(crls) },
    ...{ logs: keys(policy.logs), witnesses: keys(policy.witnesses) },
  };
}
