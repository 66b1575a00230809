/** The way in with a real browser and its scripts switched off: by the list, by the keyboard, at 320 px, in both roles. */
import assert from "node:assert/strict";
import { access, readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { type Browser, chromium, type Page } from "playwright-core";
import { openPortal, type Portal } from "./portal.ts";

const executablePath = process.env.MEDKARTA_CHROMIUM ?? "/usr/bin/chromium";
const skip = await access(executablePath).then(
  () => false as const,
  () => `no Chromium at ${executablePath}`,
);

let portal: Portal;
let chrome: Browser;
before(async () => {
  if (skip) return;
  portal = await openPortal({ assets: true });
  const quiet = ["quic", "background-networking", "component-update", "sync"].map((name) => `--disable-${name}`);
  chrome = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", ...quiet],
  });
});
after(async () => {
  await chrome?.close();
  await portal?.close();
});

async function withPage(deed: (page: Page) => Promise<void>, options: { width?: number; scripts?: boolean } = {}) {
  const context = await chrome.newContext({
    javaScriptEnabled: options.scripts ?? false,
    viewport: { width: options.width ?? 1280, height: 800 },
    locale: "ru-RU",
  });
  const page = await context.newPage();
  const refused: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy/.test(message.text())) refused.push(message.text());
  });
  try {
    await deed(page);
    assert.deepEqual(refused, []);
  } finally {
    await context.close();
  }
}

test("by the list, to the page that was asked for, through every redirect that CSP must allow", { skip }, () =>
  withPage(async (page) => {
    await page.goto(`${portal.origin}/documents`);
    await page.getByRole("button", { name: /Соколова Антонина Павловна/ }).click();
    assert.equal(page.url(), `${portal.origin}/documents`);
  }),
);

test("by the keyboard alone", { skip }, () =>
  withPage(async (page) => {
    await page.goto(`${portal.origin}/login`);
    await page.keyboard.press("Tab");
    assert.equal(await page.locator(":focus").getAttribute("id"), "login");
    await page.keyboard.type("frolova");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Нужна подтверждённая учётная запись" }).waitFor();
  }),
);

test("a doctor chooses the post, and logs out", { skip }, () =>
  withPage(async (page) => {
    await page.goto(`${portal.origin}/login`);
    await page.getByLabel("Логин").fill("petrov");
    await page.getByRole("button", { name: "Войти", exact: true }).click();
    await page.getByRole("button", { name: /Как врач/ }).click();
    assert.equal(page.url(), `${portal.origin}/staff`);
    await page.goto(`${portal.origin}/login/level`);
    await page.getByRole("banner").getByRole("button", { name: "Выйти" }).click();
    await page.getByRole("heading", { level: 1, name: "Вы вышли" }).waitFor();
    assert.equal(page.url(), `${portal.origin}/login/left`);
  }),
);

const pages = {
  "the list": (page: Page) => page.goto(`${portal.origin}/login`),
  "the unknown login": async (page: Page) => {
    await page.goto(`${portal.origin}/login`);
    await page.getByLabel("Логин").fill("nobody");
    await page.getByRole("button", { name: "Войти", exact: true }).click();
  },
  "the level": async (page: Page) => {
    await page.goto(`${portal.origin}/login`);
    await page
      .getByRole("button", { name: /упрощённая/ })
      .first()
      .click();
  },
  "the choice of a role": async (page: Page) => {
    await page.goto(`${portal.origin}/login`);
    await page.getByLabel("Логин").fill("petrov");
    await page.getByRole("button", { name: "Войти", exact: true }).click();
  },
  "the failure": (page: Page) => page.goto(`${portal.origin}/login/return?state=x`),
  "the end": (page: Page) => page.goto(`${portal.origin}/login/left`),
};
for (const [name, open] of Object.entries(pages)) {
  test(`${name}: no faults by axe, nothing beside the screen at 320 px and 200 %`, { skip }, () =>
    withPage(
      async (page) => {
        await page.context().addCookies([{ name: "comfort", value: "200.golos.normal.normal.on", url: portal.origin }]);
        await open(page);
        assert.deepEqual(await faults(page), []);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(over <= 0, `${over} px beside the screen`);
        if (process.env.MEDKARTA_SHOTS) {
          const shot = `${process.env.MEDKARTA_SHOTS}/${name.replaceAll(" ", "-")}`;
          await page.screenshot({ path: `${shot}-320.png`, fullPage: true });
          await page.context().clearCookies({ name: "comfort" });
          await page.setViewportSize({ width: 1280, height: 800 });
          await page.reload();
          await page.screenshot({ path: `${shot}-1280.png`, fullPage: true });
        }
      },
      { width: 320, scripts: true }, // axe is a script; the pages are the same
    ),
  );
}

async function faults(page: Page): Promise<readonly string[]> {
  const axe = await readFile(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
  await page.evaluate(axe);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const run = `axe.run({ runOnly: ${JSON.stringify(tags)} })`;
  const { violations } = (await page.evaluate(run)) as { violations: { id: string; nodes: { html: string }[] }[] };
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}
