/** Digits of a dose stand on paper in the order in which they were written, whatever letters stand before them. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openPrintShop } from "../../src/pdf/print.ts";
import { documentWith, orderWith, paragraph, run, section } from "./sample-order.ts";
import { look, skipWithout } from "./tools.ts";

const shop = openPrintShop({ onTrouble: (detail) => assert.fail(detail) });
after(() => shop.close());

/** Left edges of the printed numbers, in points. */
function leftOf(boxes: string, word: string): number {
  const found = new RegExp(`xMin="([\\d.]+)"[^>]*>${word}</word>`).exec(boxes);
  return Number(found?.[1] ?? assert.fail(`${word} is not printed`));
}

test("after Hebrew and Arabic letters numbers go on from left to right", {
  skip: skipWithout("pdftotext"),
}, async () => {
  const words = ["Принимать אב 1011 2022 мг", "Пить سلام 3033 4044 раза"];
  const document = documentWith({
    sections: [
      section(
        "a",
        "Назначения",
        words.map((one) => paragraph(run(one))),
      ),
    ],
  });
  const boxes = look("pdftotext", ["-bbox", "@", "-"], await shop.print(orderWith({ document })));
  assert.ok(leftOf(boxes, "1011") < leftOf(boxes, "2022"));
  assert.ok(leftOf(boxes, "3033") < leftOf(boxes, "4044"));
});
