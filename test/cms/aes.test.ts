/** Our AES-CBC against the platform's, for every length of key. */
import assert from "node:assert/strict";
import { createCipheriv } from "node:crypto";
import { test } from "node:test";
import { openAesCbc } from "../../src/cms/container/aes.ts";

const counted = (length: number, by: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i * by + by);

for (const bits of [128, 192, 256]) {
  test(`AES-${bits} opens what the platform closed, and tells a wrong key by the padding`, () => {
    for (let length = 0; length < 70; length++) {
      const [key, iv, text] = [counted(bits / 8, 7), counted(16, 5), counted(length, 3)];
      const cipher = createCipheriv(`aes-${bits}-cbc`, key, iv);
      const sealed = new Uint8Array(Buffer.concat([cipher.update(text), cipher.final()]));
      assert.deepEqual(openAesCbc(key, iv, sealed), text, `${length}`);
      assert.notDeepEqual(openAesCbc(counted(bits / 8, 9), iv, sealed), text);
    }
    assert.equal(openAesCbc(counted(bits / 8, 7), counted(16, 5), counted(15, 1)), null);
    assert.equal(openAesCbc(counted(bits / 8, 7), counted(16, 5), new Uint8Array()), null);
  });
}
