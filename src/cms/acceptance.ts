/** Whether the house accepts a signature that is mathematically good (EN 319 102-1 §5.2.8). */

import type { Certificate } from "./certificate.ts";
import { isExampleCurve, PARAMETER_SETS } from "./curves.ts";
import { type DigestAlgorithm, digestTitle } from "./digests.ts";
import type { Findings } from "./findings.ts";
import type { Policy } from "./policy.ts";
import { keyTitle, type PublicKey } from "./public-key.ts";
import { type Scheme, schemeHash, schemeOf } from "./schemes.ts";

interface Strength {
  readonly scheme: Scheme;
  /** Signer first. */
  readonly chain: readonly Certificate[];
  readonly bestTime: number;
  /** The digest of what is stamped, in a timestamp. */
  readonly imprint?: DigestAlgorithm | null;
}

export interface Acceptance extends Strength {
  readonly pinned: boolean;
  readonly signingTime: number | null;
}

export function proveAcceptance(findings: Findings, policy: Policy, facts: Acceptance): void {
  const { pinned, signingTime, bestTime } = facts;
  findings.ask("SigningCertificateReferencePresent", pinned, () => ({
    because: "no signed attribute pins the signer's certificate (signing-certificate-v2)",
  }));
  findings.ask("SigningTimePresent", signingTime !== null);
  if (signingTime !== null) {
    findings.ask("SigningTimePlausible", signingTime <= bestTime + policy.clockSkew, () => ({
      because: "the signer claims a time after the proven one",
    }));
  }
  proveStrength(findings, policy, facts);
}

export function proveStrength(findings: Findings, policy: Policy, facts: Strength): void {
  const keys = facts.chain.flatMap(({ publicKey }) => weakKey(policy, publicKey));
  const sha1 = sha1In(facts);
  const { sha1Until } = policy;
  const bygone = sha1Until !== null && facts.bestTime <= sha1Until;
  const weak = bygone ? keys : [...keys, ...sha1];
  // Where the policy lets old ones be, only the proof that this is an old one is missing.
  const onlyUnproved = sha1Until !== null && keys.length === 0;
  const instead = onlyUnproved ? ({ instead: "CRYPTO_CONSTRAINTS_FAILURE_NO_POE" } as const) : {};
  findings.ask("CryptographyStrong", weak.length === 0, () => ({ because: weak.join("; "), ...instead }));
}

/**
 * Chosen-prefix collisions of SHA-1 are bought for some tens of thousands of dollars since 2020 (Leurent, Peyrin). The
 * root is believed by configuration, not by its signature: its digest does not matter, its key does.
 */
function sha1In({ scheme, chain, imprint }: Strength): string[] {
  const found = chain.flatMap((certificate, index) => {
    const issuer = chain[index + 1];
    if (issuer === undefined) return [];
    const own = schemeOf(certificate.signatureAlgorithm, issuer.publicKey, null);
    return !("reason" in own) && isSha1(own) ? [`a certificate is signed over ${digestTitle("sha1")}`] : [];
  });
  const own = isSha1(scheme) || imprint === "sha1" ? [`${digestTitle("sha1")} can be forged`] : [];
  return [...own, ...found];
}

const isSha1 = (scheme: Scheme): boolean => schemeHash(scheme) === "sha1";

function weakKey(policy: Policy, key: PublicKey): string[] {
  if (key.kind === "rsa" && key.bits < policy.smallestRsaBits) return [`${keyTitle(key)} is too short`];
  if (key.kind === "gost" && isExampleCurve(PARAMETER_SETS[key.set].curve)) return ["the key is on an example curve"];
  return [];
}
