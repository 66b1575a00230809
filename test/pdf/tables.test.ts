/** A table on paper has every cell of the document, at its place, in columns that fit the page. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import type { Cell } from "../../src/cda/model.ts";
import { loadFaces } from "../../src/pdf/faces.ts";
import { type PlacedRows, placeTable } from "../../src/pdf/place-cells.ts";
import { cellPadding, shareWidth } from "../../src/pdf/share-width.ts";
import { cell } from "./sample-order.ts";

const faces = loadFaces();

/** The table as a drawing: a letter for each cell, a dot for a hole. */
function draw(rows: PlacedRows, columns: number): string[] {
  const grid = rows.map(() => new Array<string>(columns).fill(""));
  rows.forEach((row, y) => {
    for (const placed of row) {
      for (let r = y; r < y + placed.rows; r++) {
        for (let c = placed.column; c < placed.column + placed.columns; c++) {
          assert.equal(grid[r]?.[c], "", `row ${r}, column ${c} is outside or taken twice`);
          grid[r]![c] = placed.cell ? (placed.cell.runs[0]?.text ?? "?") : ".";
        }
      }
    }
  });
  return grid.map((row) => row.join(""));
}

function drawn(rows: readonly (readonly Cell[])[]): string[] {
  const placed = placeTable([], rows);
  return draw(placed.body, placed.columns);
}

describe("cells", () => {
  test("lie as in HTML", () => {
    assert.deepEqual(
      drawn([[cell("a", { rowspan: 2 }), cell("b", { colspan: 2 })], [cell("c"), cell("d")], [cell("e")]]),
      ["abb", "acd", "e.."],
    );
  });

  test("end their spans with the table, and before each other", () => {
    assert.deepEqual(
      drawn([[cell("a", { rowspan: 500 }), cell("b"), cell("c", { rowspan: 2 })], [cell("d", { colspan: 40 })]]),
      ["abc", "adc"],
    );
  });

  test("do not make columns in which nothing begins", () => {
    assert.deepEqual(drawn([[cell("a", { colspan: 50 })], [cell("b"), cell("c")]]), ["aa", "bc"]);
  });

  test("fill a rectangle without holes or overlaps, whatever their spans", () => {
    const anyCell = fc.record({ colspan: fc.integer({ min: 1, max: 5 }), rowspan: fc.integer({ min: 1, max: 5 }) });
    fc.assert(
      fc.property(fc.array(fc.array(anyCell, { maxLength: 5 }), { maxLength: 6 }), (spans) => {
        const rows = spans.map((row) => row.map((each) => cell("x", each)));
        const placed = placeTable(rows, rows);
        for (const part of [placed.head, placed.body]) {
          for (const line of draw(part, placed.columns)) assert.equal(line.length, placed.columns);
          assert.equal(part.flat().filter((each) => each.cell).length, rows.flat().length, "a cell is lost");
        }
      }),
    );
  });
});

describe("columns", () => {
  const widthsOf = (rows: readonly (readonly string[])[], width = 493) =>
    shareWidth(
      faces,
      placeTable(
        [],
        rows.map((row) => row.map((text) => cell(text))),
      ),
      width,
    );

  test("together are as wide as the page, whatever is in them", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ maxLength: 60 }), { minLength: 1, maxLength: 10 }), {
          minLength: 1,
          maxLength: 8,
        }),
        (rows) => {
          const { widths } = widthsOf(rows);
          assert.ok(Math.abs(widths.reduce((a, b) => a + b, 0) - 493) < 0.5, String(widths));
          for (const each of widths) assert.ok(each > 2 * cellPadding - 0.01, String(widths));
        },
      ),
    );
  });

  test("are wide enough for their longest words, at full size, where there is room", () => {
    const { widths, size } = widthsOf([["Гемоглобин", "138 г/л", "Длинное примечание ".repeat(20)]]);
    assert.equal(size, 9);
    assert.ok(widths[0]! >= faces.width("Гемоглобин", 9, false) + 2 * cellPadding);
    assert.ok(widths[1]! >= faces.width("138 г/л", 9, false) + 2 * cellPadding, "a short column wraps");
    assert.ok(widths[2]! > 250);
  });

  test("are printed smaller before words are cut", () => {
    const words = Array.from({ length: 9 }, () => "Гиперхолестеринемия");
    const { size } = widthsOf([words]);
    assert.ok(size < 9 && size >= 6.5, String(size));
  });
});
