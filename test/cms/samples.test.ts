/** Certificates, lists and signatures that others made: TC26, the ministry, OpenSSL, esig/dss. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { describeCertificate, readCertificate } from "../../src/cms/certificate.ts";
import { readCrl } from "../../src/cms/crl.ts";
import { Fields, readDer, SEQUENCE, whole } from "../../src/cms/der.ts";
import { wholeBits } from "../../src/cms/der-values.ts";
import { digestsOf } from "../../src/cms/digests.ts";
import { blocksOf } from "../../src/cms/pem.ts";
import { HOUSE_POLICY, type Policy } from "../../src/cms/policy.ts";
import { readPublicKey } from "../../src/cms/public-key.ts";
import type { SignatureVerdict } from "../../src/cms/report.ts";
import { readAlgorithm, schemeOf, verifyBytes } from "../../src/cms/schemes.ts";
import { readSignedData } from "../../src/cms/signed-data.ts";
import { openTrustStore } from "../../src/cms/trust.ts";
import { validateSignature } from "../../src/cms/validate.ts";
import { inShort, unmet } from "./house.ts";
import { noSamples, sample, sampleNames } from "./samples.ts";

const skip = noSamples;
const nobody = openTrustStore({ roots: [] });
const at = new Date("2026-11-24T10:00:00Z");
const verdictsOver = (
  signature: Uint8Array,
  content: string | Uint8Array | null,
  trust = nobody,
  policy: Policy = HOUSE_POLICY,
) => {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return validateSignature({
    document: bytes === null ? null : digestsOf(bytes),
    signature,
    trust,
    bestTime: at,
    now: at,
    policy,
  });
};
const met = ({ constraints = [] }: SignatureVerdict, name: string): boolean | undefined =>
  constraints.find(({ constraint }) => constraint === name)?.met;
/** The mathematics is right, whatever the trust. */
const intact = (verdict: SignatureVerdict): boolean =>
  met(verdict, "MessageDigestMatches") !== false && met(verdict, "SignatureIntact") === true;

const PARAMETER_SET_FILES = [
  "x509_test_256_test_paramset_11894",
  "x509_test_256a_paramset_14117",
  "x509_test_512_test_paramset_16252",
];

test("TC26 and the draft of RFC 9215: requests, self-signed certificates and lists are by their keys", { skip }, () => {
  for (const name of [
    "x509_test_256_5317_1",
    "x509_test_512_6512_1",
    ...PARAMETER_SET_FILES.map((set) => `${set}_2`),
  ]) {
    const certificate = readCertificate(sample(`vectors/${name}.der`));
    assert.ok(nobody.signedBy(certificate, certificate), name);
  }
  for (const set of PARAMETER_SET_FILES) {
    const certificate = readCertificate(sample(`vectors/${set}_2.der`));
    assert.ok(nobody.signedBy(readCrl(sample(`vectors/${set}_3.der`)), certificate), `${set} list`);
    assert.ok(requestIsByItsKey(sample(`vectors/${set}_1.der`)), `${set} request`);
  }
});

/** PKCS#10 (RFC 2986 §4): the house reads none, but its key and signature are made of the same parts. */
function requestIsByItsKey(der: Uint8Array): boolean {
  const outer = new Fields(readDer(der));
  const info = outer.take(SEQUENCE);
  const algorithm = readAlgorithm(outer.take(SEQUENCE));
  const fields = new Fields(info);
  fields.take();
  fields.take();
  const key = readPublicKey(fields.take());
  const scheme = schemeOf(algorithm, key, null);
  return !("reason" in scheme) && verifyBytes(scheme, key, whole(info), wholeBits(outer.take()));
}

