/** Pages as they are written: one h1, a title of their own, forms that carry their token, nothing inline, both languages. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { HtmlValidate } from "html-validate";
import { openAssets } from "../../src/pages/assets.ts";
import { comfortChoices } from "../../src/pages/comfort.ts";
import { en } from "../../src/pages/words/en.ts";
import { ru } from "../../src/pages/words/ru.ts";
import { gallery, render } from "./gallery.ts";

const names = Object.keys(gallery);

describe("pages as they are written", () => {
  for (const name of names) {
    test(`${name}: whole, with nothing inline`, () => {
      const html = render(name);
      assert.match(html, /^<!doctype html><html lang="ru"/);
      assert.equal(count(html, /<h1[ >]/g), 1, "one h1");
      assert.equal(count(html, /<main[ >]/g), 1, "one main");
      assert.match(html, /<title>[^<]+ — Моё здоровье<\/title>/);
      // Attribute values are quoted and escaped by the renderer, so a tag ends at the first «>» outside of quotes.
      for (const [tag] of html.matchAll(/<[a-z][^\s>]*(?:\s+[^\s=>]+(?:="[^"]*")?)*\s*\/?>/g)) {
        assert.doesNotMatch(tag, /\sstyle=/, `a style attribute: ${tag}`);
        assert.doesNotMatch(tag, /\son[a-z]+=/i, `an event attribute: ${tag}`);
      }
      assert.equal(count(html, /<style[ >]/g), 0, "no style element");
      assert.equal(count(html, /<script(?![^>]*\ssrc=)/g), 0, "no inline script");
      assert.doesNotMatch(html, /undefined|\[object Object\]|NaN/);
    });
  }

  test("every form that changes something carries the token, and goes inside the portal", () => {
    for (const name of names) {
      const html = render(name);
      for (const [form] of html.matchAll(/<form [^>]*method="post"[^>]*>.*?<\/form>/gs)) {
        assert.match(
          form,
          /<input type="hidden" name="csrf" value="test-csrf-value"/,
          `${name}: ${form.slice(0, 120)}`,
        );
        assert.match(form, /action="\/[^/]/, name);
      }
    }
  });

  test("the version for low vision comes first after the link to the content, on every page, and can do everything", () => {
    for (const name of names) {
      const html = render(name);
      const [, ...stops] = [
        ...html.slice(html.indexOf("<body")).matchAll(/<(a|summary|button|input(?! type="hidden")|select)[ >]/g),
      ];
      assert.equal(stops[0]?.[1], "summary", name);
      const panel = /<details class="low-vision">.*?<\/details>/s.exec(html)?.[0] ?? "";
      assert.match(panel, /Версия для слабовидящих/, name);
      for (const [field, choices] of Object.entries(comfortChoices))
        for (const choice of choices)
          assert.ok(panel.includes(`name="${field}" value="${choice}"`), `${name}: ${field} ${choice}`);
      assert.match(html, /<a href="\/accessibility"/, name);
    }
  });

  test("titles tell the pages apart", () => {
    // States of one page («documents-empty») share its title; different pages never do.
    const states =
      /-(incident|consented|changed|empty|none-found|quiet|first|filtered|broken|pdf|corrected|low|saved|current|replaced|none|partial|units|methods|one|words|limits|refused|quarantined|uncounted|overdue|hidden|arrived|not-expected|failed|disputed|asked|moved|answered|helped|escalated|closed|withdrawn|head|beside|came|faults|mend|elsewhere|correct|checked|handed|returned|begun|faulty|authentic|not-authentic|mistaken|no-files|erased)$/;
    const titles = new Map<string, string>();
    for (const name of names.map((one) => one.replace(states, ""))) {
      const title = /<title>([^<]+)/.exec(render(name))?.[1] ?? "";
      assert.ok(
        title.length > 0 && (titles.get(title) ?? name) === name,
        `${name}: «${title}» is also ${titles.get(title)}`,
      );
      titles.set(title, name);
    }
  });

  test("html-validate finds no fault", async () => {
    const validate = new HtmlValidate({
      extends: ["html-validate:recommended", "html-validate:document"],
      elements: [
        "html5",
        {
          "live-news": own,
          "live-switch": own,
          "copy-text": own,
          "count-words": own,
          "ask-first": own,
          "print-button": own,
          "session-end": own,
          "root-probe": own,
          "push-switch": own,
        },
      ],
      rules: {
        // The renderer writes void elements as XML does, and attributes as it likes: equal to any parser.
        "void-style": "off",
        "doctype-style": "off",
        "attribute-boolean-style": "off",
        "no-trailing-whitespace": "off",
        "long-title": "off",
        "prefer-native-element": "off",
        "no-redundant-role": "off",
        "no-raw-characters": "off",
        "attr-quotes": "off",
        "no-inline-style": "error",
        // Our own origin; integrity is for what comes from others.
        "require-sri": ["error", { target: "crossorigin" }],
      },
    });
    const faults = new Set<string>();
    for (const name of names) {
      const report = await validate.validateString(render(name));
      for (const { messages } of report.results)
        for (const { ruleId, message, selector } of messages)
          faults.add(`${name}: ${ruleId}: ${message} (${selector})`);
    }
    assert.deepEqual([...faults], []);
  });

  test("no page has words of its own: all are in the catalogue, so English lacks none", () => {
    const pages = new URL("../../src/pages/", import.meta.url);
    for (const folder of ["", "analyses/", "frame/", "guest/", "help/", "parts/", "patient/", "staff/"])
      for (const file of readdirSync(new URL(folder, pages)).filter((one) => one.endsWith(".tsx"))) {
        const code = readFileSync(new URL(folder + file, pages), "utf8").replace(/\/\*.*?\*\/|\/\/[^\n]*/gs, "");
        // «А» is the picture on the buttons of the text size; «№» is read in both languages.
        for (const [word] of code.matchAll(/[А-Яа-яЁё]{2,}/g)) assert.fail(`${folder}${file}: «${word}»`);
      }
    for (const name of names) assert.match(render(name, { language: "en" }), /<html lang="en"/);
  });

  test("each catalogue is written in its own letters", () => {
    for (const text of texts(en)) if (text !== en.frame.otherLanguage) assert.doesNotMatch(text, /[а-яё]/i, text);
    const latin = /^(PDF|XML|English|OID|CDA|Edge|Opera|Firefox|Chrome|Safari)$/;
    for (const text of texts(ru))
      assert.ok(/[а-яё]/i.test(text) || latin.test(text) || /^\d+ %$/.test(text) || text === "", text);
  });

  test("budgets: script 10 kB, of the staff 60 kB, of checking alone 64 kB, styles 15 kB, first fonts 40 kB, a list of documents 5 kB", async () => {
    const assets = await openAssets();
    const at = (href: string) => assets.get(href.slice(href.lastIndexOf("/") + 1));
    assert.ok((at(assets.href("app.js"))?.encodings?.gzip.length ?? Infinity) <= 10_000);
    const staff = (["app.js", "staff.js", "key-room.js"] as const).map((name) => at(assets.href(name)));
    assert.ok(staff.reduce((sum, one) => sum + (one?.encodings?.gzip.length ?? Infinity), 0) <= 60_000);
    assert.ok((at(assets.href("verify.js"))?.encodings?.gzip.length ?? Infinity) <= 64_000);
    assert.ok((at(assets.href("app.css"))?.encodings?.gzip.length ?? Infinity) <= 15_000);
    assert.ok((at(assets.href("golos-cyrillic.woff2"))?.body.length ?? Infinity) <= 16_000);
    assert.ok(gzipSync(render("documents")).length <= 8_000);
  });
});

/** Our own elements: they hold what already works. */
const own = { flow: true, phrasing: true, permittedContent: ["@flow"] };

function count(text: string, what: RegExp): number {
  return [...text.matchAll(what)].length;
}

/** Every text of a catalogue; functions are asked with plain arguments. */
function* texts(of: unknown): Generator<string> {
  if (typeof of === "string") yield of;
  else if (typeof of === "function") yield String((of as (...args: unknown[]) => unknown)(1, 2, 3));
  else if (typeof of === "object" && of !== null) {
    // `to` names where a link leads, `check` what is looked at, `topic` a page: see help/
    for (const [key, inner] of Object.entries(of)) if (!["to", "check", "topic"].includes(key)) yield* texts(inner);
  }
}
