/** Keys of organisations: a folder that is opened at start, told about when it cannot be, and when a certificate ends. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { Refusal } from "../../src/basics/refusal.ts";
import { organisationKey } from "../../src/clinic/organisation-key.ts";
import { writePfx } from "../../src/cms/container/write-pfx.ts";
import { digestsOf } from "../../src/cms/digests.ts";
import { toPkcs8, toPkcs8Pem } from "../../src/cms/issue/key.ts";
import { signDetachedBy } from "../../src/cms/issue/sign.ts";
import { toPem } from "../../src/cms/pem.ts";
import { openOrganisationSeals } from "../../src/roof/open-organisation-seals.ts";
import { certify, days, judge, keyNamed, NOW } from "../cms/house.ts";

const OIDS = { one: "1.2.643.5.1.13.13.12.2.76.1", two: "1.2.643.5.1.13.13.12.2.76.22" };
const key = keyNamed("hospital", "512-A");
const until = (day: number) => certify(key, { subject: { commonName: "Больница" }, notAfter: days(day) });
const counted = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i);
const pfx = (certificate: Uint8Array, password: string) =>
  writePfx({ pkcs8: toPkcs8(key), certificates: [certificate], password, random: counted, iterations: 1000 });

describe("a folder of organisations' keys", () => {
  const folders: string[] = [];
  function folder(files: Record<string, string | Uint8Array>): string {
    const path = mkdtempSync(join(tmpdir(), "medkarta-keys-"));
    folders.push(path);
    for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
    return path;
  }
  after(() => {
    for (const path of folders) rmSync(path, { recursive: true, force: true });
  });

  test("gives each its own key, by PKCS#12 or PEM, and signs", async () => {
    const seals = await openOrganisationSeals(
      folder({
        [`${OIDS.one}.p12`]: await pfx(until(300), "секрет"),
        [`${OIDS.one}.password`]: "секрет\n",
        [`${OIDS.two}.pem`]: `${toPkcs8Pem(key)}${toPem("CERTIFICATE", until(20))}`,
        "README.txt": "не ключ",
      }),
    );
    const document = digestsOf(counted(100));
    for (const oid of Object.values(OIDS)) {
      const seal = await seals.find(oid);
      assert.ok(seal);
      assert.equal(
        judge(await signDetachedBy({ digests: document, ...seal, signingTime: NOW }), { document }),
        "TOTAL-PASSED",
      );
    }
    assert.equal(await seals.find("1.2.3"), null);
    assert.equal((await organisationKey(seals, OIDS.one, NOW)).state, "good");
    assert.deepEqual(await organisationKey(seals, OIDS.two, NOW), { state: "ends-soon", until: days(20) });
    assert.equal((await organisationKey(seals, OIDS.two, days(21))).state, "expired");
    assert.deepEqual(await organisationKey(seals, "1.2.3", NOW), { state: "missing", until: null });
  });

  test("takes the certificate that lasts longest, and one password for all", async () => {
    const seals = await openOrganisationSeals(
      folder({
        [`${OIDS.one}.p12`]: await pfx(until(5), "общий"),
        [`${OIDS.one}.pfx`]: await pfx(until(500), "общий"),
        password: "общий",
      }),
    );
    assert.deepEqual((await organisationKey(seals, OIDS.one, NOW)).until, days(500));
  });

  test("that does not open stops the start, and tells which file and why, without the password", async () => {
    const wrong = folder({ [`${OIDS.one}.p12`]: await pfx(until(300), "секрет"), password: "иной" });
    const cases: [string, RegExp][] = [
      [wrong, /12\.2\.76\.1\.p12: wrong-password/],
      [folder({ [`${OIDS.one}.pem`]: toPkcs8Pem(key) }), /no-certificate/],
      [folder({ [`${OIDS.one}.p12`]: "письмо" }), /not-a-container/],
      [join(wrong, "nowhere"), /cannot be read/],
    ];
    for (const [path, words] of cases)
      await assert.rejects(openOrganisationSeals(path), (error) => {
        assert.ok(error instanceof Refusal && error.code === "CONFIG");
        assert.match(error.words.en, words);
        assert.doesNotMatch(`${error.words.en} ${error.words.ru}`, /секрет|иной/);
        return true;
      });
  });
});
