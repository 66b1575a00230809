/**
 * The nine kinds of the leaflet as a phone and as paper show them, for `docs/kinds.md` and for eyes:
 * `node --import tsx test/pages/nine-kinds.ts [--out docs/images/kinds] [--whole]`. Needs Chromium and `pdftoppm`.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { renderHtml, renderSummary } from "../../src/cda/html.tsx";
import type { ReadableDocument } from "../../src/cda/model.ts";
import { readDocument } from "../../src/cda/read.ts";
import { makeReadable } from "../../src/cda/readable.ts";
import { demoDocuments } from "../../src/demo/documents/demo-documents.ts";
import type { KindKey } from "../../src/pages/parts/kind.tsx";
import { DocumentPage } from "../../src/pages/patient/document.tsx";
import { renderPage } from "../../src/pages/render.ts";
import { openPrintShop } from "../../src/pdf/print.ts";
import { orderWith } from "../pdf/sample-order.ts";
import { openBrowser, serveGallery } from "./browser.ts";
import * as fixture from "./fixtures/patient-views.ts";
import { patient } from "./fixtures/people.ts";

const { values } = parseArgs({
  options: { out: { type: "string", default: "docs/images/kinds" }, whole: { type: "boolean", default: false } },
});

/** A РЭМД kind of the demo for each of the leaflet's nine, in its order. */
const KINDS: readonly (readonly [KindKey, kind: string])[] = [
  ["referral", "311"],
  ["mse", "121"],
  ["imaging", "224"],
  ["consultation", "227"],
  ["lab", "186"],
  ["checkup", "122"],
  ["discharge", "235"],
  ["sport", "294"],
  ["prescription", "148"],
];

/** Pixels of a phone's picture for the docs: two screens; the whole of it is for eyes. */
const TALLEST = 1_900;

const all = demoDocuments();
const documents = KINDS.map(([key, kind]) => {
  const found = all.find((one) => one.kind === kind);
  if (!found) throw new Error(`the demo has no document of kind ${kind}`);
  return { key, bytes: found.bytes, readable: makeReadable(readDocument(found.bytes)) };
});

mkdirSync(values.out, { recursive: true });
await main();

async function main(): Promise<void> {
  const browser = await openBrowser();
  const server = await serveGallery(
    Object.fromEntries(documents.map(({ key, readable }) => [`/portal/${key}`, () => pageOf(key, readable)])),
  );
  const shop = openPrintShop();
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    for (const { key, bytes, readable } of documents) {
      await page.goto(`${server.origin}/portal/${key}`);
      await page.evaluate(() => document.fonts.ready);
      // Bars that stick to the screen would lie across a picture of the whole page.
      await page.evaluate(() => {
        for (const one of document.querySelectorAll<HTMLElement>("body *")) {
          if (/sticky|fixed/.test(getComputedStyle(one).position)) one.style.display = "none";
        }
      });
      const shown = page.locator("main");
      const box = (await shown.boundingBox()) ?? { x: 0, y: 0, width: 390, height: TALLEST };
      const clip = { ...box, height: values.whole ? box.height : Math.min(box.height, TALLEST) };
      await page.screenshot({
        path: join(values.out, `${key}-phone.jpg`),
        type: "jpeg",
        quality: 70,
        fullPage: true,
        clip,
      });
      const order = orderWith({ document: readable });
      const source = { ...order.attachments[0], bytes } as (typeof order.attachments)[number];
      const pdf = await shop.print({ ...order, attachments: [source] });
      writeFileSync(join(values.out, `${key}.pdf`), pdf);
      draw(key);
      console.log(`${key}: ${readable.title}, ${pdf.length} bytes of PDF`);
    }
  } finally {
    await Promise.all([browser.close(), server.close(), shop.close()]);
  }
}

/** Paper: its first page for the docs, every page where all is asked for. */
function draw(key: string): void {
  const pages = values.whole ? [] : ["-f", "1", "-l", "1", "-singlefile"];
  const options = ["-jpeg", "-jpegopt", "quality=72", "-r", values.whole ? "80" : "72"];
  execFileSync("pdftoppm", [...options, ...pages, `${key}.pdf`, `${key}-paper`], { cwd: values.out });
  if (!values.whole) rmSync(join(values.out, `${key}.pdf`));
}

function pageOf(key: KindKey, readable: ReadableDocument): string {
  const view = {
    ...fixture.document,
    kind: key,
    title: readable.title,
    official: readable.officialTitle,
    organisation: readable.header.find(({ label }) => label === "Организация")?.value ?? "",
    summary: readable.summary.length > 0 ? renderSummary(readable) : null,
    body: { html: renderHtml({ ...readable, summary: [] }) },
  };
  return renderPage(DocumentPage({ viewer: patient, view }));
}
