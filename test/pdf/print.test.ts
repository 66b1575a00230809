/** A printed document is a file that other programs can read, check and unpack, and always the same one. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { inspectPdf } from "../../src/pdf/inspect.ts";
import { openPrintShop } from "../../src/pdf/print.ts";
import { cell, documentWith, grayPng, orderWith, paragraph, report, run, section } from "./sample-order.ts";
import { enclosedFile, look, skipWithout, textOf } from "./tools.ts";
import { missingCharacters, wordsOf } from "./words-of.ts";

const troubles: string[] = [];
const shop = openPrintShop({ onTrouble: (detail) => troubles.push(detail) });
after(() => shop.close());

const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("a printed laboratory report", () => {
  const order = orderWith();
  let pdf: Uint8Array;
  before(async () => {
    pdf = await shop.print(order);
  });

  test("has no fault that qpdf can find", { skip: skipWithout("qpdf") }, () => {
    assert.match(look("qpdf", ["--check", "@"], pdf), /No syntax or stream encoding errors found/);
  });

  test("embeds every font, as a subset that can be copied from", { skip: skipWithout("pdffonts") }, () => {
    const fonts = look("pdffonts", ["@"], pdf).trim().split("\n").slice(2);
    assert.ok(fonts.length >= 4, fonts.join("\n"));
    for (const font of fonts) assert.match(font, /^[A-Z]{6}\+(GolosText|DejaVuSans)\S* .* yes yes yes /);
  });

  test("carries the XML and the signature, byte for byte", { skip: skipWithout("pdfdetach") }, () => {
    assert.match(look("pdfdetach", ["-list", "@"], pdf), /2 embedded files\n1: document\.xml\n2: document\.xml\.p7s/);
    order.attachments.forEach((attachment, i) => {
      assert.deepEqual(enclosedFile(pdf, i + 1), Buffer.from(attachment.bytes));
    });
  });

  test("says how the enclosed files belong to it, as PDF/A-3 demands", { skip: skipWithout("qpdf") }, () => {
    const plain = look("qpdf", ["--qdf", "--object-streams=disable", "@", "-"], pdf);
    assert.match(plain, /\/AFRelationship \/Source/);
    assert.match(plain, /\/AFRelationship \/Supplement/);
    assert.match(plain, /\/AF \[/);
    assert.match(plain, /pdfaid:part>3<[\s\S]*pdfaid:conformance>A</);
    assert.match(plain, /\/OutputIntents/);
  });

  test("is tagged, in Russian, with its own title and date", {
    skip: skipWithout("pdfinfo") || skipWithout("qpdf"),
  }, () => {
    const info = look("pdfinfo", ["-isodates", "@"], pdf);
    assert.match(info, /Tagged: +yes/);
    assert.match(info, /Title: +Анализ крови № 26\.77\.11\.23\.004318/);
    assert.match(info, /CreationDate: +2026-11-23T09:00:00/);
    assert.match(info, /Page size: +595\.276 x 841\.89 pts \(A4\)/);
    assert.match(look("qpdf", ["--qdf", "--object-streams=disable", "@", "-"], pdf), /\/Lang \(ru\)/);
  });

  test("has headings, a table with header cells and lists in its tags", {
    skip: skipWithout("pdfinfo"),
  }, () => {
    const tags = look("pdfinfo", ["-struct-text", "@"], pdf);
    for (const tag of ["H1", "H2", "Table", "THead", "TH", "TD", "L", "LI", "Figure", "Link"]) {
      assert.match(tags, new RegExp(`^ *${tag}\\b`, "m"), `no ${tag}`);
    }
    assert.match(tags, /^ *H1[\s\S]{0,60}"Анализ крови"/m);
  });

  test("says in words what its pictures show", { skip: skipWithout("qpdf") }, () => {
    const plain = look("qpdf", ["--qdf", "--object-streams=disable", "@", "-"], pdf);
    const words = [...plain.matchAll(/\/Alt <feff([0-9a-f]+)>/g)].map((match) =>
      Buffer.from(match[1]!, "hex").swap16().toString("utf16le"),
    );
    assert.deepEqual(
      [...new Set(words)],
      ["Гистограмма", "QR-код: https://medkarta.example/verify/26.77.11.23.004318"],
    );
  });

  test("contains every character of the document", { skip: skipWithout("pdftotext") }, () => {
    assert.deepEqual(missingCharacters(wordsOf(order.document), textOf(pdf)), []);
  });

  test("keeps powers of ten and Greek letters", { skip: skipWithout("pdftotext") }, () => {
    const text = textOf(pdf);
    assert.match(text, /5,2 ×10⁹\/л/);
    assert.match(text, /4,0–9,0 ×10⁹\/л/);
    assert.match(text, /α, β, γ/);
  });

  test("says high and low in words", { skip: skipWithout("pdftotext") }, () => {
    const text = textOf(pdf);
    assert.match(text, /▲ 6,4\sммоль\/л\s+выше нормы/);
    assert.match(text, /▼ 7,1\sмкмоль\/л\s+ниже нормы/);
  });

  test("shows its number on every page, who signed it, and where to check it", {
    skip: skipWithout("pdftotext"),
  }, () => {
    const pages = textOf(pdf).split("\f").slice(0, -1);
    pages.forEach((page, i) => {
      assert.match(page, /№ 26\.77\.11\.23\.004318/);
      assert.match(page, new RegExp(`Страница ${i + 1} из ${pages.length}`));
    });
    const last = pages.join("\n");
    for (const words of [
      "ЭЛЕКТРОННАЯ ПОДПИСЬ",
      "04B17FA10017B0D28D4C3A1E5F60718293",
      "с 14.03.2026 по 14.03.2027",
      "с 20.01.2026 по 20.04.2027",
      "Подпись действительна",
      "Проверить документ",
      "https://medkarta.example/verify/26.77.11.23.004318",
      "23 ноября 2026, 11:58 (мск)",
    ]) {
      assert.ok(last.includes(words), words);
    }
  });

  test("is the same, byte for byte, when printed again, here or in another shop", async () => {
    const other = openPrintShop();
    try {
      await shop.print(orderWith({ number: "between" }));
      assert.equal(hash(await shop.print(orderWith())), hash(pdf));
      assert.equal(hash(await other.print(orderWith())), hash(pdf));
    } finally {
      await other.close();
    }
  });

  test("would be taken back by our own inspection of incoming PDFs", () => {
    inspectPdf(pdf);
  });
});

describe("documents that are unlike a report", { skip: skipWithout("pdftotext") }, () => {
  const textOfOrder = async (order: Parameters<typeof shop.print>[0]) => textOf(await shop.print(order));

  test("a replaced document says so at the top and on each page", async () => {
    const pages = (await textOfOrder(orderWith({ status: "replaced", replacedBy: "26.77.11.24.000001" })))
      .split("\f")
      .slice(0, -1);
    assert.match(pages[0]!, /Заменён новой версией\.\s+Действует документ № 26\.77\.11\.24\.000001/);
    for (const page of pages) assert.match(page, /Заменён новой версией/);
  });

  test("an empty document, not registered, without signatures, is still a document", async () => {
    const text = await textOfOrder({
      ...orderWith({ document: documentWith({ title: "", officialTitle: "", language: "??" }) }),
      number: null,
      registeredAt: null,
      status: null,
      stamps: [],
      verifyUrl: null,
      checkpoint: null,
      attachments: [],
    });
    assert.match(text, /Медицинский документ/);
    assert.match(text, /Не зарегистрирован/);
    assert.match(text, /нет разделов с текстом/);
  });

  test("what no font has is shown as a sign, counted, and said", async () => {
    const hostile = "бел\u0000\u0007 подмена\u202e и \u{13000}漢字🫀\ue000\ud800 конец";
    const text = await textOfOrder(
      orderWith({ document: documentWith({ sections: [section("a", "Знаки", [paragraph(run(hostile))])] }) }),
    );
    assert.match(text, /бел\ufffd\ufffd подмена и \ufffd\ufffd\ufffd\ufffd\ufffd\ufffd конец/);
    assert.match(text, /8 знаков не могут быть показаны/);
    assert.match(text, /1 невидимый знак направления письма/);
  });

  test("markup in a document is text", async () => {
    const markup =
      '#eval("1+1") *жирный* _к_ $x^2$ \\ @cite <label> // c /* c */ `raw` = H\n- пункт ~ -- --- "кавычки" https://a.b';
    const document = documentWith({
      title: markup.split("\n")[0]!,
      sections: [
        section("a", markup, [
          paragraph(run(markup)),
          { kind: "facts", items: [{ label: markup, runs: [run(markup)] }] },
        ]),
      ],
    });
    const text = await textOfOrder(orderWith({ document }));
    assert.deepEqual(missingCharacters(wordsOf(document), text), []);
  });

  test("odd tables: spans beyond the edge, holes, no head, no rows, twenty columns", async () => {
    const odd = [
      {
        kind: "table" as const,
        head: [[cell("A", { colspan: 50, rowspan: 3 }), cell("B")], [cell("C", { colspan: 2 })]],
        rows: [
          [cell("1", { rowspan: 500 }), cell("2")],
          [cell("3", { colspan: 40 })],
          [],
          [cell("4"), cell("5"), cell("6")],
        ],
      },
      { kind: "table" as const, head: [], rows: [] },
      { kind: "table" as const, head: [[cell("только голова")]], rows: [] },
      {
        kind: "table" as const,
        head: [Array.from({ length: 20 }, (_, i) => cell(`Столбец ${i}`))],
        rows: [Array.from({ length: 20 }, (_, i) => cell(`Ячейка ${i}`))],
      },
      { kind: "table" as const, head: [], rows: [[cell("f".repeat(300)), cell("Слово".repeat(40))]] },
    ];
    const document = documentWith({ sections: [section("a", "Таблицы", odd)] });
    assert.deepEqual(missingCharacters(wordsOf(document), await textOfOrder(orderWith({ document }))), []);
  });

  test("lists in lists in lists, forty deep, and sections as deep", async () => {
    type Blocks = Parameters<typeof section>[2];
    let blocks: Blocks = [paragraph(run("дно"))];
    let sections = [section("s0", "Раздел 0", blocks)];
    for (let depth = 1; depth <= 40; depth++) {
      blocks = [{ kind: "list", ordered: depth % 2 === 0, items: [[paragraph(run(`уровень ${depth}`)), ...blocks]] }];
      sections = [{ ...section(`s${depth}`, `Раздел ${depth}`, []), sections } as (typeof sections)[number]];
    }
    const document = documentWith({ sections: [section("a", "Списки", blocks), ...sections] });
    assert.deepEqual(missingCharacters(wordsOf(document), await textOfOrder(orderWith({ document }))), []);
  });

  test("a broken picture leaves the rest of the document readable, and is named", async () => {
    const whole = grayPng(40, 30);
    const broken = Buffer.from(whole).fill(7, 45);
    const image = (bytes: Buffer, alt: string) => ({
      kind: "image" as const,
      type: "image/png" as const,
      base64: bytes.toString("base64"),
      alt,
      width: 40,
      height: 30,
    });
    const document = documentWith({
      sections: [
        section("a", "Снимки", [image(whole, "Целый"), image(broken, "Битый"), paragraph(run("После снимков"))]),
      ],
    });
    const text = await textOfOrder(orderWith({ document }));
    assert.match(text, /Изображение «Битый» не показано: файл повреждён/);
    assert.doesNotMatch(text, /«Целый» не показано/);
    assert.match(text, /После снимков/);
  });

  test("names of enclosed files lead nowhere and are unlike", { skip: skipWithout("pdfdetach") }, async () => {
    const file = orderWith().attachments[0]!;
    const pdf = await shop.print(
      orderWith({
        attachments: ["../../etc/passwd", "a.xml", "A.xml", "", "не\u0000то"].map((name) => ({
          ...file,
          name,
          type: "?",
        })),
      }),
    );
    const list = look("pdfdetach", ["-list", "@"], pdf);
    const listed = list
      .split("\n")
      .slice(1, -1)
      .map((line) => line.replace(/^\d+: /, ""));
    assert.deepEqual(listed.sort(), ["2-A.xml", "__.._etc_passwd", "a.xml", "file", "не_то"]);
  });

  test("ten thousand rows", async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => [cell(`Показатель ${i}`), cell(`${i},5`), cell("норма")]);
    const document = documentWith({
      sections: [section("a", "Много", [{ kind: "table", head: [[cell("а"), cell("б"), cell("в")]], rows }])],
    });
    assert.match(await textOfOrder(orderWith({ document })), /Показатель 9999/);
  });

  test("no order failed without a word", () => {
    assert.deepEqual(troubles, []);
  });
});

test("a time of creation that is none is the caller's mistake", async () => {
  await assert.rejects(shop.print(orderWith({ created: "вчера" })), RangeError);
});

test("the report is made of plain values", () => {
  assert.deepEqual(JSON.parse(JSON.stringify(report())), report());
});
