/** What a timestamp proves, and what it does not. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { readCertificate } from "../../src/cms/certificate.ts";
import { timestampResponse, withUnsigned } from "../../src/cms/issue/timestamp.ts";
import { OID } from "../../src/cms/oids.ts";
import { readTimestamp } from "../../src/cms/timestamp.ts";
import { openTrustStore } from "../../src/cms/trust.ts";
import { sealOf, stampedAt, stamper, stamperWith, stampKey, stampOver } from "./evidence.ts";
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
import { ATTRIBUTES, attribute, oddCms } from "./odd-cms.ts";

const passed = "TOTAL-PASSED";
const first = (...question: Parameters<typeof judgeAll>) => judgeAll(...question)[0]!;
const hour = (count: number): Date => new Date(NOW.getTime() + count * 3_600_000);
const storeWith = (...changes: Parameters<typeof list>) =>
  openTrustStore({ roots: [root.certificate], crls: [list(...changes)] });

test("a timestamp is the best time, and its authority and time are told", () => {
  const verdict = first(stampedAt(sign(), hour(0), { accuracy: 2 }), { bestTime: hour(5), now: hour(5) });
  assert.equal(inShort(verdict), passed, verdict.reason);
  assert.equal(verdict.bestTime, hour(0).toISOString());
  assert.equal(verdict.provenBy, "timestamp");
  const [stamp] = verdict.timestamps!;
  assert.equal(stamp!.indication, passed, stamp!.reason);
  assert.equal(stamp!.genTime, hour(0).toISOString());
  assert.equal(stamp!.accuracyMilliseconds, 2000);
  assert.equal(stamp!.authority?.commonName, "Служба штампов времени");
});

test("of several timestamps the earliest valid one counts; one that is not valid proves nothing and is said", () => {
  const signature = sign();
  const two = withUnsigned(stampedAt(signature, hour(3)), {
    type: OID.signatureTimestamp,
    value: stampOver(sealOf(signature), hour(2)),
  });
  assert.equal(first(two, { bestTime: hour(5), now: hour(5) }).bestTime, hour(2).toISOString());
  const strayed = withUnsigned(stampedAt(signature, hour(3)), {
    type: OID.signatureTimestamp,
    value: stampOver(document.bytes, hour(1)),
  });
  const verdict = first(strayed, { bestTime: hour(5), now: hour(5) });
  assert.equal(verdict.bestTime, hour(3).toISOString());
  assert.equal(inShort(verdict), passed);
  assert.deepEqual(unmet(verdict), ["TimestampsValid"]);
  assert.deepEqual(verdict.timestamps!.map((one) => one.subIndication).toSorted(), ["HASH_FAILURE", null]);
});

test("expired today but valid then: with a timestamp or a proof it passes, without one it is not proved", () => {
  const short = certify(doctorKey, { notAfter: days(2) });
  const signature = sign(short);
  const later = { bestTime: days(30), now: days(30), trust: storeWith({ thisUpdate: days(1), nextUpdate: days(40) }) };
  assert.match(judge(signature, later), /OUT_OF_BOUNDS/);
  assert.equal(judge(stampedAt(signature, days(1)), later), passed);
  assert.equal(judge(signature, { ...later, proofOfExistence: days(1) }), passed);
  assert.equal(first(signature, { ...later, proofOfExistence: days(1) }).provenBy, "proof");
  assert.match(judge(stampedAt(signature, days(3)), later), /OUT_OF_BOUNDS/, "stamped too late");
  // Without a list that speaks of it nothing says that it was not revoked meanwhile.
  const stale = { ...later, trust: storeWith({ thisUpdate: days(-1), nextUpdate: days(1) }) };
  assert.equal(judge(signature, stale), "INDETERMINATE/OUT_OF_BOUNDS_NO_POE");
});

test("revoked after the timestamp is valid, before it is not", () => {
  const signature = stampedAt(sign(), hour(0));
  const ask = (at: Date) =>
    judge(signature, {
      bestTime: days(3),
      now: days(3),
      trust: storeWith({ revoked: [{ serial: 7n, at }], thisUpdate: days(2), nextUpdate: days(9) }),
    });
  assert.equal(ask(hour(1)), passed);
  assert.equal(ask(hour(-1)), "INDETERMINATE/REVOKED_NO_POE");
});

test("who may not stamp proves nothing: wrong purposes, not critical, out of time, revoked, unknown", () => {
  const signature = sign();
  const because = (changes: Parameters<typeof stampOver>[2], trust = storeWith()) =>
    first(stampedAt(signature, hour(0), changes), { bestTime: hour(5), now: hour(5), trust }).timestamps![0]!;
  const sub = (...question: Parameters<typeof because>) => because(...question).subIndication;
  assert.equal(sub({}), null);
  const both = [OID.timeStamping, "1.3.6.1.5.5.7.3.1"];
  assert.equal(sub({ certificate: stamperWith({ extendedKeyUsage: both }) }), "CHAIN_CONSTRAINTS_FAILURE");
  assert.equal(sub({ certificate: stamperWith({ extendedKeyUsageCritical: false }) }), "CHAIN_CONSTRAINTS_FAILURE");
  assert.equal(sub({ certificate: certify(stampKey) }), "CHAIN_CONSTRAINTS_FAILURE", "a doctor's certificate");
  assert.equal(sub({ certificate: stamperWith({ notBefore: hour(1) }) }), "NOT_YET_VALID");
  assert.match(sub({ certificate: stamperWith({ notAfter: hour(-1) }) })!, /OUT_OF_BOUNDS/);
  assert.equal(sub({ key: keyNamed("thief") }), "SIG_CRYPTO_FAILURE");
  const strangers = openTrustStore({ roots: [certify(keyNamed("x"))] });
  assert.equal(sub({}, strangers), "NO_CERTIFICATE_CHAIN_FOUND");
  assert.equal(sub({ imprintAlgorithm: "sha1" }), "CRYPTO_CONSTRAINTS_FAILURE");
});

test("an authority's lost key stamps any time: only what was witnessed before the loss is believed", () => {
  const signature = stampedAt(sign(), hour(0));
  const ask = (reason: "keyCompromise" | "superseded", bestTime: Date) =>
    first(signature, {
      bestTime,
      now: days(5),
      trust: storeWith({ revoked: [{ serial: 50n, at: days(2), reason }], thisUpdate: days(4), nextUpdate: days(9) }),
    }).provenBy;
  assert.equal(ask("superseded", days(5)), "timestamp");
  assert.equal(ask("keyCompromise", days(5)), "asked", "stamped with a stolen key, for all we know");
  assert.equal(ask("keyCompromise", days(1)), "timestamp", "the registry had it before the key was lost");
});

test("times out of order: signed after its timestamp, stamped after it was received, content stamped after signing", () => {
  const order = "INDETERMINATE/TIMESTAMP_ORDER_FAILURE";
  const later = { bestTime: hour(5), now: hour(5) };
  assert.equal(judge(stampedAt(sign(), hour(-1)), later), order);
  assert.equal(judge(stampedAt(sign(), new Date(NOW.getTime() - 9 * 60_000)), later), passed, "a clock runs ahead");
  assert.equal(judge(stampedAt(sign(), hour(7)), { bestTime: hour(5), now: hour(8) }), order);
  const withContentStamp = (at: Date) =>
    oddCms({
      attributes: [...Object.values(ATTRIBUTES), attribute(OID.contentTimestamp, stampOver(document.bytes, at))],
    });
  const verdict = first(withContentStamp(hour(-2)), later);
  assert.equal(inShort(verdict), passed, verdict.reason);
  assert.deepEqual(
    verdict.timestamps!.map(({ kind }) => kind),
    ["content"],
  );
  assert.equal(verdict.provenBy, "asked", "it proves the document, not the signature");
  assert.equal(judge(stampedAt(withContentStamp(hour(2)), hour(1)), later), order);
});

test("a token is read alone and in a server's answer; a refusal and garbage are misshapen", () => {
  const token = stampOver(document.bytes, NOW, { nonce: 0xabcdefn });
  assert.equal(readTimestamp(timestampResponse(token)).genTime, NOW.getTime());
  assert.equal(readTimestamp(token).nonce, "ABCDEF");
  assert.throws(() => readTimestamp(Uint8Array.of(0x30, 5, 0x30, 3, 2, 1, 2)), /refused: status 2/);
  assert.throws(() => readTimestamp(sign()), /no timestamp/);
  const verdict = first(withUnsigned(sign(), { type: OID.signatureTimestamp, value: Uint8Array.of(5, 0) }));
  assert.equal(inShort(verdict), passed);
  assert.equal(verdict.timestamps![0]!.subIndication, "FORMAT_FAILURE");
});

test("an authority that was trusted until yesterday still vouches for a signature of last week", () => {
  const dated = openTrustStore({
    roots: [{ der: root.certificate, from: days(-900), until: days(-1) }],
    crls: [list()],
  });
  const early = oddCms({ attributes: Object.values(ATTRIBUTES) });
  const ask = (bestTime: Date) => judge(early, { trust: dated, bestTime, now: NOW });
  assert.equal(ask(days(-7)), passed);
  assert.equal(ask(NOW), "INDETERMINATE/NO_CERTIFICATE_CHAIN_FOUND");
  assert.equal(ask(days(-901)), "INDETERMINATE/NO_CERTIFICATE_CHAIN_FOUND", "not trusted yet");
  // The timestamp's own word is not enough: its authority stands under the root that is no longer trusted.
  assert.equal(
    judge(stampedAt(early, days(-7)), { trust: dated, bestTime: NOW, now: NOW }),
    "INDETERMINATE/NO_CERTIFICATE_CHAIN_FOUND",
  );
  assert.equal(readCertificate(doctor).serial, "07");
  assert.notEqual(readCertificate(stamper).serial, readCertificate(doctor).serial);
});
