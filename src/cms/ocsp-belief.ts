/** Which answers of OCSP are believed about a certificate: those by its issuer, or by whom the issuer put in charge (RFC 6960 §4.2.2.2). */

import { equalBytes } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import type { Crl } from "./crl.ts";
import { MisshapenDer } from "./der.ts";
import { digest } from "./digests.ts";
import { keyBits, type OcspAnswer, speaksOf } from "./ocsp.ts";
import { OID } from "./oids.ts";
import type { Statement } from "./revocation-statement.ts";
import type { TrustStore } from "./trust.ts";

interface OcspQuestion {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly answers: readonly OcspAnswer[];
  /** The issuer's own believed lists: a responder may be revoked too. */
  readonly lists: readonly Crl[];
  readonly trust: TrustStore;
  readonly now: number;
}

/** Answers are strangers' and each may cost two verifications. */
const MOST_ANSWERS = 16;

export function saidByOcsp(question: OcspQuestion): { statements: Statement[]; passedOver: string[] } {
  const { certificate, issuer, answers } = question;
  const statements: Statement[] = [];
  const passedOver: string[] = [];
  for (const answer of answers.slice(0, MOST_ANSWERS)) {
    const statement = answer.statements.find((one) => speaksOf(one, certificate.serial, issuer));
    // Of the chain each certificate has its own answer; one about another is no fault.
    if (statement === undefined) continue;
    const why = whyNotBelieved(answer, statement.thisUpdate, question);
    if (why !== null) passedOver.push(`OCSP: ${why}`);
    else if (statement.status === "unknown") passedOver.push("OCSP: the responder does not know the certificate");
    else {
      const { status, thisUpdate } = statement;
      statements.push({
        ...{ kind: "ocsp", fingerprint: answer.fingerprint, thisUpdate },
        nextUpdate: statement.nextUpdate ?? thisUpdate,
        revocation: status === "good" ? null : status,
        covers: status !== "good" || thisUpdate <= certificate.notAfter,
      });
    }
  }
  return { statements, passedOver };
}

function whyNotBelieved(answer: OcspAnswer, thisUpdate: number, question: OcspQuestion): string | null {
  const { issuer, trust, now } = question;
  if (answer.unusable !== null) return answer.unusable;
  if (thisUpdate > now || answer.producedAt > now) return "the answer is of the future";
  if (isNamed(answer, issuer)) return trust.signedBy(answer, issuer) ? null : "the answer is not signed by the issuer";
  const responder = enclosed(answer, trust).find((one) => isNamed(answer, one));
  if (responder === undefined) return "the responder's certificate is not there";
  const why = whyNotInCharge(responder, answer.producedAt, question);
  if (why !== null) return why;
  return trust.signedBy(answer, responder) ? null : "the answer is not signed by its responder";
}

function whyNotInCharge(responder: Certificate, at: number, { issuer, lists, trust }: OcspQuestion): string | null {
  const { extendedKeyUsage, ocspNoCheck } = responder.extensions;
  if (!extendedKeyUsage?.includes(OID.ocspSigning)) return "the responder's certificate is not for OCSP";
  if (at < responder.notBefore || at > responder.notAfter) return "the responder's certificate was not valid then";
  if (!equalBytes(responder.issuer.der, issuer.subject.der) || !trust.signedBy(responder, issuer))
    return "the responder is another authority's";
  if (!ocspNoCheck && lists.some((list) => list.revoked.has(responder.serial))) return "the responder is revoked";
  return null;
}

function isNamed({ responder }: OcspAnswer, certificate: Certificate): boolean {
  return "name" in responder
    ? equalBytes(responder.name, certificate.subject.der)
    : // §4.2.1: KeyHash is SHA-1, whatever the rest is made of; it only finds the certificate.
      equalBytes(responder.keyHash, digest("sha1", keyBits(certificate.publicKey.spki)));
}

function enclosed({ certificates }: OcspAnswer, trust: TrustStore): Certificate[] {
  return certificates.slice(0, 8).flatMap((der) => {
    try {
      return [trust.certificate(der)];
    } catch (error) {
      if (error instanceof MisshapenDer) return [];
      throw error;
    }
  });
}
