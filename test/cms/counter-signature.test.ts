/** Who signed a signature is judged like anybody, and nested in what he signed. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { withUnsigned } from "../../src/cms/issue/timestamp.ts";
import { OID } from "../../src/cms/oids.ts";
import { counterSign, sealOf } from "./evidence.ts";
import { certify, days, inShort, judgeAll, keyNamed, sign, unmet } from "./house.ts";
import { noSamples, sample } from "./samples.ts";

const chiefKey = keyNamed("chief");
const chief = {
  key: chiefKey,
  certificate: certify(chiefKey, { subject: { commonName: "Главный врач", snils: "08765430300" } }),
};
const signed = sign(undefined, undefined, [chief.certificate]);
const with_ = (...counters: Uint8Array[]) =>
  withUnsigned(signed, ...counters.map((value) => ({ type: OID.counterSignature, value })));

test("a counter-signature is told with its own verdict", () => {
  const verdict = judgeAll(with_(counterSign(sealOf(signed), chief)))[0]!;
  assert.equal(inShort(verdict), "TOTAL-PASSED", verdict.reason);
  assert.deepEqual(verdict.counterSignatures!.map(inShort), ["TOTAL-PASSED"]);
  assert.equal(verdict.counterSignatures![0]!.signer?.commonName, "Главный врач");
  assert.deepEqual(unmet(verdict), []);
});

test("one over something else, by an unknown or expired certificate, or misshapen: a warning above, a verdict below", () => {
  const old = { key: chiefKey, certificate: certify(chiefKey, { notAfter: days(-1) }) };
  const stranger = { key: chiefKey, certificate: certify(chiefKey) };
  const counters = [
    counterSign(sealOf(sign(certify(chiefKey), chiefKey)), chief),
    counterSign(sealOf(signed), stranger),
    Uint8Array.of(0x30, 0),
  ];
  const verdict = judgeAll(with_(...counters))[0]!;
  assert.equal(verdict.indication, "TOTAL-PASSED");
  assert.deepEqual(unmet(verdict), ["CounterSignaturesHold"]);
  assert.deepEqual(verdict.counterSignatures!.map(inShort).toSorted(), [
    "INDETERMINATE/NO_SIGNING_CERTIFICATE_FOUND",
    "TOTAL-FAILED/FORMAT_FAILURE",
    "TOTAL-FAILED/HASH_FAILURE",
  ]);
  const expired = withUnsigned(sign(undefined, undefined, [old.certificate]), {
    type: OID.counterSignature,
    value: counterSign(sealOf(signed), old),
  });
  assert.match(inShort(judgeAll(expired)[0]!.counterSignatures![0]!), /OUT_OF_BOUNDS/);
});

test("a counter-signature may be counter-signed, and a tower of them ends", () => {
  let tower = counterSign(sealOf(signed), chief);
  for (let floor = 0; floor < 6; floor++) tower = counterSign(sealOf(signed), chief);
  assert.equal(judgeAll(with_(tower))[0]!.counterSignatures!.length, 1);
  const crowd = Array.from({ length: 40 }, () => tower);
  assert.equal(judgeAll(with_(...crowd))[0]!.counterSignatures!.length, 8);
});

test("esig/dss: the counter-signature of another tool is intact", { skip: noSamples }, () => {
  const verdict = judgeAll(sample("cades/counterSig.p7m"), { document: null })[0]!;
  const [counter] = verdict.counterSignatures!;
  const intact = counter!.constraints!.find(({ constraint }) => constraint === "SignatureIntact");
  assert.equal(intact?.met, true, counter!.reason);
});
