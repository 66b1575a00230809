/** Whether the house accepts a signature that is mathematically good (EN 319 102-1 §5.2.8). */

import type { Certificate } from "./certificate.ts";
import { isExampleCurve, PARAMETER_SETS } from "./curves.ts";
import { digestTitle } from "./digests.ts";
import type { Findings } from "./findings.ts";
import type { Policy } from "./policy.ts";
import { keyTitle, type PublicKey } from "./public-key.ts";
import { type Scheme, schemeHash, schemeOf } from "./schemes.ts";

export interface Acceptance {
  readonly scheme: Scheme;
  readonly pinned: boolean;
  readonly signingTime: number | null;
  readonly bestTime: number;
  /** Signer first. */
  readonly chain: readonly Certificate[];
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
  const weak = weaknesses(policy, facts);
  findings.ask("CryptographyStrong", weak.length === 0, () => ({ because: weak.join("; ") }));
}

/** The root is believed by configuration, not by its signature: its digest does not matter, its key does. */
function weaknesses(policy: Policy, { scheme, chain }: Acceptance): string[] {
  const weak = chain.flatMap((certificate, index) => {
    const found = weakKey(policy, certificate.publicKey);
    const issuer = chain[index + 1];
    if (issuer !== undefined) {
      const own = schemeOf(certificate.signatureAlgorithm, issuer.publicKey, null);
      if (!("reason" in own) && isWeak(own)) found.push(`a certificate is signed over ${digestTitle(schemeHash(own))}`);
    }
    return found;
  });
  return isWeak(scheme) ? [`${digestTitle(schemeHash(scheme))} can be forged`, ...weak] : weak;
}

/** SHA-1: chosen-prefix collisions are bought for some tens of thousands of dollars since 2020 (Leurent, Peyrin). */
const isWeak = (scheme: Scheme): boolean => schemeHash(scheme) === "sha1";

function weakKey(policy: Policy, key: PublicKey): string[] {
  if (key.kind === "rsa" && key.bits < policy.smallestRsaBits) return [`${keyTitle(key)} is too short`];
  if (key.kind === "gost" && isExampleCurve(PARAMETER_SETS[key.set].curve)) return ["the key is on an example curve"];
  return [];
}
