/**
 * Changed, cut and monstrous bytes of every kind that is read here. What may happen: a refusal that names the fault, or a verdict. What
 * may not: any other throw; a pass of what was changed where a signature covers it; an earlier proven time; a revoked certificate made
 * good. What no signature covers (unsigned attributes, the shell of an answer, a status) may change without changing the verdict.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { concat } from "../../src/cms/bytes.ts";
import { readCertificate } from "../../src/cms/certificate.ts";
import { readCrl } from "../../src/cms/crl.ts";
import { MisshapenDer } from "../../src/cms/der.ts";
import { digestsOf } from "../../src/cms/digests.ts";
import { readOcsp } from "../../src/cms/ocsp.ts";
import { blocksOf } from "../../src/cms/pem.ts";
import { readSignedData } from "../../src/cms/signed-data.ts";
import { readTimestamp } from "../../src/cms/timestamp.ts";
import { openTrustStore, type TrustMaterial } from "../../src/cms/trust.ts";
import { validateSignature } from "../../src/cms/validate.ts";
import { answer, stampedAt } from "./evidence.ts";
import { days, doctor, inShort, judge, judgeAll, list, NOW, root, sign, unmet } from "./house.ts";
import { oddCms } from "./odd-cms.ts";
import { noSamples, sample, sampleNames } from "./samples.ts";

const passed = "TOTAL-PASSED";

function* changes(bytes: Uint8Array, step = 1): Generator<[at: number, changed: Uint8Array]> {
  for (let at = 0; at < bytes.length; at += step) {
    const changed = bytes.slice();
    changed[at]! ^= 1 << (at & 7);
    yield [at, changed];
  }
}

const READERS = { readCertificate, readCrl, readOcsp, readTimestamp, readSignedData } as const;

/** How many were read all the same. Only MisshapenDer may leave a reader. */
function readAll(name: string, bytes: Uint8Array): number {
  let read = 0;
  for (const [reader, run] of Object.entries(READERS)) {
    try {
      run(bytes);
      read++;
    } catch (error) {
      assert.ok(error instanceof MisshapenDer, `${name} by ${reader}: ${String(error)}`);
    }
  }
  return read;
}

test("every vector, each octet changed and cut at each place: read or refused as misshapen by every reader", {
  skip: noSamples,
}, (context) => {
  let [files, tries, cut] = [0, 0, 0];
  for (const folder of ["cades", "gost-certs", "openssl-gost", "tc26", "vectors"]) {
    for (const name of sampleNames(folder).filter((file) => !/\.(tsv|txt|xml)$/.test(file))) {
      const [der] = blocksOf(sample(`${folder}/${name}`));
      if (der === undefined) continue;
      files++;
      // Long files are cut and changed at fewer places; 900 of each is more than any header has.
      const step = Math.ceil(der.length / 900);
      for (const [at, changed] of changes(der, step)) {
        readAll(`${name} changed at ${at}`, changed);
        cut += readAll(`${name} cut at ${at}`, der.subarray(0, at));
        tries += 2;
      }
    }
  }
  assert.equal(cut, 0, "nothing that is cut off is read");
  assert.ok(files >= 45, `${files} files`);
  context.diagnostic(`${files} files, ${tries} changed or cut, each by ${Object.keys(READERS).length} readers`);
});

test("every signature of the vectors, changed: a verdict, and no pass", { skip: noSamples }, (context) => {
  const trust = openTrustStore({ roots: [sample("openssl-gost/root.cer")], crls: [sample("openssl-gost/root.crl")] });
  const verdict = (signature: Uint8Array, content: Uint8Array | null) =>
    validateSignature({
      document: content === null ? null : digestsOf(content),
      ...{ signature, trust, bestTime: NOW, now: NOW },
    });
  const document = sample("openssl-gost/doc.xml");
  let tries = 0;
  const files = [
    ...sampleNames("openssl-gost")
      .filter((name) => name.endsWith(".p7s"))
      .map((name) => `openssl-gost/${name}`),
    ...sampleNames("cades")
      .filter((name) => !name.endsWith(".tsv"))
      .map((name) => `cades/${name}`),
    ...sampleNames("vectors")
      .filter((name) => name.startsWith("cms_"))
      .map((name) => `vectors/${name}`),
  ];
  for (const file of files) {
    const signature = sample(file);
    const content = file.startsWith("openssl") ? document : null;
    for (const [at, changed] of changes(signature, Math.ceil(signature.length / 150))) {
      for (const bytes of [changed, signature.subarray(0, at)]) {
        const verdicts = verdict(bytes, content);
        assert.ok(verdicts.length > 0 && verdicts.every(({ indication }) => indication !== passed), `${file} at ${at}`);
        tries++;
      }
    }
  }
  context.diagnostic(`${files.length} signatures, ${tries} changed or cut`);
});

