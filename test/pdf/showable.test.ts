/** What is shown is what was written; what cannot be shown is counted. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { bind, tie } from "../../src/pdf/bind.ts";
import { loadFaces } from "../../src/pdf/faces.ts";
import { fitText, softBreak } from "../../src/pdf/fit-text.ts";
import { openShowing } from "../../src/pdf/showable.ts";

const faces = loadFaces();
const show = (text: string) => {
  const showing = openShowing(faces);
  return { text: showing.show(text), ...showing.losses };
};

describe("characters", () => {
  test("of medicine are all there", () => {
    for (const letter of "АяЁё№×µμαβγδκλ⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₂°′″±≤≥≈→▲▼●☐☑✓½‰℃—–−«»„“…•\u00a0\u202f\ufffd") {
      assert.ok(faces.has(letter.codePointAt(0)!), `${letter} U+${letter.codePointAt(0)!.toString(16)}`);
    }
  });

  test("that no font has become one sign each", () => {
    assert.deepEqual(show("漢\u{13000}x"), { text: "\ufffd\ufffdx", unshown: 2, hidden: 0 });
  });

  test("that control are signs, line ends are line ends, layout hints go", () => {
    assert.deepEqual(show("a\u0000b\r\nc\rd\te\u00adf\ufeffg\u200bh"), {
      text: "a\ufffdb\nc\nd efgh",
      unshown: 1,
      hidden: 0,
    });
  });

  test("that turn the direction of a text are left out and counted", () => {
    assert.deepEqual(show("a\u202eb\u2066c\u200f"), { text: "abc", unshown: 0, hidden: 3 });
  });

  test("of private areas are not shown, though a font has them", () => {
    assert.equal(show("\uf001").text, "\ufffd");
  });

  test("in pieces are put together", () => {
    assert.equal(show("и\u0306").text, "й");
  });

  test("are shown twice as once", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const once = show(text).text;
        assert.deepEqual(show(once), { text: once, unshown: 0, hidden: 0 });
        for (const letter of once) assert.ok(letter === "\n" || faces.has(letter.codePointAt(0)!));
      }),
    );
  });
});

describe("words", () => {
  const widthOf = (text: string) => faces.width(text, 10, false);

  test("too long for their line may end anywhere it fits, and lose nothing", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 80 }),
        fc.integer({ min: 30, max: 300 }),
        (word, width) => {
          const shown = show(word).text.replace(/[ \n]/g, "");
          const pieces = fitText(faces, shown, width, 10).text.split(softBreak);
          assert.equal(pieces.join(""), shown);
          for (const piece of pieces) assert.ok(widthOf(piece) <= width || [...piece].length <= 4, piece);
        },
      ),
    );
  });

  test("that are addresses end after a slash", () => {
    const { text } = fitText(faces, "https://medkarta.example/verify/26.77.11.23.004318", 160, 10);
    assert.equal(text, `https://medkarta.example/${softBreak}verify/26.77.11.23.004318`);
  });

  test("of letters are left for syllables, in tables only", () => {
    const word = "электрокардиографическое";
    assert.deepEqual(fitText(faces, word, 60, 10, { syllables: true }), { text: word, hyphenate: true });
    assert.ok(fitText(faces, word, 60, 10).text.includes(softBreak));
  });

  test("read together stay together", () => {
    assert.equal(
      bind("№ 5, 138 г/л, 6 мг, Иванова М. П."),
      `№\u00a05, ${tie}138\u00a0г/л${tie}, 6\u00a0мг, Иванова М.\u00a0П.`,
    );
    assert.equal(
      bind("5 гребней 12 минут и/или 1/2"),
      "5 гребней 12 минут и/или 1/2".replace("и/или", `${tie}и/или${tie}`).replace("1/2", `${tie}1/2${tie}`),
    );
  });
});
