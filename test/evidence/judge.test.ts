/** What is said of a document by the files that somebody brought: the same files that the registry hands out. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { zipSync } from "fflate";
import { judge } from "../../src/evidence/judge.ts";
import { circumstancesOf } from "../../src/evidence/trust-files.ts";
import { unpack } from "../../src/evidence/unpack.ts";
import { sign } from "../http/hospital.ts";
import { type EvidenceRoom, openEvidenceRoom, type TakenHome } from "./brought.ts";

let room: EvidenceRoom;
let home: TakenHome;
let other: TakenHome;
before(async () => {
  room = await openEvidenceRoom();
  home = await room.takeHome("one");
  other = await room.takeHome("two", "АД 130/90");
});
after(() => room?.close());

const file = (name: string, bytes: Uint8Array) => ({ name, bytes: new Uint8Array(bytes) });
const ask = (...brought: { name: string; bytes: Uint8Array }[]) => judge(brought, room.circumstances);
const signed = ({ document, signatures }: TakenHome) => [
  file("document.xml", document),
  ...signatures.map((one, i) => file(`document.xml.${i + 1}.p7s`, one)),
];

describe("authentic", () => {
  test("the PDF alone: the original, its signatures and its receipt lie inside", () => {
    const { state, evidence, troubles } = ask(file("a.pdf", home.pdf));
    assert.equal(state, "authentic");
    assert.deepEqual(troubles, []);
    const [one] = evidence;
    assert.equal(evidence.length, 1);
    assert.equal(one?.bytes, "registered");
    assert.equal(one?.document?.viewedBy, "a.pdf");
    assert.equal(one?.document?.size, home.document.length);
    assert.deepEqual(
      one?.signatures.map(({ registered, verdict }) => [registered, verdict.indication]),
      [
        [true, "TOTAL-PASSED"],
        [true, "TOTAL-PASSED"],
      ],
    );
    assert.equal(one?.receipt?.answer, "proved");
    assert.ok(one?.receipt?.answer === "proved" && one.receipt.record.type === "document-registered");
    assert.equal(one.receipt.record.number, home.number);
    assert.equal(one.judgedAt, one.receipt.record.registered, "certificates are judged at the proved time");
  });

  test("the ZIP alone, with the authorities' certificates and lists of the time", () => {
    const { state, evidence } = ask(file("a.zip", home.zip));
    assert.equal(state, "authentic");
    assert.equal(evidence.length, 1, "the PDF inside holds the same document");
    const names = unpack([file("a.zip", home.zip)]).pieces.map(({ name }) => name);
    assert.ok(
      names.some((name) => /^trust\/[0-9a-f]{16}\.cer$/.test(name)),
      names.join(),
    );
    assert.ok(names.includes("trust/1.crl"), names.join());
  });

  test("XML and signatures; XML and receipt; all of them", () => {
    assert.deepEqual(
      [ask(...signed(home))].map(({ state, evidence }) => [state, evidence[0]?.bytes]),
      [["authentic", "signed"]],
    );
    const receipt = ask(file("x.xml", home.document), file("y.tlog-proof", home.receipt));
    assert.deepEqual([receipt.state, receipt.evidence[0]?.bytes], ["authentic", "registered"]);
    assert.equal(ask(...signed(home), file("r.tlog-proof", home.receipt)).state, "authentic");
  });

  test("two documents at once find their own signatures and receipts, whatever they are called", () => {
    const { state, evidence } = ask(
      file("1.xml", home.document),
      file("2.xml", other.document),
      ...[...other.signatures, ...home.signatures].map((one, i) => file(`s${i}.p7s`, one)),
      file("b", other.receipt),
      file("a", home.receipt),
    );
    assert.equal(state, "authentic");
    assert.deepEqual(
      evidence.map(({ bytes, signatures }) => [bytes, signatures.length]),
      [
        ["registered", 2],
        ["registered", 2],
      ],
    );
  });

  test("long after the certificates are over, by the time that the receipt proves", () => {
    const circumstances = { ...room.circumstances, at: new Date("2060-01-01T00:00:00Z") };
    assert.equal(judge([file("a.pdf", home.pdf)], circumstances).state, "authentic");
    assert.equal(
      judge(signed(home), circumstances).evidence[0]?.signatures[0]?.verdict.subIndication,
      "OUT_OF_BOUNDS_NO_POE",
    );
  });
});

describe("not authentic", () => {
  test("one changed byte", () => {
    const changed = new Uint8Array(home.document);
    changed[changed.length - 20]! ^= 1;
    const by = ask(file("document.xml", changed), ...signed(home).slice(1));
    assert.deepEqual([by.state, by.evidence[0]?.bytes], ["not-authentic", "altered"]);
    assert.equal(by.evidence[0]?.signatures[0]?.verdict.subIndication, "HASH_FAILURE");
    const receipt = ask(file("document.xml", changed), file("document.tlog-proof", home.receipt));
    assert.deepEqual([receipt.state, receipt.evidence[0]?.bytes], ["not-authentic", "other"]);
  });

  test("somebody else's signature, somebody else's receipt", () => {
    const [xml] = signed(home);
    const foreign = ask(xml!, file("document.xml.1.p7s", other.signatures[0]!));
    assert.deepEqual([foreign.state, foreign.evidence[0]?.bytes], ["not-authentic", "altered"]);
    const receipt = ask(...signed(home), file("document.tlog-proof", other.receipt));
    assert.deepEqual([receipt.state, receipt.evidence[0]?.bytes], ["not-authentic", "other"]);
  });
});

describe("cannot tell", () => {
  test("nothing but the document; nothing but the receipt", () => {
    assert.equal(ask(file("document.xml", home.document)).state, "cannot-tell");
    const { state, evidence } = ask(file("r.tlog-proof", home.receipt));
    assert.deepEqual([state, evidence[0]?.document, evidence[0]?.receipt?.answer], ["cannot-tell", null, "proved"]);
  });

  test("a root that came along is not believed, nor a log's key", () => {
    const stranger = { ...room.circumstances, ...judgeBy({ roots: [], logs: [] }) };
    const { state, evidence } = judge([file("a.zip", home.zip)], stranger);
    assert.equal(state, "cannot-tell");
    assert.equal(evidence[0]?.receipt?.answer, "no-key");
    assert.equal(evidence[0]?.signatures[0]?.verdict.subIndication, "NO_CERTIFICATE_CHAIN_FOUND");
  });

  test("a signature made later by the same doctor is told from the registered one", () => {
    const again = sign(Buffer.concat([home.document]), room.volga.authority.organisation(room.volga.organisation));
    const { evidence } = ask(...signed(home), file("document.xml.3.p7s", again), file("r.tlog-proof", home.receipt));
    const registered = evidence[0]?.signatures.map((one) => one.registered);
    assert.deepEqual(registered?.slice(0, 2), [true, true]);
  });
});

function judgeBy(changes: Partial<EvidenceRoom["trust"]>) {
  return circumstancesOf({ ...room.trust, ...changes }, new Date());
}

describe("what is brought by mistake gets a sentence", () => {
  const text = (words: string) => new TextEncoder().encode(words);
  const mistakes: readonly (readonly [string, Uint8Array, string])[] = [
    ["empty", new Uint8Array(0), "empty"],
    ["a photograph", Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2, 3), "picture"],
    ["Word", zipSync({ "[Content_Types].xml": text("<Types/>"), "word/document.xml": text("<w/>") }), "office"],
    ["old Word", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), "office"],
    ["a web page", text("<!doctype html><p>x"), "page"],
    ["a note", text("добрый день"), "text"],
    ["bytes", Uint8Array.of(1, 2, 3), "other"],
    ["a PDF of nobody", text("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"), "pdf-without-original"],
    ["a PDF cut off", text("%PDF-1.4\n1 0 obj<<>>"), "pdf-damaged"],
    ["an archive cut off", zipSync({ a: text("x") }).subarray(0, 20), "zip-damaged"],
  ];
  for (const [name, bytes, code] of mistakes)
    test(name, () => {
      const { state, troubles } = ask(file("f", bytes));
      assert.deepEqual([state, troubles], ["cannot-tell", [{ file: "f", code }]]);
    });

  test("our PDF cut off anywhere is told, and never authentic", () => {
    for (let at = 0; at < home.pdf.length - 1; at += 997) {
      const { state } = ask(file("a.pdf", home.pdf.subarray(0, at)));
      assert.notEqual(state, "authentic", `at ${at}`);
    }
  });

  const attack = join(process.env["MEDKARTA_SHARED"] ?? "", "data", "attack");
  test("archives and PDFs of attackers", { skip: !process.env["MEDKARTA_SHARED"] && "no MEDKARTA_SHARED" }, () => {
    const codes = (name: string) => ask(file(name, readFileSync(join(attack, name)))).troubles.map(({ code }) => code);
    assert.deepEqual(codes("zip-bomb-20MB.zip"), ["zip-too-large"]);
    assert.ok(codes("zip-slip-and-dups.zip").length > 0);
    for (const name of ["pdf-embeddedfile.pdf", "pdf-launch.pdf", "polyglot-html-before-pdf.pdf"])
      assert.notEqual(ask(file(name, readFileSync(join(attack, name)))).state, "authentic");
  });
});

describe("every change of a receipt", () => {
  test("of a byte, and every truncation: judged, and never proved for the document", () => {
    const { circumstances } = room;
    const [xml] = signed(home);
    const genuine = judge([xml!, file("r.tlog-proof", home.receipt)], circumstances);
    assert.equal(genuine.state, "authentic");
    // After the log's own signature come lines of witnesses, if they were quick; this asker knows and demands none of them.
    const note = Buffer.from(home.receipt);
    const own = note.indexOf("\n", note.indexOf("\n\n\u2014 ") + 2) + 1;
    assert.ok(own > 0);
    assert.equal(judge([xml!, file("r.tlog-proof", home.receipt.subarray(0, own))], circumstances).state, "authentic");
    for (let at = 0; at < own; at++) {
      for (const flip of [1, 0x20, 0x80]) {
        const changed = new Uint8Array(home.receipt);
        changed[at]! ^= flip;
        const { state, evidence } = judge([xml!, file("r.tlog-proof", changed)], circumstances);
        assert.notEqual(state, "authentic", `byte ${at} changed by ${flip}`);
        assert.ok(
          evidence.every(({ receipt }) => receipt?.answer !== "proved"),
          `byte ${at}`,
        );
      }
      const { state } = judge([xml!, file("r.tlog-proof", home.receipt.subarray(0, at))], circumstances);
      assert.notEqual(state, "authentic", `cut at ${at}`);
    }
  });
});
