/** Push in a real browser: the script shows what comes and keeps no page; a button that cannot be pressed says why. */
import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import type { Browser, BrowserContext } from "playwright-core";
import { linkAssets } from "../../src/pages/asset-links.ts";
import { type Assets, openAssets } from "../../src/pages/assets.ts";
import { paths } from "../../src/pages/paths.ts";
import { noBrowser, openBrowser, strictPolicy } from "./browser.ts";
import { render } from "./gallery.ts";

describe("push in the browser", { skip: noBrowser }, () => {
  let assets: Assets;
  let server: Server;
  let browser: Browser;
  let context: BrowserContext;
  const asked: string[] = [];
  const own = () => `http://localhost:${(server.address() as AddressInfo).port}`;
  before(async () => {
    assets = await openAssets();
    linkAssets((name) => assets.href(name));
    browser = await openBrowser();
    server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? "/", "http://own");
      asked.push(pathname);
      const headers = { "content-security-policy": strictPolicy, "cache-control": "no-store" };
      const asset = pathname.startsWith("/assets/") ? assets.get(pathname.slice("/assets/".length)) : null;
      if (asset) return void response.writeHead(200, { ...headers, "content-type": asset.type }).end(asset.body);
      if (pathname === paths.pushWorker())
        return void response.writeHead(200, { ...headers, "content-type": "text/javascript" }).end(assets.pushWorker);
      response.writeHead(200, { ...headers, "content-type": "text/html; charset=utf-8" });
      response.end(render(pathname === "/cabinet" ? "home" : "notice-settings-first"));
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    context = await browser.newContext();
  });
  after(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  test("refused by the person: the page says what to do, and nothing is sent", async () => {
    const page = await context.newPage();
    await page.addInitScript(() => {
      Notification.requestPermission = async () => "denied";
    });
    await page.goto(`${own()}/profile/notices`);
    await page.getByRole("button", { name: "Включить в этом браузере" }).click();
    await page.getByText("Браузер не разрешил уведомления").waitFor();
    assert.ok(!asked.includes(paths.addPush()));
    await page.close();
  });

  test("the script hears no request and keeps nothing: pages come from the house each time", async () => {
    const page = await context.newPage();
    await page.goto(`${own()}/profile/notices`);
    await page.evaluate(async (worker) => {
      await navigator.serviceWorker.register(worker);
      await navigator.serviceWorker.ready;
    }, paths.pushWorker());
    const before = asked.filter((one) => one === "/cabinet").length;
    await page.goto(`${own()}/cabinet`);
    await page.reload();
    assert.equal(asked.filter((one) => one === "/cabinet").length, before + 2);
    assert.deepEqual(await page.evaluate(() => caches.keys()), []);
    assert.doesNotMatch(assets.pushWorker.toString(), /fetch|caches|indexedDB|importScripts/);
    await page.close();
  });

  test("what comes is shown; sent twice, it stands there once", async () => {
    await context.grantPermissions(["notifications"], { origin: own() });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const registration = new Promise<string>((resolve) =>
      session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
        const [first] = registrations;
        if (first) resolve(first.registrationId);
      }),
    );
    await session.send("ServiceWorker.enable");
    await page.goto(`${own()}/profile/notices`);
    await page.evaluate(async (worker) => {
      await navigator.serviceWorker.register(worker);
      await navigator.serviceWorker.ready;
    }, paths.pushWorker());
    const data = JSON.stringify({
      id: "7",
      title: "Моё здоровье",
      body: "Новый документ в кабинете",
      path: "/notices",
    });
    for (let time = 0; time < 2; time++)
      await session.send("ServiceWorker.deliverPushMessage", {
        origin: own(),
        registrationId: await registration,
        data,
      });
    const shown = () =>
      page.evaluate(async () =>
        (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body, tag, data: path }) => ({
          title,
          body,
          tag,
          path,
        })),
      );
    for (let i = 0; i < 50 && (await shown()).length === 0; i++) await page.waitForTimeout(100);
    assert.deepEqual(await shown(), [
      { title: "Моё здоровье", body: "Новый документ в кабинете", tag: "7", path: "/notices" },
    ]);
  });
});
