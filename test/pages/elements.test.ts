/** The one layer of script: news come by themselves and can be stopped, text grows without a reload, a question is asked first. */
import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, beforeEach, describe, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { linkAssets } from "../../src/pages/asset-links.ts";
import { type Assets, openAssets } from "../../src/pages/assets.ts";
import { RegionsPage } from "../../src/pages/guest/regions.tsx";
import { paths } from "../../src/pages/paths.ts";
import { DocumentsPage } from "../../src/pages/patient/documents.tsx";
import { renderPage } from "../../src/pages/render.ts";
import { noBrowser, openBrowser, strictPolicy } from "./browser.ts";
import * as p from "./fixtures/patient-views.ts";
import { patient } from "./fixtures/people.ts";
import { render } from "./gallery.ts";

describe("the layer of script", { skip: noBrowser }, () => {
  let assets: Assets;
  let server: Server;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** What the server knows, and what it was sent. */
  let documents = 1;
  let appealsWaiting = 0;
  let asked = 0;
  /** Seconds that the session still has. */
  let left = 1740;
  let sent: { path: string; body: string }[] = [];
  const own = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  before(async () => {
    assets = await openAssets();
    linkAssets((name) => assets.href(name));
    browser = await openBrowser();
    server = createServer(async (request, response) => {
      const path = new URL(request.url ?? "/", "http://own").pathname;
      const asset = path.startsWith("/assets/") ? assets.get(path.slice("/assets/".length)) : null;
      if (asset) return void response.writeHead(200, { "content-type": asset.type }).end(asset.body);
      if (request.method === "POST") {
        sent.push({ path, body: await bodyOf(request) });
        return void response.writeHead(303, { location: paths.profile() }).end();
      }
      if (path === paths.session()) left = 1740;
      if (path === paths.sessionLeft()) {
        response.writeHead(200, { "content-type": "application/json" });
        return void response.end(JSON.stringify({ left }));
      }
      if (path === paths.news()) {
        asked += 1;
        response.writeHead(200, { "content-type": "application/json" });
        return void response.end(
          JSON.stringify({ unread: 0, newDocuments: documents, appealsWaiting, mark: String(documents) }),
        );
      }
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": strictPolicy });
      response.end(
        path === paths.regions()
          ? uncounted()
          : path === paths.documents()
            ? listOf(documents)
            : path === paths.session()
              ? ""
              : render(path.slice(1)),
      );
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  });
  after(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });
  beforeEach(async () => {
    await context?.close();
    documents = 1;
    appealsWaiting = 0;
    asked = 0;
    left = 1740;
    sent = [];
    context = await browser.newContext({ locale: "ru-RU", permissions: ["clipboard-read", "clipboard-write"] });
    page = await context.newPage();
    await page.clock.install();
  });

  test("a new document appears in the list by itself, and is said politely", async () => {
    await page.goto(own() + paths.documents());
    assert.equal(await page.locator(".docs > li").count(), 1);
    documents = 2;
    await page.clock.runFor(16_000);
    await page.locator(".docs > li").nth(1).waitFor();
    assert.match((await page.locator("live-news[role=status]").textContent()) ?? "", /Пришёл новый документ/);
    assert.equal(await page.locator('[data-live-badge="documents"] b').textContent(), "2");
  });

  test("an appeal that waits for its patient shows at its place, and goes when it is answered", async () => {
    await page.goto(own() + paths.documents());
    const badge = page.locator('[data-live-badge="appeals"]');
    assert.equal(await badge.isVisible(), false);
    appealsWaiting = 2;
    await page.clock.runFor(16_000);
    await badge.locator("b", { hasText: "2" }).waitFor();
    appealsWaiting = 0;
    await page.clock.runFor(16_000);
    await badge.waitFor({ state: "hidden" });
  });

  test("a reader in the middle of the list is not disturbed: a link is offered instead", async () => {
    await page.goto(own() + paths.documents());
    await page.locator(".docs a.title").first().focus();
    documents = 2;
    await page.clock.runFor(16_000);
    await page.locator("live-news a", { hasText: "Показать" }).waitFor();
    assert.equal(await page.locator(".docs > li").count(), 1);
  });

  test("a page that nothing was counted for takes the first figures as they are, and tells of the next", async () => {
    await page.goto(own() + paths.regions());
    const told = page.locator("live-news[role=status]");
    await page.locator('[data-live-badge="documents"] b', { hasText: "1" }).waitFor();
    assert.equal(await told.textContent(), "");
    documents = 2;
    await page.clock.runFor(16_000);
    await told.locator("p", { hasText: "Пришёл новый документ" }).waitFor();
  });

  test("it can be stopped, stays stopped on the next page, and can be started again", async () => {
    await page.goto(own() + paths.documents());
    await page.getByRole("button", { name: "Не обновлять автоматически" }).click();
    await page.reload();
    const before = asked;
    await page.clock.runFor(60_000);
    assert.equal(asked, before);
    await page.getByRole("button", { name: "Обновлять автоматически" }).click();
    await page.clock.runFor(16_000);
    await page.waitForFunction(() => document.querySelector("live-switch")?.textContent?.startsWith("Не"));
    assert.ok(asked > before);
  });

  test("«А А А» changes the size at once, and the server keeps it", async () => {
    await page.goto(`${own()}/home`);
    await page.getByRole("button", { name: "Очень крупный шрифт" }).click();
    await page.waitForFunction(() => document.documentElement.dataset.text === "200");
    assert.equal(await page.locator(".sizes button[aria-pressed=true]").getAttribute("value"), "200");
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), "32px");
    assert.match(page.url(), /\/home$/);
    assert.equal(sent[0]?.path, "/comfort");
    assert.match(sent[0]?.body ?? "", /csrf=test-csrf-value.*text=200/);
  });

  test("the page of colours shows a choice before it is saved", async () => {
    await page.goto(`${own()}/comfort`);
    await page.getByRole("main").getByText("Белым по чёрному").click();
    await page.waitForFunction(() => document.documentElement.dataset.scheme === "black");
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(0, 0, 0)");
    assert.equal(sent.length, 0);
  });

  test("the panel on any page shows a choice at once, keeps it without a reload, and offers the way back", async () => {
    await page.goto(`${own()}/home`);
    const panel = page.locator("details.low-vision");
    await panel.locator("summary").click();
    await panel.getByText("Белым по чёрному").click();
    await page.waitForFunction(() => document.documentElement.dataset.scheme === "black");
    await page.evaluate(() => document.body.append("the same page"));
    await panel.getByRole("button", { name: "Сохранить" }).click();
    await page.waitForFunction(() => !document.querySelector<HTMLDetailsElement>(".low-vision")?.open);
    assert.match(sent[0]?.body ?? "", /return=%2Fcabinet&text=100&scheme=black&/);
    assert.ok((await page.locator("body").textContent())?.endsWith("the same page"));
    await page.getByRole("button", { name: "Обычная версия" }).click();
    await page.waitForFunction(() => document.documentElement.dataset.scheme === "normal");
  });

  test("two minutes before the session ends the page says so, and it can go on without leaving the page", async () => {
    await page.clock.install();
    await page.goto(`${own()}/home`);
    const line = page.locator("session-end");
    await page.clock.runFor(26 * 60_000);
    assert.equal(await line.textContent(), "");
    left = 110;
    await page.clock.runFor(2 * 60_000);
    await page.waitForFunction(() => document.querySelector("session-end")?.textContent !== "");
    assert.match((await line.textContent()) ?? "", /Через две минуты вход закончится/);
    await line.getByRole("button", { name: "Продолжить" }).click();
    await page.waitForFunction(() => document.querySelector("session-end")?.textContent === "Вход продолжается.");
    left = 0;
    await page.clock.runFor(29 * 60_000);
    await page.waitForFunction(() => document.querySelector("session-end")?.textContent?.startsWith("Вход закончился"));
    assert.match(page.url(), /\/home$/);
  });

  test("ending a session is asked once more, and «Отмена» sends nothing", async () => {
    await page.goto(`${own()}/profile`);
    await page.getByRole("button", { name: "Завершить вход: Chrome, Android" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Отмена" }).click();
    assert.equal(sent.length, 0);
    await page.getByRole("button", { name: "Завершить вход: Chrome, Android" }).click();
    await Promise.all([
      page.waitForURL(/\/profile$/),
      page.getByRole("dialog").getByRole("button", { name: "Завершить" }).click(),
    ]);
    assert.equal(sent[0]?.path, "/profile/sessions/s2/end");
  });

  test("the number of a document is copied", async () => {
    await page.goto(`${own()}/document`);
    await page.getByRole("button", { name: "Скопировать" }).click();
    await page.getByRole("button", { name: "Скопировано" }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "26.77.11.000004318");
  });

  test("without script everything is there: forms, numbers, and no button that does nothing", async () => {
    const still = await browser.newContext({ javaScriptEnabled: false });
    const quiet = await still.newPage();
    await quiet.goto(`${own()}/profile`);
    await quiet.getByRole("button", { name: "Завершить вход: Chrome, Android" }).click();
    assert.equal(sent[0]?.path, "/profile/sessions/s2/end");
    await quiet.goto(own() + paths.documents());
    assert.equal(await quiet.getByRole("button", { name: /обновлять/i }).count(), 0);
    await quiet.goto(`${own()}/records`);
    await quiet.getByText("Показать", { exact: true }).first().click();
    assert.ok(await quiet.getByText("112-233-445").isVisible());
    await still.close();
  });
});

/** The list of documents when so many have come. */
/** A page that everybody may see, for a patient. */
function uncounted(): string {
  const { unread: _, newDocuments: __, ...viewer } = patient;
  return renderPage(RegionsPage({ viewer, view: { rows: [], updated: viewer.now } }));
}

function listOf(count: number): string {
  const rows = p.rows.slice(0, count);
  const view = { ...p.documents, rows, range: { from: 1, to: count, total: count }, older: null, hidden: [] };
  return renderPage(DocumentsPage({ viewer: { ...patient, newDocuments: count, unread: 0 }, view }));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}
