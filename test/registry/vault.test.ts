/** At rest: what was moved, swapped, shortened or asked with another key does not open, and no plain word can be found. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { describe, test } from "node:test";
import { parseSnils } from "../../src/basics/snils.ts";
import { openKeyring } from "../../src/db/keyring.ts";
import { openBundle, type Part, sealBundle } from "../../src/db/vault.ts";

const id = "0a000000-0000-8000-8000-00000000000a";
const other = "0b000000-0000-8000-8000-00000000000b";
const key = randomBytes(32);
const parts: Part[] = [
  { part: 0, mediaType: "application/xml", bytes: Buffer.from(`<a>${"Головная боль ".repeat(1000)}</a>`) },
  { part: 1, mediaType: "application/pkcs7-signature", bytes: randomBytes(1500) },
  { part: 2, mediaType: "application/pkcs7-signature", bytes: new Uint8Array() },
];

describe("the bundle of a document's files", () => {
  const bundle = sealBundle(key, id, parts);
  const { labels, sealed } = bundle;
  const [document, doctor, seal] = labels as [(typeof labels)[0], (typeof labels)[0], (typeof labels)[0]];

  test("opens as it was, and takes less room", () => {
    const opened = openBundle(key, id, bundle);
    assert.deepEqual(
      opened.map(({ part, mediaType }) => ({ part, mediaType })),
      parts.map(({ part, mediaType }) => ({ part, mediaType })),
    );
    for (const [at, { bytes }] of opened.entries()) assert.ok(Buffer.from(bytes).equals(parts[at]!.bytes));
    assert.ok(sealed.length < document.size / 4);
    assert.ok(!sealed.includes("боль"));
  });

  const changed: Record<string, () => unknown> = {
    "in another document's row": () => openBundle(key, other, bundle),
    "with another key": () => openBundle(randomBytes(32), id, bundle),
    "with its parts swapped": () => openBundle(key, id, { sealed, labels: [doctor, document, seal] }),
    "without one of its parts": () => openBundle(key, id, { sealed, labels: [document, doctor] }),
    "with another media type": () =>
      openBundle(key, id, { sealed, labels: [{ ...document, mediaType: "text/html" }, doctor, seal] }),
    "with another digest": () =>
      openBundle(key, id, { sealed, labels: [{ ...document, sha256: "0".repeat(64) }, doctor, seal] }),
    "cut short": () => openBundle(key, id, { labels, sealed: sealed.subarray(0, -1) }),
    empty: () => openBundle(key, id, { labels, sealed: Buffer.alloc(0) }),
  };
  for (const [how, open] of Object.entries(changed)) {
    test(`does not open ${how}`, () => void assert.throws(open));
  }

  test("does not open with any one bit turned", () => {
    for (let at = 0; at < sealed.length; at += 7) {
      const broken = Buffer.from(sealed);
      broken[at]! ^= 1 << (at % 8);
      assert.throws(() => openBundle(key, id, { labels, sealed: broken }), `bit of byte ${at}`);
    }
  });

  test("is never twice the same, though the files are", () => {
    assert.ok(!sealBundle(key, id, parts).sealed.equals(sealed));
  });
});

describe("the keyring", () => {
  const root = randomBytes(32);
  const ring = openKeyring(root);

  test("opens what it sealed, for that row alone", () => {
    const sealed = ring.seal("person 1", { family: "Орлов" });
    assert.deepEqual(openKeyring(root).open("person 1", sealed), { family: "Орлов" });
    assert.ok(!sealed.includes("Орлов"));
    assert.throws(() => ring.open("person 2", sealed));
    assert.throws(() => openKeyring(randomBytes(32)).open("person 1", sealed));
  });
  test("gives each document a key of its own, wrapped for it alone", () => {
    const { key: fresh, wrapped } = ring.newKey(`key ${id}`);
    assert.ok(ring.unwrap(`key ${id}`, wrapped).equals(fresh));
    assert.throws(() => ring.unwrap(`key ${other}`, wrapped));
    assert.ok(!ring.newKey(`key ${id}`).key.equals(fresh));
    assert.throws(() => ring.open(`key ${id}`, wrapped), "a wrapped key is no sealed value");
  });
  test("makes a person's id of the СНИЛС, and nobody makes the СНИЛС of the id", () => {
    const snils = parseSnils("90020001095")!;
    assert.equal(ring.patientId(snils, 0), openKeyring(root).patientId(snils, 0));
    assert.notEqual(ring.patientId(snils, 0), ring.patientId(snils, 1));
    assert.notEqual(ring.patientId(snils, 0), openKeyring(randomBytes(32)).patientId(snils, 0));
    assert.notDeepEqual(ring.digest("snils", snils), ring.digest("identity", snils));
  });
  test("takes a root of 32 bytes and no other", () => {
    assert.throws(() => openKeyring(randomBytes(16)), /32 bytes/);
  });
});
