/** Timestamps and answers of OCSP, theirs here and ours there: OpenSSL with its GOST engine is the other side. */

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { digestsOf } from "../../src/cms/digests.ts";
import { toPkcs8Pem } from "../../src/cms/issue/key.ts";
import { timestampResponse, withUnsigned } from "../../src/cms/issue/timestamp.ts";
import { readOcsp } from "../../src/cms/ocsp.ts";
import { OID } from "../../src/cms/oids.ts";
import { toPem } from "../../src/cms/pem.ts";
import { isImprintOf, readTimestamp } from "../../src/cms/timestamp.ts";
import { openTrustStore } from "../../src/cms/trust.ts";
import { validateSignature } from "../../src/cms/validate.ts";
import { answer, responder, responderKey, sealOf, stamper, stampKey, stampOver } from "./evidence.ts";
import { days, doctor, document, inShort, judgeAll, NOW, root, sign } from "./house.ts";
import { noGostEngine, openssl, workshop } from "./openssl.ts";
import { noSamples, sample } from "./samples.ts";

const folder = workshop();
const put = (name: string, contents: string | Uint8Array): void => writeFileSync(join(folder, name), contents);
const get = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, name)));
const signature = sign();

put("root.pem", toPem("CERTIFICATE", root.certificate));
put("root.key", toPkcs8Pem(root.key));
put("doctor.pem", toPem("CERTIFICATE", doctor));
put("tsa.pem", toPem("CERTIFICATE", stamper));
put("tsa.key", toPkcs8Pem(stampKey));
put("responder.pem", toPem("CERTIFICATE", responder));
put("responder.key", toPkcs8Pem(responderKey));
put("seal", sealOf(signature));
put(
  "openssl.cnf",
  `openssl_conf = all
[all]
engines = engines
[engines]
gost = gost
[gost]
engine_id = gost
default_algorithms = ALL
[tsa]
default_tsa = own
[own]
serial = serial
crypto_device = builtin
signer_digest = md_gost12_256
default_policy = 1.2.3.4
digests = md_gost12_256, sha256
accuracy = secs:1
ess_cert_id_chain = no
`,
);
put("serial", "01\n");
/** The engine comes from the configuration alone: given twice, it does not load. */
const gost = (...args: string[]): string => {
  const before = process.env.OPENSSL_CONF;
  process.env.OPENSSL_CONF = join(folder, "openssl.cnf");
  try {
    return openssl(folder, ...args);
  } finally {
    if (before === undefined) delete process.env.OPENSSL_CONF;
    else process.env.OPENSSL_CONF = before;
  }
};

test("OpenSSL's timestamp over a signature is the best time here", { skip: noGostEngine }, () => {
  gost("ts", "-query", "-data", "seal", "-md_gost12_256", "-cert", "-out", "q.tsq");
  gost("ts", "-reply", "-queryfile", "q.tsq", "-signer", "tsa.pem", "-inkey", "tsa.key", "-out", "theirs.tsr");
  gost(
    "ts",
    "-reply",
    "-queryfile",
    "q.tsq",
    "-signer",
    "tsa.pem",
    "-inkey",
    "tsa.key",
    "-token_out",
    "-out",
    "theirs",
  );
  assert.equal(readTimestamp(get("theirs.tsr")).imprintAlgorithm, "streebog256");
  const stamped = withUnsigned(signature, { type: OID.signatureTimestamp, value: get("theirs") });
  const { genTime } = readTimestamp(get("theirs"));
  // OpenSSL stamps with the machine's clock, so the verdict is asked for just after it.
  const now = new Date(genTime + 60_000);
  const verdict = judgeAll(stamped, { bestTime: now, now })[0]!;
  const [stamp] = verdict.timestamps!;
  const intact = stamp!.constraints.filter(({ constraint }) =>
    ["TimestampImprintMatches", "SignatureIntact", "TimestampPurposeFits"].includes(constraint),
  );
  assert.deepEqual(
    intact.map(({ met }) => met),
    [true, true, true],
    stamp!.reason,
  );
  assert.equal(stamp!.genTime, new Date(genTime).toISOString());
});

