/** The text form and the printed form say the same: word for word, in the same order, for the eye and for the ear. */
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { asTable } from "../../src/cda/as-table.ts";
import type { Block, ReadableDocument, Section } from "../../src/cda/model.ts";
import { openPrintShop, type PrintOrder } from "../../src/pdf/print.ts";
import { printText } from "../../src/pdf/print-text.ts";
import { readableSamples } from "../cda/shared-samples.ts";
import { orderWith } from "./sample-order.ts";
import { look, skipWithout } from "./tools.ts";

const shop = openPrintShop({ onTrouble: (detail) => assert.fail(detail) });
after(() => shop.close());

const skip = skipWithout("pdftotext") || skipWithout("pdfinfo");

describe("the text form and the PDF", { skip }, () => {
  const made: readonly (readonly [string, PrintOrder])[] = [
    ["a report with everything in it", orderWith()],
    ["a replaced document", orderWith({ status: "replaced", replacedBy: "26.77.11.24.000001" })],
    [
      "an unregistered document",
      orderWith({ number: null, registeredAt: null, stamps: [], verifyUrl: null, checkpoint: null }),
    ],
  ];
  const samples = readableSamples().map(([name, document]) => [name, orderWith({ document })] as const);
  let exact = 0;
  let listened = 0;
  for (const [name, order] of [...made, ...samples]) {
    test(`${name}: what is heard, and what is copied out of the PDF, is the text form`, async (t) => {
      const pdf = await shop.print(order);
      const expected = squeezed(printText(order));
      // Poppler finds the words of each tag by drawing its page anew: minutes for a long document.
      if (expected.length < SHORT) {
        const [ear, text] = [withoutHyphens(heard(pdf)), withoutHyphens(expected)];
        assert.ok(ear === text, `heard ${firstDifference(ear, text)}`);
        listened += 1;
      }
      const found = withoutRepeatedHeads(taken(pdf), expected, headsOf(order.document));
      if (found === expected) exact += 1;
      // Two columns that both go on over the page are copied out page by page: no letter less, in another order.
      else t.diagnostic(`cut by the end of a page ${firstDifference(found, expected)}`);
      assert.ok(lettersOf(found) === lettersOf(expected), firstDifference(found, expected));
    });
  }
  test("nearly all to the letter and in order", () => {
    assert.ok(listened >= 2, `${listened} listened to`);
    assert.ok(exact >= made.length + samples.length - 1, `${exact} of ${made.length + samples.length}`);
  });
});

/** In characters without spaces. */
const SHORT = 7_000;

/** Tags alone, in their order: what stands on the page besides (page numbers, heads that are repeated) is no content. */
function heard(pdf: Uint8Array): string {
  const lines = look("pdfinfo", ["-struct-text", "@"], pdf).split("\n");
  return squeezed(lines.flatMap((line) => /^\s*"(.*)"$/.exec(line)?.[1] ?? []).join("\n"));
}

/** Page by page, without the foot and the head of the page. Points from the left and the top, as the template sets them. */
function taken(pdf: Uint8Array): readonly string[] {
  const within = ["-x", "0", "-y", "45", "-W", "596", "-H", "740"];
  return look("pdftotext", ["-raw", "-enc", "UTF-8", ...within, "@", "-"], pdf)
    .split("\f")
    .map(squeezed);
}

/** Compared up to whitespace, and to what is written in two ways: a ligature, a raised digit, a hint where a word may break. */
function squeezed(text: string): string {
  return text.normalize("NFKC").replace(/[\s\u00ad\u200b\u2060]+/g, "");
}

/** Where a long word of a narrow column was parted, the tags keep the hyphen. */
function withoutHyphens(text: string): string {
  return text.replace(/[-\u2010]/g, "");
}

/** The head of a table is printed again on each of its pages, and said once. */
function withoutRepeatedHeads(pages: readonly string[], expected: string, heads: readonly string[]): string {
  let found = "";
  for (const page of pages) {
    const head = heads.find(
      (one) => page.startsWith(one) && !expected.startsWith(page.slice(0, one.length + 1), found.length),
    );
    found += head === undefined ? page : page.slice(head.length);
  }
  return found;
}

function headsOf(document: ReadableDocument): readonly string[] {
  const heads = tablesOf(document).map(({ head }) =>
    squeezed(head.map((row) => row.map(({ runs }) => runs.map(({ text }) => text).join("")).join("")).join("")),
  );
  return heads.filter((head) => head !== "").sort((a, b) => b.length - a.length);
}

function tablesOf({ summary, sections }: ReadableDocument) {
  const inSection = (section: Section): readonly Block[] => [...section.blocks, ...section.sections.flatMap(inSection)];
  return [...summary, ...sections.flatMap(inSection)].flatMap((block) => {
    return block.kind === "table" || block.kind === "results" || block.kind === "links" ? [asTable(block)] : [];
  });
}

function lettersOf(text: string): string {
  return [...text].sort().join("");
}

function firstDifference(found: string, expected: string): string {
  let at = 0;
  while (at < found.length && found[at] === expected[at]) at += 1;
  return `from ${at}: PDF «${found.slice(at, at + 80)}», text «${expected.slice(at, at + 80)}»`;
}
