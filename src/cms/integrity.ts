/** Whether exactly this document was signed by exactly this key (RFC 5652 §5.4, §5.6). */

import { compareBytes, equalBytes, toHex } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import { body, expectTag, explicit, Fields, MisshapenDer, OCTET_STRING, readDer, SEQUENCE, SET } from "./der.ts";
import { oid } from "./der-values.ts";
import { value } from "./der-write.ts";
import { type DigestAlgorithm, type DocumentDigests, digestTitle } from "./digests.ts";
import type { Findings } from "./findings.ts";
import { OID } from "./oids.ts";
import { digestOf, readAlgorithm, type Scheme, schemeOf, verifyBytes } from "./schemes.ts";
import { attributeValue, type SignedAttributes, type SignedData, type SignerInfo } from "./signed-data.ts";

export interface IntegrityQuestion {
  /** Null for a counter-signature, which stands in no shell of its own and has no content type (§11.4). */
  readonly data: Pick<SignedData, "content" | "contentType" | "digestAlgorithms"> | null;
  readonly signer: SignerInfo;
  readonly document: DocumentDigests;
  readonly certificate: Certificate;
}

/** Asks in order and stops where the rest would say nothing. The scheme, when all is well; else null. */
export function proveIntegrity(findings: Findings, question: IntegrityQuestion): Scheme | null {
  const { data, signer, certificate } = question;
  const contentDigest = digestOf(signer.digestAlgorithm);
  const announced = data === null || data.digestAlgorithms.some((one) => digestOf(one) === contentDigest);
  const known = contentDigest !== null && announced;
  const unknown = { because: "the digest is not known or not announced", found: signer.digestAlgorithm.oid };
  if (!findings.ask("AlgorithmsKnown", known, () => unknown) || contentDigest === null) return null;
  if (!proveDocument(findings, question, contentDigest)) return null;

  const scheme = schemeOf(signer.signatureAlgorithm, certificate.publicKey, contentDigest);
  if ("reason" in scheme) {
    const constraint = scheme.kind === "unknown" ? "AlgorithmsKnown" : "AlgorithmsAgree";
    findings.ask(constraint, false, () => ({ because: scheme.reason }));
    return null;
  }
  const changed = { because: "the algorithms are not those that were signed" };
  if (!findings.ask("AlgorithmsAgree", !algorithmsChanged(signer), () => changed)) return null;
  return proveSignature(findings, scheme, question) ? scheme : null;
}

/** The document is what the signature speaks of: its digest is a signed attribute, and no other copy travels along. */
function proveDocument(findings: Findings, question: IntegrityQuestion, contentDigest: DigestAlgorithm): boolean {
  const { data, signer, document } = question;
  if (data !== null && data.content !== null) {
    const same = equalBytes(data.content, document.bytes);
    const other = { because: "the content inside the signature is another" };
    if (!findings.ask("AttachedContentMatches", same, () => other)) return false;
  }
  const attributes = signer.signedAttributes;
  if (attributes === null) {
    // §5.3: without signed attributes the content must be plain data, or attributes could pose as content.
    if (data !== null && data.contentType !== OID.data) throw new MisshapenDer("signed attributes are missing");
    return true;
  }
  const type = attributeValue(attributes, OID.contentType);
  const fits = data === null ? type === null : type !== null && oid(type) === data.contentType;
  if (!fits) throw new MisshapenDer("content types differ");
  const claimed = attributeValue(attributes, OID.messageDigest);
  if (claimed === null) throw new MisshapenDer("no message digest");
  const expected = toHex(body(expectTag(claimed, OCTET_STRING)));
  const found = toHex(document.digest(contentDigest));
  const because = `the ${digestTitle(contentDigest)} of the document is not the signed one`;
  return findings.ask("MessageDigestMatches", expected === found, () => ({ because, expected, found }));
}

/** RFC 6211 §2: where signed attributes repeat the algorithms, these must be the ones used. */
function algorithmsChanged(signer: SignerInfo): boolean {
  const value = attributeValue(signer.signedAttributes, OID.algorithmProtection);
  if (value === null) return false;
  const fields = new Fields(value);
  const digestName = readAlgorithm(fields.take(SEQUENCE)).oid;
  const signature = fields.maybe(explicit(1));
  if (digestName !== signer.digestAlgorithm.oid || signature === null) return true;
  // [1] IMPLICIT SignatureAlgorithmIdentifier: the same contents under another tag.
  return !equalBytes(body(signature), body(readDer(signer.signatureAlgorithm.der)));
}

/** §5.4: the signature is over the DER of the signed attributes, or over the content where there are none. */
function proveSignature(findings: Findings, scheme: Scheme, question: IntegrityQuestion): boolean {
  const { signer, document, certificate } = question;
  const attributes = signer.signedAttributes;
  const isOver = (message: Uint8Array): boolean =>
    verifyBytes(scheme, certificate.publicKey, message, signer.signature);
  const asStored = isOver(attributes?.der ?? document.bytes);
  const sorted = asStored || attributes === null ? null : sortedAttributes(attributes);
  const asSorted = sorted !== null && !equalBytes(sorted, attributes!.der) && isOver(sorted);

  const wrong = { because: "it is not by the signer's key over these attributes" };
  if (!findings.ask("SignatureIntact", asStored || asSorted, () => wrong)) return false;
  findings.ask("SignedAttributesInOrder", asStored, () => ({ because: "they are signed sorted but stored unsorted" }));
  return true;
}

const sortedAttributes = ({ list }: SignedAttributes): Uint8Array =>
  value(SET, ...list.map(({ der }) => der).toSorted(compareBytes));
