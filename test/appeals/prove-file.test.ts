/** Files that people send: told by their bytes, cleaned of what tells more than the picture, refused when they would act. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { type FileFault, proveFile } from "../../src/appeals/prove-file.ts";
import { noBrowser, openBrowser } from "../pages/browser.ts";
import { chunk, exif, jpeg, png, segment, withSegments } from "./pictures.ts";

const shared = process.env.MEDKARTA_SHARED ?? fileURLToPath(new URL("../../../shared/", import.meta.url));
const attack = join(shared, "data/attack");
const absent = existsSync(attack) ? false : "no shared data here: set MEDKARTA_SHARED";

function clean(bytes: Buffer): Buffer {
  const proved = proveFile(bytes);
  assert.notEqual(typeof proved, "string", String(proved));
  return Buffer.from((proved as Exclude<typeof proved, FileFault>).bytes);
}

test("of a photo the place, the camera, the time, the comment, the programs' notes go; the way up and the colours stay", () => {
  const photo = withSegments(
    jpeg,
    exif,
    segment(0xe1, "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>GPS</x:xmpmeta>"),
    segment(0xed, "Photoshop 3.0\0 8BIM owner: Sokolova"),
    segment(0xe2, "MPF\0second picture"),
    segment(0xfe, "taken at home"),
  );
  const cleaned = clean(photo);
  for (const word of ["GPS", "55.7558", "xmpmeta", "Photoshop", "Sokolova", "MPF", "taken at home", "\u0088\u0025"])
    assert.ok(!cleaned.includes(Buffer.from(word, "latin1")), word);
  assert.ok(cleaned.includes(Buffer.from("ICC_PROFILE")));
  assert.equal(cleaned.length, jpeg.length + 36, "the picture, and 36 bytes that say the way up");
  assert.deepEqual(clean(cleaned), cleaned, "cleaned twice, it is the same");
  assert.deepEqual(clean(jpeg), jpeg, "what is clean stays as it is");
});

test("what hangs on the end of a photo: a second picture is cut off, anything else refused", () => {
  assert.deepEqual(clean(Buffer.concat([jpeg, jpeg])), jpeg);
  for (const tail of ["PK\x03\x04 a zip", "<script>alert(1)</script>", "%PDF-1.7", "\0\0\0\x18ftypmp42", " "])
    assert.equal(proveFile(Buffer.concat([jpeg, Buffer.from(tail, "latin1")])), "broken", tail);
});

test("a photo that does not hold together is refused: cut short, a length that lies, no picture in it", () => {
  for (let length = jpeg.length - 1; length > 3; length -= 7)
    assert.ok(["broken", "type"].includes(String(proveFile(jpeg.subarray(0, length)))), String(length));
  const lying = Buffer.from(jpeg);
  lying.writeUInt16BE(0xffff, 4);
  assert.ok(["broken", "type"].includes(String(proveFile(lying))));
  assert.equal(proveFile(Buffer.from([0xff, 0xd8, 0xff, 0xd9])), "type");
});

test("of a PNG texts, times, EXIF and animation go; a wrong checksum, an unknown vital chunk or a tail are refused", () => {
  const secrets = [
    chunk("tEXt", "Author\0Sokolova"),
    chunk("zTXt", "Comment\0\0x"),
    chunk("iTXt", "XML:com.adobe.xmp\0\0\0\0\0GPS"),
    chunk("eXIf", "II*\0GPS"),
    chunk("tIME", "1234567"),
    chunk("acTL", "12345678"),
    chunk("prVt", "whatever"),
  ];
  assert.deepEqual(clean(png(secrets)), png());
  assert.deepEqual(clean(png([chunk("gAMA", "abcd")])), png([chunk("gAMA", "abcd")]));
  assert.equal(proveFile(png([chunk("CRIT", "x")])), "broken");
  assert.equal(proveFile(Buffer.concat([png(), Buffer.from("PK\x03\x04")])), "broken");
  const flipped = Buffer.from(png());
  flipped[flipped.length - 20] = 255 - (flipped[flipped.length - 20] ?? 0);
  assert.equal(proveFile(flipped), "broken");
  for (let length = png().length - 1; length > 8; length--)
    assert.ok(["broken", "type"].includes(String(proveFile(png().subarray(0, length)))), String(length));
});

test("a picture that would fill the memory, an empty file, one that is too large", () => {
  assert.equal(proveFile(png([], [19_000, 19_000])), "pixels");
  assert.equal(proveFile(png([], [30_000, 1])), "type");
  assert.equal(proveFile(Buffer.alloc(0)), "empty");
  assert.equal(proveFile(Buffer.alloc(10 * 1024 * 1024 + 1)), "large");
  assert.equal(proveFile(null), "large");
});

test("what a file is called is not asked: html, svg, zip, gif, webp, an executable are refused", () => {
  for (const bytes of [
    "<html><script>alert(1)</script>",
    "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "PK\x03\x04",
    "GIF89a",
    "RIFF\0\0\0\0WEBP",
    "MZ\x90",
    "\xef\xbb\xbf%PDF-1.4",
  ])
    assert.equal(proveFile(Buffer.from(bytes, "latin1")), "type", bytes);
});

test("every hostile file of the collection is refused", { skip: absent }, () => {
  const names = readdirSync(attack).filter((name) => name !== "MANIFEST.json");
  assert.ok(names.length > 25);
  for (const name of names) assert.equal(typeof proveFile(readFileSync(join(attack, name))), "string", name);
  for (const name of names.filter((one) => one.startsWith("pdf-")))
    assert.equal(proveFile(readFileSync(join(attack, name))), "active", name);
});

describe("in a browser", { skip: noBrowser }, () => {
  let browser: Browser;
  let page: Page;
  before(async () => {
    browser = await openBrowser();
    page = await browser.newPage();
  });
  after(() => browser?.close());

  const sizeOf = (bytes: Buffer, type: string) =>
    page.evaluate(
      async (address) => {
        const image = new Image();
        image.src = address;
        await image.decode();
        return [image.naturalWidth, image.naturalHeight];
      },
      `data:${type};base64,${bytes.toString("base64")}`,
    );

  test("a cleaned photo is shown, the right way up, and a cleaned PNG too", async () => {
    assert.deepEqual(await sizeOf(jpeg, "image/jpeg"), [24, 16]);
    assert.deepEqual(await sizeOf(clean(withSegments(jpeg, exif)), "image/jpeg"), [16, 24], "turned as the phone said");
    assert.deepEqual(await sizeOf(clean(png([chunk("tEXt", "a\0b")])), "image/png"), [2, 2]);
  });
});
