/** Narrative: what the author laid out is seen as laid out, in our elements and nobody else's. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Block } from "../../src/cda/model.ts";
import { placeless, readable, section, withSections } from "./minimal.ts";

const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAYAAAC56t6BAAAAC0lEQVR42mNgwAMAABsAAWEo3iwAAAAASUVORK5CYII=";

function blocks(narrative: string, entries = ""): readonly Block[] {
  return placeless(readable(withSections(section("RESINSTR", narrative, entries))).sections[0]?.blocks ?? []);
}

test("paragraphs, line breaks and emphasis", () => {
  assert.deepEqual(
    blocks(
      'Первая  строка<br/>вторая<paragraph>Абзац с <content styleCode="Bold">важным</content> H<sub>2</sub>O</paragraph>',
    ),
    [
      { kind: "paragraph", runs: [{ text: "Первая строка\nвторая" }] },
      {
        kind: "paragraph",
        runs: [
          { text: "Абзац с " },
          { text: "важным", bold: true },
          { text: " H" },
          { text: "2", sub: true },
          { text: "O" },
        ],
      },
    ],
  );
});

test("a revision marked as deleted is seen to be deleted", () => {
  assert.deepEqual(blocks('<content revised="delete">старое</content>'), [
    { kind: "paragraph", runs: [{ text: "старое", deleted: true }] },
  ]);
});

test("lists with captions and lists within lists", () => {
  assert.deepEqual(
    blocks('<list listType="ordered"><caption>Жалобы</caption><item>боль<list><item>утром</item></list></item></list>'),
    [
      { kind: "heading", level: 3, runs: [{ text: "Жалобы" }] },
      {
        kind: "list",
        ordered: true,
        items: [
          [
            { kind: "paragraph", runs: [{ text: "боль" }] },
            { kind: "list", ordered: false, items: [[{ kind: "paragraph", runs: [{ text: "утром" }] }]] },
          ],
        ],
      },
    ],
  );
});

test("a table keeps its caption, heads and spans; a heading before it is its caption", () => {
  const [table] = blocks(
    '<paragraph><caption>Анализ</caption></paragraph><table><thead><tr><th>Имя</th><th>Итог</th></tr></thead><tbody><tr><td rowspan="2">а</td><td>1</td></tr><tr><td>2</td></tr><tr><td colspan="2">всё</td></tr></tbody></table>',
  );
  assert.deepEqual(table, {
    kind: "table",
    caption: [{ text: "Анализ" }],
    head: [
      [
        { runs: [{ text: "Имя" }], header: true },
        { runs: [{ text: "Итог" }], header: true },
      ],
    ],
    rows: [
      [{ runs: [{ text: "а" }], rowspan: 2 }, { runs: [{ text: "1" }] }],
      [{ runs: [{ text: "2" }] }],
      [{ runs: [{ text: "всё" }], colspan: 2 }],
    ],
  });
});

test("a first row of heads is the head; a table of names and values is facts", () => {
  const [table] = blocks("<table><tbody><tr><th>а</th><th>б</th></tr><tr><td>1</td><td>2</td></tr></tbody></table>");
  assert.ok(table?.kind === "table" && table.head.length === 1 && table.rows.length === 1);
  const [facts] = blocks("<table><tbody><tr><th>Имя</th><td>да</td></tr></tbody></table>");
  assert.deepEqual(facts, { kind: "facts", items: [{ label: "Имя", runs: [{ text: "да" }] }] });
});

test("spans stay within bounds, and nonsense is no span", () => {
  const [table] = blocks(
    '<table><tr><td colspan="999" rowspan="900">а</td><td colspan="0">б</td><td colspan="1e3">в</td></tr><tr><td>г</td></tr></table>',
  );
  assert.ok(table?.kind === "table");
  assert.deepEqual(
    table.rows[0]?.map(({ colspan, rowspan }) => [colspan, rowspan]),
    [
      [50, 500],
      [undefined, undefined],
      [undefined, undefined],
    ],
  );
});

test("lists and paragraphs inside a cell become its lines, pictures follow the table", () => {
  const media = `<observationMedia ID="M"><value representation="B64">${PNG}</value></observationMedia>`;
  const found = blocks(
    '<table><tr><td><list><item>раз</item><item><content>два</content></item></list></td><td><content styleCode="Bold">т<paragraph>у</paragraph></content></td><td><renderMultiMedia referencedObject="M"/></td></tr></table>',
    media,
  );
  assert.ok(found[0]?.kind === "table");
  assert.deepEqual(
    found[0].rows[0]?.map(({ runs }) => runs.map(({ text }) => text).join("")),
    ["• раз\n• два", "т\nу", "[изображение под таблицей]"],
  );
  assert.equal(found[1]?.kind, "image");
});

test("a picture is what its bytes are, with its size; a name or a lie is not enough", () => {
  const show = (type: string, content: string, attribute = 'representation="B64"') =>
    blocks(
      '<renderMultiMedia referencedObject="M"/>',
      `<observationMedia ID="M"><value mediaType="${type}" ${attribute}>${content}</value></observationMedia>`,
    )[0];
  assert.deepEqual(show("image/svg+xml", PNG), {
    kind: "image",
    type: "image/png",
    base64: PNG,
    alt: "Изображение из документа",
    width: 2,
    height: 3,
  });
  const svg = Buffer.from("<svg onload='alert(1)'/>").toString("base64");
  assert.equal(show("image/png", svg)?.kind, "notice");
  assert.equal(show("image/png", "не base64")?.kind, "notice");
  assert.equal(show("image/png", '<reference value="https://x.test/a.png"/>')?.kind, "notice");
  const pdf = show("application/pdf", Buffer.from("%PDF-1.7 …").toString("base64"));
  assert.deepEqual([pdf?.kind, pdf?.kind === "attachment" && pdf.name], ["attachment", "Вложение 1.pdf"]);
});

test("a link is https and shows its house; other schemes are plain words", () => {
  const runs = (narrative: string) => {
    const [block] = blocks(narrative);
    return block?.kind === "paragraph" ? block.runs : [];
  };
  assert.deepEqual(runs('<linkHtml href="https://example.org/a?b=1">снимок</linkHtml>'), [
    { text: "снимок", href: "https://example.org/a?b=1" },
    { text: " (example.org)" },
  ]);
  for (const href of [
    "http://x.test/",
    "javascript:alert(1)",
    "https://u:p@x.test/",
    "//x.test",
    "https://x.test/ a",
    "data:text/html,1",
  ]) {
    assert.deepEqual(runs(`<linkHtml href="${href}">слово</linkHtml>`), [{ text: "слово" }], href);
  }
});

test("a link inside the document leads to the section that holds its goal", () => {
  const bytes = withSections(
    section("ANAM", 'см. <linkHtml href="#tgt">ниже</linkHtml>, <linkHtml href="#nowhere">нигде</linkHtml>') +
      section("DGN", '<content ID="tgt">здесь</content>'),
  );
  const [block] = readable(bytes).sections[0]?.blocks ?? [];
  assert.ok(block?.kind === "paragraph");
  assert.deepEqual(
    block.runs.map(({ href }) => href),
    [undefined, "#s2", undefined],
  );
});

test("unknown and foreign elements give their words", () => {
  const [block] = blocks('до <blink>миг</blink> <x:y xmlns:x="urn:x">чужое</x:y> после<footnote>примечание</footnote>');
  assert.ok(block?.kind === "paragraph");
  assert.equal(block.runs.map(({ text }) => text).join(""), "до миг чужое после (сноска: примечание)");
});

test("text between rows and items was signed too, and is not lost", () => {
  const words = JSON.stringify(
    blocks("<table>раз<tr>два<td>три</td></tr></table><list>четыре<item>пять</item></list>"),
  );
  for (const word of ["раз", "два", "три", "четыре", "пять"]) assert.match(words, new RegExp(word));
});
