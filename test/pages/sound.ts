/** What must be true of any page, asked in Chromium: axe finds nothing, nothing is wider than the screen or than what holds it. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Rule and place of each violation, readable in a failed test. */
export async function violations(page: Page): Promise<string[]> {
  await wholeHeight(page);
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axeSource);
  return page.evaluate(async (values) => {
    // Put there just now.
    const { axe } = globalThis as unknown as { axe: { run(context: unknown, options: unknown): Promise<AxeResults> } };
    const found = await axe.run(document, {
      runOnly: { type: "tag", values },
      resultTypes: ["violations"],
      preload: false,
    });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(" ")} ${failureSummary}`),
    );
  }, tags);
}

/** A screen as high as the page: what sticks to its edge then covers nothing that a reader could not scroll to. */
async function wholeHeight(page: Page): Promise<void> {
  const width = page.viewportSize()?.width ?? 1280;
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(900, height) });
}

/** The page scrolled sideways, or an element that sticks out of its parent; what is hidden or clipped does not count. */
export async function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const found = scrollWidth > clientWidth ? [`the page: ${scrollWidth} > ${clientWidth}`] : [];
    for (const one of document.querySelectorAll("body *:not(svg *)")) {
      const parent = one.parentElement;
      // Put out of flow on purpose: the skip link, the sign of news, what is only heard.
      if (!parent || one.closest("thead, .heard, .skip, .badge") || !one.checkVisibility()) continue;
      if (["absolute", "fixed"].includes(getComputedStyle(one).position)) continue;
      const [inner, outer] = [one.getBoundingClientRect(), parent.getBoundingClientRect()];
      if (inner.width === 0 || outer.width === 0 || getComputedStyle(parent).display.startsWith("inline")) continue;
      if (inner.right > outer.right + 1.5)
        found.push(
          `${one.tagName}.${one.getAttribute("class")} «${one.textContent?.trim().slice(0, 40)}» by ${Math.round(inner.right - outer.right)} px`,
        );
    }
    return found.slice(0, 5);
  });
}
