/** What a responder of OCSP says, whom it is believed from, and until when. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { OID } from "../../src/cms/oids.ts";
import { openTrustStore } from "../../src/cms/trust.ts";
import { answer, ocspChoice, responder, responderKey } from "./evidence.ts";
import { certify, days, doctor, inShort, judge, judgeAll, keyNamed, list, NOW, root, sign, unmet } from "./house.ts";
import { oddCms } from "./odd-cms.ts";

const passed = "TOTAL-PASSED";
const withAnswers = (...ocsp: Uint8Array[]) => openTrustStore({ roots: [root.certificate], ocsp });
const ask = (response: Uint8Array, bestTime = NOW): string =>
  judge(sign(), { trust: withAnswers(response), bestTime, now: NOW });
const whyNot = (response: Uint8Array): string => judgeAll(sign(), { trust: withAnswers(response) })[0]!.reason;

test("an answer says good, revoked since, or nothing; no list is needed beside it", () => {
  assert.equal(ask(answer()), passed);
  assert.equal(ask(answer({ status: { at: days(-2), reason: 1 } })), "INDETERMINATE/REVOKED_NO_POE");
  assert.equal(ask(answer({ status: { at: days(-2), reason: 6 } })), "INDETERMINATE/TRY_LATER", "on hold");
  assert.equal(ask(answer({ status: { at: days(-2), reason: 1 } }), days(-3)), passed, "revoked later");
  assert.equal(ask(answer({ status: "unknown" })), "INDETERMINATE/TRY_LATER");
  assert.match(whyNot(answer({ status: "unknown" })), /does not know the certificate/);
  assert.equal(ask(answer({ serial: 8n })), "INDETERMINATE/TRY_LATER", "of another certificate");
});

test("its time: over, of the future, without a next one, and final where it is of the best time or later", () => {
  assert.equal(ask(answer({ thisUpdate: days(-3), nextUpdate: days(-2) })), "INDETERMINATE/TRY_LATER");
  assert.equal(ask(answer({ thisUpdate: days(1), nextUpdate: days(2) })), "INDETERMINATE/TRY_LATER");
  const noNext = (thisUpdate: Date) => {
    const { nextUpdate: _, ...rest } = {
      issuer: root.certificate,
      serial: 7n,
      status: "good" as const,
      thisUpdate,
      nextUpdate: undefined,
    };
    return answer({ ...rest, nextUpdate: undefined as never });
  };
  assert.equal(ask(noNext(days(-1))), "INDETERMINATE/TRY_LATER", "a newer one was to be had");
  assert.equal(ask(noNext(NOW)), passed);
  const verdict = judgeAll(sign(), { trust: withAnswers(answer({ thisUpdate: NOW })) })[0]!;
  assert.deepEqual(
    verdict.revocation!.map(({ kind, final }) => [kind, final]),
    [["ocsp", true]],
  );
  assert.equal(verdict.provisional, false);
});

test("only the issuer and whom it put in charge are believed, and why not is said", () => {
  const by = (certificate: Uint8Array, key = responderKey) => answer({ responder: { certificate, key } });
  assert.equal(ask(answer({ responder: root })), passed, "the issuer itself");
  assert.match(whyNot(by(certify(responderKey, { extendedKeyUsage: [] }))), /not for OCSP/);
  assert.match(whyNot(by(responder, keyNamed("thief"))), /not signed by its responder/);
  assert.match(
    whyNot(by(certify(responderKey, { extendedKeyUsage: [OID.ocspSigning], notAfter: days(-50) }))),
    /not valid then/,
  );
  assert.match(whyNot(answer({ includeResponder: false })), /certificate is not there/);
  const otherKey = keyNamed("another authority");
  const other = { certificate: certify(otherKey, { authorityPathLength: 0 }), key: otherKey };
  const foreign = certify(responderKey, { authority: other, extendedKeyUsage: [OID.ocspSigning] });
  assert.match(whyNot(by(foreign)), /another authority's/);
  const revoked = openTrustStore({
    roots: [root.certificate],
    crls: [list({ revoked: [{ serial: 60n, at: days(-9) }], nextUpdate: days(-0.5) })],
    ocsp: [answer()],
  });
  const verdict = judgeAll(sign(), { trust: revoked })[0]!;
  assert.equal(inShort(verdict), "INDETERMINATE/TRY_LATER");
  assert.match(verdict.reason, /responder is revoked/);
});

test("an answer inside the signature is taken; a misshapen one is passed over with the reason", () => {
  const nothing = openTrustStore({ roots: [root.certificate] });
  const inside = (...answers: Uint8Array[]) =>
    oddCms({ version: 5n, crls: answers.map(ocspChoice), certificates: [doctor] });
  assert.equal(judge(inside(answer()), { trust: nothing }), passed);
  const broken = inside(Uint8Array.of(0x30, 3, 0x0a, 1, 6), answer());
  const verdict = judgeAll(broken, { trust: nothing })[0]!;
  assert.equal(inShort(verdict), passed);
  assert.deepEqual(unmet(verdict), ["RevocationDataReadable"]);
  const told = verdict.constraints!.find(({ constraint }) => constraint === "RevocationDataReadable");
  assert.match(told!.found!, /answered with error 6/);
});

test("of a list and an answer the newer one counts", () => {
  const trust = (status: Parameters<typeof answer>[0]) =>
    openTrustStore({
      roots: [root.certificate],
      crls: [list({ revoked: [{ serial: 7n, at: days(-2), reason: "certificateHold" }], thisUpdate: days(-1.5) })],
      ocsp: [answer(status)],
    });
  assert.equal(judge(sign(), { trust: trust({}) }), passed, "the hold is lifted");
  assert.equal(judge(sign(), { trust: trust({ thisUpdate: days(-1.9) }) }), "INDETERMINATE/TRY_LATER");
});
