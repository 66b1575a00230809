/**
 * docs/gallery.md: every page of the gallery as it opens, on a phone and on a computer.
 * `npm run gallery` draws all anew; `npm run gallery -- home due` these alone. Needs Chromium.
 */
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { openBrowser, serveGallery } from "./browser.ts";
import { gallery, render } from "./gallery.ts";

const docs = fileURLToPath(new URL("../../docs/", import.meta.url));
const folder = `${docs}images/gallery/`;
/** Width and height of the screen, and how small its picture is. */
const screens = {
  phone: { width: 390, height: 780, scale: 0.42 },
  desktop: { width: 1280, height: 800, scale: 0.36 },
} as const;
/** All pictures together. */
const MOST_BYTES = 4 * 1024 * 1024;

const sections: readonly (readonly [title: string, about: string, has: (role: string | null) => boolean])[] = [
  ["For everybody", "No account is needed.", (role) => role === null],
  ["The cabinet", "What a patient sees.", (role) => role === "patient"],
  ["At work", "Doctors, registrars, support, administrators.", (role) => role !== null && role !== "patient"],
];

async function draw(names: readonly string[]): Promise<void> {
  const browser = await openBrowser();
  const server = await serveGallery();
  try {
    for (const [screen, { width, height, scale }] of Object.entries(screens)) {
      const page = await browser.newPage({ viewport: { width, height } });
      const devtools = await page.context().newCDPSession(page);
      await page.goto(server.address("front"));
      for (const name of names) {
        await put(page, server.address(name));
        const { data } = await devtools.send("Page.captureScreenshot", {
          format: "webp",
          quality: 55,
          clip: { x: 0, y: 0, width, height, scale },
        });
        writeFileSync(`${folder}${name}-${screen}.webp`, Buffer.from(data, "base64"));
      }
      await page.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

/** In place of the last one: styles and fonts stay loaded, which makes ten minutes two. */
async function put(page: Page, address: string): Promise<void> {
  await page.evaluate(async (address) => {
    const fresh = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
    const root = document.documentElement;
    for (const { name, value } of fresh.documentElement.attributes) root.setAttribute(name, value);
    document.body.replaceWith(document.adoptNode(fresh.body));
    scrollTo(0, 0);
    await document.fonts.ready;
  }, address);
}

function describe(): string {
  const lines = [
    "# Every page, on a phone and on a computer",
    "",
    "As it opens, in every state worth looking at. Made by `npm run gallery` from the pages that the tests look at",
    "(`test/pages/gallery.ts`): people and places in it are invented.",
  ];
  for (const [title, about, has] of sections) {
    lines.push("", `## ${title}`, "", about, "", "| page | phone | computer |", "|---|---|---|");
    for (const [name, [viewer]] of Object.entries(gallery)) {
      if (!has(viewer.person?.role ?? null)) continue;
      const heading = /<title>([^<]*?) — [^<]*<\/title>/.exec(render(name))?.[1] ?? name;
      const picture = (screen: string) => `![${name}, ${screen}](images/gallery/${name}-${screen}.webp)`;
      lines.push(`| **${heading.replaceAll("|", "\\|")}**<br>${name} | ${picture("phone")} | ${picture("desktop")} |`);
    }
  }
  return `${lines.join("\n")}\n`;
}

const asked = process.argv.slice(2);
const all = Object.keys(gallery);
mkdirSync(folder, { recursive: true });
await draw(asked.length > 0 ? asked : all);
const wanted = new Set(all.flatMap((name) => Object.keys(screens).map((screen) => `${name}-${screen}.webp`)));
for (const file of readdirSync(folder)) if (!wanted.has(file)) rmSync(folder + file);
writeFileSync(`${docs}gallery.md`, describe());
const bytes = readdirSync(folder).reduce((sum, file) => sum + statSync(folder + file).size, 0);
console.log(`${all.length} pages, ${(bytes / 1024 / 1024).toFixed(2)} MB`);
if (bytes > MOST_BYTES) throw new Error(`the pictures are larger than ${MOST_BYTES} bytes`);
