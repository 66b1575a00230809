/** Streebog in WebAssembly is what its source gives, says what JavaScript says, and steps aside where it may not run. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { fromHex, toHex } from "../../src/cms/bytes.ts";
import { chooseEngine, engine, engineName } from "../../src/cms/engine.ts";
import { streebog256, streebog512 } from "../../src/cms/streebog.ts";
import type { Streebog } from "../../src/cms/streebog-self-test.ts";
import { openStreebog } from "../../src/cms/wasm/open-streebog.ts";
import { SOURCE_SHA256 } from "../../src/cms/wasm/streebog-binary.ts";
import { vectors } from "./samples.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const noCompiler = existsSync(`${root}node_modules/assemblyscript`) ? false : "no assemblyscript in node_modules";
const fast = openStreebog();

/** Both lengths, in WebAssembly and in JavaScript. */
function assertSame(message: Uint8Array, words: string): void {
  assert.equal(toHex(fast.streebog256(message)), toHex(streebog256(message)), `256 bits, ${words}`);
  assert.equal(toHex(fast.streebog512(message)), toHex(streebog512(message)), `512 bits, ${words}`);
}

const sequence = (length: number): Uint8Array =>
  new Uint8Array(length).map((_, i) => (i * 197 + (i >> 8) + length) & 255);

test("the committed binary names the source as it is", () => {
  const source = readFileSync(`${root}src/cms/wasm/streebog.as`);
  assert.equal(SOURCE_SHA256, createHash("sha256").update(source).digest("hex"), "run node scripts/build-wasm.mjs");
});

test("compiled anew, the sources give the committed binaries, octet for octet", { skip: noCompiler }, () => {
  const { status, stderr } = spawnSync(process.execPath, ["scripts/build-wasm.mjs", "--check"], { cwd: root });
  assert.equal(status, 0, stderr.toString());
});

test("here it runs, and is the engine", () => {
  assert.equal(engineName(), "in WebAssembly: Streebog, curves of 256 bits, curves of 512 bits");
  assert.notEqual(engine.streebog256, streebog256);
});

test("the examples of RFC 6986", () => {
  const { cases } = vectors<{ cases: { message: string; streebog256: string; streebog512: string }[] }>("streebog");
  assert.equal(cases.length, 2);
  for (const { message, ...expected } of cases) {
    assert.equal(toHex(fast.streebog256(fromHex(message))), expected.streebog256);
    assert.equal(toHex(fast.streebog512(fromHex(message))), expected.streebog512);
  }
});

test("agrees with JavaScript on a thousand random messages, each a window of a larger buffer", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400, size: "max" }), fc.nat(7), (bytes, offset) => {
      const larger = new Uint8Array(bytes.length + 16).fill(0xa5);
      larger.set(bytes, offset);
      assertSame(larger.subarray(offset, offset + bytes.length), toHex(bytes));
    }),
    { numRuns: 1000 },
  );
});

test("agrees at every length around blocks, around the window that is fed at once, and far beyond it", () => {
  const around = (length: number): number[] => [length - 1, length, length + 1];
  const lengths = [
    ...Array.from({ length: 401 }, (_, i) => i),
    ...[32_768 - 64, 32_768, 32_768 + 64, 65_536, 3 * 32_768, 131_072].flatMap(around),
    200_000,
    1_000_003,
  ];
  for (const length of lengths) assertSame(sequence(length), `${length} octets`);
});

test("agrees where the sum of blocks carries through all its words, or just short of that", () => {
  for (const length of [64, 128, 192, 640, 1000, 65_536]) {
    assertSame(new Uint8Array(length).fill(0xff), `${length} times FF`);
    assertSame(new Uint8Array(length).fill(0x80), `${length} times 80`);
  }
  for (let word = 0; word < 8; word++) {
    const message = new Uint8Array(192).fill(0xff, 0, 64);
    message[64 + 8 * word] = 1;
    message.fill(0xff, 128, 192);
    assertSame(message, `a one at word ${word} after FF`);
  }
});

test("a document of 32 MB", () => {
  const document = sequence(1 << 20);
  const long = new Uint8Array(32 << 20);
  for (let at = 0; at < long.length; at += document.length) long.set(document, at);
  assert.equal(toHex(fast.streebog256(long)), toHex(streebog256(long)));
});

test("a digest that breaks off midway leaves no trace in the next, nor do digests in each other", (context) => {
  const message = sequence(100_000);
  const wanted = streebog512(message);
  let calls = 0;
  const set = context.mock.method(Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array, "set", () => {
    if (++calls === 2) throw new Error("gone");
  });
  assert.throws(() => fast.streebog512(message), /gone/, "after the first window");
  set.mock.restore();
  const first = fast.streebog512(message);
  fast.streebog256(sequence(77));
  assert.deepEqual(first, wanted, "a digest given away is a copy");
  assert.deepEqual(fast.streebog512(message), wanted);
  assert.deepEqual(openStreebog().streebog512(message), wanted, "another module beside it");
});

test("the message stays as it was", () => {
  const message = sequence(70_001);
  fast.streebog256(message);
  assert.deepEqual(message, sequence(70_001));
});

const noCurve = (): never => {
  throw new Error("no curves in this test");
};

const plain = (open: () => Streebog): void => {
  const chosen = chooseEngine(open, noCurve);
  assert.equal(chosen.name(), "plain JavaScript");
  assert.equal(chosen.streebog256, streebog256);
  assert.equal(chosen.streebog512, streebog512);
};

test("an engine that does not open, or answers wrongly once, is not chosen", () => {
  plain(() => {
    throw new Error("forbidden");
  });
  plain(() => ({ ...fast, streebog512: streebog256 }));
  plain(() => ({
    ...fast,
    streebog256: (message) => {
      const digest = fast.streebog256(message);
      if (message.length > 64) digest[31]! ^= 1;
      return digest;
    },
  }));
});

test("a platform that refuses to compile gets plain JavaScript", (context) => {
  context.mock.method(WebAssembly, "Module", () => {
    throw new WebAssembly.CompileError("Wasm code generation disallowed by embedder");
  });
  plain(openStreebog);
});

test("without a just-in-time compiler there is no WebAssembly, and the digests are right", () => {
  const script = `
    import { engine, engineName } from "./src/cms/engine.ts";
    console.log(typeof WebAssembly, engineName(), Buffer.from(engine.streebog256(Buffer.from("a"))).toString("hex"));
  `;
  const args = ["--jitless", "--import", "tsx", "--input-type=module", "--eval", script];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root });
  const digest = toHex(fast.streebog256(new TextEncoder().encode("a")));
  assert.equal(stdout.toString(), `undefined plain JavaScript ${digest}\n`, stderr.toString());
});
