/** A PDF that comes from outside must be quiet: whatever acts on opening, hides files or is something else is refused. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { deflateSync } from "node:zlib";
import { Refusal } from "../../src/basics/refusal.ts";
import { inspectPdf } from "../../src/pdf/inspect.ts";
import { sharedFile, sharedFiles, unlessShared } from "../cda/shared.ts";

/** Codes of what was found; none where the PDF is quiet. */
function found(pdf: Uint8Array | string): string[] {
  try {
    inspectPdf(typeof pdf === "string" ? Buffer.from(pdf, "latin1") : pdf);
    return [];
  } catch (refusal) {
    assert.ok(refusal instanceof Refusal);
    assert.equal(refusal.code, "pdf.unsafe");
    return refusal.faults.map((fault) => fault.code).sort();
  }
}

const quietPage = "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\n";
const pages = `2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n${quietPage}`;

/** A PDF with entries in its catalog and objects after its pages. */
function pdf(catalog = "", objects = "", version = "1.7"): string {
  return `%PDF-${version}\n1 0 obj<</Type/Catalog/Pages 2 0 R${catalog}>>endobj\n${pages}${objects}trailer<</Root 1 0 R>>\n%%EOF\n`;
}

/** An object stream with one object, number 9. */
function objectStream(
  content: string,
  dictionary = "/Type/ObjStm/N 1/First 4/Filter/FlateDecode",
  pack = deflateSync as (data: Buffer) => Buffer,
): string {
  const data = pack(Buffer.from(`9 0 ${content}`, "latin1")).toString("latin1");
  return `8 0 obj<<${dictionary}/Length ${data.length}>>stream\n${data}\nendstream endobj\n`;
}

describe("quiet PDFs", () => {
  const quiet: Record<string, string> = {
    "the least one": pdf(),
    "one that opens at a place of its own": pdf("/OpenAction[3 0 R/Fit]"),
    "one that jumps within itself": pdf("/OpenAction<</S/GoTo/D[3 0 R/Fit]>>"),
    "one whose jump is an object": pdf("/OpenAction 5 0 R", "5 0 obj<</S/GoTo/D[3 0 R/Fit]>>endobj\n"),
    "one whose jump lies in an object stream": pdf("/OpenAction 9 0 R", objectStream("<</S/GoTo/D[3 0 R/Fit]>>")),
    "a link to the web": pdf("", "5 0 obj<</Type/Annot/Subtype/Link/A<</S/URI/URI(https://example.org)>>>>endobj\n"),
    "compressed data that looks like names": pdf(
      "",
      "5 0 obj<</Length 20>>stream\n\x80\x91/JS \x02\x80/AA(\xff\xfe\x01\nendstream endobj\n",
    ),
    "a file inside a PDF/A-3": pdf(
      "/Names<</EmbeddedFiles<</Names[(a.xml)4 0 R]>>>>",
      "4 0 obj<</Type/Filespec/EF<</F 5 0 R>>>>endobj\n6 0 obj<</Type/Metadata>>stream\n<pdfaid:part>3</pdfaid:part>\nendstream endobj\n",
    ),
    "longer names that begin alike": pdf("/AAPL:Keywords[(x)]/JSON(x)"),
  };
  for (const [name, text] of Object.entries(quiet)) test(name, () => assert.deepEqual(found(text), []));
});

