/** The help on browsers and the root certificate: what a browser is taken for, and a question that a real browser asks. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import { linkAssets } from "../../src/pages/asset-links.ts";
import { type Assets, openAssets } from "../../src/pages/assets.ts";
import { browserOf } from "../../src/pages/help/browser-of.ts";
import { HelpTopicPage } from "../../src/pages/help/topic.tsx";
import { paths } from "../../src/pages/paths.ts";
import { renderPage } from "../../src/pages/render.ts";
import { noBrowser, openBrowser, strictPolicy } from "./browser.ts";
import { guest } from "./fixtures/people.ts";

test("browsers that pretend to be each other are told apart; of the Russian ones the root is known to be there", () => {
  const chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0";
  const known: readonly (readonly [
    agent: string,
    hint: string,
    name: string | undefined,
    version: string | null,
    root: boolean,
  ])[] = [
    [`${chrome} YaBrowser/25.10.0 Safari/537.36`, "", "yandex", "25", true],
    [`${chrome} Safari/537.36 Atom/24.1.0`, "", "atom", "24", true],
    ["Mozilla/5.0 (Windows NT 6.1) Chrome/64.0 Safari/537.36 SputnikBrowser/5.3", "", "sputnik", "5", true],
    [`${chrome} Safari/537.36 Edg/142.0`, "", "edge", "142", false],
    [`${chrome} Safari/537.36 OPR/120.0`, "", "opera", "120", false],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:151.0) Gecko/20100101 Firefox/151.0", "", "firefox", "151", false],
    [`${chrome} Safari/537.36`, "", "chrome", "142", false],
    [
      `${chrome} Safari/537.36`,
      '"Chromium";v="142", "YaBrowser";v="25.10", "Not_A Brand";v="99"',
      "yandex",
      "25",
      true,
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1) AppleWebKit/605 Version/26.1 Mobile/15E148 Safari/604.1",
      "",
      "safari",
      "26",
      false,
    ],
    ["curl/8.5.0", "", undefined, null, false],
    ["", "", undefined, null, false],
  ];
  for (const [agent, hint, name, version, root] of known) {
    const found = browserOf(agent, hint);
    assert.equal(found?.name, name, agent);
    assert.equal(found?.version ?? null, version, agent);
    assert.equal(found?.hasRoot ?? false, root, agent);
  }
  assert.equal(browserOf(undefined, undefined), null);
});

test("nothing is claimed for certain", () => {
  for (const hasRoot of [true, false])
    for (const probe of [null, "own", { url: "https://probe.example/p" }] as const)
      for (const language of ["ru", "en"] as const) {
        const browser = { name: "yandex", version: "25", hasRoot } as const;
        const view = { topic: "browser", wait: null, browser: { browser, probe, byPicture: false } } as const;
        const html = renderPage(HelpTopicPage({ viewer: { ...guest, language }, view }));
        const told = html.replace(/<[^>]*>/g, " ");
        const claims =
          told.match(/[^.]*(?:сертификат|certificate)[^.]*(?:установлен|уже есть|installed|already)[^.]*\./gi) ?? [];
        assert.ok(claims.length > 0);
        for (const claim of claims)
          assert.match(claim, /вероятно|probably|должен|нужен|must|best|лучше|не видно|cannot see/i, claim);
      }
});

describe("the question that a real browser asks", { skip: noBrowser }, () => {
  let browser: Browser;
  let assets: Assets;
  let dir: string;
  let strange: Server;
  let known: Server;
  let portal: Server;
  let policy = "";
  const port = (server: Server) => (server.address() as AddressInfo).port;
  const listen = (server: Server) => new Promise<void>((done) => server.listen(0, "127.0.0.1", done));

  before(async () => {
    dir = mkdtempSync(join(tmpdir(), "medkarta-probe-"));
    const [key, cert] = [join(dir, "key.pem"), join(dir, "cert.pem")];
    const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2"];
    execFileSync(
      "openssl",
      [
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-keyout",
        key,
        "-out",
        cert,
        ...subject,
      ],
      { stdio: "ignore" },
    );
    const answer: RequestListener = (_, response) =>
      void response
        .writeHead(200, { "cross-origin-resource-policy": "cross-origin", "content-type": "image/svg+xml" })
        .end();
    // A site whose root this browser does not know, and one that it has nothing against.
    strange = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, answer) as Server;
    known = createServer(answer);
    assets = await openAssets();
    linkAssets((name) => assets.href(name));
    portal = createServer((request, response) => {
      const path = new URL(request.url ?? "/", "http://own").pathname;
      const asset = path.startsWith("/assets/") ? assets.get(path.slice("/assets/".length)) : null;
      if (asset) return void response.writeHead(200, { "content-type": asset.type }).end(asset.body);
      if (path === paths.sessionLeft()) return void response.writeHead(200).end('{"left":0}');
      const url = path === "/strange" ? `https://127.0.0.1:${port(strange)}/` : `http://127.0.0.1:${port(known)}/`;
      policy = strictPolicy.replace("connect-src 'self'", `connect-src 'self' ${new URL(url).origin}`);
      const view = {
        topic: "browser",
        wait: null,
        browser: { browser: null, probe: { url }, byPicture: false },
      } as const;
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": policy });
      response.end(renderPage(HelpTopicPage({ viewer: guest, view })));
    });
    await Promise.all([strange, known, portal].map(listen));
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    for (const server of [strange, known, portal]) {
      server?.closeAllConnections();
      server?.close();
    }
    rmSync(dir, { recursive: true, force: true });
  });

  for (const [path, says] of [
    ["strange", /вероятно, не установлен/],
    ["known", /вероятно, установлен/],
  ] as const)
    test(`a site that is ${path}: ${says.source}; nothing is asked before the button is pressed`, async () => {
      const page = await browser.newPage();
      const asked: string[] = [];
      page.on("request", (request) => asked.push(new URL(request.url()).origin));
      await page.goto(`http://127.0.0.1:${port(portal)}/${path}`);
      assert.deepEqual(new Set(asked), new Set([`http://127.0.0.1:${port(portal)}`]));
      await page.getByRole("button", { name: "Проверить сертификат" }).click();
      const said = page.locator("root-probe [role=status]");
      await page.waitForFunction(() => /вероятно/.test(document.querySelector("root-probe")?.textContent ?? ""));
      assert.match((await said.textContent()) ?? "", says);
      await page.close();
    });

  test("without a network nothing is said of the certificate", async () => {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port(portal)}/known`);
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "Проверить сертификат" }).click();
    await page.waitForFunction(() => /нет связи/.test(document.querySelector("root-probe")?.textContent ?? ""));
    await page.close();
  });

  test("a current browser is not called old", async () => {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port(portal)}/known`);
    assert.equal(await page.locator(".old-browser").isVisible(), false);
    await page.route("**/*.css", (route) => route.abort());
    await page.reload();
    assert.equal(await page.locator(".old-browser").isVisible(), true, "one that does not understand our styles is");
    await page.close();
  });
});
