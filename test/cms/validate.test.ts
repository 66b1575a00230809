/** One signature under many circumstances: what the house answers, in the words of EN 319 102-1. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { concat } from "../../src/cms/bytes.ts";
import { describeCertificate } from "../../src/cms/certificate.ts";
import { PARAMETER_SETS } from "../../src/cms/curves.ts";
import { digestsOf } from "../../src/cms/digests.ts";
import { engine } from "../../src/cms/engine.ts";
import { signDetached } from "../../src/cms/issue/sign.ts";
import { toPem } from "../../src/cms/pem.ts";
import { HOUSE_POLICY, type Policy } from "../../src/cms/policy.ts";
import { openTrustStore } from "../../src/cms/trust.ts";
import {
  certify,
  days,
  doctor,
  doctorKey,
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
import { oddCms } from "./odd-cms.ts";

const signature = sign();
const withLists = (...crls: Uint8Array[]) => ({ trust: openTrustStore({ roots: [root.certificate], crls }) });
const lenient = (levels: Policy["levels"]) => ({ policy: { ...HOUSE_POLICY, levels } });

test("a good signature passes and says who, when and over what", () => {
  const [verdict] = judgeAll(signature);
  assert.equal(inShort(verdict!), "TOTAL-PASSED");
  assert.deepEqual(unmet(verdict!), []);
  assert.equal(verdict!.signer?.snils, "11223344595");
  assert.equal(verdict!.signer?.commonName, "Врачова Анна Ивановна");
  assert.equal(verdict!.signer?.serial, "07");
  assert.equal(verdict!.signingTime, NOW.toISOString());
  assert.equal(verdict!.bestTime, NOW.toISOString());
  assert.equal(verdict!.digestAlgorithm, "GOST R 34.11-2012 256");
  assert.equal(verdict!.signatureAlgorithm, "GOST R 34.10-2012 256 with GOST R 34.11-2012 256");
  assert.equal(verdict!.documentDigest, Buffer.from(document.digest("streebog256")).toString("hex"));
});

test("on every curve; on the standard's example curves the arithmetic is right and the key is refused", () => {
  for (const name of Object.keys(PARAMETER_SETS) as (keyof typeof PARAMETER_SETS)[]) {
    const key = keyNamed("any", name);
    const expected = name.includes("test") ? "INDETERMINATE/CRYPTO_CONSTRAINTS_FAILURE" : "TOTAL-PASSED";
    assert.equal(judge(sign(certify(key), key)), expected, name);
  }
});

test("equal input gives equal bytes", () => {
  assert.deepEqual(sign(), signature);
});

test("another document is a hash failure, though only one octet differs", () => {
  const other = digestsOf(new TextEncoder().encode("<ClinicalDocument />"));
  assert.equal(judge(signature, { document: other }), "TOTAL-FAILED/HASH_FAILURE");
});

test("another's key is a cryptographic failure", () => {
  assert.equal(judge(sign(doctor, keyNamed("impostor"))), "TOTAL-FAILED/SIG_CRYPTO_FAILURE");
});

test("garbage, nothing and a certificate are format failures", () => {
  for (const bytes of [
    new Uint8Array(),
    Uint8Array.of(0x30),
    new Uint8Array(1000).fill(0x30),
    doctor,
    document.bytes,
  ]) {
    assert.equal(judge(bytes), "TOTAL-FAILED/FORMAT_FAILURE");
  }
  assert.equal(judge(concat([signature, Uint8Array.of(0)])), "TOTAL-FAILED/FORMAT_FAILURE");
});

test("a signature may be dressed as PEM or bare base64; two in one file are none", () => {
  const pem = toPem("CMS", signature);
  for (const file of [pem, pem.replace(/-----[^-]+-----/g, ""), Buffer.from(signature).toString("base64")]) {
    assert.equal(judge(new TextEncoder().encode(file)), "TOTAL-PASSED");
  }
  assert.equal(judge(new TextEncoder().encode(pem + pem)), "TOTAL-FAILED/FORMAT_FAILURE");
  assert.equal(judge(new TextEncoder().encode(pem.replace("MI", "!!"))), "TOTAL-FAILED/FORMAT_FAILURE");
});

test("a root that nobody trusts ends no chain", () => {
  const stranger = { key: keyNamed("stranger"), certificate: root.certificate };
  assert.equal(judge(signature, { trust: openTrustStore({ roots: [] }) }), "INDETERMINATE/NO_CERTIFICATE_CHAIN_FOUND");
  const forged = certify(doctorKey, { authority: stranger });
  assert.equal(judge(sign(forged)), "INDETERMINATE/CERTIFICATE_CHAIN_GENERAL_FAILURE");
});

test("a chain over a subordinate authority is found in the signature or in the store", () => {
  const key = keyNamed("subordinate", "512-A");
  const subject = { commonName: "Подчинённый УЦ" };
  const certificate = certify(key, { subject, authorityPathLength: 0 });
  const leaf = certify(doctorKey, { authority: { key, certificate } });
  const crls = [list(), list({ authority: { key, certificate } })];
  const store = openTrustStore({ roots: [root.certificate], crls });
  assert.equal(judge(sign(leaf, doctorKey, [certificate]), { trust: store }), "TOTAL-PASSED");
  assert.equal(judge(sign(leaf), { trust: store }), "INDETERMINATE/NO_CERTIFICATE_CHAIN_FOUND");
  const informed = openTrustStore({ roots: [root.certificate], intermediates: [certificate], crls });
  assert.equal(judge(sign(leaf), { trust: informed }), "TOTAL-PASSED");

  const revoked = openTrustStore({
    roots: [root.certificate],
    intermediates: [certificate],
    crls: [list({ revoked: [{ serial: serialOf(certificate), at: days(-2) }] }), crls[1]!],
  });
  assert.equal(judge(sign(leaf), { trust: revoked }), "INDETERMINATE/REVOKED_CA_NO_POE");
});

test("who is no authority issues nothing: a doctor, a CA without keyCertSign, a CA below its path length", () => {
  const bad = (authority: { key: typeof doctorKey; certificate: Uint8Array }, ...above: Uint8Array[]) => {
    const key = keyNamed("victim");
    const leaf = certify(key, { authority });
    const [verdict] = judgeAll(
      sign(leaf, key, [authority.certificate, ...above]),
      lenient({ RevocationDataAvailable: "WARN" }),
    );
    return inShort(verdict!);
  };
  assert.equal(bad({ key: doctorKey, certificate: doctor }), "INDETERMINATE/CHAIN_CONSTRAINTS_FAILURE");
  const key = keyNamed("half");
  const subject = { commonName: "Половинный УЦ" };
  const half = certify(key, { subject, authorityPathLength: null, keyUsage: ["crlSign"] });
  assert.equal(bad({ key, certificate: half }), "INDETERMINATE/CHAIN_CONSTRAINTS_FAILURE");

  const first = certify(key, { subject, authorityPathLength: 0 });
  const below = keyNamed("below");
  const second = certify(below, {
    subject: { commonName: "Лишний УЦ" },
    authority: { key, certificate: first },
    authorityPathLength: null,
  });
  assert.equal(bad({ key: below, certificate: second }, first), "INDETERMINATE/CHAIN_CONSTRAINTS_FAILURE");
});

test("a key for logging in does not sign documents; one only for signing does, with a warning", () => {
  const use = (...keyUsage: ("digitalSignature" | "nonRepudiation" | "keyAgreement")[]) =>
    judgeAll(sign(certify(doctorKey, { keyUsage })))[0]!;
  assert.equal(inShort(use("digitalSignature")), "INDETERMINATE/CHAIN_CONSTRAINTS_FAILURE");
  assert.equal(inShort(use("keyAgreement")), "INDETERMINATE/CHAIN_CONSTRAINTS_FAILURE");
  assert.equal(inShort(use("nonRepudiation")), "TOTAL-PASSED");
  assert.deepEqual(unmet(use("nonRepudiation")), ["KeyUsageComplete"]);
});

test("the key of a time stamping server signs no documents, whatever its key usage says", () => {
  const purposes = (...extendedKeyUsage: string[]) => judge(sign(certify(doctorKey, { extendedKeyUsage })));
  assert.equal(purposes("1.3.6.1.5.5.7.3.8"), "INDETERMINATE/CHAIN_CONSTRAINTS_FAILURE");
  assert.equal(purposes("1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.4"), "TOTAL-PASSED");
  assert.equal(purposes("1.3.6.1.5.5.7.3.8", "1.2.643.2.2.34.6"), "TOTAL-PASSED");
});

test("outside its validity a certificate proves nothing", () => {
  assert.equal(judge(signature, { bestTime: days(-101), now: NOW }), "TOTAL-FAILED/NOT_YET_VALID");
  const late = { bestTime: days(301), now: days(301) };
  assert.equal(judge(signature, late), "INDETERMINATE/OUT_OF_BOUNDS_NO_POE");
  const fresh = list({ thisUpdate: days(299), nextUpdate: days(310) });
  assert.equal(judge(signature, { ...late, ...withLists(fresh) }), "INDETERMINATE/OUT_OF_BOUNDS_NOT_REVOKED");
  // The proven time counts, not the time of asking: a document registered in time stays good for ever.
  assert.equal(judge(signature, { now: days(5000) }), "TOTAL-PASSED");
});

test("revocation counts from its date on", () => {
  const revoked = (at: Date) => withLists(list({ revoked: [{ serial: 7n, at, reason: "keyCompromise" }] }));
  assert.equal(judge(signature, revoked(days(-1))), "INDETERMINATE/REVOKED_NO_POE");
  assert.equal(judge(signature, revoked(NOW)), "INDETERMINATE/REVOKED_NO_POE");
  assert.equal(judge(signature, { ...revoked(days(1)), now: days(2) }), "TOTAL-PASSED");
  const [verdict] = judgeAll(signature, revoked(days(-1)));
  assert.match(verdict!.reason, /CertificateNotRevoked: .*2026-11-23.*reason 1/);
});

test("a certificate on hold is to be asked about later; a later list that is silent lifts the hold", () => {
  const held = list({ revoked: [{ serial: 7n, at: days(-3), reason: "certificateHold" }], thisUpdate: days(-3) });
  assert.equal(judge(signature, withLists(held)), "INDETERMINATE/TRY_LATER");
  assert.equal(judge(signature, withLists(held, list())), "TOTAL-PASSED");
  // Nothing but a hold can be lifted: a revocation that vanishes from a later list stays.
  const revoked = list({ revoked: [{ serial: 7n, at: days(-3) }], thisUpdate: days(-3) });
  assert.equal(judge(signature, withLists(revoked, list())), "INDETERMINATE/REVOKED_NO_POE");
});

test("no list, a stale one, one of the future, a forged one: said, and levelled by the policy", () => {
  const nothing = withLists();
  assert.equal(judge(signature, nothing), "INDETERMINATE/TRY_LATER");
  assert.match(
    judgeAll(signature, nothing)[0]!.reason,
    /RevocationDataAvailable: no revocation list of «.*Тестовый корень»/,
  );
  const stale = withLists(list({ thisUpdate: days(-9), nextUpdate: days(-2) }));
  assert.equal(judge(signature, stale), "INDETERMINATE/TRY_LATER");
  assert.match(judgeAll(signature, stale)[0]!.reason, /RevocationDataFresh/);
  assert.equal(judge(signature, { ...stale, bestTime: days(-3) }), "TOTAL-PASSED");
  assert.equal(judge(signature, withLists(list({ thisUpdate: days(1) }))), "INDETERMINATE/TRY_LATER");
  const forged = withLists(list({ authority: { key: keyNamed("stranger"), certificate: root.certificate } }));
  assert.match(judgeAll(signature, forged)[0]!.reason, /its signature is not its issuer's/);

  const [warned] = judgeAll(signature, { ...nothing, ...lenient({ RevocationDataAvailable: "WARN" }) });
  assert.equal(inShort(warned!), "TOTAL-PASSED");
  assert.match(warned!.reason, /warnings: RevocationDataAvailable/);
});

test("a list issued after a certificate expired says nothing of it, unless it says that it keeps the expired", () => {
  const later = { thisUpdate: days(400), nextUpdate: days(410) };
  const asked = { bestTime: NOW, now: days(401) };
  assert.equal(judge(signature, { ...asked, ...withLists(list(later)) }), "INDETERMINATE/TRY_LATER");
  assert.equal(
    judge(signature, { ...asked, ...withLists(list({ ...later, keepsExpiredSince: days(-1000) })) }),
    "TOTAL-PASSED",
  );
});

const withContent = (content: Uint8Array): Uint8Array => oddCms({ content });

test("the content may travel along when it is the document", () => {
  const attached = judgeAll(withContent(document.bytes));
  assert.equal(inShort(attached[0]!), "TOTAL-PASSED");
  assert.equal(judge(withContent(new Uint8Array(3))), "TOTAL-FAILED/HASH_FAILURE");
  assert.equal(judge(withContent(document.bytes), { document: null }), "TOTAL-PASSED");
  assert.equal(judge(signature, { document: null }), "INDETERMINATE/SIGNED_DATA_NOT_FOUND");
});

test("a signer's clock that runs ahead is a warning", () => {
  const ahead = signDetached({ digests: document, certificate: doctor, key: doctorKey, signingTime: days(1) });
  assert.deepEqual(unmet(judgeAll(ahead)[0]!), ["SigningTimePlausible"]);
});

test("what was verified once is not verified again: the doctor's next document costs one verification", (context) => {
  const store = openTrustStore({ roots: [root.certificate], crls: [list()] });
  const verifications = context.mock.method(engine, "verify");
  judge(signature, { trust: store });
  assert.equal(verifications.mock.callCount(), 3, "signature, certificate, list");
  judge(signature, { trust: store });
  assert.equal(verifications.mock.callCount(), 4);
});

const serialOf = (certificate: Uint8Array): bigint => BigInt(`0x${describeCertificate(certificate).serial}`);
