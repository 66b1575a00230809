/** The page of a document: valid, inert, anchored, readable by voice and on a phone; and as text with the same words. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { HtmlValidate } from "html-validate";
import { renderHtml } from "../../src/cda/html.tsx";
import { renderText } from "../../src/cda/text.ts";
import { parseTree } from "../../src/cda/tree.ts";
import { descendants, elements, rawText } from "../../src/cda/walk.ts";
import { assertAnchored, assertInert } from "./inert.ts";
import { plain, readable, refusalOf, section, withSections } from "./minimal.ts";
import { sharedFile, sharedFiles, unlessShared } from "./shared.ts";

const skip = unlessShared("semd");

/** Samples that can be read, with the page of each. */
function* pages(): Generator<readonly [name: string, html: string, text: string]> {
  for (const name of sharedFiles("semd", [".xml"])) {
    const bytes = sharedFile("semd", name);
    if (/SMSV2\.xml|no-namespace/.test(name)) {
      assert.ok(refusalOf(bytes));
      continue;
    }
    const document = readable(bytes);
    yield [name, renderHtml(document), renderText(document)];
  }
}

test("every sample becomes a page that is inert and whose links lead somewhere", { skip }, () => {
  for (const [, html] of pages()) {
    assertInert(html);
    assertAnchored(html);
  }
});

test("every sample becomes valid HTML", { skip }, async () => {
  const validator = new HtmlValidate({
    extends: ["html-validate:recommended"],
    // The document's words, not markup: a telephone number may break at its spaces, a quoted title may be long.
    rules: { "long-title": "off", "tel-non-breaking": "off", "void-style": "off", "no-inline-style": "error" },
  });
  for (const [name, html] of pages()) {
    const page = `<!DOCTYPE html>\n<html lang="ru"><head><title>Документ</title></head><body><main><h1>Документ</h1>${html}</main></body></html>`;
    const report = await validator.validateString(page);
    const messages = report.results.flatMap((result) =>
      result.messages.map(({ ruleId, message, line, column }) => `${ruleId} ${line}:${column} ${message}`),
    );
    assert.deepEqual(messages.slice(0, 5), [], name);
  }
});

test("a contents list stands only over more than three sections, and leads to each", () => {
  assert.doesNotMatch(renderHtml(readable(plain())), /document-contents/);
  const four = ["COMPLNTS", "ANAM", "DGN", "REGIME"].map((code) => section(code, "слова")).join("");
  const html = renderHtml(readable(withSections(four)));
  assertAnchored(html);
  const nav = [...descendants(parseTree(html))].find(({ name }) => name === "nav");
  assert.equal([...descendants(nav ?? assert.fail("no contents"))].filter(({ name }) => name === "a").length, 5);
});

test("a cell knows its column for a phone's card, spans counted", () => {
  const html = renderHtml(
    readable(
      withSections(
        section(
          "RESLAB",
          '<table><thead><tr><th>Имя</th><th>Итог</th><th>Норма</th></tr></thead><tbody><tr><td rowspan="2">а</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr><tr><td colspan="3">всё</td></tr></tbody></table>',
        ),
      ),
    ),
  );
  const labels = [...descendants(parseTree(html))]
    .filter(({ name }) => name === "td")
    .map((cell) => [rawText(cell), cell.attributes.find(({ name }) => name === "data-label")?.value ?? null]);
  assert.deepEqual(labels, [
    ["а", "Имя"],
    ["1", "Итог"],
    ["2", "Норма"],
    ["3", "Итог"],
    ["4", "Норма"],
    ["всё", null],
  ]);
});

test("every table has a caption or a name, every head cell a scope", { skip }, () => {
  for (const [name, html] of pages()) {
    for (const element of descendants(parseTree(html))) {
      if (element.name === "table") {
        const named = element.attributes.some((one) => one.name === "aria-label" && one.value !== "");
        assert.ok(named || elements(element).some((one) => one.name === "caption"), name);
      }
      if (element.name === "th")
        assert.ok(
          element.attributes.some((one) => one.name === "scope"),
          name,
        );
    }
  }
});

test("what is outside its norm carries a sign and a word, never colour alone", () => {
  const entry =
    '<organizer><component><observation><code displayName="Белок" code="1"/><value xsi:type="PQ" value="99" unit="g/L"/><interpretationCode code="L"/></observation></component></organizer>';
  const document = readable(withSections(section("RESLAB", null, entry)));
  assert.match(
    renderHtml(document),
    /<td data-label="Результат" class="flag-low"><span aria-hidden="true">▼ <\/span>99 <span class="flag-words">ниже нормы<\/span><\/td>/,
  );
  assert.match(renderText(document), /Белок\t▼ 99 ниже нормы\tг\/л/);
});

test("headings go down one level at a time", { skip }, () => {
  for (const [name, html] of pages()) {
    let last = 1;
    for (const element of descendants(parseTree(html))) {
      const level = /^h([1-6])$/.exec(element.name)?.[1];
      if (level === undefined) continue;
      assert.ok(Number(level) <= last + 1, `${name}: h${level} after h${last}: ${rawText(element)}`);
      last = Number(level);
    }
  }
});

/** Headings that only a page needs. */
const PAGE_ONLY = new Set(["Главное", "Содержание", "Кто", "где", "когда"]);

test("page and text say the same words", { skip }, () => {
  const words = (text: string) => new Set(text.match(/[\p{L}\p{N}]{3,}/gu) ?? []);
  for (const [name, html, text] of pages()) {
    const onPage = words(
      [...descendants(parseTree(html))]
        .map((one) => one.children.filter((node) => typeof node === "string").join(" "))
        .join(" ")
        .replaceAll("\u00ad", ""), // where a long word of a table may break
    );
    const spoken = words(text);
    const missing = [...onPage].filter((word) => !spoken.has(word) && !PAGE_ONLY.has(word));
    assert.deepEqual(missing, [], name);
  }
});
