/**
 * Hostile documents in a real Chromium, as the portal shows them and as a stand-alone page: nothing in them acts, nothing
 * leaves, and the reader is told what could not be shown.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { Refusal } from "../../src/basics/refusal.ts";
import { renderHtml, renderSummary } from "../../src/cda/html.tsx";
import type { ReadableDocument } from "../../src/cda/model.ts";
import { type CdaDocument, readDocument } from "../../src/cda/read.ts";
import { makeReadable } from "../../src/cda/readable.ts";
import { washWords } from "../../src/cda/wash.ts";
import { wholePage } from "../../src/cda/whole-page.tsx";
import { paths } from "../../src/pages/paths.ts";
import { DocumentPage } from "../../src/pages/patient/document.tsx";
import { renderPage } from "../../src/pages/render.ts";
import { inspectPdf } from "../../src/pdf/inspect.ts";
import { hostileDocuments } from "../cda/hostile-documents.ts";
import { sharedFile, sharedFiles, unlessShared } from "../cda/shared.ts";
import { type GalleryServer, noBrowser, openBrowser, serveGallery } from "./browser.ts";
import * as fixture from "./fixtures/patient-views.ts";
import { patient } from "./fixtures/people.ts";
import { sticksOut } from "./sound.ts";

/** What Chromium did that a document must not make it do. */
interface Deeds {
  readonly left: string[];
  readonly dialogs: string[];
  readonly errors: string[];
}

/** As the route of the portal makes it. */
function portalPage(cda: CdaDocument, readable: ReadableDocument): string {
  const view = {
    ...fixture.document,
    title: readable.title,
    official: readable.officialTitle,
    organisation: washWords(cda.facts.organisation.name ?? ""),
    summary: readable.summary.length > 0 ? renderSummary(readable) : null,
    body: { html: renderHtml({ ...readable, summary: [] }) },
  };
  return renderPage(DocumentPage({ viewer: patient, view }));
}

/** Both pages of every document. Rendered when asked for: only then does the server know what its assets are called. */
const pages = [...hostileDocuments()].flatMap(([name, { bytes, told }]) => {
  const cda = readDocument(bytes);
  const readable = makeReadable(cda);
  const { title } = readable;
  return [
    { path: `/portal/${name}`, told, title: `${title} — Моё здоровье`, html: () => portalPage(cda, readable) },
    { path: `/alone/${name}`, told, title, html: () => wholePage(readable) },
  ];
});

