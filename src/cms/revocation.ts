/** Whether an issuer has taken a certificate back, by its revocation lists (RFC 5280 §6.3). */

import { equalBytes } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import { CERTIFICATE_HOLD, type Crl, type Revocation } from "./crl.ts";
import { KEY_USAGE } from "./extensions.ts";
import type { TrustStore } from "./trust.ts";

export interface RevocationStatus {
  /** The entry of the newest list that has one; null where no list names the certificate. */
  readonly revocation: Revocation | null;
  /** The newest list that covers the certificate; null where there is none. */
  readonly list: Crl | null;
  /** Why the lists that were there are not believed; for the reason of a verdict. */
  readonly passedOver: readonly string[];
}

/** Asks the lists known at `now`, among them those that came with the signature. */
export function revocationOf(
  certificate: Certificate,
  issuer: Certificate,
  lists: readonly Crl[],
  trust: TrustStore,
  now: number,
): RevocationStatus {
  const passedOver: string[] = [];
  const usable = lists.filter((list) => {
    if (!equalBytes(list.issuer.der, certificate.issuer.der)) return false;
    const why = whyNotBelieved(list, certificate, issuer, trust, now);
    if (why !== null) passedOver.push(why);
    return why === null;
  });
  usable.sort((a, b) => b.thisUpdate - a.thisUpdate);
  const naming = usable.find((list) => list.revoked.has(certificate.serial));
  // Once a certificate has expired its authority may drop it from the list: silence then says nothing.
  const covering = usable.find((list) => list.thisUpdate <= certificate.notAfter || keepsExpired(list, certificate));
  // A newer list that covers the certificate and is silent has lifted a hold; it cannot lift anything else.
  const entry = naming?.revoked.get(certificate.serial) ?? null;
  const lifted =
    entry?.reason === CERTIFICATE_HOLD &&
    covering !== undefined &&
    naming !== undefined &&
    covering.thisUpdate > naming.thisUpdate;
  return { revocation: lifted ? null : entry, list: covering ?? null, passedOver };
}

const keepsExpired = (list: Crl, certificate: Certificate): boolean =>
  list.keepsExpiredSince !== null && list.keepsExpiredSince <= certificate.notAfter;

function whyNotBelieved(
  list: Crl,
  certificate: Certificate,
  issuer: Certificate,
  trust: TrustStore,
  now: number,
): string | null {
  if (list.unusable !== null) return list.unusable;
  if (list.thisUpdate > now) return "it is of the future";
  const { basicConstraints, distributionPoints } = certificate.extensions;
  if (list.scope !== null) {
    const authority = basicConstraints?.authority ?? false;
    if (authority ? list.scope.onlyUsers : list.scope.onlyAuthorities) return "it covers other certificates";
    const { names } = list.scope;
    if (names.length > 0 && distributionPoints.length > 0 && !names.some((name) => distributionPoints.includes(name))) {
      return "it is of another distribution point";
    }
  }
  const issuerUsage = issuer.extensions.keyUsage;
  if (issuerUsage !== null && !issuerUsage.has(KEY_USAGE.crlSign)) return "its issuer may not sign lists";
  return trust.signedBy(list, issuer) ? null : "its signature is not its issuer's";
}
