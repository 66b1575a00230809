/** The three layers of a report say one thing: what everybody reads, what was asked, and the facts. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { cadesCode } from "../../src/cms/cades-code.ts";
import { layersOf } from "../../src/cms/layers.ts";
import { HOUSE_POLICY } from "../../src/cms/policy.ts";
import { openTrustStore } from "../../src/cms/trust.ts";
import { stampedAt } from "./evidence.ts";
import { days, judgeAll, list, NOW, root, sign } from "./house.ts";

const report = (...question: Parameters<typeof judgeAll>) => layersOf(judgeAll(...question)[0]!, HOUSE_POLICY);
const outcomes = ({ detailed }: ReturnType<typeof report>) =>
  detailed.blocks.map(({ block, outcome }) => `${block} ${outcome}`);

test("a good signature: every block is passed, and the facts name chain, list and digest", () => {
  const said = report(stampedAt(sign(), NOW), { bestTime: days(1), now: days(1) });
  assert.deepEqual(outcomes(said), ["FC passed", "ISC passed", "VCI passed", "XCV passed", "CV passed", "SAV passed"]);
  assert.equal(said.simple.cadesCode, "CADES_VERIFY_SUCCESS");
  assert.equal(said.simple.provenBy, "timestamp");
  assert.equal(said.simple.provisional, true, "the list is older than the signature");
  assert.equal(said.diagnostic.chain.length, 2);
  assert.equal(said.diagnostic.revocation[0]!.kind, "crl");
  assert.equal(said.diagnostic.documentDigest?.length, 64);
  assert.equal(said.detailed.timestamps[0]!.indication, "TOTAL-PASSED");
  assert.deepEqual(JSON.parse(JSON.stringify(said)), said, "it is JSON as it is");
});

test("what is wrong is told in its block, and CryptoPro's word for it beside", () => {
  const none = openTrustStore({ roots: [root.certificate] });
  const later = report(sign(), { trust: none });
  assert.deepEqual(outcomes(later).slice(3), ["XCV indeterminate", "CV passed", "SAV passed"]);
  assert.equal(later.simple.cadesCode, "CADES_VERIFY_END_CERT_REVOCATION");
  const broken = sign();
  broken[broken.length - 1]! ^= 1;
  const bad = report(broken);
  assert.deepEqual(outcomes(bad), [
    "FC passed",
    "ISC passed",
    "VCI not-asked",
    "XCV not-asked",
    "CV failed",
    "SAV not-asked",
  ]);
  assert.equal(bad.simple.cadesCode, "CADES_VERIFY_BAD_SIGNATURE");
  const early = stampedAt(sign(), days(-3));
  assert.equal(report(early).simple.cadesCode, "CADES_VERIFY_NO_VALID_SIGNATURE_TIMESTAMP");
  assert.equal(
    cadesCode({ indication: "INDETERMINATE", subIndication: "REVOKED_CA_NO_POE" }),
    "CADES_VERIFY_CHAIN_CERT_REVOCATION",
  );
  assert.equal(
    cadesCode({ indication: "INDETERMINATE", subIndication: "NO_CERTIFICATE_CHAIN_FOUND" }),
    "CADES_VERIFY_NO_CHAIN",
  );
});

test("a final list, and one that names a later revocation, are told", () => {
  const trust = openTrustStore({
    roots: [root.certificate],
    crls: [
      list({ thisUpdate: days(2), nextUpdate: days(9), revoked: [{ serial: 7n, at: days(1), reason: "superseded" }] }),
    ],
  });
  const said = report(sign(), { trust, bestTime: NOW, now: days(3) });
  assert.equal(said.simple.indication, "TOTAL-PASSED");
  assert.equal(said.simple.provisional, false);
  assert.deepEqual(said.diagnostic.revocation[0]!.revoked, { at: days(1).toISOString(), reason: 4 });
});

test("who signs should be named in the document: СНИЛС, ОГРН or ИНН", () => {
  const warnings = (owners: readonly string[]) => report(sign(), { owners }).simple.warnings;
  assert.deepEqual(warnings(["11223344595"]), []);
  assert.deepEqual(warnings(["00000000000"]), ["OwnerNamedInDocument"]);
});
