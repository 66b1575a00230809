/**
 * Makes the web fonts of this folder from their npm packages (both SIL OFL 1.1): `node browser/fonts/make.mjs`.
 * Only letters that a Russian or English page uses, and only the weights that the style sheet uses, travel at once;
 * names in other alphabets load their own file when they occur (`unicode-range` in styles/fonts.css).
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import subsetFont from "subset-font";

const here = import.meta.dirname;
const packages = { golos: "@fontsource-variable/golos-text@5.3.0", serif: "@fontsource/pt-serif@5.3.0" };

const span = (from, to) => String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, i) => from + i));
const russian = `${span(0x410, 0x44f)}ЁёЂЃЄѓєіІїЇ№\u0301 \u00a0`;
const latin = `${span(0x20, 0x7e)}\u00a0§©«»°±²³µ¶·¹¼½¾×÷–—‘’‚“”„•…‰‹›€™↑↓−∕`;

const wanted = [
  { to: "golos-cyrillic.woff2", of: "golos", from: "golos-text-cyrillic-wght-normal.woff2", letters: russian },
  { to: "golos-latin.woff2", of: "golos", from: "golos-text-latin-wght-normal.woff2", letters: latin },
  { to: "golos-cyrillic-ext.woff2", of: "golos", from: "golos-text-cyrillic-ext-wght-normal.woff2" },
  { to: "golos-latin-ext.woff2", of: "golos", from: "golos-text-latin-ext-wght-normal.woff2" },
  { to: "serif-cyrillic.woff2", of: "serif", from: "pt-serif-cyrillic-400-normal.woff2", letters: russian },
  { to: "serif-latin.woff2", of: "serif", from: "pt-serif-latin-400-normal.woff2", letters: latin },
  { to: "serif-cyrillic-bold.woff2", of: "serif", from: "pt-serif-cyrillic-700-normal.woff2", letters: russian },
  { to: "serif-latin-bold.woff2", of: "serif", from: "pt-serif-latin-700-normal.woff2", letters: latin },
];

const work = mkdtempSync(join(tmpdir(), "fonts-"));
try {
  const folders = Object.fromEntries(Object.entries(packages).map(([name, spec]) => [name, unpack(spec)]));
  for (const { to, of, from, letters } of wanted) {
    const whole = readFileSync(join(folders[of], "files", from));
    const axes = of === "golos" ? { variationAxes: { wght: { min: 400, max: 700 } } } : {};
    const made = letters === undefined ? whole : await subsetFont(whole, letters, { targetFormat: "woff2", ...axes });
    writeFileSync(join(here, to), made);
    console.log(`${to}: ${whole.length} -> ${made.length} bytes`);
  }
  copyFileSync(join(folders.golos, "LICENSE"), join(here, "LICENSE-Golos-Text.txt"));
  copyFileSync(join(folders.serif, "LICENSE"), join(here, "LICENSE-PT-Serif.txt"));
} finally {
  rmSync(work, { recursive: true });
}

function unpack(spec) {
  const folder = mkdtempSync(join(work, "p-"));
  execFileSync("npm", ["pack", spec, "--silent", "--pack-destination", folder]);
  const [archive] = readdirSync(folder);
  execFileSync("tar", ["xzf", archive], { cwd: folder });
  return join(folder, "package");
}
