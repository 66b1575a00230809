/** The demo's doctors have keys that one can take and sign with, and what they sign is sealed by the demo's organisation. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { sealDraft } from "../../src/clinic/seal-draft.ts";
import { openContainer } from "../../src/cms/container/open-container.ts";
import { digestsOf } from "../../src/cms/digests.ts";
import { signDetachedBy } from "../../src/cms/issue/sign.ts";
import { validateSignature } from "../../src/cms/validate.ts";
import { openDemoAuthority } from "../../src/demo/authority/authority.ts";
import { DEMO_KEY_PASSWORD } from "../../src/demo/authority/key-files.ts";
import { demoSeals } from "../../src/demo/authority/seals.ts";
import { world } from "../../src/demo/people/world.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";

describe("keys of the demo", () => {
  let house: TestHouse;
  before(async () => {
    house = await openTestHouse();
  });
  after(() => house.close());

  test("lie in a folder and behind an address; a stranger's name has none", async () => {
    const answer = await fetch(`${house.url}/demo/keys/krylova.p12`);
    assert.equal(answer.headers.get("content-type"), "application/x-pkcs12");
    const file = await readFile(join(house.dataDir, "demo-keys", "krylova.p12"));
    for (const bytes of [new Uint8Array(await answer.arrayBuffer()), new Uint8Array(file)]) {
      const [identity] = await openContainer([bytes], DEMO_KEY_PASSWORD);
      assert.ok(identity);
    }
    for (const name of ["nobody.p12", "support.p12", "krylova", "..%2fsecrets.p12"])
      assert.equal((await fetch(`${house.url}/demo/keys/${name}`)).status, 404, name);
  });

  test("sign a draft, which the organisation then signs", async () => {
    const { snils, name, organisationOid } = world.staff.find(({ login }) => login === "krylova")!;
    const answer = await fetch(`${house.url}/demo/keys/krylova.p12`);
    const [identity] = await openContainer([new Uint8Array(await answer.arrayBuffer())], DEMO_KEY_PASSWORD);
    const digests = digestsOf(new TextEncoder().encode("<ClinicalDocument/>"));
    const now = house.house.clock();
    const { certificate, key } = identity!;
    const doctorSignature = await signDetachedBy({ digests, certificate: certificate.der, key, signingTime: now });
    const authority = openDemoAuthority(await readFile(join(house.dataDir, "secrets", "demo-ca.key")));
    const trust = await house.house.intake.trust.current();
    const { signatures } = await sealDraft(
      { seals: demoSeals(house.house.reference.sql, authority), trust: async () => trust },
      {
        bytes: digests.bytes,
        doctorSignature,
        doctor: { snils, name: name.family },
        organisationOid: organisationOid ?? "",
        now,
      },
    );
    const signers = signatures.map((signature) => {
      const [verdict] = validateSignature({ document: digests, signature, trust, bestTime: now, now });
      assert.equal(verdict?.indication, "TOTAL-PASSED");
      return verdict?.signer;
    });
    assert.equal(signers[0]?.snils, snils);
    const organisation = world.organisations.find(({ oid }) => oid === organisationOid);
    assert.equal(signers[1]?.ogrn, organisation?.ogrn);
  });
});
