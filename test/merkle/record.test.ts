/** A record has one spelling; a receipt proves it, and no changed byte of either passes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { commit } from "../../src/merkle/commitment.ts";
import { concat, Malformed } from "../../src/merkle/encoding.ts";
import { proveInclusion } from "../../src/merkle/fold.ts";
import { edgeRoot, emptyEdge, grow } from "../../src/merkle/grow.ts";
import { leafHash } from "../../src/merkle/hash.ts";
import { formatVkey, verifierKey } from "../../src/merkle/key.ts";
import { formatReceipt, openReceipt } from "../../src/merkle/receipt.ts";
import { type DocumentRegistered, formatRecord, type LogRecord, parseRecord } from "../../src/merkle/record.ts";
import { signCheckpoint, signingKey, verifierOf } from "../../src/merkle/sign.ts";
import { nodesFromTiles } from "../../src/merkle/tile.ts";
import { hex, utf8 } from "./vectors.ts";

const record: DocumentRegistered = {
  type: "document-registered",
  id: "0190d1b2-7a3c-8def-8123-456789abcdef",
  number: "77.23.11.000 000 001-Ё",
  registered: "2026-11-23T12:00:00.123Z",
  org: "1.2.643.5.1.13.13.12.2.77.7811",
  kind: "1.2.643.5.1.13.13.11.1520:37:5",
  doc: "ab".repeat(32),
  docStreebog: "cd".repeat(32),
  sig: ["01".repeat(32), "00".repeat(32)],
  verify: "ef".repeat(32),
  prev: "0190d1b2-7a3c-8def-8123-456789abcdee",
};

const text = `emd-record/v1
type document-registered
id 0190d1b2-7a3c-8def-8123-456789abcdef
number 77.23.11.000 000 001-Ё
registered 2026-11-23T12:00:00.123Z
org 1.2.643.5.1.13.13.12.2.77.7811
kind 1.2.643.5.1.13.13.11.1520:37:5
doc sha256:${"ab".repeat(32)}
doc streebog256:${"cd".repeat(32)}
sig sha256:${"01".repeat(32)}
sig sha256:${"00".repeat(32)}
verify ${"ef".repeat(32)}
prev 0190d1b2-7a3c-8def-8123-456789abcdee
`;

const { docStreebog, verify, prev, ...plain } = record;

test("a record is lines, and the lines are the record", () => {
  assert.deepEqual(formatRecord(record), utf8(text));
  assert.deepEqual(parseRecord(utf8(text)), record);
  assert.deepEqual(parseRecord(formatRecord(plain)), plain);
});

test("another spelling of the same record is no record", () => {
  const wrong: Record<string, string> = {
    empty: "",
    "no last newline": text.slice(0, -1),
    "a blank line": text.replace("\norg", "\n\norg"),
    "a line more at the end": `${text}\n`,
    "CR LF": text.replaceAll("\n", "\r\n"),
    "a byte order mark": `\ufeff${text}`,
    "a space at the end of a value": text.replace("-Ё\n", "-Ё \n"),
    "two spaces after a name": text.replace("org ", "org  "),
    "upper-case hex": text.replace("ab".repeat(32), "AB".repeat(32)),
    "upper-case id": text.replace("id 0190d1b2", "id 0190D1B2"),
    "a time of another zone": text.replace("12:00:00.123Z", "15:00:00.123+03:00"),
    "a day that is not": text.replace("2026-11-23", "2026-11-31"),
    "a leap second": text.replace("12:00:00", "23:59:60"),
    "lines in another order": text.replace(/(org .*\n)(kind .*\n)/, "$2$1"),
    "a line twice": text.replace(/(org .*\n)/, "$1$1"),
    "a control character": text.replace("000 001", "000\t001"),
    "a line separator of Unicode": text.replace("000 001", "000\u2028001"),
    "an unknown line": text.replace("verify ", "checked "),
    "an unknown type": text.replace("document-registered", "document-annulled"),
    "an unknown version": text.replace("/v1", "/v2"),
    "no organisation": text.replace(/org .*\n/, ""),
    "no signature": text.replace(/(sig .*\n)+/, ""),
    "no document": text.replace(/doc sha256.*\n/, ""),
    "an OID with a leading zero": text.replace("1.2.643.5.1.13.13.12", "1.2.643.5.1.13.13.012"),
    "a kind without version mark": text.replace(":37:5", ":37"),
  };
  for (const [why, spelling] of Object.entries(wrong)) {
    assert.notEqual(spelling, text, why);
    assert.throws(() => parseRecord(utf8(spelling)), { name: "Malformed", code: "record-malformed" }, why);
  }
  assert.throws(() => parseRecord(Uint8Array.of(...utf8(text), 0xff)), { code: "record-malformed" });
});

test("what could not be read back is not written", () => {
  const wrong: Partial<DocumentRegistered>[] = [
    { number: "" }, { number: " 1" }, { number: "1\n" }, { number: "1\nprev x" }, { number: "\ud800" }, { sig: [] },
    { registered: "2026-11-23T12:00:00Z" }, { id: "1" }, { kind: "1520:37" }, { doc: "" }, { org: "Больница" },
  ]; // biome-ignore format: a list is read faster as a list
  for (const change of wrong) {
    assert.throws(() => formatRecord({ ...record, ...change }), { code: "record-malformed" }, JSON.stringify(change));
  }
});

const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const uuid = fc.uuid();
const moment = fc
  .date({ min: new Date("0000-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59.999Z"), noInvalidDate: true })
  .map((date) => date.toISOString());
const spoken = fc.constantFrom(
  "Иванова Анна Петровна",
  "d'Arc Jeanne",
  "решение суда от 01.02.2027 № 2-345/2027",
  "x",
  "Ё-ё",
);
const anyDocument: fc.Arbitrary<LogRecord> = fc
  .record(
    {
      id: uuid,
      number: fc
        .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
        .filter((text) => /^[^\s\p{Cc}]+$/u.test(text)),
      registered: moment,
      org: fc.array(fc.nat(), { minLength: 1, maxLength: 12 }).map((arcs) => ["1", ...arcs].join(".")),
      kind: fc.tuple(fc.nat(9999), fc.nat(99)).map(([code, version]) => `1.2.643.5.1.13.13.11.1520:${code}:${version}`),
      doc: hash,
      docStreebog: hash,
      sig: fc.array(hash, { minLength: 1, maxLength: 5 }),
      verify: hash,
      prev: uuid,
    },
    { requiredKeys: ["id", "number", "registered", "org", "kind", "doc", "sig"] },
  )
  .map((fields) => ({ type: "document-registered", ...fields }));

const origin = fc.constantFrom("medkarta.test/log/docs", "x", "минздрав.рф/log/access");
const code = fc.constantFrom("open", "download-pdf", "paper-copy");
const count = fc.oneof(fc.nat(), fc.constantFrom(0, Number.MAX_SAFE_INTEGER));
const vkey = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => formatVkey(verifierKey("medkarta.test/log/docs", bytes)));
const org = fc.constantFrom("1.2.643.5.1.13.13.12.2.77.1", "2.0");
const anyEvent: fc.Arbitrary<LogRecord> = fc.oneof(
  fc.record({ type: fc.constant("access-anchor" as const), origin, size: count, root: hash, at: moment }),
  fc.record({ type: fc.constant("key-rotated" as const), origin, old: vkey, next: vkey, at: moment }),
  fc.record({
    type: fc.constant("legal-erasure" as const),
    id: uuid,
    number: spoken,
    leaf: count,
    basis: spoken,
    at: moment,
  }),
  fc.record({ type: fc.constant("time-anchor" as const), origin, size: count, root: hash, token: hash, at: moment }),
  fc.record(
    { type: fc.constant("frozen" as const), origin, successor: origin, at: moment },
    { requiredKeys: ["type", "origin", "at"] },
  ),
  fc.record(
    {
      type: fc.constant("access-read" as const),
      id: uuid,
      at: moment,
      role: code,
      actor: spoken,
      org,
      deed: code,
      document: uuid,
      basis: code,
      patient: hash,
    },
    { requiredKeys: ["type", "id", "at", "role", "deed", "basis", "patient"] },
  ),
);
const anyRecord = fc.oneof(anyDocument, anyEvent);

test("every record is read back as it was written", () => {
  fc.assert(fc.property(anyRecord, (one) => assert.deepEqual(parseRecord(formatRecord(one)), { ...one })));
});

test("whatever is read is written again byte for byte", () => {
  const at = fc.nat(400);
  const piece = fc.oneof(
    fc.constantFrom(
      "\n",
      " ",
      "\r\n",
      "\n\n",
      "0",
      "sig sha256:",
      "prev ",
      "org 1.2\n",
      "type document-registered\n",
      ":",
      "Z",
    ),
    fc.string({ unit: "binary", maxLength: 3 }),
    fc.constant(""),
  );
  let read = 0;
  fc.assert(
    fc.property(anyRecord, at, fc.nat(3), piece, (one, start, length, put) => {
      const whole = Buffer.from(formatRecord(one));
      const cut = Math.min(start, whole.length);
      const bytes = concat(whole.subarray(0, cut), utf8(put), whole.subarray(Math.min(cut + length, whole.length)));
      let parsed: LogRecord;
      try {
        parsed = parseRecord(bytes);
      } catch (error) {
        assert.ok(error instanceof Malformed);
        return;
      }
      read++;
      assert.deepEqual(formatRecord(parsed), bytes);
    }),
    { numRuns: 5000 },
  );
  assert.ok(read > 20, "some changes leave a record a record; else this test would prove nothing");
});

test("an event is spelt in one way, and its type says which lines it has", () => {
  const anchor = `emd-record/v1\ntype access-anchor\nlog medkarta.test/log/access\nsize 300\nroot sha256:${"0f".repeat(32)}\nat 2026-11-23T12:00:00.123Z\n`;
  const parsed = parseRecord(utf8(anchor));
  assert.deepEqual(parsed, {
    type: "access-anchor",
    origin: "medkarta.test/log/access",
    size: 300,
    root: "0f".repeat(32),
    at: "2026-11-23T12:00:00.123Z",
  });
  const wrong = {
    "a leading zero": anchor.replace("size 300", "size 0300"),
    "a fraction": anchor.replace("size 300", "size 3e2"),
    "more than can be counted": anchor.replace("size 300", "size 9007199254740993"),
    "no size": anchor.replace("size 300\n", ""),
    "a line of another event": anchor.replace("at ", "org 1.2\nat "),
    "another type": anchor.replace("access-anchor", "time-anchor"),
    "no type": anchor.replace("type access-anchor\n", ""),
    "a type that every object has": anchor.replace("access-anchor", "constructor"),
  };
  for (const [why, text] of Object.entries(wrong)) {
    assert.notEqual(text, anchor, why);
    assert.throws(() => parseRecord(utf8(text)), { code: "record-malformed" }, why);
  }
  assert.throws(() => formatRecord({ ...parsed, size: 1.5 } as LogRecord), { code: "record-malformed" });
  assert.throws(() => formatRecord({ ...parsed, at: "2026-02-30T12:00:00.000Z" } as LogRecord), {
    code: "record-malformed",
  });
});

test("a commitment is HMAC-SHA-256 with a salt of 32 bytes, and an entry its version and it", () => {
  // RFC 4231, test case 1, has a key of 20 bytes; this one was computed with OpenSSL.
  const { commitment, entry } = commit(new Uint8Array(32).fill(0x0b), utf8("Hi There"));
  assert.deepEqual(commitment, hex("198a607eb44bfbc69903a0f1cf2bbdc5ba0aa3f3d9ae3c1c7a3b1696a0b68cf7"));
  assert.deepEqual(entry, concat(Uint8Array.of(1), commitment));
  assert.throws(() => commit(new Uint8Array(31), utf8("x")), RangeError);
  assert.throws(() => commit(new Uint8Array(33), utf8("x")), RangeError);
});

const key = signingKey("medkarta.test/log/docs", new Uint8Array(32).fill(3));

function receipt(): Uint8Array {
  const salt = new Uint8Array(32).fill(5);
  const body = formatRecord(plain);
  const leaves = Array.from({ length: 11 }, (_, i) =>
    i === 6 ? leafHash(commit(salt, body).entry) : leafHash(Uint8Array.of(i)),
  );
  const { edge, tiles } = grow(emptyEdge, concat(...leaves));
  const note = signCheckpoint(key, { origin: key.name, size: 11, root: edgeRoot(edge) });
  const hashes = proveInclusion(6, 11, nodesFromTiles(tiles));
  return formatReceipt(salt, body, { index: 6, hashes, checkpoint: Buffer.from(note).toString() });
}

test("a receipt proves its record without asking anybody", () => {
  const { record: proved, index, size } = openReceipt(receipt(), verifierOf(key));
  assert.deepEqual(proved, plain);
  assert.deepEqual([index, size], [6, 11]);
});

test("every single changed byte of a receipt is refused", () => {
  const whole = receipt();
  const verifier = verifierOf(key);
  for (let at = 0; at < whole.length; at++) {
    for (const change of [0x01, 0x02, 0x08, 0x20, 0x40, 0x80]) {
      const changed = whole.slice();
      changed[at]! ^= change;
      assert.throws(() => openReceipt(changed, verifier), Malformed, `byte ${at} ^ ${change}`);
    }
    const shorter = concat(whole.subarray(0, at), whole.subarray(at + 1));
    assert.throws(() => openReceipt(shorter, verifier), Malformed, `without byte ${at}`);
  }
});
