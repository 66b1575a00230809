/** Streebog gives the digests of RFC 6986 and agrees with OpenSSL's engine on everything else. */

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fromHex, toHex } from "../../src/cms/bytes.ts";
import { digestsOf } from "../../src/cms/digests.ts";
import { hmacStreebog } from "../../src/cms/issue/one-time-number.ts";
import { streebog256, streebog512 } from "../../src/cms/streebog.ts";
import { noGostEngine, openssl, workshop } from "./openssl.ts";
import { vectors } from "./samples.ts";

interface Case {
  readonly key?: string;
  readonly message: string;
  readonly streebog256: string;
  readonly streebog512: string;
}
const { cases, hmac } = vectors<{ cases: readonly Case[]; hmac: readonly Case[] }>("streebog");

test("the examples of RFC 6986", () => {
  for (const { message, ...expected } of cases) {
    assert.equal(toHex(streebog256(fromHex(message))), expected.streebog256);
    assert.equal(toHex(streebog512(fromHex(message))), expected.streebog512);
  }
});

test("HMAC over it: the examples of RFC 7836", () => {
  for (const { key = "", message, ...expected } of hmac) {
    assert.equal(toHex(hmacStreebog(32, fromHex(key), fromHex(message))), expected.streebog256);
    assert.equal(toHex(hmacStreebog(64, fromHex(key), fromHex(message))), expected.streebog512);
  }
});

test("agrees with OpenSSL at every length around the blocks, and where the sum of blocks carries", {
  skip: noGostEngine,
}, () => {
  const folder = workshop();
  const lengths = [...Array.from({ length: 131 }, (_, i) => i), 1023, 1024, 65535, 65537, 200_000];
  const messages = [
    ...lengths.map((length) => new Uint8Array(length).map((_, i) => (i * 251 + length) & 255)),
    new Uint8Array(640).fill(0xff),
    new Uint8Array(1000).fill(0x80),
  ];
  const names = messages.map((message, i) => {
    writeFileSync(join(folder, `${i}`), message);
    return `${i}`;
  });
  for (const [name, hash] of [
    ["md_gost12_256", streebog256],
    ["md_gost12_512", streebog512],
  ] as const) {
    const theirs = openssl(folder, "dgst", "-engine", "gost", "-r", `-${name}`, ...names)
      .trim()
      .split("\n");
    for (const [i, message] of messages.entries()) {
      assert.equal(toHex(hash(message)), theirs[i]!.split(" ")[0], `${message.length} octets`);
    }
  }
});

test("reads a window of a larger buffer, aligned or not", () => {
  const bytes = new Uint8Array(300).map((_, i) => i);
  assert.deepEqual(streebog256(bytes.subarray(3, 203)), streebog256(bytes.slice(3, 203)));
});

test("a document is hashed once per algorithm", () => {
  const document = digestsOf(new Uint8Array(10));
  assert.equal(document.digest("streebog256"), document.digest("streebog256"));
  assert.equal(document.digest("sha256").length, 32);
});
