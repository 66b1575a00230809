/** Which certificate signed: the one that the signer names, and that the signed attributes pin (RFC 5035, CAdES). */

import { equalBytes } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import { body, children, type DerNode, Fields, MisshapenDer, OCTET_STRING, SEQUENCE } from "./der.ts";
import { serialText } from "./der-values.ts";
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

/** How signed attributes pin the signer's certificate. */
export interface CertificateReference {
  /** Null where the hash is of an unknown algorithm. */
  readonly algorithm: DigestAlgorithm | null;
  readonly hash: Uint8Array;
  /** DER of the issuer's name and upper-case hex serial, where they are said too. */
  readonly issuer: { readonly name: Uint8Array; readonly serial: string } | null;
}

/** References of version 2 and of version 1, whichever are there: RFC 5035 §3 lets both be, and both must fit. */
export function certificateReferences(attributes: SignedAttributes | null): CertificateReference[] {
  const v2 = attributeValue(attributes, OID.signingCertificateV2);
  const v1 = attributeValue(attributes, OID.signingCertificate);
  return [...(v2 === null ? [] : [readReference(v2, "sha256")]), ...(v1 === null ? [] : [readReference(v1, "sha1")])];
}

/**
 * SigningCertificateV2 ::= SEQUENCE { certs SEQUENCE OF ESSCertIDv2, … }, the first being the signer's (RFC 5035 §3);
 * ESSCertIDv2 ::= SEQUENCE { hashAlgorithm DEFAULT SHA-256, certHash, issuerSerial OPTIONAL }.
 * Version 1 (RFC 2634 §5.4) is the same without the algorithm, which is SHA-1.
 */
function readReference(value: DerNode, standard: DigestAlgorithm): CertificateReference {
  const [first] = children(new Fields(value).take(SEQUENCE));
  if (first === undefined) throw new MisshapenDer("an empty reference to the signer's certificate");
  const fields = new Fields(first);
  const named = standard === "sha256" ? fields.maybe(SEQUENCE) : null;
  const hash = body(fields.take(OCTET_STRING));
  const issuer = fields.maybe(SEQUENCE);
  fields.end();
  return {
    algorithm: named === null ? standard : digestOf(readAlgorithm(named)),
    hash,
    issuer: issuer === null ? null : readIssuerSerial(issuer),
  };
}

/** IssuerSerial ::= SEQUENCE { issuer GeneralNames, serialNumber }, the name being [4] directoryName. */
function readIssuerSerial(node: DerNode): { name: Uint8Array; serial: string } {
  const fields = new Fields(node);
  const [name] = children(fields.take(SEQUENCE));
  const serial = serialText(fields.take());
  return { name: name === undefined ? new Uint8Array() : body(name), serial };
}

export function matchesHash(certificate: Certificate, { algorithm, hash }: CertificateReference): boolean {
  return algorithm !== null && equalBytes(digest(algorithm, certificate.der), hash);
}

export function matchesIssuer(certificate: Certificate, { issuer }: CertificateReference): boolean {
  return issuer === null || (issuer.serial === certificate.serial && equalBytes(issuer.name, certificate.issuer.der));
}
