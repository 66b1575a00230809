/**
 * Pages as people see them, in Chromium: no axe violation, nothing wider than the screen, no letter too small, and
 * nothing that the strict content policy stops. One browser for all.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { comfortChoices } from "../../src/pages/comfort.ts";
import { paths } from "../../src/pages/paths.ts";
import { type GalleryServer, type Look, noBrowser, openBrowser, serveGallery } from "./browser.ts";
import { gallery } from "./gallery.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The pages with most on them: looked at in every scheme, at 200 %, and in English. */
const rich = [
  "home",
  "journal",
  "documents",
  "document",
  "report-failed",
  "appeals",
  "appeal-asked",
  "records",
  "analyses",
  "analyte",
  "changes",
  "comfort",
  "notice-settings",
  "submission",
];

describe("pages as people see them", { skip: noBrowser }, () => {
  let browser: Browser;
  let server: GalleryServer;
  let page: Page;
  const stopped: string[] = [];

  before(async () => {
    browser = await openBrowser();
    server = await serveGallery();
    page = await browser.newPage();
    page.on("console", (message) => {
      // The gallery serves no news; every other error counts.
      if (message.type() === "error" && !message.location().url.endsWith(paths.news()))
        stopped.push(`${page.url()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => stopped.push(`${page.url()}: ${error.message}`));
    await page.goto(server.address("front"), { waitUntil: "load" });
    await page.evaluate(axeSource);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Puts a page of the gallery in place of the last one: axe and the assets stay loaded, which saves a minute in all. */
  async function look(name: string, width: number, as: Look = {}): Promise<void> {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(
      async (address) => {
        const fresh = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
        const root = document.documentElement;
        for (const { name, value } of fresh.documentElement.attributes) root.setAttribute(name, value);
        document.title = fresh.title;
        document.body.replaceWith(document.adoptNode(fresh.body));
      },
      server.address(name, as),
    );
    await wholeHeight(page, width);
  }

  for (const name of Object.keys(gallery)) {
    test(`${name}: axe finds nothing at 1280 and 390 px, nothing overflows at 320 px, at 200 % too`, async () => {
      await look(name, 1280);
      assert.deepEqual(await violations(page), [], "1280 px");
      await wholeHeight(page, 390);
      assert.deepEqual(await violations(page), [], "390 px");
      assert.deepEqual(await tooSmall(page), [], "letters under 14 px");
      for (const text of [100, 200]) {
        await page.setViewportSize({ width: 320, height: 900 });
        await setLook(page, { text: String(text) });
        assert.deepEqual(await tooWide(page), [], `320 px, ${text} %`);
      }
      await setLook(page, { text: "100" });
      await page.setViewportSize({ width: 320, height: 900 });
      await page.evaluate(spread, true);
      assert.deepEqual(await tooWide(page), [], "320 px, letters, words, lines and paragraphs apart");
      await page.evaluate(spread, false);
      await setLook(page, { text: "200" });
      await page.setViewportSize({ width: 1280, height: 900 });
      assert.deepEqual(await tooWide(page), [], "1280 px, 200 %");
    });
  }

  for (const name of rich) {
    test(`${name}: axe finds nothing in each scheme, at 200 %, with wide spacing, in English`, async () => {
      await look(name, 390);
      for (const scheme of comfortChoices.scheme.filter((one) => one !== "normal")) {
        await setLook(page, { scheme });
        assert.deepEqual(await violations(page, ["wcag2aa", "wcag2aaa"], ["color-contrast-enhanced"]), [], scheme);
      }
      await setLook(page, { scheme: "normal", text: "200", spacing: "wider", leading: "wider" });
      await wholeHeight(page, 390);
      assert.deepEqual(await violations(page), [], "200 %, wider spacing");
      assert.deepEqual(await tooWide(page), [], "200 %, wider spacing");
      await look(name, 1280, { language: "en" });
      assert.deepEqual(await violations(page), [], "English");
    });
  }

  for (const name of ["analyte", "analyte-one"]) {
    test(`${name}: the letters of its drawing are 14 px or more at every width`, async () => {
      for (const width of [320, 390, 600, 767, 800, 1024, 1280]) {
        await look(name, width);
        assert.deepEqual(await tooSmall(page), [], `${width} px`);
        const drawings = await page.evaluate(
          () => [...document.querySelectorAll("svg.trend")].filter((one) => one.getClientRects().length > 0).length,
        );
        assert.equal(drawings, 1, `${width} px`);
      }
    });
  }

  test("the panel of settings, open: axe finds nothing in each scheme, nothing overflows at 320 px and 200 %", async () => {
    await look("documents", 390);
    await page.evaluate(() => {
      document.querySelector<HTMLDetailsElement>("details.low-vision")!.open = true;
    });
    for (const scheme of comfortChoices.scheme) {
      await setLook(page, { scheme });
      await wholeHeight(page, 390);
      assert.deepEqual(await violations(page), [], scheme);
    }
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await setLook(page, { text: "200", spacing: "wider", leading: "wider" });
      assert.deepEqual(await tooWide(page), [], `${width} px`);
    }
  });

  test("nothing was stopped by the content policy, and no script failed", () => {
    assert.deepEqual(stopped, []);
  });
});

/** A screen as high as the page: what sticks to its edge then covers nothing that a reader could not scroll to. */
async function wholeHeight(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(900, height) });
}

/** Rule and place of each violation, readable in a failed test. */
async function violations(page: Page, values: string[] = tags, rules: string[] = []): Promise<string[]> {
  return page.evaluate(
    async ([values, rules]) => {
      // Put there by `page.evaluate(axeSource)`.
      const { axe } = globalThis as unknown as {
        axe: { run(context: unknown, options: unknown): Promise<AxeResults> };
      };
      const runOnly = rules.length > 0 ? { type: "rule", values: rules } : { type: "tag", values };
      const found = await axe.run(document, { runOnly, resultTypes: ["violations"], preload: false });
      return found.violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${target.join(" ")} ${failureSummary}`),
      );
    },
    [values, rules] as const,
  );
}

/** Changes what the server would write on `<html>`: the style sheet knows no other source. */
async function setLook(page: Page, look: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate((look) => Object.assign(document.documentElement.dataset, look), look);
}

/** WCAG 1.4.12: as a reader's own style sheet does it. Set by script, since the content policy takes no style element. */
function spread(apart: boolean): void {
  const wide = { "line-height": "1.5", "letter-spacing": "0.12em", "word-spacing": "0.16em", "margin-bottom": "2em" };
  for (const one of document.querySelectorAll<HTMLElement | SVGElement>("body, body *"))
    for (const [name, value] of Object.entries(wide)) {
      if (name === "margin-bottom" && one.tagName !== "P") continue;
      if (apart) one.style.setProperty(name, value, "important");
      else one.style.removeProperty(name);
    }
}

/** Elements that stick out of the screen, when the page can be scrolled sideways. */
async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const clipped = "thead, .heard, .skip";
    return [...document.querySelectorAll("body *")]
      .filter((one) => !one.closest(clipped) && one.getBoundingClientRect().right > clientWidth + 0.5)
      .slice(0, 4)
      .map(
        (one) =>
          `${one.tagName}.${one.className} «${one.textContent?.trim().slice(0, 40)}» ${Math.round(one.getBoundingClientRect().right)} > ${clientWidth}`,
      );
  });
}

async function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = new Set<string>();
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const parent = node.parentElement;
      if (!parent || !node.textContent?.trim() || parent.closest("sup, sub")) continue;
      // Letters of a drawing shrink with it.
      const scale = parent instanceof SVGGraphicsElement ? (parent.getScreenCTM()?.a ?? 1) : 1;
      if (parent.getClientRects().length === 0) continue;
      const size = Number.parseFloat(getComputedStyle(parent).fontSize) * scale;
      if (size < 14) found.add(`${parent.tagName}.${parent.className} ${size} px`);
    }
    return [...found];
  });
}
