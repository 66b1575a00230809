/** Signatures as careless, old or hostile tools make them: which are let pass, which not, and what is said. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { compareBytes } from "../../src/cms/bytes.ts";
import { readCertificate } from "../../src/cms/certificate.ts";
import { explicit } from "../../src/cms/der.ts";
import { identifier, integer, octets, sequence, timestamp, value } from "../../src/cms/der-write.ts";
import { digest } from "../../src/cms/digests.ts";
import { OID } from "../../src/cms/oids.ts";
import { openTrustStore } from "../../src/cms/trust.ts";
import {
  certify,
  doctor,
  document,
  inShort,
  judge,
  judgeAll,
  keyNamed,
  list,
  NOW,
  root,
  sign,
  unmet,
} from "./house.ts";
import { ATTRIBUTES, attribute, certificateV2, NULL, oddCms } from "./odd-cms.ts";

const { contentType, messageDigest, signingTime, certificateV2: pinned } = ATTRIBUTES;
const all = Object.values(ATTRIBUTES);
const FORMAT = "TOTAL-FAILED/FORMAT_FAILURE";
const algorithm = (oid: string, ...parameters: Uint8Array[]): Uint8Array => sequence(identifier(oid), ...parameters);

test("the odd builder makes the house's own bytes when nothing is odd", () => {
  assert.deepEqual(oddCms(), sign());
});

test("algorithm identifiers: the key's or the signature's, parameters NULL or absent", () => {
  for (const signatureAlgorithm of [
    algorithm(OID.gost256),
    algorithm(OID.gost256, NULL),
    algorithm(OID.gost256WithStreebog),
    algorithm(OID.gost256WithStreebog, NULL),
  ]) {
    assert.equal(judge(oddCms({ signatureAlgorithm })), "TOTAL-PASSED");
  }
  assert.equal(judge(oddCms({ digestAlgorithm: algorithm(OID.streebog256, NULL) })), "TOTAL-PASSED");
});

test("algorithms that contradict each other or the key are a cryptographic failure", () => {
  for (const oid of [OID.gost512, OID.gost512WithStreebog, OID.rsa, OID.ed25519]) {
    assert.equal(judge(oddCms({ signatureAlgorithm: algorithm(oid) })), "TOTAL-FAILED/SIG_CRYPTO_FAILURE", oid);
  }
  const withInteger = algorithm(OID.gost256, integer(1n));
  assert.equal(judge(oddCms({ signatureAlgorithm: withInteger })), "TOTAL-FAILED/SIG_CRYPTO_FAILURE");
  const other = {
    digestAlgorithm: algorithm(OID.sha256),
    attributes: [contentType, attribute(OID.messageDigest, octets(document.digest("sha256"))), pinned],
  };
  assert.equal(judge(oddCms(other)), "TOTAL-FAILED/SIG_CRYPTO_FAILURE");
});

test("an unknown algorithm, and a digest that the shell does not announce, cannot be judged", () => {
  assert.equal(judge(oddCms({ signatureAlgorithm: algorithm("1.2.3.4") })), "INDETERMINATE/CRYPTO_CONSTRAINTS_FAILURE");
  assert.equal(judge(oddCms({ digestAlgorithm: algorithm("1.2.3.4") })), "INDETERMINATE/CRYPTO_CONSTRAINTS_FAILURE");
  assert.equal(judge(oddCms({ announced: [algorithm(OID.sha256)] })), "INDETERMINATE/CRYPTO_CONSTRAINTS_FAILURE");
});

test("signed attributes stored unsorted but signed sorted pass with a warning", () => {
  const stored = (attributes: readonly Uint8Array[]) => attributes.toSorted(compareBytes).reverse();
  const [verdict] = judgeAll(oddCms({ stored }));
  assert.equal(inShort(verdict!), "TOTAL-PASSED");
  assert.deepEqual(unmet(verdict!), ["SignedAttributesInOrder"]);
});

test("signed attributes that come twice, have two values or are missing fail", () => {
  const otherDigest = attribute(OID.messageDigest, octets(new Uint8Array(32)));
  const twoTimes = attribute(OID.signingTime, timestamp(NOW), timestamp(new Date(0)));
  for (const attributes of [
    [...all, signingTime],
    [...all, otherDigest],
    [contentType, messageDigest, pinned, twoTimes],
    [messageDigest, signingTime, pinned],
    [contentType, signingTime, pinned],
    [],
  ]) {
    assert.equal(judge(oddCms({ attributes })), FORMAT);
  }
  const wrongType = attribute(OID.contentType, identifier(OID.signedData));
  assert.equal(judge(oddCms({ attributes: [wrongType, messageDigest, pinned] })), FORMAT);
  assert.equal(judge(oddCms({ attributes: [contentType, otherDigest, pinned] })), "TOTAL-FAILED/HASH_FAILURE");
});

test("nothing pins the certificate: CMS it is, CAdES it is not", () => {
  assert.equal(
    judge(oddCms({ attributes: [contentType, messageDigest, signingTime] })),
    "INDETERMINATE/SIG_CONSTRAINTS_FAILURE",
  );
  assert.equal(judge(oddCms({ attributes: null })), "INDETERMINATE/SIG_CONSTRAINTS_FAILURE");
  // Without signed attributes other content types would let signed attributes pose as a document.
  assert.equal(judge(oddCms({ attributes: null, contentType: OID.signedData, version: 3n })), FORMAT);
});

test("references to the certificate: version 1, version 2 with and without algorithm, both, and wrong ones", () => {
  const judgeReference = (...references: Uint8Array[]) =>
    judge(oddCms({ attributes: [contentType, messageDigest, ...references] }));
  const v1 = (hash: Uint8Array) => attribute(OID.signingCertificate, sequence(sequence(sequence(octets(hash)))));
  const v2 = (...rest: Parameters<typeof certificateV2>) => attribute(OID.signingCertificateV2, certificateV2(...rest));
  assert.equal(judgeReference(v1(digest("sha1", doctor))), "TOTAL-PASSED");
  assert.equal(judgeReference(v2(digest("sha256", doctor), null)), "TOTAL-PASSED");
  assert.equal(judgeReference(v1(digest("sha1", doctor)), pinned), "TOTAL-PASSED");
  const wrong = "INDETERMINATE/NO_SIGNING_CERTIFICATE_FOUND";
  assert.equal(judgeReference(v1(new Uint8Array(20))), wrong);
  assert.equal(judgeReference(v1(new Uint8Array(20)), pinned), wrong);
  assert.equal(judgeReference(v2(digest("sha256", root.certificate), null)), wrong);
  assert.equal(judgeReference(v2(new Uint8Array(32), algorithm("1.2.3.4"))), wrong);
  assert.equal(judgeReference(attribute(OID.signingCertificateV2, sequence(sequence()))), FORMAT);
});

test("issuer and serial beside the hash: wrong ones are a warning, for the hash is sure", () => {
  const name = value(explicit(4), readCertificate(doctor).issuer.der);
  const attributes = (serial: bigint) => [
    contentType,
    messageDigest,
    signingTime,
    attribute(
      OID.signingCertificateV2,
      certificateV2(digest("sha256", doctor), null, sequence(sequence(name), integer(serial))),
    ),
  ];
  assert.deepEqual(unmet(judgeAll(oddCms({ attributes: attributes(7n) }))[0]!), []);
  assert.deepEqual(unmet(judgeAll(oddCms({ attributes: attributes(8n) }))[0]!), ["SigningCertificateIssuerMatches"]);
});

test("RFC 6211: protected algorithms must be those used", () => {
  const protection = (digestName: string, signatureName: string) =>
    attribute(OID.algorithmProtection, sequence(algorithm(digestName), value(explicit(1), identifier(signatureName))));
  assert.equal(judge(oddCms({ attributes: [...all, protection(OID.streebog256, OID.gost256)] })), "TOTAL-PASSED");
  for (const other of [protection(OID.sha256, OID.gost256), protection(OID.streebog256, OID.gost512)]) {
    assert.equal(judge(oddCms({ attributes: [...all, other] })), "TOTAL-FAILED/SIG_CRYPTO_FAILURE");
  }
});

test("the signer may be named by key identifier, or lie in the store only", () => {
  assert.equal(judge(oddCms({ signerId: "key", version: 3n })), "TOTAL-PASSED");
  assert.equal(judge(oddCms({ certificates: [] })), "INDETERMINATE/NO_SIGNING_CERTIFICATE_FOUND");
  const informed = openTrustStore({ roots: [root.certificate], intermediates: [doctor], crls: [list()] });
  assert.equal(judge(oddCms({ certificates: [] }), { trust: informed }), "TOTAL-PASSED");
});

test("a certificate of the same name and serial but another key is not the signer's", () => {
  const twin = certify(keyNamed("twin"), { serial: 7n });
  assert.equal(judge(oddCms({ certificates: [twin] })), "INDETERMINATE/NO_SIGNING_CERTIFICATE_FOUND");
});

test("a certificate beside the signer's that cannot be read is passed over with a warning", () => {
  const broken = doctor.slice();
  broken[4] = 0x31;
  const [verdict] = judgeAll(oddCms({ certificates: [doctor, broken] }));
  assert.equal(inShort(verdict!), "TOTAL-PASSED");
  assert.deepEqual(unmet(verdict!), ["CertificatesReadable"]);
});

test("versions that no rule gives are refused", () => {
  for (const oddity of [
    { version: 0n },
    { version: 3n },
    { version: 5n },
    { signerVersion: 3n },
    { signerVersion: 2n },
  ]) {
    assert.equal(judge(oddCms(oddity)), FORMAT);
  }
});

test("BER shells with content in pieces are read; the signature itself must be DER", () => {
  assert.equal(judge(oddCms({ indefinite: true, content: document.bytes })), "TOTAL-PASSED");
  assert.equal(judge(oddCms({ indefinite: true })), "TOTAL-PASSED");
});

test("unsigned attributes change nothing, even two of a kind", () => {
  const counter = attribute("1.2.840.113549.1.9.6", sequence());
  assert.equal(judge(oddCms({ unsigned: [counter, counter] })), "TOTAL-PASSED");
});

test("each signer gets a verdict of his own, and a crowd none", () => {
  assert.deepEqual(judgeAll(oddCms({ copies: 3 })).map(inShort), ["TOTAL-PASSED", "TOTAL-PASSED", "TOTAL-PASSED"]);
  assert.equal(judge(oddCms({ copies: 33 })), FORMAT);
  assert.equal(judge(oddCms({ copies: 0 })), FORMAT);
  assert.equal(judge(oddCms({ certificates: Array.from({ length: 300 }, () => doctor) })), FORMAT);
});
