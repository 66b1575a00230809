/** The style sheet, the script, the fonts, the sign: built once at start, served from memory under names with their hash. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { build, transform } from "esbuild";
import type { AssetName } from "./asset-links.ts";
import { paths } from "./paths.ts";

const browser = new URL("../../browser/", import.meta.url);

/** The order is the cascade's: fonts and tokens first, print last. */
const styles = [
  "fonts",
  "tokens",
  "base",
  "frame",
  "places",
  "parts",
  "lists",
  "forms",
  "tables",
  "document",
  "front",
  "pages",
  "analyses",
  "changes",
  "journal",
  "drafts",
  "signing",
  "verify",
  "due",
  "appeals",
  "desk",
  "paper",
  "narrow",
  "schemes",
  "print",
] as const;

const fonts = [
  "golos-cyrillic",
  "golos-latin",
  "golos-cyrillic-ext",
  "golos-latin-ext",
  "serif-cyrillic",
  "serif-cyrillic-bold",
  "serif-latin",
  "serif-latin-bold",
] as const;

/** `app.js` is everybody's; `staff.js` is beside it on pages of the staff; the key room runs as a worker, when one signs; `verify.js` is on the page of checking alone. */
const scripts = {
  "app.js": "app.ts",
  "staff.js": "staff.ts",
  "key-room.js": "sign/key-room.ts",
  "verify.js": "verify/page.ts",
} as const satisfies Partial<Record<AssetName, string>>;

export interface Asset {
  readonly body: Buffer;
  /** Value of `Content-Type`. */
  readonly type: string;
  /** The same bytes, compressed beforehand; null where compression gains nothing (fonts). */
  readonly encodings: { readonly br: Buffer; readonly gzip: Buffer } | null;
}

export interface Assets {
  /** By the name in the address, hash and all. Serve with `Cache-Control: public, max-age=31536000, immutable`. */
  get(name: string): Asset | null;
  /** Address of an asset by its plain name. Give it to `linkAssets` at start. */
  href(name: AssetName): string;
  /** The script that shows a push: under an address that never changes, so not among those with a hash. */
  readonly pushWorker: Buffer;
}

/** Builds all assets. Takes about a third of a second; throws when a file is missing or does not compile. */
export async function openAssets(): Promise<Assets> {
  const byAddress = new Map<string, Asset>();
  const addressOf = new Map<string, string>();

  async function add(name: string, type: string, body: Buffer): Promise<void> {
    const hash = createHash("sha256").update(body).digest("hex").slice(0, 10);
    const address = name.replace(/\.(\w+)$/, `.${hash}.$1`);
    addressOf.set(name, address);
    byAddress.set(address, { body, type, encodings: name.endsWith(".woff2") ? null : await squeeze(body) });
  }

  for (const font of fonts)
    await add(`${font}.woff2`, "font/woff2", await readFile(new URL(`fonts/${font}.woff2`, browser)));
  await add("icon.svg", "image/svg+xml", await readFile(new URL("icon.svg", browser)));
  for (const [name, entry] of Object.entries(scripts))
    await add(name, "text/javascript; charset=utf-8", await script(entry));
  await add("app.css", "text/css; charset=utf-8", await stylesheet(addressOf));

  return {
    get: (name) => byAddress.get(name) ?? null,
    href: (name) => paths.asset(addressOf.get(name) ?? name),
    pushWorker: await script("push-worker.ts"),
  };
}

async function stylesheet(addressOf: ReadonlyMap<string, string>): Promise<Buffer> {
  const texts = await Promise.all(styles.map((name) => readFile(new URL(`styles/${name}.css`, browser), "utf8")));
  // A font is named in the style sheet by its plain name; beside it in the same folder lies the one with the hash.
  const linked = texts
    .join("\n")
    .replace(/url\("([^"]+)"\)/g, (_, name: string) => `url("${addressOf.get(name) ?? name}")`);
  const { code } = await transform(linked, { loader: "css", minify: true });
  return Buffer.from(code);
}

async function script(entry: string): Promise<Buffer> {
  const built = await build({
    entryPoints: [fileURLToPath(new URL(entry, browser))],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    logLevel: "silent",
  });
  const [file] = built.outputFiles;
  if (!file) throw new Error(`esbuild gave no output for browser/${entry}`);
  return Buffer.from(file.contents);
}

async function squeeze(body: Buffer): Promise<{ br: Buffer; gzip: Buffer }> {
  const [br, zipped] = await Promise.all([
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    promisify(gzip)(body, { level: 9 }),
  ]);
  return { br, gzip: zipped };
}
