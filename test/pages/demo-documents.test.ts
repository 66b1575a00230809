/** Every demo document on a real document page: whatever its tables hold, nothing is wider than the card, at any width. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { renderHtml } from "../../src/cda/html.tsx";
import { readDocument } from "../../src/cda/read.ts";
import { makeReadable } from "../../src/cda/readable.ts";
import { demoDocuments } from "../../src/demo/documents/demo-documents.ts";
import { type GalleryServer, noBrowser, openBrowser, serveGallery } from "./browser.ts";
import { sticksOut } from "./sound.ts";

const looks = [
  ...[320, 390, 600, 768, 1024, 1280, 1600].map((width) => [width, "100"] as const),
  ...[320, 768, 1280].map((width) => [width, "200"] as const),
];

describe("the demo's documents", { skip: noBrowser }, () => {
  let browser: Browser;
  let server: GalleryServer;
  let page: Page;

  before(async () => {
    browser = await openBrowser();
    server = await serveGallery();
    page = await browser.newPage();
    await page.goto(server.address("document"));
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  test("fit their card at every width, and at 200 %", async () => {
    const shapes = new Map<string, string>();
    for (const { bytes } of demoDocuments()) {
      const html = renderHtml(makeReadable(readDocument(bytes)));
      // A lab series differs in numbers only: the same page, but for its digits.
      shapes.set(html.replace(/\d/g, ""), html);
    }
    assert.ok(shapes.size > 40, `${shapes.size} different documents`);
    // All of them under one another in the place of one, with everything open that opens.
    await page.evaluate(
      (all) => {
        const place = document.querySelector("article.document");
        if (!place) throw new Error("no document on the page");
        for (const html of all) {
          const fresh = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
          if (!fresh) throw new Error("an empty document");
          for (const one of fresh.querySelectorAll("details")) one.open = true;
          place.before(fresh);
        }
      },
      [...shapes.values()],
    );
    for (const [width, text] of looks) {
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate((text) => Object.assign(document.documentElement.dataset, { text }), text);
      assert.deepEqual(await sticksOut(page), [], `${width} px, ${text} %`);
    }
  });
});
