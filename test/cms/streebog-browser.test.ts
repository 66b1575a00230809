/** Streebog in a real browser: in WebAssembly where the page's policy lets it, in JavaScript where it does not. */

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { toHex } from "../../src/cms/bytes.ts";
import { streebog256 } from "../../src/cms/streebog.ts";

const executablePath = process.env.MEDKARTA_CHROMIUM ?? "/usr/bin/chromium";
const skip = existsSync(executablePath) ? false : `no Chromium at ${executablePath}`;
const MESSAGE = new Uint8Array(100_000).fill(7);

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("../../src/cms/engine.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "gost",
    platform: "browser",
  });
  return outputFiles[0]!.text;
}

test("under either policy the digest is right, and the engine says what it is", { skip }, async () => {
  const script = await bundle();
  const quiet = ["quic", "background-networking", "component-update", "sync"].map((name) => `--disable-${name}`);
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", ...quiet],
  });
  try {
    for (const [policy, name] of [
      ["script-src 'self' 'wasm-unsafe-eval'", "Streebog in WebAssembly, curves in JavaScript"],
      ["script-src 'self'", "plain JavaScript"],
    ] as const) {
      const page = await browser.newPage();
      const headers = { "content-security-policy": policy };
      await page.route("https://medkarta.test/", (route) =>
        route.fulfill({ headers, contentType: "text/html", body: '<script src="/gost.js"></script>' }),
      );
      await page.route("https://medkarta.test/gost.js", (route) =>
        route.fulfill({ contentType: "text/javascript", body: script }),
      );
      await page.goto("https://medkarta.test/");
      assert.equal(await page.evaluate("gost.engineName()"), name, policy);
      const digest = await page.evaluate(
        `Array.from(gost.engine.streebog256(new Uint8Array(${MESSAGE.length}).fill(${MESSAGE[0]})))`,
      );
      assert.equal(toHex(Uint8Array.from(digest as number[])), toHex(streebog256(MESSAGE)), policy);
      await page.close();
    }
  } finally {
    await browser.close();
  }
});
