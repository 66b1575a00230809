/** Large and strange documents on paper: printed with every word, or refused with a code that says why. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, describe, type TestContext, test } from "node:test";
import { Refusal } from "../../src/basics/refusal.ts";
import { openPrintShop } from "../../src/pdf/print.ts";
import {
  demoOfNulls,
  FOREIGN_WORDS,
  foreignWords,
  manyResults,
  manyRows,
  nameless,
  withPdfOf,
} from "../cda/large-documents.ts";
import { readable } from "../cda/minimal.ts";
import { orderWith } from "./sample-order.ts";
import { enclosedFile, skipWithout, textOf } from "./tools.ts";
import { missingCharacters, wordsOf } from "./words-of.ts";

const troubles: string[] = [];
const shop = openPrintShop({ onTrouble: (detail) => troubles.push(detail) });
after(() => shop.close());

const skip = skipWithout("pdftotext") || skipWithout("pdfdetach");

/** The largest memory that a press of ours has had so far, MB: proc(5), «VmHWM». */
function largestPress(): number {
  const ours = readdirSync("/proc").flatMap((pid) => {
    try {
      const status = readFileSync(`/proc/${pid}/status`, "latin1");
      const isOurs = new RegExp(`^PPid:\\s*${process.pid}$`, "m").test(status);
      return isOurs ? [Number(/^VmHWM:\s*(\d+)/m.exec(status)?.[1] ?? 0) / 1024] : [];
    } catch {
      return []; // no process, or gone since
    }
  });
  return Math.max(0, ...ours);
}

async function print(t: TestContext, bytes: Buffer, megabytes: number) {
  const document = readable(bytes);
  const order = orderWith({ document, attachments: [{ ...orderWith().attachments[0]!, bytes }] });
  const watch = { most: 0 };
  const timer = setInterval(() => {
    watch.most = Math.max(watch.most, largestPress());
  }, 200);
  const before = performance.now();
  const pdf = await shop.print(order).finally(() => clearInterval(timer));
  const seconds = (performance.now() - before) / 1000;
  t.diagnostic(
    `${seconds.toFixed(1)} s by the clock, ${(pdf.length / 1024 / 1024).toFixed(1)} MB of PDF, press of ${Math.round(watch.most)} MB`,
  );
  assert.ok(watch.most < megabytes, `the press took ${Math.round(watch.most)} MB`);
  return { document, pdf };
}

describe("on paper", { skip }, () => {
  for (const [what, bytes] of [
    ["a table of 10,000 rows", () => manyRows(10_000)],
    ["5,000 laboratory results", () => manyResults(5_000)],
  ] as const) {
    test(`${what} lacks no character`, async (t) => {
      const { document, pdf } = await print(t, bytes(), 2_500);
      const text = textOf(pdf);
      t.diagnostic(`${text.split("\f").length - 1} pages`);
      assert.deepEqual(missingCharacters(wordsOf(document), text), []);
    });
  }

  test("what is more than paper can hold is refused with a code and a way out", async () => {
    const refused = (error: unknown) =>
      error instanceof Refusal &&
      error.code === "print.too-large" &&
      /прочитать на экране или скачать исходный файл/.test(error.words.ru);
    await assert.rejects(shop.print(orderWith({ document: readable(manyRows(32_000)) })), refused);
  });

  test("a document with a file of 20 MB inside is printed, and its source travels with it, byte for byte", async (t) => {
    const bytes = withPdfOf(20 * 1024 * 1024);
    const { document, pdf } = await print(t, bytes, 1_500);
    assert.deepEqual(missingCharacters(wordsOf(document), textOf(pdf)), []);
    assert.ok(enclosedFile(pdf, 1).equals(bytes));
  });

  test("a document without a single name is printed", async (t) => {
    const { document, pdf } = await print(t, nameless(), 600);
    assert.deepEqual(missingCharacters(wordsOf(document), textOf(pdf)), []);
  });

  test("documents of every kind that state every absence are printed", async () => {
    for (const bytes of demoOfNulls()) {
      const document = readable(bytes);
      const pdf = await shop.print(orderWith({ document }));
      assert.deepEqual(missingCharacters(wordsOf(document), textOf(pdf)), [], document.title);
    }
  });

  test("words of other scripts are printed, or counted as not printed", async (t) => {
    const { document, pdf } = await print(t, foreignWords(), 600);
    const text = textOf(pdf);
    // No font of ours has these two; every letter of the others is there.
    const unprinted = new Set(`${FOREIGN_WORDS.devanagari}${FOREIGN_WORDS.emoji}`.normalize("NFKC"));
    const missing = missingCharacters(wordsOf(document), text);
    assert.deepEqual(
      missing.filter((one) => !unprinted.has([...one][0] ?? "")),
      [],
    );
    assert.match(text, /\d+ знак\S* не мо\S+ быть показан\S*: вместо них стоит \ufffd/);
  });

  test("nothing of this was a trouble to the press", () => assert.deepEqual(troubles, []));
});
