/** Chromium and a tiny server of the gallery, for tests that look at pages as people see them. */
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium } from "playwright-core";
import { linkAssets } from "../../src/pages/asset-links.ts";
import { openAssets } from "../../src/pages/assets.ts";
import type { Comfort } from "../../src/pages/viewer.ts";
import { render } from "./gallery.ts";

const executablePath = process.env.MEDKARTA_CHROMIUM ?? "/usr/bin/chromium";

/** Why browser tests cannot run here; false when they can. */
export const noBrowser: string | false = existsSync(executablePath) ? false : `no Chromium at ${executablePath}`;

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-dev-shm-usage",
      "--force-color-profile=srgb",
    ],
  });
}

export interface Look {
  readonly text?: string | number | undefined;
  readonly scheme?: string | undefined;
  readonly spacing?: string | undefined;
  readonly leading?: string | undefined;
  readonly images?: string | undefined;
  readonly language?: string | undefined;
}

/** The strictest policy that the portal promises: nothing inline, nothing from elsewhere. */
export const strictPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export interface GalleryServer {
  readonly origin: string;
  /** The address of a page of the gallery in a certain look. */
  address(name: string, look?: Look): string;
  close(): Promise<void>;
}

/** `own`: whole pages of a test, by path, under the portal's policy where the path begins with /portal/, under none elsewhere. */
export async function serveGallery(own: Readonly<Record<string, () => string>> = {}): Promise<GalleryServer> {
  const assets = await openAssets();
  linkAssets((name) => assets.href(name));
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const asset = url.pathname.startsWith("/assets/") ? assets.get(url.pathname.slice("/assets/".length)) : null;
    if (asset) return void response.writeHead(200, { "content-type": asset.type }).end(asset.body);
    const page = Object.hasOwn(own, url.pathname) ? own[url.pathname] : undefined;
    if (page !== undefined) {
      const policy = url.pathname.startsWith("/portal/") ? { "content-security-policy": strictPolicy } : {};
      return void response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...policy }).end(page());
    }
    if (!url.pathname.startsWith("/gallery/")) return void response.writeHead(404).end();
    const query = Object.fromEntries(url.searchParams);
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": strictPolicy });
    response.end(render(url.pathname.slice("/gallery/".length), readLook(query)));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  // A server that listens on TCP has an address of this kind.
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    address: (name, look = {}) =>
      `${origin}/gallery/${name}?${new URLSearchParams(
        Object.entries(look).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
      )}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function readLook(query: Readonly<Record<string, string>>): { comfort: Partial<Comfort>; language: "ru" | "en" } {
  const { text, scheme, spacing, leading, images, language } = query;
  const comfort = {
    ...(text ? { text: Number(text) } : {}),
    ...(scheme ? { scheme } : {}),
    ...(spacing ? { spacing } : {}),
    ...(leading ? { leading } : {}),
    ...(images ? { images } : {}),
  };
  // Written by the tests of this folder only.
  return { comfort: comfort as Partial<Comfort>, language: language === "en" ? "en" : "ru" };
}
