/** Certificates and revocation lists with extensions that limit them: what is understood, and what makes the house say no. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { readCertificate } from "../../src/cms/certificate.ts";
import { explicit, implicit } from "../../src/cms/der.ts";
import {
  bits,
  flags,
  identifier,
  integer,
  octets,
  sequence,
  timestamp,
  truth,
  value,
} from "../../src/cms/der-write.ts";
import { signatureAlgorithm, signBytes } from "../../src/cms/issue/sign-bytes.ts";
import { OID } from "../../src/cms/oids.ts";
import { openTrustStore } from "../../src/cms/trust.ts";
import { certify, days, doctorKey, judge, judgeAll, list, root, sign } from "./house.ts";
import { oddCms } from "./odd-cms.ts";

const rootName = readCertificate(root.certificate).subject.der;
const extension = (id: string, contents: Uint8Array, critical = false) =>
  sequence(identifier(id), ...(critical ? [truth()] : []), octets(contents));
const signed = (tbs: Uint8Array, outer = signatureAlgorithm(root.key)) =>
  sequence(tbs, outer, bits(signBytes(root.key, tbs)));
const keyUsage = extension(OID.keyUsage, flags([0, 1]), true);

/** A doctor's certificate with exactly these extensions. */
const withExtensions = (extensions: readonly Uint8Array[], outer?: Uint8Array): Uint8Array =>
  signed(
    sequence(
      value(explicit(0), integer(2n)),
      integer(77n),
      signatureAlgorithm(root.key),
      rootName,
      sequence(timestamp(days(-10)), timestamp(days(10))),
      sequence(),
      doctorKey.publicKey,
      ...(extensions.length > 0 ? [value(explicit(3), sequence(...extensions))] : []),
    ),
    outer,
  );

/** A list of the root with these extensions, naming nobody unless said otherwise. */
const listWith = (extensions: readonly Uint8Array[], ...entries: Uint8Array[]): Uint8Array =>
  signed(
    sequence(
      integer(1n),
      signatureAlgorithm(root.key),
      rootName,
      timestamp(days(-1)),
      timestamp(days(1)),
      ...(entries.length > 0 ? [sequence(...entries)] : []),
      ...(extensions.length > 0 ? [value(explicit(0), sequence(...extensions))] : []),
    ),
  );

const point = (url: string): Uint8Array =>
  value(explicit(0), value(explicit(0), value(implicit(6), new TextEncoder().encode(url))));
const scope = (...fields: Uint8Array[]): Uint8Array =>
  extension(OID.issuingDistributionPoint, sequence(...fields), true);
const yes = (position: number): Uint8Array => value(implicit(position), Uint8Array.of(0xff));
const under = (...crls: Uint8Array[]) => ({ trust: openTrustStore({ roots: [root.certificate], crls }) });

test("a critical extension that is not understood stops the chain, another does not", () => {
  const strange = (critical: boolean) => withExtensions([keyUsage, extension("1.2.3.4", sequence(), critical)]);
  assert.equal(judge(sign(strange(false))), "TOTAL-PASSED");
  assert.equal(judge(sign(strange(true))), "INDETERMINATE/CHAIN_CONSTRAINTS_FAILURE");
  assert.match(judgeAll(sign(strange(true)))[0]!.reason, /CriticalExtensionsUnderstood.*1\.2\.3\.4/);
  // RFC 5280 §4.2.1.10: name constraints bind; who does not check them must not pass over them.
  assert.match(
    judgeAll(sign(withExtensions([keyUsage, extension("2.5.29.30", sequence(), true)])))[0]!.reason,
    /2\.5\.29\.30/,
  );
});

test("a certificate without key usage restricts nothing and is passed with a warning", () => {
  assert.match(judgeAll(sign(withExtensions([])))[0]!.reason, /warnings: KeyUsageSaid/);
});

test("an extension twice, and an outer algorithm that is not the inner one, are misshapen", () => {
  assert.throws(() => readCertificate(withExtensions([keyUsage, keyUsage])), /twice/);
  assert.throws(
    () => readCertificate(withExtensions([keyUsage], sequence(identifier(OID.gost512WithStreebog)))),
    /two signature algorithms/,
  );
});

test("lists of only some certificates count for those alone", () => {
  const person = sign(certify(doctorKey, { crlUrl: "http://a/1.crl" }));
  const counts = (...fields: Uint8Array[]) => judge(person, under(listWith([scope(...fields)])));
  assert.equal(counts(), "TOTAL-PASSED");
  assert.equal(counts(yes(1)), "TOTAL-PASSED", "only persons");
  assert.equal(counts(yes(2)), "INDETERMINATE/TRY_LATER", "only authorities");
  assert.equal(counts(point("http://a/1.crl")), "TOTAL-PASSED", "the certificate's own point");
  assert.equal(counts(point("http://a/2.crl")), "INDETERMINATE/TRY_LATER", "another point");
  assert.equal(counts(value(implicit(3), Uint8Array.of(1, 0xfe))), "INDETERMINATE/TRY_LATER", "only some reasons");
  assert.equal(counts(yes(4)), "INDETERMINATE/TRY_LATER", "indirect");
  assert.equal(counts(yes(5)), "INDETERMINATE/TRY_LATER", "attribute certificates");
});

test("delta lists, strange critical extensions and entries of other issuers make a list unusable, and it is said", () => {
  const reason = (crl: Uint8Array) => judgeAll(sign(), under(crl))[0]!.reason;
  assert.match(
    reason(listWith([extension(OID.deltaCrlIndicator, integer(1n), true)])),
    /passed over: it is a delta list/,
  );
  assert.match(reason(listWith([extension("1.2.3.4", sequence(), true)])), /critical extension 1\.2\.3\.4/);
  const entry = sequence(
    integer(5n),
    timestamp(days(-2)),
    sequence(extension(OID.certificateIssuer, sequence(), true)),
  );
  assert.match(reason(listWith([], entry)), /other issuers/);
  assert.equal(judge(sign(), under(listWith([]))), "TOTAL-PASSED", "a list without extensions is a list");
});

test("a list inside the signature is taken when its issuer signed it, and can accuse too", () => {
  const empty = { trust: openTrustStore({ roots: [root.certificate] }) };
  assert.equal(judge(oddCms(), empty), "INDETERMINATE/TRY_LATER");
  assert.equal(judge(oddCms({ crls: [list()] }), empty), "TOTAL-PASSED");
  const accusing = list({ revoked: [{ serial: 7n, at: days(-1) }] });
  assert.equal(judge(oddCms({ crls: [accusing] }), under(list())), "INDETERMINATE/REVOKED_NO_POE");
  const forged = list({ authority: { key: doctorKey, certificate: root.certificate } });
  assert.equal(judge(oddCms({ crls: [forged] }), empty), "INDETERMINATE/TRY_LATER");
  assert.equal(judge(oddCms({ crls: [sequence(integer(1n))] }), empty), "INDETERMINATE/TRY_LATER");
});