describe("a hostile document in Chromium", { skip: noBrowser }, () => {
  let browser: Browser;
  let server: GalleryServer;
  let context: BrowserContext;
  let page: Page;
  const deeds: Deeds = { left: [], dialogs: [], errors: [] };

  before(async () => {
    browser = await openBrowser();
    server = await serveGallery({
      ...Object.fromEntries(pages.map(({ path, html }) => [path, html])),
      "/alone/watch": () => "<!doctype html><title>T</title>",
    });
    context = await browser.newContext({ acceptDownloads: true });
    context.on("page", (opened) => {
      if (opened !== page && page) deeds.left.push(`a window: ${opened.url()}`);
    });
    page = await context.newPage();
    page.on("request", (request) => {
      if (!request.url().startsWith(`${server.origin}/`) && !request.url().startsWith("data:image/"))
        deeds.left.push(`${request.url()} from ${request.headers()["referer"] ?? "nowhere"}`);
    });
    // What wants to leave is seen above and goes no further, and the page stays.
    await context.route(
      (url) => url.origin !== server.origin,
      (route) => route.abort("aborted"),
    );
    page.on("dialog", (dialog) => {
      deeds.dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    page.on("download", (download) => deeds.left.push(`a download: ${download.url()}`));
    page.on("pageerror", (error) => deeds.errors.push(error.message));
    page.on("console", (message) => {
      // The gallery serves no news; every other error counts.
      if (message.type() === "error" && !message.location().url.endsWith(paths.news()))
        deeds.errors.push(message.text());
    });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  test("the watch itself sees a script, a request, a dialog", async () => {
    const evil = `<title>T</title><img src="http://127.0.0.1:9/track" onerror="globalThis.acted=1;document.title='XSS';alert(7)">`;
    await page.goto(`${server.origin}/alone/watch`);
    await page.setContent(evil);
    await page.waitForFunction("globalThis.acted === 1");
    assert.deepEqual(deeds.left, [`http://127.0.0.1:9/track from ${server.origin}/`]);
    assert.deepEqual(deeds.dialogs, ["7"]);
    assert.equal(await page.title(), "XSS");
    assert.deepEqual(await actors(page, "body"), ["img", "img onerror"]);
  });

  for (const { path, told, title } of pages) {
    test(`${path} does nothing, and says what is not shown`, async () => {
      for (const list of Object.values(deeds)) list.length = 0;
      const answer = await page.goto(server.origin + path, { waitUntil: "load" });
      assert.equal(answer?.headers()["content-security-policy"] !== undefined, path.startsWith("/portal/"));
      const shown = await page.title();
      assert.equal(shown, title.replace(/\s+/g, " ").trim());
      assert.deepEqual(await actors(page, ".document"), []);
      if (path.startsWith("/alone/"))
        assert.deepEqual(await actors(page, "html"), ["meta", "meta", "meta", "meta", "style"]);

      const links = await touchEverything(page);
      // A honest link leads to where its words say, and takes nothing along: the one way out, at the reader's own wish.
      for (const { href } of links) assert.match(href, /^https:\/\/(a\.test:8443|x\.test)\//);
      await page.waitForTimeout(20);
      const wished = links.map(({ href }) => `${href.replace(/#.*$/, "")} from nowhere`);
      assert.deepEqual(deeds.left.map((one) => one.replace(/#.* from/, " from")).sort(), wished.sort());
      assert.deepEqual(deeds.dialogs, []);
      assert.deepEqual(
        deeds.errors.filter((text) => !/ERR_ABORTED/.test(text)),
        [],
      );
      assert.equal(await page.title(), shown, "the title is what it was");
      assert.equal(await page.evaluate("globalThis.acted"), undefined);

      const text = (await wordsOf(page)).replaceAll("\u00ad", "").replace(/\s+/g, " ");
      for (const words of told) assert.match(text, words);
      assert.doesNotMatch(
        text,
        /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\u3164]|[\u{E0000}-\u{E007F}]/u,
      );
    });
  }

  test("no endless word makes the portal's page wider than a phone", async () => {
    await page.setViewportSize({ width: 320, height: 900 });
    for (const { path } of pages.filter((one) => one.path.startsWith("/portal/"))) {
      await page.goto(server.origin + path);
      assert.deepEqual(await sticksOut(page), [], path);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test("digits stand as they are written, left to right, whatever was put among them", async () => {
    for (const name of ["bidi-dose-override", "bidi-dose-left-alone", "bidi-marks"]) {
      for (const place of ["portal", "alone"]) {
        await page.goto(`${server.origin}/${place}/${name}`);
        const places = await digitsFromLeft(page);
        assert.ok(places.length > 0, name);
        for (const { written, seen } of places) assert.equal(seen, written, `${place}/${name}`);
      }
    }
  });

  test("numbers after Hebrew or Arabic letters stand as they are written", async () => {
    for (const place of ["portal", "alone"]) {
      await page.goto(`${server.origin}/${place}/bidi-letters`);
      for (const { written, seen, where } of await digitsFromLeft(page))
        assert.equal(seen, written, `${place}: ${where}`);
    }
  });

  test("a pile of marks covers no other line", async () => {
    await page.goto(`${server.origin}/alone/bidi-pile`);
    const piles = (await wordsOf(page)).match(/\p{M}+/gu) ?? [];
    const marks = Math.max(...piles.map((one) => one.length));
    assert.equal(marks, 8);
  });
});

describe("a hostile PDF that comes as a whole document", { skip: unlessShared("attack") }, () => {
  const codes: Readonly<Record<string, string>> = {
    "pdf-embeddedfile.pdf": "pdf.embedded-file",
    "pdf-launch.pdf": "pdf.launch",
    "pdf-openaction-js.pdf": "pdf.javascript",
    "polyglot-html-before-pdf.pdf": "pdf.not-at-start",
  };
  test("is one of those below", () => assert.deepEqual(sharedFiles("attack", [".pdf"]), Object.keys(codes).sort()));
  for (const [name, code] of Object.entries(codes)) {
    test(`${name} is refused: ${code}`, () => {
      const isThis = (error: unknown) => error instanceof Refusal && error.faults.some((fault) => fault.code === code);
      assert.throws(() => inspectPdf(sharedFile("attack", name)), isThis);
    });
  }
});

/** The words that are seen, folded parts that were opened among them. */
function wordsOf(page: Page): Promise<string> {
  return page.evaluate<string>("document.body.innerText");
}

/** Elements and attributes of the page, below what is named, that could act, load, or change how the rest is read. */
async function actors(page: Page, below: string): Promise<string[]> {
  return page.evaluate((below) => {
    const acting =
      "script, iframe, frame, object, embed, applet, form, input, button, select, textarea, link, meta, base, style, template, noscript, foreignObject, animate, set, use, image, video, audio, source, portal, math, dialog";
    return [...document.querySelectorAll(below)].flatMap((root) =>
      [...root.querySelectorAll("*")].flatMap((one) => {
        const name = one.localName;
        const found = one.matches(acting) || one.namespaceURI === "http://www.w3.org/1998/Math/MathML" ? [name] : [];
        for (const { name: attribute, value } of one.attributes) {
          const loads = /^(src|srcset|srcdoc|action|formaction|background|poster|data|ping|xlink:href|href)$/i.test(
            attribute,
          );
          const quiet = /^(#[a-z][a-z0-9-]*|https:\/\/[^@\s]+|data:image\/(png|jpeg);base64,[A-Za-z0-9+/]+=*)$/.test(
            value,
          );
          if (/^on|^style$|^autofocus$/i.test(attribute)) found.push(`${name} ${attribute}`);
          else if (loads && !quiet) found.push(name);
        }
        return found;
      }),
    );
  }, below);
}

/** Opens all that opens, touches every element as a hand and a keyboard would, then follows every link; gives those that lead away. */
async function touchEverything(page: Page): Promise<{ href: string }[]> {
  await page.evaluate(() => {
    for (const one of document.querySelectorAll<HTMLElement>(".document summary")) one.click();
    for (const one of document.querySelectorAll<HTMLElement>(".document, .document *")) {
      for (const type of [
        "pointerenter",
        "pointerover",
        "mouseover",
        "focus",
        "load",
        "error",
        "toggle",
        "animationstart",
      ])
        one.dispatchEvent(new Event(type, { bubbles: true }));
      if (one.localName !== "summary") one.focus?.();
      if (one.localName !== "summary" && one.closest("a") === null) one.click?.();
    }
    for (const one of document.querySelectorAll<HTMLElement>('.document a[href^="#"]')) one.click();
  });
  const away = page.locator('.document a[href]:not([href^="#"])');
  const links: { href: string }[] = [];
  for (let i = 0; i < (await away.count()); i++) {
    const link = away.nth(i);
    const [href, rel, policy] = [
      await link.getAttribute("href"),
      await link.getAttribute("rel"),
      await link.getAttribute("referrerpolicy"),
    ];
    assert.equal(rel, "noopener noreferrer nofollow");
    assert.equal(policy, "no-referrer");
    links.push({ href: href ?? "" });
    await link.click({ noWaitAfter: true });
    await page.waitForTimeout(50);
  }
  return links;
}

/** Each text of the document that holds a number, as written, and as its letters stand on the screen from the left. */
async function digitsFromLeft(page: Page): Promise<{ written: string; seen: string; where: string }[]> {
  return page.evaluate(() => {
    const found: { written: string; seen: string; where: string }[] = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const text = node.textContent ?? "";
      if (!/05|1234|10 20/.test(text) || !node.parentElement?.checkVisibility()) continue;
      const at = text.search(/05|1234|10 20/);
      const letters = [...text.slice(at, at + 5)].map((letter, i) => {
        const range = document.createRange();
        range.setStart(node, at + i);
        range.setEnd(node, at + i + 1);
        return { letter, left: range.getBoundingClientRect().left };
      });
      const digits = letters.filter(({ letter }) => /\d/.test(letter));
      const sorted = digits.toSorted((a, b) => a.left - b.left);
      found.push({
        written: digits.map((one) => one.letter).join(""),
        seen: sorted.map((one) => one.letter).join(""),
        where: node.parentElement.outerHTML.slice(0, 200),
      });
    }
    return found;
  });
}