test("our timestamp is read and verified by OpenSSL; over something else it is not", { skip: noGostEngine }, () => {
  put("ours.tsr", timestampResponse(stampOver(sealOf(signature), NOW)));
  const verify = (data: string): string =>
    gost(
      "ts",
      "-verify",
      "-in",
      "ours.tsr",
      "-data",
      data,
      "-CAfile",
      "root.pem",
      "-attime",
      String(NOW.getTime() / 1000),
    );
  assert.match(verify("seal"), /Verification: OK/);
  put("other", document.bytes);
  assert.throws(() => verify("other"), /failed/);
  assert.match(gost("ts", "-reply", "-in", "ours.tsr", "-text"), /Status: Granted/);
});

test("OpenSSL's answer of OCSP is believed here, and ours there", { skip: noGostEngine }, () => {
  put("index.txt", "V\t300101000000Z\t\t07\tunknown\t/CN=Doctor\n");
  const ask = ["-issuer", "root.pem", "-cert", "doctor.pem"];
  gost("ocsp", ...ask, "-no_nonce", "-reqout", "q.ocsp");
  const by = ["-rsigner", "responder.pem", "-rkey", "responder.key", "-CA", "root.pem"];
  gost("ocsp", "-index", "index.txt", ...by, "-reqin", "q.ocsp", "-ndays", "3", "-respout", "theirs.ocsp");
  const { statements } = readOcsp(get("theirs.ocsp"));
  assert.equal(statements[0]!.status, "good");
  const now = new Date(statements[0]!.thisUpdate + 1000);
  const trust = openTrustStore({ roots: [root.certificate], ocsp: [get("theirs.ocsp")] });
  const verdict = judgeAll(signature, { trust, bestTime: now, now })[0]!;
  assert.equal(inShort(verdict), "TOTAL-PASSED", verdict.reason);
  assert.equal(verdict.revocation![0]!.kind, "ocsp");

  put("index.txt", "R\t300101000000Z\t250101000000Z,keyCompromise\t07\tunknown\t/CN=Doctor\n");
  gost("ocsp", "-index", "index.txt", ...by, "-reqin", "q.ocsp", "-ndays", "3", "-respout", "revoked.ocsp");
  const accused = openTrustStore({ roots: [root.certificate], ocsp: [get("revoked.ocsp")] });
  const later = new Date(readOcsp(get("revoked.ocsp")).statements[0]!.thisUpdate + 1000);
  assert.equal(
    inShort(judgeAll(signature, { trust: accused, bestTime: later, now: later })[0]!),
    "INDETERMINATE/REVOKED_NO_POE",
  );

  put("ours.ocsp", answer({ thisUpdate: days(-1), nextUpdate: days(3000) }));
  const told = gost(
    "ocsp",
    ...ask,
    "-respin",
    "ours.ocsp",
    "-CAfile",
    "root.pem",
    "-no_nonce",
    "-attime",
    String(NOW.getTime() / 1000),
  );
  assert.match(told, /doctor\.pem: good/);
});

test("the timestamp and the answer that OpenSSL made earlier: over this signature, and «revoked»", {
  skip: noSamples,
}, () => {
  const at = new Date("2026-11-24T10:00:00Z");
  const stamp = readTimestamp(sample("openssl-gost/ts.tsr"));
  assert.ok(isImprintOf(stamp, sample("openssl-gost/doc.doctor.p7s")));
  assert.ok(!isImprintOf(stamp, sample("openssl-gost/doc.org.p7s")));
  const verdict = (ocsp: Uint8Array[]) =>
    validateSignature({
      document: digestsOf(sample("openssl-gost/doc.xml")),
      signature: sample("openssl-gost/doc.revoked.p7s"),
      trust: openTrustStore({ roots: [sample("openssl-gost/root.cer")], ocsp }),
      ...{ bestTime: at, now: at },
    })[0]!;
  assert.equal(inShort(verdict([])), "INDETERMINATE/TRY_LATER");
  const accused = verdict([sample("openssl-gost/ocsp.resp")]);
  assert.equal(inShort(accused), "INDETERMINATE/REVOKED_NO_POE", accused.reason);
});
