/** Headless Chromium that prints HTML, kept warm: what a service would use that has no typesetter of its own. */
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

export interface ChromiumPrinter {
  readonly pid: number;
  print(html: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

const executablePath = process.env["MEDKARTA_CHROMIUM"] ?? "/usr/bin/chromium";

/** null where there is no Chromium. One page for all documents, scripts off. */
export async function openChromium(): Promise<ChromiumPrinter | null> {
  if (!existsSync(executablePath)) return null;
  const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"];
  const server = await chromium.launchServer({ executablePath, args });
  const browser = await chromium.connect(server.wsEndpoint());
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  return {
    pid: server.process().pid ?? 0,
    async print(html) {
      await page.setContent(html, { waitUntil: "load" });
      return page.pdf({ format: "A4", tagged: true });
    },
    close: () => server.close(),
  };
}