test("TC26: signed «Test message», signer known from the store; other kinds of CMS are format failures", {
  skip,
}, () => {
  const store = openTrustStore({
    roots: [sample("vectors/x509_test_256_5317_1.der"), sample("vectors/x509_test_512_6512_1.der")],
  });
  const signed = ["cms_test_256_2829_1.der", "cms_test_512_3568_1.der"];
  for (const name of sampleNames("vectors").filter((name) => name.startsWith("cms_"))) {
    const verdicts = verdictsOver(sample(`vectors/${name}`), null, store);
    if (!signed.includes(name)) {
      assert.deepEqual(verdicts.map(inShort), ["TOTAL-FAILED/FORMAT_FAILURE"], name);
      continue;
    }
    assert.ok(verdicts.every(intact), name);
    assert.equal(inShort(verdicts[0]!), "INDETERMINATE/SIG_CONSTRAINTS_FAILURE", "no signed attributes, so no CAdES");
    assert.deepEqual(verdictsOver(sample(`vectors/${name}`), "Test message", store).map(intact), [true]);
    assert.equal(
      inShort(verdictsOver(sample(`vectors/${name}`), "Test massage", store)[0]!),
      "TOTAL-FAILED/HASH_FAILURE",
    );
  }
});

test("TC26 (R 1323565.1.025-2019): intact, signer under a root that is a root by configuration only", { skip }, () => {
  const trust = openTrustStore({
    roots: [sample("tc26/root256_cert.pem")],
    intermediates: [sample("tc26/sender256_cert.pem"), sample("tc26/sender512_cert.pem")],
  });
  const lenient: Policy = {
    ...HOUSE_POLICY,
    levels: { RootIsAuthority: "WARN", RevocationDataAvailable: "WARN", SigningCertificateReferencePresent: "WARN" },
  };
  for (const name of ["signed_a111", "signed_a121"]) {
    const [der] = blocksOf(sample(`tc26/${name}.pem`));
    const [strict] = verdictsOver(der!, null, trust);
    assert.ok(intact(strict!), `${name} ${strict!.reason}`);
    assert.equal(inShort(strict!), "INDETERMINATE/CHAIN_CONSTRAINTS_FAILURE");
    assert.ok(unmet(strict!).includes("RootIsAuthority"));
    const [verdict] = verdictsOver(der!, null, trust, lenient);
    assert.equal(inShort(verdict!), "TOTAL-PASSED", verdict!.reason);
  }
  for (const name of ["hashed_a311", "hashed_a321"]) {
    assert.equal(
      inShort(verdictsOver(blocksOf(sample(`tc26/${name}.pem`))[0]!, null)[0]!),
      "TOTAL-FAILED/FORMAT_FAILURE",
    );
  }
});

test("the ministry's roots of 2018 and 2026 are by their own keys and are read in full", { skip }, () => {
  for (const name of sampleNames("gost-certs")) {
    const certificate = readCertificate(sample(`gost-certs/${name}`));
    assert.ok(nobody.signedBy(certificate, certificate), name);
    assert.deepEqual(certificate.extensions.unknownCritical, []);
  }
  const root = describeCertificate(sample("gost-certs/mincifry-root-2026.cer"));
  assert.equal(root.commonName, "Минцифры России");
  assert.equal(root.ogrn, "1047702026701");
  assert.equal(root.innLegal, "7710474375");
  assert.equal(root.algorithm, "GOST R 34.10-2012 256");
  assert.equal(root.notAfter, "2044-02-02T09:55:54.000Z");
});

