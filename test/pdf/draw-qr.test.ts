/** The QR code that is drawn is the one that was computed, module for module. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "qrcode";
import { drawQr } from "../../src/pdf/draw-qr.ts";

const url = "https://medkarta.example/verify/26.77.11.23.004318";

test("rectangles cover exactly the dark modules, each once", () => {
  const { size, data } = create(url, { errorCorrectionLevel: "M" }).modules;
  const drawing = drawQr(url);
  assert.ok(drawing);
  assert.equal(drawing.size, size);
  const painted = new Uint8Array(size * size);
  for (const [left, top, right, bottom] of drawing.dark) {
    for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) painted[y * size + x]! += 1;
  }
  assert.deepEqual([...painted], [...data].map(Number));
  assert.ok(drawing.dark.length < data.filter(Boolean).length, "nothing was joined");
});

test("an address too long to be read from paper has no code", () => {
  assert.equal(drawQr(`https://medkarta.example/${"x".repeat(400)}`), null);
  assert.equal(drawQr(""), null);
});