test("a stamped signature, changed: where it still passes, it is the same signature at no earlier time", () => {
  const signature = stampedAt(sign(), NOW);
  const later = { bestTime: days(1), now: days(1) };
  const whole = judgeAll(signature, later)[0]!;
  assert.equal(whole.provenBy, "timestamp");
  let passes = 0;
  for (const [at, changed] of changes(signature)) {
    const [verdict] = judgeAll(changed, later);
    if (verdict!.indication !== passed) continue;
    passes++;
    assert.equal(verdict!.signer?.fingerprint, whole.signer?.fingerprint);
    assert.equal(verdict!.documentDigest, whole.documentDigest);
    assert.ok(verdict!.bestTime >= whole.bestTime, `octet ${at}`);
    // Whatever was changed is in the unsigned timestamp: it proves nothing any more, or is no timestamp.
    assert.equal(verdict!.bestTime, later.bestTime.toISOString(), `octet ${at}`);
  }
  assert.ok(passes > 100 && passes < signature.length, `${passes} of ${signature.length}`);
});

test("a list or an answer, changed, accuses nobody, and acquits nobody", () => {
  const revoked = list({ revoked: [{ serial: 7n, at: days(-2), reason: "keyCompromise" }] });
  const said = answer({ status: { at: days(-2), reason: 1 } });
  const ask = (material: Partial<TrustMaterial>): string => {
    try {
      return judge(sign(), { trust: openTrustStore({ roots: [root.certificate], ...material }) });
    } catch {
      return "refused"; // the store names the file that it cannot read
    }
  };
  for (const [at, changed] of changes(revoked)) assert.notEqual(ask({ crls: [changed] }), passed, `list, octet ${at}`);
  for (const [at, changed] of changes(list())) {
    assert.ok(["refused", "INDETERMINATE/TRY_LATER"].includes(ask({ crls: [changed] })), `good list, octet ${at}`);
  }
  for (const [at, changed] of changes(said)) assert.notEqual(ask({ ocsp: [changed] }), passed, `answer, octet ${at}`);
  for (const [at, changed] of changes(answer()))
    assert.ok(!ask({ ocsp: [changed] }).includes("REVOKED"), `good answer, octet ${at}`);
});

test("lengths of 4 GiB, ten thousand shells one in another: refused where they stand", () => {
  const huge = Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x30, 0x00);
  const nested = concat(Array.from({ length: 10_000 }, () => Uint8Array.of(0x30, 0x80)));
  let exact: Uint8Array = new Uint8Array();
  for (let depth = 0; depth < 10_000; depth++) {
    const length = exact.length;
    const head = length < 0x80 ? [0x30, length] : [0x30, 0x83, length >> 16, (length >> 8) & 0xff, length & 0xff];
    if (depth % 100 === 0 || depth > 9_900) exact = concat([Uint8Array.from(head), exact]);
  }
  for (const bytes of [huge, nested, exact]) {
    assert.equal(judge(bytes), "TOTAL-FAILED/FORMAT_FAILURE");
    assert.equal(readAll("hostile", bytes), 0);
  }
  assert.throws(() => readSignedData(nested), /nested too deeply/);
  assert.throws(() => readSignedData(huge), /reaches past its container/);
  // The claim in every place of a signature that has a length of one octet.
  const signature = sign();
  for (let at = 1; at < signature.length; at++) {
    const claimed = concat([
      signature.subarray(0, at),
      Uint8Array.of(0x84, 0xff, 0xff, 0xff, 0xff),
      signature.subarray(at + 1),
    ]);
    assert.notEqual(judge(claimed), passed);
  }
});

test("a list of 100,000 is read once and looked up by number; inside a signature it is passed over", (context) => {
  const revoked = Array.from({ length: 100_000 }, (_, i) => ({ serial: BigInt(i) + 1_000_000n, at: days(-9) }));
  const long = list({ revoked });
  const before = process.cpuUsage();
  const read = readCrl(long);
  const { user, system } = process.cpuUsage(before);
  assert.equal(read.revoked.size, 100_000);
  const trust = openTrustStore({ roots: [root.certificate], crls: [long] });
  assert.equal(judge(sign(), { trust }), passed);
  context.diagnostic(`${long.length} octets read in ${Math.round((user + system) / 1000)} ms of the processor`);
  const enclosed = judgeAll(oddCms({ crls: [long], certificates: [doctor] }))[0]!;
  assert.equal(inShort(enclosed), passed);
  assert.deepEqual(unmet(enclosed), ["RevocationDataReadable"]);
});
