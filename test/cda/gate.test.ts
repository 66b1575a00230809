/** The byte gate: what is not UTF-8 XML without surprises goes no further, and the hospital learns where and why. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { Refusal } from "../../src/basics/refusal.ts";
import { admitBytes } from "../../src/cda/gate.ts";
import { refusalOf } from "./minimal.ts";

const utf8 = (text: string) => Buffer.from(text, "utf8");
/** What text is made of here, and what tries to be. */
const CHARACTERS = fc.constantFrom(..."<>&;\"'=/?! \n\r\tаЯё№μ⁹𝄞\u0000\u0085\uFEFF\uFFFE\u202E", "<!DOCTYPE", "<?xml");
const gate = (bytes: Uint8Array) => refusalOf(bytes, (b) => admitBytes(b));

function assertFault(bytes: Uint8Array, code: string, line: number, column: number): void {
  const refusal = gate(bytes);
  assert.equal(refusal.code, code);
  assert.equal(refusal.faults.length, 1);
  const [fault] = refusal.faults;
  assert.deepEqual([fault?.code, fault?.line, fault?.column], [code, line, column]);
  assert.ok(
    fault?.hint?.ru && fault.hint.en && fault.message.ru && fault.message.en,
    "a fault says what to do, in both languages",
  );
}

test("an ordinary document passes with its text unchanged", () => {
  const text = '<?xml version="1.0" encoding="utf-8"?>\r\n<a>Ёж · μ · 10⁹ · 𝄞</a>';
  assert.equal(admitBytes(utf8(text)), text);
  assert.equal(admitBytes(utf8("<a/>")), "<a/>");
});

test("a view into a larger buffer is read as its own bytes only", () => {
  const whole = utf8("xx<a/>yy");
  assert.equal(admitBytes(new Uint8Array(whole.buffer, whole.byteOffset + 2, 4)), "<a/>");
});

test("a document over the limit is too large, whatever is in it", () => {
  const refusal = refusalOf(utf8("<a>1234567890</a>"), (b) => admitBytes(b, { maxBytes: 10 }));
  assert.equal(refusal.kind, "too-large");
  assert.equal(refusal.code, "TOO_LARGE");
  assert.equal(refusal.faults[0]?.found, "17");
});

test("each way of not being UTF-8 is told apart", () => {
  assertFault(Buffer.from([0xff, 0xfe, 0x3c, 0x00]), "NOT_UTF8", 1, 1);
  assertFault(Buffer.from([0xfe, 0xff, 0x00, 0x3c]), "NOT_UTF8", 1, 1);
  assertFault(Buffer.from([0x00, 0x00, 0xfe, 0xff]), "NOT_UTF8", 1, 1);
  assertFault(Buffer.from("<a/>", "utf16le"), "NOT_UTF8", 1, 1);
  assertFault(Buffer.concat([utf8("<a>\n<b>Ёж"), Buffer.from([0xc0, 0xaf]), utf8("</b></a>")]), "NOT_UTF8", 2, 6);
  assertFault(utf8('<?xml version="1.0" encoding="windows-1251"?><a/>'), "NOT_UTF8", 1, 21);
  assertFault(utf8("\uFEFF<a/>"), "BOM", 1, 1);
});

test("a declared windows-1251 is named even when its bytes are no UTF-8", () => {
  const bytes = Buffer.concat([
    utf8('<?xml version="1.0" encoding="windows-1251"?><a>'),
    Buffer.from([0xf2, 0xe5]),
    utf8("</a>"),
  ]);
  assert.equal(gate(bytes).faults[0]?.found, "windows-1251");
});

test("other formats are named", () => {
  for (const bytes of [gzipSync("<a/>"), utf8("PK\u0003\u0004…"), utf8("%PDF-1.7")])
    assert.equal(gate(bytes).code, "NOT_XML");
  assert.equal(gate(new Uint8Array(0)).code, "EMPTY_DOCUMENT");
});

test("a DOCTYPE is refused wherever it stands", () => {
  assertFault(utf8("<!DOCTYPE a><a/>"), "DOCTYPE_FORBIDDEN", 1, 1);
  assertFault(utf8("<a>\n  <!-- <!DOCTYPE a> --></a>"), "DOCTYPE_FORBIDDEN", 2, 8);
});

test("control characters are refused with their place; tabs and line ends are not control characters", () => {
  assertFault(utf8("<a>\n\tab\u0001</a>"), "CONTROL_CHARACTER", 2, 4);
  assertFault(utf8("<a>\uFFFE</a>"), "CONTROL_CHARACTER", 1, 4);
  assert.ok(admitBytes(utf8("<a>\t\r\n</a>")));
});

test("XML 1.1 is refused: it admits control characters", () => {
  assertFault(utf8('<?xml version="1.1"?><a/>'), "XML_VERSION", 1, 7);
});

test("whatever the bytes, the answer is text or a refusal with one fault", () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: CHARACTERS, maxLength: 200 }).map((s) => utf8(s)),
  );
  fc.assert(
    fc.property(bytes, (input) => {
      try {
        assert.equal(typeof admitBytes(input), "string");
      } catch (error) {
        assert.ok(error instanceof Refusal);
        assert.equal(error.faults.length, 1);
        assert.ok((error.faults[0]?.line ?? 0) >= 1 && (error.faults[0]?.column ?? 0) >= 1);
      }
    }),
    { numRuns: 300 },
  );
});

test("the place of the first broken byte is exact", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: CHARACTERS.filter((one) => one !== "\u0000"), maxLength: 80 }),
      fc.string({ maxLength: 40 }),
      (before, after) => {
        const start = utf8(`<a>${before}`);
        fc.pre(!before.includes("<!DOCTYPE"));
        const refusal = gate(Buffer.concat([start, Buffer.from([0xff]), utf8(after)]));
        const lines = start.toString("utf8").split("\n");
        assert.deepEqual(
          [refusal.faults[0]?.line, refusal.faults[0]?.column],
          [lines.length, (lines.at(-1) ?? "").length + 1],
        );
      },
    ),
    { numRuns: 200 },
  );
});
