/** Official samples of the Ministry, read, made readable and printed: no character is lost on the way to paper. */

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { Refusal } from "../../src/basics/refusal.ts";
import { readDocument } from "../../src/cda/read.ts";
import { makeReadable } from "../../src/cda/readable.ts";
import { openPrintShop } from "../../src/pdf/print.ts";
import { sharedFile, sharedFiles, unlessShared } from "../cda/shared.ts";
import { orderWith } from "./sample-order.ts";
import { enclosedFile, look, skipWithout, textOf } from "./tools.ts";
import { missingCharacters, wordsOf } from "./words-of.ts";

const shop = openPrintShop({ onTrouble: (detail) => assert.fail(detail) });
after(() => shop.close());

const skip =
  unlessShared("semd") ||
  skipWithout("pdftotext") ||
  skipWithout("pdfdetach") ||
  skipWithout("pdffonts") ||
  skipWithout("qpdf");

describe("official samples", { skip }, () => {
  let printed = 0;
  for (const name of sharedFiles("semd", [".xml"])) {
    test(name, async (t) => {
      const bytes = sharedFile("semd", name);
      let document: ReturnType<typeof makeReadable>;
      try {
        document = makeReadable(readDocument(bytes));
      } catch (refusal) {
        if (!(refusal instanceof Refusal)) throw refusal;
        return t.skip(`not a document we read: ${refusal.code}`);
      }
      const order = orderWith({ document });
      const pdf = await shop.print({ ...order, attachments: [{ ...order.attachments[0]!, bytes }] });
      assert.match(look("qpdf", ["--check", "@"], pdf), /No syntax or stream encoding errors found/);
      assert.deepEqual(enclosedFile(pdf, 1), bytes);
      // Name, type, encoding, embedded, subset, Unicode: every font is inside, in part, and can be copied from.
      for (const font of look("pdffonts", ["@"], pdf).trim().split("\n").slice(2)) assert.match(font, / yes yes yes /);
      assert.deepEqual(missingCharacters(wordsOf(document), textOf(pdf)), []);
      printed++;
    });
  }
  test("were printed, and not skipped one by one", () => assert.ok(printed >= 10, `${printed} printed`));
});
