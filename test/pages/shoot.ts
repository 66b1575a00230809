/**
 * Screenshots of the gallery, to be looked at: `node --import tsx test/pages/shoot.ts [name …] [--sizes 390,1280]
 * [--text 200] [--scheme black] [--language en] [--piece 1600]
 * [--out /tmp/shots]`.
 */
import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { openBrowser, serveGallery } from "./browser.ts";
import { gallery } from "./gallery.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: "string", default: "390,1280" },
    text: { type: "string", default: "100" },
    scheme: { type: "string", default: "normal" },
    language: { type: "string", default: "ru" },
    piece: { type: "string", default: "100000" },
    out: { type: "string", default: "/tmp/shots" },
  },
});

mkdirSync(values.out, { recursive: true });
const browser = await openBrowser();
const server = await serveGallery();
try {
  for (const width of values.sizes.split(",").map(Number)) {
    const page = await browser.newPage({ viewport: { width, height: width < 600 ? 844 : 900 } });
    for (const name of positionals.length > 0 ? positionals : Object.keys(gallery)) {
      await page.goto(server.address(name, values));
      await page.evaluate(() => document.fonts.ready);
      const plain = values.text === "100" && values.scheme === "normal" && values.language === "ru";
      const mark = plain ? "" : `-${values.text}-${values.scheme}-${values.language}`;
      // A long page is cut into pieces that a person can look at.
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      const piece = Math.max(900, Number(values.piece));
      const pieces = Math.ceil(height / piece);
      for (let n = 0; n < pieces; n++)
        await page.screenshot({
          path: `${values.out}/${name}-${width}${mark}${pieces > 1 ? `-${n + 1}` : ""}.png`,
          fullPage: true,
          clip: { x: 0, y: n * piece, width, height: Math.min(piece, height - n * piece) },
        });
    }
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
