/** Whether an issuer has taken a certificate back, by its revocation lists (RFC 5280 §6.3) and answers of OCSP (RFC 6960). */

import { equalBytes } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import { CERTIFICATE_HOLD, type Crl, type Revocation } from "./crl.ts";
import { KEY_USAGE } from "./extensions.ts";
import type { OcspAnswer } from "./ocsp.ts";
import { saidByOcsp } from "./ocsp-belief.ts";
import type { Statement } from "./revocation-statement.ts";
import type { TrustStore } from "./trust.ts";

export interface RevocationStatus {
  /** The entry of the newest statement that has one; null where none names the certificate. */
  readonly revocation: Revocation | null;
  /** The newest that covers the certificate; null where there is none. */
  readonly source: Statement | null;
  /** Why those that were there are not believed; for the reason of a verdict. */
  readonly passedOver: readonly string[];
}

/** What came with the signature. */
export interface Enclosed {
  readonly crls: readonly Crl[];
  readonly ocsp: readonly OcspAnswer[];
}

/** Asks the store's lists and answers and those that came with the signature, as far as they were known at `now`. */
export function revocationOf(
  certificate: Certificate,
  issuer: Certificate,
  enclosed: Enclosed,
  trust: TrustStore,
  now: number,
): RevocationStatus {
  const passedOver: string[] = [];
  const ofIssuer = enclosed.crls.filter((list) => equalBytes(list.issuer.der, certificate.issuer.der));
  const lists = [...trust.listsOf(certificate.issuer.der), ...ofIssuer].filter((list) => {
    const why = whyNotBelieved(list, certificate, issuer, trust, now);
    if (why !== null) passedOver.push(why);
    return why === null;
  });
  const said = saidByOcsp({ certificate, issuer, answers: [...trust.ocsp, ...enclosed.ocsp], lists, trust, now });
  passedOver.push(...said.passedOver);
  const statements = [...lists.map((list) => saidByList(list, certificate)), ...said.statements];
  statements.sort((a, b) => b.thisUpdate - a.thisUpdate);
  const naming = statements.find(({ revocation }) => revocation !== null);
  const covering = statements.find(({ covers }) => covers) ?? null;
  // A newer list that covers the certificate and is silent has lifted a hold; it cannot lift anything else.
  const entry = naming?.revocation ?? null;
  const lifted =
    entry?.reason === CERTIFICATE_HOLD &&
    covering !== null &&
    naming !== undefined &&
    covering.thisUpdate > naming.thisUpdate;
  return { revocation: lifted ? null : entry, source: covering, passedOver };
}

function saidByList(list: Crl, certificate: Certificate): Statement {
  return {
    ...{ kind: "crl", fingerprint: list.fingerprint, thisUpdate: list.thisUpdate, nextUpdate: list.nextUpdate },
    revocation: list.revoked.get(certificate.serial) ?? null,
    // Once a certificate has expired its authority may drop it from the list: silence then says nothing.
    covers: list.thisUpdate <= certificate.notAfter || keepsExpired(list, certificate),
  };
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
  // An authority that changed its key may sign the list with the new one; only a root is believed to be that.
  const namesakes = trust
    .knownBySubject(list.issuer.der)
    .filter((other) => other !== issuer && trust.isRoot(other, list.thisUpdate));
  const maySign = [issuer, ...namesakes].filter(
    ({ extensions: { keyUsage } }) => keyUsage?.has(KEY_USAGE.crlSign) ?? true,
  );
  if (maySign.length === 0) return "its issuer may not sign lists";
  return maySign.some((signer) => trust.signedBy(list, signer)) ? null : "its signature is not its issuer's";
}
