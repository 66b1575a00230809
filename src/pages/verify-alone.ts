/** The page of checking as one HTML file: script, style, keys and certificates inside. It works from a disk, without a network. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import type { Language } from "../basics/words.ts";
import { formatTrustFiles, type TrustFiles } from "../evidence/trust-files.ts";
import { sayMoment } from "./say-date.ts";
import { words } from "./words.ts";

const browser = new URL("../../browser/", import.meta.url);

export interface VerifyAlone {
  /** The whole page in this language, with whom its reader will trust. */
  page(language: Language, trust: TrustFiles): Buffer;
}

/** Builds the script once. Throws when a file is missing or does not compile. */
export async function openVerifyAlone(): Promise<VerifyAlone> {
  const [script, style] = await Promise.all([scriptOf(), styleOf()]);
  return {
    page: (language, trust) => Buffer.from(pageOf(language, trust, script, style)),
  };
}

async function scriptOf(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("verify/alone.ts", browser))],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    charset: "utf8",
    logLevel: "silent",
  });
  const [file] = outputFiles;
  if (!file) throw new Error("esbuild gave no output for browser/verify/alone.ts");
  // No text of ours ends the element that it stands in.
  return file.text.replaceAll("</script", "<\\/script");
}

async function styleOf(): Promise<string> {
  const { code } = await transform(await readFile(new URL("verify/alone.css", browser), "utf8"), {
    loader: "css",
    minify: true,
  });
  return code;
}

const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Only this script and this style run; nothing is fetched, sent or framed. WebAssembly is for the digest of GOST. */
function policyOf(script: string, style: string): string {
  const rules = ["default-src 'none'", `script-src ${hash(script)} 'wasm-unsafe-eval'`, `style-src ${hash(style)}`];
  return [...rules, "form-action 'none'", "base-uri 'none'"].join("; ");
}

function pageOf(language: Language, trust: TrustFiles, script: string, style: string): string {
  const { verify: w, frame } = words(language);
  const said = {
    judging: w.files.judging,
    "too-much": w.files.tooMuch,
    failed: w.files.failed,
    now: w.alone.now,
    "now-unasked": w.now.unasked,
  };
  const data = Object.entries(said).map(([name, text]) => `data-${name}="${escaped(text)}"`);
  const asOf = w.alone.asOf(sayMoment(language, new Date(trust.asOf)));
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policyOf(script, style))}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(`${w.title} — ${frame.brand}`)}</title>
<style>${style}</style>
</head>
<body>
<main class="stack-5">
<h1>${escaped(w.title)}</h1>
<p>${escaped(w.alone.lead)}</p>
<div class="drop-zone" ${data.join(" ")}>
<label for="files">${escaped(w.alone.choose)}</label>
<p class="small" id="hint">${escaped(w.files.hint)}</p>
<input id="files" type="file" multiple aria-describedby="hint">
</div>
<div id="result" tabindex="-1"></div>
<footer class="small"><p>${escaped(w.now.separate)}</p><p>${escaped(asOf)} ${escaped(trust.source)}</p></footer>
</main>
<script type="application/json" id="trust">${formatTrustFiles(trust).replaceAll("<", "\\u003c")}</script>
<script>${script}</script>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