describe("what is refused", () => {
  const hostile: Record<string, readonly [text: string, ...codes: string[]]> = {
    "something before the header": [` ${pdf()}`, "pdf.not-at-start"],
    "HTML before the header": [`<html><!--\n${pdf()}`, "pdf.not-at-start"],
    "something after the end": [`${pdf()}<script>`, "pdf.after-end"],
    "a second line after the end": [`${pdf()}\n`, "pdf.after-end"],
    "no end": ["%PDF-1.7\n", "pdf.no-end"],
    JavaScript: [pdf("", "5 0 obj<</S/JavaScript/JS(app.alert\\(1\\))>>endobj\n"), "pdf.javascript"],
    "JavaScript with its name disguised": [pdf("", "5 0 obj<</S/J#61va#53cript/J#53(x)>>endobj\n"), "pdf.javascript"],
    "a script alone": [pdf("", "5 0 obj<</JS 6 0 R>>endobj\n"), "pdf.javascript"],
    "a launch": [pdf("/OpenAction<</S/Launch/F(calc.exe)>>"), "pdf.launch", "pdf.open-action"],
    "an address opened on opening": [pdf("/OpenAction<</S/URI/URI(https://evil.example)>>"), "pdf.open-action"],
    "a jump with something next": [pdf("/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next<</S/URI>>>>"), "pdf.open-action"],
    "an action in another object": [pdf("/OpenAction 5 0 R", "5 0 obj<</S/URI/URI(x)>>endobj\n"), "pdf.open-action"],
    "an action in an object stream": [pdf("/OpenAction 9 0 R", objectStream("<</S/URI/URI(x)>>")), "pdf.open-action"],
    "an action that is a jump in one place and none in another": [
      pdf("/OpenAction 9 0 R", `9 0 obj[3 0 R/Fit]endobj\n${objectStream("<</S/URI/URI(x)>>")}`),
      "pdf.open-action",
    ],
    "an action that is not there": [pdf("/OpenAction 77 0 R"), "pdf.open-action"],
    "actions on events": [pdf("/AA<</WC 5 0 R>>"), "pdf.additional-actions"],
    "a form that is sent": [pdf("", "5 0 obj<</S/SubmitForm/F(https://evil.example)>>endobj\n"), "pdf.submit-form"],
    "form data that is fetched": [pdf("", "5 0 obj<</S/ImportData/F(x)>>endobj\n"), "pdf.import-data"],
    "rich media": [pdf("", "5 0 obj<</Subtype/RichMedia>>endobj\n"), "pdf.rich-media"],
    "an XFA form": [pdf("/AcroForm<</XFA 5 0 R>>"), "pdf.xfa"],
    encryption: [pdf().replace("trailer<<", "trailer<</Encrypt 5 0 R"), "pdf.encrypted"],
    "a file inside": [pdf("/Names<</EmbeddedFiles<</Names[(a.exe)4 0 R]>>>>"), "pdf.embedded-file"],
    "a file in a note": [pdf("", "5 0 obj<</Subtype/FileAttachment/FS 6 0 R>>endobj\n"), "pdf.embedded-file"],
    "a file in a PDF/A-2": [
      pdf(
        "/Names<</EmbeddedFiles 4 0 R>>",
        "6 0 obj<</Type/Metadata>>stream\n<pdfaid:part>2</pdfaid:part>\nendstream endobj\n",
      ),
      "pdf.embedded-file",
    ],
    "a script in an object stream": [pdf("", objectStream("<</S/JavaScript/JS(x)>>")), "pdf.javascript"],
    "a script in an object stream that does not call itself one": [
      pdf("", objectStream("<</S/JavaScript/JS(x)>>", "/Filter/FlateDecode")),
      "pdf.javascript",
    ],
    "a script in an object stream with a disguised name": [
      pdf("", objectStream("<</S/JavaScript/JS(x)>>", "/Type/Obj#53tm/Filter/FlateDecode")),
      "pdf.javascript",
    ],
    "a script hidden as data of a stream": [
      pdf("", "5 0 obj<</Length 60>>stream\n6 0 obj<</S/Movie/JS (x) /Next 7 0 R>>endobj     \nendstream endobj\n"),
      "pdf.javascript",
    ],
    "an object stream hidden behind a false one": [
      pdf("/X(stream\n)", objectStream("<</S/JavaScript/JS(x)>>")),
      "pdf.javascript",
    ],
    "an object stream in a filter we do not open": [
      pdf(
        "",
        objectStream("<<>>", "/Type/ObjStm/Filter[/ASCIIHexDecode/FlateDecode]", (data) =>
          Buffer.from(`${data.toString("hex")}>`),
        ),
      ),
      "pdf.unreadable",
    ],
    "an object stream that is no Flate": [
      pdf(
        "",
        objectStream("<<>>", "/Type/ObjStm/Filter/FlateDecode", (data) => data),
      ),
      "pdf.unreadable",
    ],
    "an object stream that bursts": [pdf("", objectStream(" ".repeat(70_000_000))), "pdf.unreadable"],
  };
  for (const [name, [text, ...codes]] of Object.entries(hostile))
    test(name, () => assert.deepEqual(found(text), codes));

  test("everything at once, each named", () => {
    const codes = found(`x${pdf("/AA<<>>/OpenAction<</S/Launch>>", "5 0 obj<</JS(x)>>endobj\n")}x`);
    assert.deepEqual(codes, [
      "pdf.additional-actions",
      "pdf.after-end",
      "pdf.javascript",
      "pdf.launch",
      "pdf.not-at-start",
      "pdf.open-action",
    ]);
  });
});

describe("what would keep us busy ends soon", () => {
  const bomb = deflateSync(Buffer.concat([Buffer.from("1 0 "), Buffer.alloc(70_000_000)])).toString("latin1");
  const costly: Record<string, string> = {
    "three million beginnings of streams": `%PDF-1.7\n${"stream\n".repeat(3_000_000)}%%EOF`,
    "a million actions": `%PDF-1.7\n${"/OpenAction 1 0 R ".repeat(1_000_000)}%%EOF`,
    "ten million dictionaries": `%PDF-1.7\n/OpenAction ${"<<".repeat(10_000_000)}%%EOF`,
    "two hundred bombs": pdf("", `1 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\n${bomb}endstream\n`.repeat(200)),
    "two million names in data": `%PDF-1.7\n${"stream\n\x80/JS \x80endstream ".repeat(40_000)}${"\x80/JS \x80".repeat(2_000_000)}%%EOF`,
  };
  for (const [name, text] of Object.entries(costly)) {
    test(name, () => {
      const before = process.cpuUsage();
      assert.notDeepEqual(found(text), []);
      const { user, system } = process.cpuUsage(before);
      assert.ok(user + system < 5_000_000, `${(user + system) / 1000} ms`);
    });
  }
});

describe("shared attacks and templates", { skip: unlessShared("attack") }, () => {
  for (const name of sharedFiles("attack", [".pdf"])) {
    test(`${name} is refused`, () => assert.notDeepEqual(found(sharedFile("attack", name)), []));
  }
  for (const name of sharedFiles("semd-package-290/template_pdf", [".pdf"])) {
    test(`the Ministry's «${name}» is taken`, () =>
      assert.deepEqual(found(sharedFile("semd-package-290/template_pdf", name)), []));
  }
});
