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
  phone: { width: 390, height: 780, scale: 0.5 },
  desktop: { width: 1280, height: 800, scale: 0.45 },
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
    const desk = await browser.newPage();
    for (const [screen, { width, height, scale }] of Object.entries(screens)) {
      const page = await browser.newPage({ viewport: { width, height } });
      for (const name of names) {
        await page.goto(server.address(name));
        await page.evaluate(() => document.fonts.ready);
        const picture = await page.screenshot();
        writeFileSync(`${folder}${name}-${screen}.webp`, await shrink(desk, picture, scale));
      }
      await page.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

/** The browser itself makes the picture small: WebP, at a quality at which words can still be read. */
async function shrink(desk: Page, picture: Buffer, scale: number): Promise<Buffer> {
  const small = await desk.evaluate(
    async ([encoded, scale]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${encoded}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(image.width * scale);
      canvas.height = Math.round(image.height * scale);
      const pen = canvas.getContext("2d");
      if (!pen) throw new Error("this browser does not draw");
      pen.imageSmoothingQuality = "high";
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      return canvas.toDataURL("image/webp", 0.6).split(",")[1] ?? "";
    },
    [picture.toString("base64"), scale] as const,
  );
  return Buffer.from(small, "base64");
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
