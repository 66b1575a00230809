/** GOST in a real browser: in WebAssembly where the page's policy lets it and from a file on disk, else in JavaScript. */

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright-core";
import { toHex } from "../../src/cms/bytes.ts";
import { PARAMETER_SETS } from "../../src/cms/curves.ts";
import { plainGost } from "../../src/cms/plain-gost.ts";
import { streebog256 } from "../../src/cms/streebog.ts";

const executablePath = process.env.MEDKARTA_CHROMIUM ?? "/usr/bin/chromium";
const skip = existsSync(executablePath) ? false : `no Chromium at ${executablePath}`;
const MESSAGE = new Uint8Array(100_000).fill(7);
const FAST = "in WebAssembly: Streebog, curves of 256 bits, curves of 512 bits";

let browser: Browser;
let script: string;
before(async () => {
  if (skip) return;
  script = await bundle();
  const quiet = ["quic", "background-networking", "component-update", "sync"].map((name) => `--disable-${name}`);
  browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", ...quiet],
  });
});
after(async () => browser?.close());

async function bundle(): Promise<string> {
  const root = fileURLToPath(new URL("../../src/cms", import.meta.url));
  const contents = 'export * from "./engine.ts"; export * from "./curves.ts";';
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    bundle: true,
    write: false,
    format: "iife",
    globalName: "gost",
    platform: "browser",
  });
  return outputFiles[0]!.text;
}

/** A digest, and on a curve of each size and each way of reduction a signature that verifies and one that does not. */
async function assertRight(page: Page, name: string): Promise<void> {
  assert.equal(await page.evaluate("gost.engineName()"), name);
  const digest = await page.evaluate(
    `Array.from(gost.engine.streebog256(new Uint8Array(${MESSAGE.length}).fill(${MESSAGE[0]})))`,
  );
  assert.equal(toHex(Uint8Array.from(digest as number[])), toHex(streebog256(MESSAGE)));
  for (const set of ["256-B", "256-D", "512-A", "512-test"] as const) {
    const { curve } = PARAMETER_SETS[set];
    const d = curve.q / 3n;
    const key = plainGost.publicPoint(curve, d);
    const signature = plainGost.sign(curve, d, 77n, curve.q / 5n);
    assert.ok(signature);
    const verdicts = await page.evaluate(`(() => {
      const key = { curve: gost.PARAMETER_SETS["${set}"].curve, x: ${key.x}n, y: ${key.y}n };
      const verify = (hash) => gost.engine.verify(key, hash, { r: ${signature.r}n, s: ${signature.s}n });
      return [verify(77n), verify(78n)];
    })()`);
    assert.deepEqual(verdicts, [true, false], set);
  }
}

for (const [policy, name] of [
  ["script-src 'self' 'wasm-unsafe-eval'", FAST],
  ["script-src 'self'", "plain JavaScript"],
] as const) {
  test(`under ${policy} it computes rightly, ${name}`, { skip }, async () => {
    const page = await browser.newPage();
    const headers = { "content-security-policy": policy };
    await page.route("https://medkarta.test/", (route) =>
      route.fulfill({ headers, contentType: "text/html", body: '<script src="/gost.js"></script>' }),
    );
    await page.route("https://medkarta.test/gost.js", (route) =>
      route.fulfill({ contentType: "text/javascript", body: script }),
    );
    await page.goto("https://medkarta.test/");
    await assertRight(page, name);
    await page.close();
  });
}

test("from a file on disk it runs in WebAssembly", { skip }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "medkarta-engine-"));
  try {
    const file = join(folder, "page.html");
    await writeFile(file, `<!doctype html><script>${script.replaceAll("</script", "<\\/script")}</script>`);
    const page = await browser.newPage();
    await page.goto(pathToFileURL(file).href);
    await assertRight(page, FAST);
    await page.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});
