/** The way from a signer's certificate to a root of the trust store (RFC 5280 §6, of which the time is asked elsewhere). */

import { equalBytes } from "./bytes.ts";
import { type Certificate, isSelfIssued } from "./certificate.ts";
import { KEY_USAGE } from "./extensions.ts";
import type { TrustStore } from "./trust.ts";

/** Signer first, root last; or the certificates as far as they led. */
export interface Chain {
  readonly certificates: readonly Certificate[];
  readonly outcome: "trusted" | "no-issuer" | "forged";
}

const LONGEST = 8;
/** A bag of cross-signed namesakes must not make the house verify for ever. */
const MOST_SIGNATURES = 64;

/**
 * Depth-first over issuers with the right name and key identifier, roots of the store before the signature's own
 * certificates. Prefers a trusted chain; else tells the most that was found.
 */
export function buildChain(
  signer: Certificate,
  bag: readonly Certificate[],
  trust: TrustStore,
  isRoot: (certificate: Certificate) => boolean,
): Chain {
  let left = MOST_SIGNATURES;
  let best: Chain = { certificates: [signer], outcome: "no-issuer" };

  const follow = (path: readonly Certificate[]): Chain | null => {
    const last = path.at(-1)!;
    if (isRoot(last)) return { certificates: path, outcome: "trusted" };
    if (path.length >= LONGEST) return null;
    for (const issuer of candidates(last, bag, trust)) {
      if (path.some(({ fingerprint }) => fingerprint === issuer.fingerprint)) continue;
      if (left-- <= 0) return null;
      if (!trust.signedBy(last, issuer)) {
        if (best.outcome === "no-issuer") best = { certificates: path, outcome: "forged" };
        continue;
      }
      const longer = [...path, issuer];
      if (longer.length > best.certificates.length && best.outcome === "no-issuer")
        best = { certificates: longer, outcome: "no-issuer" };
      const found = follow(longer);
      if (found !== null) return found;
    }
    return null;
  };

  return follow([signer]) ?? best;
}

/** Names must be equal octet for octet; a key identifier, where both have it, must be too (§4.2.1.1). */
function candidates(child: Certificate, bag: readonly Certificate[], trust: TrustStore): Certificate[] {
  const wanted = child.extensions.authorityKeyIdentifier;
  const inBag = bag.filter((other) => equalBytes(other.subject.der, child.issuer.der));
  return [...trust.knownBySubject(child.issuer.der), ...inBag].filter((issuer) => {
    const own = issuer.extensions.subjectKeyIdentifier;
    return wanted === null || own === null || wanted === own;
  });
}

/** Why this certificate may not issue the `below` certificates under it, or null (§6.1.4 k–n). */
export function whyNoAuthority(issuer: Certificate, below: readonly Certificate[]): string | null {
  const { basicConstraints, keyUsage } = issuer.extensions;
  if (!basicConstraints?.authority) return "basicConstraints do not make it an authority";
  if (keyUsage !== null && !keyUsage.has(KEY_USAGE.keyCertSign)) return "its key usage has no keyCertSign";
  // §4.2.1.9: self-issued certificates do not count, nor does the last one of the path.
  const intermediates = below.slice(1).filter((certificate) => !isSelfIssued(certificate)).length;
  const most = basicConstraints.pathLength;
  return most !== null && intermediates > most
    ? `its path length is ${most}, but ${intermediates} stand below it`
    : null;
}
