/** Ids that follow from facts. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { isUuid, uuidFromDigest } from "../../src/basics/uuid.ts";

test("the same digest, the same id; version 8, variant 10 (RFC 9562)", () => {
  const digest = createHash("sha256").update("a").digest();
  const id = uuidFromDigest(digest);
  assert.equal(id, "ca978112-ca1b-8dca-bac2-31b39a23dc4d");
  assert.equal(digest.toString("hex").slice(0, 8), "ca978112", "the digest itself stays as it was");
  for (let i = 0; i < 100; i++) {
    const made = uuidFromDigest(createHash("sha256").update(String(i)).digest());
    assert.match(made, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.ok(isUuid(made) && isUuid(made.toUpperCase()));
  }
});

test("what is no UUID", () => {
  for (const text of [
    "",
    "ca978112ca1b8dcabac231b39a23dc4d",
    "{ca978112-ca1b-8dca-bac2-31b39a23dc4d}",
    "ca978112-ca1b-8dca-bac2-31b39a23dc4d\n",
  ])
    assert.ok(!isUuid(text), text);
});
