/** The first documents after a start come all at once, more of them than there are connections to the database. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { readDocument } from "../../src/cda/read.ts";
import { openDemoAuthority } from "../../src/demo/authority/authority.ts";
import { demoSign } from "../../src/demo/authority/sign.ts";
import { demoDocuments } from "../../src/demo/documents/demo-documents.ts";
import { world } from "../../src/demo/people/world.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

test("each is decided, and nobody waits for a connection that another one holds", { timeout: 120_000 }, async () => {
  const authority = openDemoAuthority(await readFile(join(house.dataDir, "secrets", "demo-ca.key")));
  const firsts = demoDocuments()
    .filter((document) => document.version === 1)
    .slice(0, 48);
  const answers = await Promise.all(
    firsts.map(async (document, index) => {
      const organisation = world.organisations.find(({ oid }) => oid === document.organisationOid);
      assert.ok(organisation);
      const signatures = demoSign(
        authority,
        document.bytes,
        readDocument(document.bytes).facts,
        organisation,
        new Date(),
      );
      return house.client(document.organisationOid).submit({
        localUid: document.localUid,
        document: document.bytes,
        mediaType: "application/xml",
        signatures,
        metadata: null,
        wait: index % 2 === 0 ? 20 : 1,
      });
    }),
  );
  assert.deepEqual([...new Set(answers.map((answer) => answer.state))], ["registered"]);
  assert.equal(new Set(answers.map((answer) => answer.number)).size, firsts.length);
});