test("OpenSSL with its GOST engine: doctor, organisation, revoked and wrongly used", { skip }, () => {
  const trust = openTrustStore({ roots: [sample("openssl-gost/root.cer")], crls: [sample("openssl-gost/root.crl")] });
  const verdict = (name: string, document = sample("openssl-gost/doc.xml")) =>
    inShort(verdictsOver(sample(`openssl-gost/doc.${name}.p7s`), document, trust)[0]!);
  assert.equal(verdict("doctor"), "TOTAL-PASSED");
  assert.equal(verdict("org"), "TOTAL-PASSED");
  assert.equal(verdict("revoked"), "INDETERMINATE/REVOKED_NO_POE");
  assert.equal(verdict("badku"), "INDETERMINATE/CHAIN_CONSTRAINTS_FAILURE");
  const changed = sample("openssl-gost/doc.xml");
  changed[changed.length >> 1]! ^= 1;
  assert.equal(verdict("doctor", changed), "TOTAL-FAILED/HASH_FAILURE");
  // A timestamp response and an answer of OCSP are no signatures of documents.
  for (const name of ["ts.tsr", "ts.tsq", "ocsp.resp", "root.crl"]) {
    assert.equal(inShort(verdictsOver(sample(`openssl-gost/${name}`), null)[0]!), "TOTAL-FAILED/FORMAT_FAILURE");
  }
});

test("esig/dss: intact signatures are intact, whatever European authorities they stand under", { skip }, () => {
  const files: readonly (readonly [string, string | null])[] = [
    ["cades-bes-signeddata-detached.p7s", "Hello World"],
    ["cades-detached.pkcs7", "Hello World"],
    ["CAdES-BpB_revoked_signingCertificate.p7m", null],
    ["Signature-C-BES-4.p7m", null],
    ["cades-double-signing-time.p7m", null],
    ["cms-wrong-sign-cert-ref.p7m", null],
    ["BER_reordered_prova.txt.p7m", null],
    ["counterSig.p7m", null],
  ];
  for (const [name, content] of files) {
    const [verdict] = verdictsOver(sample(`cades/${name}`), content);
    assert.ok(intact(verdict!), `${name}: ${verdict!.reason}`);
    assert.equal(met(verdict!, "SigningCertificateReferenceMatches"), true, name);
    assert.equal(inShort(verdict!), "INDETERMINATE/NO_CERTIFICATE_CHAIN_FOUND", name);
  }
});

test("esig/dss: what is wrong with the others", { skip }, () => {
  const first = (name: string, content: string | null = null) => verdictsOver(sample(`cades/${name}`), content)[0]!;
  assert.equal(inShort(first("cades-detached.pkcs7")), "INDETERMINATE/SIGNED_DATA_NOT_FOUND");
  assert.equal(inShort(first("cades-detached.pkcs7", "Hello World\n")), "TOTAL-FAILED/HASH_FAILURE");
  assert.ok(unmet(first("BER_reordered_prova.txt.p7m")).includes("SignedAttributesInOrder"));
  assert.equal(inShort(first("CAdES-BpB-att-SHA256-SHA512withRSA.p7m")), "TOTAL-FAILED/SIG_CRYPTO_FAILURE");
  assert.ok(unmet(first("counterSig.p7m")).includes("CryptographyStrong"), "SHA-1 and RSA 1024");
  assert.equal(inShort(first("malformed-cades.p7m")), "TOTAL-FAILED/FORMAT_FAILURE");
});

test("esig/dss: a whole European chain of RSA is followed to its root", { skip }, () => {
  const signature = sample("cades/Signature-C-BES-4.p7m");
  const root = readSignedData(signature).certificates.find((der) => describeCertificate(der).commonName === "RootCAOK");
  const trust = openTrustStore({ roots: [root!] });
  const then = new Date("2014-06-01T00:00:00Z");
  const policy: Policy = { ...HOUSE_POLICY, levels: { RevocationDataAvailable: "WARN" } };
  const [verdict] = validateSignature({ document: null, signature, trust, bestTime: then, now: then, policy });
  assert.equal(met(verdict!, "ChainFound"), true);
  assert.equal(met(verdict!, "ChainIntact"), true);
  assert.equal(met(verdict!, "RootIsAuthority"), true);
  // Its key usage is digitalSignature only, which does not bind a signer here.
  assert.equal(inShort(verdict!), "INDETERMINATE/CHAIN_CONSTRAINTS_FAILURE");
  assert.match(verdict!.reason, /KeyUsageFits/);
});
