/** Which certificate signed: the one that the signer names, and that the signed attributes pin (RFC 5035, CAdES). */

import { equalBytes } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import { body, children, type DerNode, Fields, OCTET_STRING, SEQUENCE } from "./der.ts";
import { type DigestAlgorithm, digest } from "./digests.ts";
import { OID } from "./oids.ts";
import { digestOf, readAlgorithm } from "./schemes.ts";
import { attributeValue, type SignedAttributes, type SignerInfo } from "./signed-data.ts";

/** RFC 5652 §5.3: by issuer and serial, or by subject key identifier. */
export function findSigner(signer: SignerInfo, certificates: readonly Certificate[]): Certificate | null {
  const { id } = signer;
  const found = certificates.find((certificate) =>
    "issuer" in id
      ? certificate.serial === id.serial && equalBytes(certificate.issuer.der, id.issuer)
      : certificate.extensions.subjectKeyIdentifier === id.keyIdentifier,
  );
  return found ?? null;
}

/** The hash by which signed attributes pin the signer's certificate; null where nothing pins it. */
export interface CertificateReference {
  readonly algorithm: DigestAlgorithm | null;
  readonly hash: Uint8Array;
}

/** Throws MisshapenDer. Version 2 before version 1 where both are there. */
export function certificateReference(attributes: SignedAttributes | null): CertificateReference | null {
  const v2 = attributeValue(attributes, OID.signingCertificateV2);
  if (v2 !== null) return readReference(v2);
  const v1 = attributeValue(attributes, OID.signingCertificate);
  return v1 === null ? null : { ...readReference(v1), algorithm: "sha1" };
}

/**
 * SigningCertificateV2 ::= SEQUENCE { certs SEQUENCE OF ESSCertIDv2, … }, the first being the signer's (RFC 5035 §3);
 * ESSCertIDv2 ::= SEQUENCE { hashAlgorithm DEFAULT SHA-256, certHash, issuerSerial OPTIONAL }.
 * Version 1 (RFC 2634 §5.4) is the same without the algorithm, which is SHA-1.
 */
function readReference(value: DerNode): CertificateReference {
  const [first] = children(new Fields(value).take(SEQUENCE));
  const fields = new Fields(first ?? value);
  const named = fields.maybe(SEQUENCE);
  const hash = body(fields.take(OCTET_STRING));
  return { algorithm: named === null ? "sha256" : digestOf(readAlgorithm(named)), hash };
}

export function matchesReference(certificate: Certificate, { algorithm, hash }: CertificateReference): boolean {
  return algorithm !== null && equalBytes(digest(algorithm, certificate.der), hash);
}
