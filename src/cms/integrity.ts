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

/** Asks in order; false where the rest would say nothing. `scheme` comes back for the strength of the cryptography. */
export function proveIntegrity(
  findings: Findings,
  data: SignedData,
  signer: SignerInfo,
  contentDigest: DigestAlgorithm | null,
  document: DocumentDigests,
  certificate: Certificate,
): Scheme | null {
  const known = contentDigest !== null && data.digestAlgorithms.some((one) => digestOf(one) === contentDigest);
  const announced = {
    found: signer.digestAlgorithm.oid,
    because: "the digest is not known or not announced by the signature",
  };
  if (!findings.ask("AlgorithmsKnown", known, known ? {} : announced) || contentDigest === null) return null;
  if (!proveDocument(findings, data, signer, contentDigest, document)) return null;

  const scheme = schemeOf(signer.signatureAlgorithm, certificate.publicKey, contentDigest);
  if ("reason" in scheme) {
    findings.ask(scheme.kind === "unknown" ? "AlgorithmsKnown" : "AlgorithmsAgree", false, { because: scheme.reason });
    return null;
  }
  const changed = algorithmsChanged(signer);
  if (
    !findings.ask(
      "AlgorithmsAgree",
      !changed,
      changed ? { because: "the algorithms are not those that were signed" } : {},
    )
  )
    return null;
  return proveSignature(findings, scheme, signer, document, certificate) ? scheme : null;
}

/** The document is what the signature speaks of: its digest is in the signed attributes, and no other copy travels along. */
function proveDocument(
  findings: Findings,
  data: SignedData,
  signer: SignerInfo,
  contentDigest: DigestAlgorithm,
  document: DocumentDigests,
): boolean {
  if (data.content !== null) {
    const same = equalBytes(data.content, document.bytes);
    if (
      !findings.ask(
        "AttachedContentMatches",
        same,
        same ? {} : { because: "the content inside the signature is another" },
      )
    )
      return false;
  }
  const attributes = signer.signedAttributes;
  if (attributes === null) {
    // §5.3: without signed attributes the content must be plain data, or attributes could pose as content.
    if (data.contentType !== OID.data) throw new MisshapenDer("signed attributes are missing");
    return true;
  }
  const type = attributeValue(attributes, OID.contentType);
  if (type === null || oid(type) !== data.contentType) throw new MisshapenDer("content types differ");
  const claimed = attributeValue(attributes, OID.messageDigest);
  if (claimed === null) throw new MisshapenDer("no message digest");
  const expected = toHex(body(expectTag(claimed, OCTET_STRING)));
  const found = toHex(document.digest(contentDigest));
  return findings.ask(
    "MessageDigestMatches",
    expected === found,
    expected === found
      ? {}
      : { because: `the ${digestTitle(contentDigest)} of the document is not the signed one`, expected, found },
  );
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
function proveSignature(
  findings: Findings,
  scheme: Scheme,
  signer: SignerInfo,
  document: DocumentDigests,
  { publicKey }: Certificate,
): boolean {
  const attributes = signer.signedAttributes;
  const signed = attributes?.der ?? document.bytes;
  let intact = verifyBytes(scheme, publicKey, signed, signer.signature);
  let sorted = true;
  if (!intact && attributes !== null) {
    const inOrder = sortedAttributes(attributes);
    if (!equalBytes(inOrder, attributes.der)) {
      intact = verifyBytes(scheme, publicKey, inOrder, signer.signature);
      sorted = !intact;
    }
  }
  findings.ask(
    "SignatureIntact",
    intact,
    intact ? {} : { because: "the signature is not by the signer's key over these attributes" },
  );
  if (intact)
    findings.ask(
      "SignedAttributesInOrder",
      sorted,
      sorted ? {} : { because: "they are signed sorted but stored unsorted" },
    );
  return intact;
}

const sortedAttributes = ({ list }: SignedAttributes): Uint8Array =>
  value(SET, ...list.map(({ der }) => der).toSorted(compareBytes));
