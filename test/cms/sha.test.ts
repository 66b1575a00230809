/** Our SHA against the platform's: empty, around each block's edge, and long. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { toHex } from "../../src/cms/bytes.ts";
import { nativeDigest } from "../../src/cms/native-web.ts";

for (const name of ["sha1", "sha224", "sha256", "sha384", "sha512", "sha3-256", "sha3-384", "sha3-512"] as const) {
  test(`${name} in plain JavaScript is the platform's`, () => {
    const lengths = [...Array.from({ length: 300 }, (_, i) => i), 4096, 100_003];
    for (const length of lengths) {
      const message = Uint8Array.from({ length }, (_, i) => (i * 31 + length) & 255);
      assert.equal(toHex(nativeDigest(name, message)), createHash(name).update(message).digest("hex"), `${length}`);
    }
  });
}
