/**
 * PDF/UA-1 beside PDF/A-3a. veraPDF is not to be had here; what is checked is Typst's own judgement of the same pages under UA-1,
 * that the tags of both are the same, and that the file says what it must say.
 */
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { openPrintShop, type PrintOrder } from "../../src/pdf/print.ts";
import { openTypesetter } from "../../src/pdf/typeset.ts";
import { readableSamples } from "../cda/shared-samples.ts";
import { documentWith, orderWith, paragraph, run, section } from "./sample-order.ts";
import { look, skipWithout } from "./tools.ts";

const shop = openPrintShop({ onTrouble: (detail) => assert.fail(detail) });
after(() => shop.close());

const skip = skipWithout("qpdf") || skipWithout("pdfinfo");

/** Headings that skip levels and stand in lists, as foreign documents have them. */
const steep = documentWith({
  sections: [
    section("a", "Раздел", [
      { kind: "heading", level: 4, runs: [run("Глубоко")] },
      paragraph(run("слова")),
      { kind: "list", ordered: false, items: [[{ kind: "heading", level: 4, runs: [run("В списке")] }]] },
    ]),
  ],
});

const orders: readonly (readonly [string, PrintOrder])[] = [
  ["a report with everything in it", orderWith()],
  ["headings that skip levels", orderWith({ document: steep })],
  ...readableSamples().map(([name, document]) => [name, orderWith({ document })] as const),
];

describe("PDF/UA-1", { skip }, () => {
  const underUa = openTypesetter("ua-1");
  for (const [name, order] of orders) {
    test(`${name}: passes under UA-1, with the very tags of the file that is handed out`, async () => {
      const handedOut = await shop.print(order);
      const tags = tagsOf(handedOut);
      assert.ok(tags.length > 500 && tags === tagsOf(underUa(order)), firstDifference(tags, tagsOf(underUa(order))));
      assert.deepEqual(skippedHeadings(tags), []);
    });
  }

  test("the file names both standards, shows its title, and stays whole", async () => {
    const pdf = await shop.print(orderWith());
    const opened = look("qpdf", ["--qdf", "--object-streams=disable", "@", "-"], pdf);
    for (const mark of ["<pdfuaid:part>1<", "<pdfaid:part>3<", "<pdfaid:conformance>A<", "/DisplayDocTitle true"]) {
      assert.equal(opened.split(mark).length - 1, 1, mark);
    }
    assert.match(opened, /PDF\/UA identification schema/);
    assert.match(look("qpdf", ["--check", "@"], pdf), /No syntax or stream encoding errors found/);
    assert.ok(Buffer.from(await shop.print(orderWith())).equals(pdf), "the same bytes again");
  });

  test("a file inside that looks like a piece of a PDF is no piece of this one", async () => {
    const bytes = Buffer.from(
      Array.from({ length: 2000 }, (_, i) => `${i} 0 obj\n<</Type/Catalog>>\nendobj\n`).join(""),
    );
    const order = orderWith();
    const pdf = await shop.print({ ...order, attachments: [{ ...order.attachments[0]!, bytes }] });
    assert.match(look("qpdf", ["--check", "@"], pdf), /No syntax or stream encoding errors found/);
    assert.match(look("pdfinfo", ["-struct", "@"], pdf), /^Document/);
  });
});

function tagsOf(pdf: Uint8Array): string {
  return (
    look("pdfinfo", ["-struct", "@"], pdf)
      // Titles of headings are bookmarks' business, and poppler prints them as it can.
      .replace(/^(\s*H\d) ".*" \(block\):?$/gm, "$1")
      // Under UA-1 Typst adds where tables and pictures stand, which no rule of that standard asks for.
      .replace(/^\s*\/BBox .*\n/gm, "")
      .replace(/:$/gm, "")
      .replace(/^\s*Object \d+ 0\n/gm, "")
  );
}

function firstDifference(found: string, expected: string): string {
  let at = 0;
  while (at < found.length && found[at] === expected[at]) at += 1;
  return `from ${at}: «${found.slice(at, at + 120)}», under UA-1 «${expected.slice(at, at + 120)}»`;
}

function skippedHeadings(tags: string): readonly string[] {
  const levels = [...tags.matchAll(/^\s*H(\d)/gm)].map(([, level]) => Number(level));
  return levels.flatMap((level, i) =>
    level > (levels[i - 1] ?? 0) + 1 ? [`h${level} after h${levels[i - 1] ?? 0}`] : [],
  );
}
