/** No change of a signature passes, none makes the house throw, and no crafted one keeps it busy. */

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { concat } from "../../src/cms/bytes.ts";
import { identifier, integer, octets, sequence, setOf, value } from "../../src/cms/der-write.ts";
import { digestsOf } from "../../src/cms/digests.ts";
import { OID } from "../../src/cms/oids.ts";
import { openTrustStore } from "../../src/cms/trust.ts";
import { validateSignature } from "../../src/cms/validate.ts";
import { certify, judge, judgeAll, keyNamed, list, NOW, root, sign } from "./house.ts";
import { noSamples, sample } from "./samples.ts";

const wideKey = keyNamed("wide", "512-C");
const signatures = { "256 bits": sign(), "512 bits": sign(certify(wideKey), wideKey) };

for (const [name, signature] of Object.entries(signatures)) {
  test(`${name}: cut off anywhere it is a format failure`, () => {
    for (let length = 0; length < signature.length; length++) {
      assert.equal(judge(signature.subarray(0, length)), "TOTAL-FAILED/FORMAT_FAILURE", `${length} octets`);
    }
  });

  // Each change costs a verification or two; of the slower curve every third octet is tried.
  const step = name === "256 bits" ? 1 : 3;
  test(`${name}: ${step === 1 ? "any octet" : "every third octet"} changed, it does not pass`, () => {
    const changed = signature.slice();
    for (let at = 0; at < signature.length; at += step) {
      for (const mask of name === "256 bits" ? [1 << (at & 7), 0xff] : [1 << (at & 7)]) {
        changed[at] = signature[at]! ^ mask;
        assert.notEqual(judgeAll(changed)[0]!.indication, "TOTAL-PASSED", `octet ${at}, mask ${mask}`);
      }
      changed[at] = signature[at]!;
    }
    assert.equal(judge(changed), "TOTAL-PASSED", "put back, it passes");
  });
}

test("octets set, removed, inserted, doubled, swapped at random: never a throw, never a pass", () => {
  const signature = signatures["256 bits"];
  const place = fc.nat(signature.length - 1);
  const edit = fc.oneof(
    fc.tuple(place, fc.nat(255)).map(([at, octet]) => splice(signature, at, 1, [octet])),
    fc.tuple(place, fc.integer({ min: 1, max: 40 })).map(([at, count]) => splice(signature, at, count, [])),
    fc
      .tuple(place, fc.uint8Array({ minLength: 1, maxLength: 20 }))
      .map(([at, more]) => splice(signature, at, 0, [...more])),
    fc.tuple(place, place).map(([a, b]) => splice(splice(signature, a, 1, [signature[b]!]), b, 1, [signature[a]!])),
    fc.tuple(place, place).map(([a, b]) => concat([signature.subarray(0, a), signature.subarray(b)])),
  );
  fc.assert(
    fc.property(edit, (changed) => {
      const [verdict] = judgeAll(changed);
      const same = Buffer.compare(changed, signature) === 0;
      assert.equal(verdict!.indication === "TOTAL-PASSED", same);
    }),
    { numRuns: 600 },
  );
});

const splice = (bytes: Uint8Array, at: number, count: number, more: readonly number[]): Uint8Array =>
  concat([bytes.subarray(0, at), Uint8Array.from(more), bytes.subarray(at + count)]);

test("arbitrary bytes and arbitrary documents are answered with a verdict", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 100 }), (signature, bytes) => {
      assert.equal(judge(signature, { document: digestsOf(bytes) }), "TOTAL-FAILED/FORMAT_FAILURE");
    }),
    { numRuns: 500 },
  );
});

test("OpenSSL's own signature: cut off or changed, it does not pass either", { skip: noSamples }, () => {
  const trust = openTrustStore({ roots: [sample("openssl-gost/root.cer")], crls: [sample("openssl-gost/root.crl")] });
  const digests = digestsOf(sample("openssl-gost/doc.xml"));
  const signature = sample("openssl-gost/doc.doctor.p7s");
  const indication = (bytes: Uint8Array) =>
    validateSignature({ document: digests, signature: bytes, trust, bestTime: NOW, now: NOW })[0]!.indication;
  assert.equal(indication(signature), "TOTAL-PASSED");
  for (let at = 0; at < signature.length; at++) {
    assert.equal(indication(signature.subarray(0, at)), "TOTAL-FAILED");
    const changed = signature.slice();
    changed[at]! ^= 1 << (at & 7);
    assert.notEqual(indication(changed), "TOTAL-PASSED", `octet ${at}`);
  }
});

test("hostile shapes cost less than a third of a second of the processor", () => {
  const swift = (bytes: Uint8Array): void => {
    assert.ok(processorTime(() => judgeAll(bytes)) < 333);
  };
  // 100,000 openings of indefinite length; 100,000 empty certificates; 100,000 empty attributes.
  swift(new Uint8Array(200_000).map((_, i) => (i % 2 ? 0x80 : 0x30)));
  const shell = (...parts: Uint8Array[]) =>
    sequence(
      identifier(OID.signedData),
      value(0xa0, sequence(integer(1n), setOf(), sequence(identifier(OID.data)), ...parts)),
    );
  swift(
    shell(
      value(
        0xa0,
        new Uint8Array(200_000).map((_, i) => (i % 2 ? 0 : 0x30)),
      ),
      setOf(),
    ),
  );
  swift(shell(setOf(new Uint8Array(200_000).map((_, i) => (i % 2 ? 0 : 0x30)))));
  swift(shell(setOf(octets(new Uint8Array(1_000_000)))));
});

test("a ring of authorities that certify each other ends", () => {
  const keys = Array.from({ length: 12 }, (_, i) => keyNamed(`ring ${i}`));
  const subject = { commonName: "Кольцо" };
  const ring = keys.map((key, i) => {
    const issuer = keys[(i + 1) % keys.length]!;
    const certificate = certify(issuer, { subject, authorityPathLength: null });
    return certify(key, { subject, authority: { key: issuer, certificate }, authorityPathLength: null });
  });
  const leafKey = keyNamed("leaf of the ring");
  const leaf = certify(leafKey, { authority: { key: keys[0]!, certificate: ring[0]! } });
  const store = openTrustStore({ roots: [root.certificate], crls: [list()] });
  let verdict = "";
  const spent = processorTime(() => {
    verdict = judge(sign(leaf, leafKey, ring), { trust: store });
  });
  assert.match(verdict, /^INDETERMINATE\/(NO_CERTIFICATE_CHAIN_FOUND|CERTIFICATE_CHAIN_GENERAL_FAILURE)$/);
  assert.ok(spent < 1000, `${spent} ms`);
});

/** Milliseconds of this process, whatever else the machine does. */
function processorTime(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
