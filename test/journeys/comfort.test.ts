/** «Версия для слабовидящих» without script: from any page, back to the same page, kept for a year, and back to the ordinary look. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Browser } from "../access/browser.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house?.close());

test("a guest chooses on the page of the help, and every page is so from then on; one press and it is ordinary again", async () => {
  const browser = new Browser(house.url);
  const page = await browser.get("/help/missing");
  const panel = /<details class="low-vision">.*?<\/details>/s.exec(page.html)?.[0] ?? "";
  assert.match(panel, /name="return" value="\/help\/missing"/);
  const chosen = { text: "175", scheme: "blue", typeface: "serif", spacing: "wide", leading: "wider", images: "off" };
  const there = await browser.post("/comfort", { ...chosen, return: "/help/missing", csrf: "", page: "/help/missing" });
  assert.equal(there.url.pathname, "/help/missing");
  for (const address of ["/help/missing", "/", "/accessibility", "/no-such-page", "/login"]) {
    const { html } = await browser.get(address);
    for (const [name, value] of Object.entries(chosen))
      assert.match(html, new RegExp(`<html[^>]* data-${name}="${value}"`), `${address}: ${name}`);
  }
  assert.match(browser.cookies.get("comfort")?.line ?? "", /Max-Age=31536000.*HttpOnly/);
  const shown = await browser.get("/help/missing");
  const ordinary = /<form class="ordinary"(?<open>[^>]*)>(?<fields>.*?)<\/form>/s.exec(shown.html)?.groups;
  assert.doesNotMatch(ordinary?.open ?? "hidden", /hidden/, "the way back is shown once it is needed");
  const fields = [...(ordinary?.fields ?? "").matchAll(/name="([^"]+)" value="([^"]*)"/g)];
  const back = await browser.post(
    "/comfort",
    Object.fromEntries(fields.map(([, name = "", value = ""]) => [name, value])),
  );
  assert.equal(back.url.pathname, "/help/missing");
  assert.match(back.html, /data-text="100" data-typeface="golos" data-scheme="normal"/);
});
