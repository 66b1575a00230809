/** Who made a signature, and that it is over exactly this: the half of the questions that need no trust. */

import { type Bag, tellUnread } from "./bag.ts";
import type { Certificate } from "./certificate.ts";
import type { DocumentDigests } from "./digests.ts";
import type { Findings } from "./findings.ts";
import { type IntegrityQuestion, proveIntegrity } from "./integrity.ts";
import type { Scheme } from "./schemes.ts";
import type { SignerInfo } from "./signed-data.ts";
import { certificateReferences, findSigner, matchesHash, matchesIssuer } from "./signing-certificate.ts";
import type { TrustStore } from "./trust.ts";

export interface Making {
  readonly data: IntegrityQuestion["data"];
  readonly signer: SignerInfo;
  readonly document: DocumentDigests | null;
  readonly bag: Bag;
  readonly trust: TrustStore;
}

/** As far as it could be told; a scheme means that the signature is by this certificate's key over this document. */
export interface Made {
  readonly certificate: Certificate | null;
  readonly scheme: Scheme | null;
  /** A signed attribute pins the certificate; whether it is the right one is in the findings. */
  readonly pinned: boolean;
}

export function proveMade(findings: Findings, { data, signer, document, bag, trust }: Making): Made {
  findings.ask("SignatureReadable", true);
  tellUnread(findings, bag);
  findings.ask("SignerNamedByIssuerAndSerial", "issuer" in signer.id);
  // A certificate may stay at home where the verifier knows it: the store is asked after the signature.
  const certificate = findSigner(signer, bag.certificates) ?? findSigner(signer, trust.known);
  findings.ask("SigningCertificateFound", certificate !== null);
  if (certificate === null) return { certificate, scheme: null, pinned: false };
  const pinned = provePinned(findings, signer, certificate);
  findings.ask("SignedDataFound", document !== null);
  if (document === null) return { certificate, scheme: null, pinned };
  return { certificate, scheme: proveIntegrity(findings, { data, signer, document, certificate }), pinned };
}

function provePinned(findings: Findings, signer: SignerInfo, certificate: Certificate): boolean {
  const references = certificateReferences(signer.signedAttributes);
  if (references.length === 0) return false;
  const byHash = references.every((one) => matchesHash(certificate, one));
  const byIssuer = references.every((one) => matchesIssuer(certificate, one));
  findings.ask("SigningCertificateReferenceMatches", byHash, () => ({ because: "the signed attributes pin another" }));
  findings.ask("SigningCertificateIssuerMatches", byIssuer);
  return true;
}
