/** «Что изменилось»: what two versions of a document differ in, each change in its place and with its words marked. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { compare } from "../../src/cda/compare.ts";
import type { Change, Comparison, MarkedRuns } from "../../src/cda/difference.ts";
import type { Block, ReadableDocument, Section } from "../../src/cda/model.ts";
import { demoDocuments } from "../../src/demo/documents/demo-documents.ts";
import { readable as read } from "./minimal.ts";
import { sharedFile, sharedFiles, unlessShared } from "./shared.ts";

const p = (text: string): Block => ({ kind: "paragraph", runs: [{ text }] });
const cell = (text: string) => ({ runs: text === "" ? [] : [{ text }] });
const table = (head: string[], ...rows: string[][]): Block => ({
  kind: "table",
  head: [head.map(cell)],
  rows: rows.map((row) => row.map(cell)),
});
const list = (...items: string[]): Block => ({ kind: "list", ordered: false, items: items.map((one) => [p(one)]) });
const facts = (items: Record<string, string>): Block => ({
  kind: "facts",
  items: Object.entries(items).map(([label, text]) => ({ label, runs: [{ text }] })),
});
const part = (title: string, blocks: readonly Block[], more: Partial<Section> = {}): Section => ({
  id: `s-${title}`,
  code: title,
  title,
  officialTitle: null,
  blocks,
  sections: [],
  ...more,
});
const document = (sections: readonly Section[], more: Partial<ReadableDocument> = {}): ReadableDocument => ({
  title: "Приём",
  officialTitle: "Протокол консультации",
  language: "ru-RU",
  summary: [],
  header: [],
  sections,
  abbreviations: [],
  warnings: [],
  ...more,
});
const of = (...blocks: Block[]) => document([part("Раздел", blocks)]);

/** «[было] прежнее» */
const said = (runs: MarkedRuns | null) =>
  runs === null
    ? null
    : runs
        .map(({ text, changed }) => (changed ? `[${text}]` : text))
        .join("")
        .replaceAll("][", "");
const told = ({ what, deed, label, column, before, after }: Change) =>
  [deed, what, ...(label ? [label] : []), ...(column ? [column] : []), said(before), said(after)] as const;
const changes = (before: ReadableDocument, after: ReadableDocument) =>
  compare(before, after).parts.flatMap((one) => one.changes.map(told));
const nothing: Comparison = { parts: [], service: [] };

describe("text", () => {
  test("only the words that changed are marked, a number whole", () => {
    assert.deepEqual(changes(of(p("Глюкоза 5,2 ммоль/л утром")), of(p("Глюкоза 6,2 ммоль/л утром"))), [
      ["changed", "text", "Глюкоза [5,2] ммоль/л утром", "Глюкоза [6,2] ммоль/л утром"],
    ]);
  });
  test("texts that have next to nothing in common are told whole", () => {
    const [[, , before, after] = []] = changes(of(p("Жалоб нет")), of(p("Головная боль по утрам, слабость")));
    assert.deepEqual([before, after], ["[Жалоб нет]", "[Головная боль по утрам, слабость]"]);
  });
  test("bold, spaces and where it stood in the file are no change; struck out words and powers are", () => {
    const bold: Block = { kind: "paragraph", runs: [{ text: "При", bold: true }, { text: "ём  лекарств" }] };
    assert.deepEqual(compare(of(p("Приём лекарств")), of({ ...bold, from: { line: 1, column: 1 } } as Block)), nothing);
    const struck: Block = { kind: "paragraph", runs: [{ text: "Приём " }, { text: "лекарств", deleted: true }] };
    assert.equal(changes(of(p("Приём лекарств")), of(struck)).length, 1);
    const power: Block = { kind: "paragraph", runs: [{ text: "10" }, { text: "9", sup: true }] };
    assert.equal(changes(of(p("109")), of(power)).length, 1);
  });
  test("a paragraph that came, one that went, one that went elsewhere", () => {
    const [a, b, c] = [p("Первый абзац о жалобах"), p("Второй: осмотр сделан"), p("Третий, лечение назначено")];
    assert.deepEqual(changes(of(a, b), of(a, c, b)), [["added", "text", null, "[Третий, лечение назначено]"]]);
    assert.deepEqual(changes(of(a, b, c), of(a, c)), [["removed", "text", "[Второй: осмотр сделан]", null]]);
    const [[deed] = []] = changes(of(a, b, c), of(b, c, a));
    assert.equal(deed, "moved");
  });
  test("a point of a list", () => {
    assert.deepEqual(
      changes(
        of(list("Ходить пешком", "Эзетимиб 100 мг утром")),
        of(list("Ходить пешком", "Эзетимиб 10 мг утром", "Прививка в сентябре")),
      ),
      [
        ["changed", "item", "Эзетимиб [100] мг утром", "Эзетимиб [10] мг утром"],
        ["added", "item", null, "[Прививка в сентябре]"],
      ],
    );
  });
});

describe("facts", () => {
  test("by their labels, in any order", () => {
    assert.deepEqual(
      changes(of(facts({ Пульс: "72", Рост: "180", Вес: "80" })), of(facts({ Вес: "82", Пульс: "72", Талия: "90" }))),
      [
        ["changed", "fact", "Вес", "[80]", "[82]"],
        ["removed", "fact", "Рост", "[180]", null],
        ["added", "fact", "Талия", null, "[90]"],
      ],
    );
  });
  test("of the header: what always differs is service, the rest is not", () => {
    const head = (items: Record<string, string>) =>
      document([], { header: Object.entries(items).map(([label, value]) => ({ label, value })) });
    const { parts, service } = compare(
      head({ Врач: "Лесной Пётр", "Дата документа": "1 мая" }),
      head({ Врач: "Лесная Пелагея", "Дата документа": "2 мая", "Версия документа": "2" }),
    );
    assert.deepEqual(
      parts.map(({ id, changes }) => [id, changes.map(({ label }) => label)]),
      [["head", ["Врач"]]],
    );
    assert.deepEqual(
      service[0]?.changes.map(({ label }) => label),
      ["Дата документа", "Версия документа"],
    );
  });
  test("a diagnosis that only «Главное» names is told from there, and not twice", () => {
    const main = (text: string, section: string) =>
      document([part("DGN", [p(section)])], { summary: [facts({ "Основной диагноз": text })] });
    assert.deepEqual(changes(main("Гипертензия", "см. выше"), main("Мигрень", "см. выше")), [
      ["changed", "fact", "Основной диагноз", "[Гипертензия]", "[Мигрень]"],
    ]);
    assert.deepEqual(changes(main("Гипертензия", "Гипертензия"), main("Мигрень", "Мигрень")), [
      ["changed", "text", "[Гипертензия]", "[Мигрень]"],
    ]);
  });
});

describe("tables", () => {
  const head = ["Показатель", "Результат", "Единица"];
  const glucose = ["Глюкоза", "5,2", "ммоль/л"];
  test("a cell is told with its row and its column", () => {
    assert.deepEqual(
      changes(of(table(head, glucose, ["Белок", "70", "г/л"])), of(table(head, glucose, ["Белок", "78", "г/л"]))),
      [["changed", "cell", "Белок", "Результат", "[70]", "[78]"]],
    );
  });
  test("rows that came and went; a row that went elsewhere is not both", () => {
    const [a, b, c] = [
      ["Калий", "4", "ммоль/л"],
      ["Натрий", "140", "ммоль/л"],
      ["Железо", "14", "мкмоль/л"],
    ];
    assert.deepEqual(changes(of(table(head, glucose, a)), of(table(head, glucose, b))), [
      ["removed", "row", "Калий", "[Показатель: Калий\nРезультат: 4\nЕдиница: ммоль/л]", null],
      ["added", "row", "Натрий", null, "[Показатель: Натрий\nРезультат: 140\nЕдиница: ммоль/л]"],
    ]);
    assert.deepEqual(
      changes(of(table(head, a, b, c)), of(table(head, b, c, a))).map(([deed, , label]) => [deed, label]),
      [["moved", "Калий"]],
    );
  });
  test("a new column is told once, not for every row", () => {
    const wide = table([...head, "Норма"], [...glucose, "3,9–6,1"], ["Белок", "70", "г/л", "64–83"]);
    assert.deepEqual(
      changes(of(table(head, glucose, ["Белок", "70", "г/л"])), of(wide)).filter(([, what]) => what !== "head"),
      [["added", "column", "Норма", null, "[3,9–6,1; 64–83]"]],
    );
  });
  test("the same change in every row is told once, with the number of rows", () => {
    const dated = (day: string) => table(["Что", "Когда"], ["ЭКГ", day], ["УЗИ", day], ["МРТ", day]);
    const [change] = compare(of(dated("5 мая")), of(dated("6 мая"))).parts[0]?.changes ?? [];
    assert.equal(change?.rows, 3);
    assert.equal(change?.column, "Когда");
  });
  test("that a result is outside its norm now is a change, with its sign and its words", () => {
    const flagged: Block = {
      kind: "table",
      head: [head.map(cell)],
      rows: [[cell("Глюкоза"), { ...cell("5,2"), flag: "high" }, cell("ммоль/л")]],
    };
    assert.deepEqual(changes(of(table(head, glucose)), of(flagged)), [
      ["changed", "cell", "Глюкоза", "Результат", "5,2", "5,2 [▲ выше нормы]"],
    ]);
  });
});

describe("sections and files", () => {
  test("added, removed, renamed, moved: each is told as what it is", () => {
    const [a, b, c] = [part("Жалобы", [p("Нет")]), part("Осмотр", [p("Здоров")]), part("Лечение", [p("Покой")])];
    const fates = (before: readonly Section[], after: readonly Section[]) =>
      compare(document(before), document(after)).parts.map(({ fate, path, changes }) => [
        fate,
        path.at(-1),
        ...changes.map(({ what }) => what),
      ]);
    assert.deepEqual(fates([a, b], [a, c, b]), [["added", "Лечение", "text"]]);
    assert.deepEqual(fates([a, b, c], [a, c]), [["removed", "Осмотр", "text"]]);
    assert.deepEqual(fates([a, b, c], [b, c, a]), [["moved", "Жалобы"]]);
    assert.deepEqual(fates([a, b], [a, { ...b, title: "Объективный осмотр" }]), [
      ["kept", "Объективный осмотр", "title"],
    ]);
    const inside = { ...a, sections: [b] };
    assert.deepEqual(fates([inside, c], [a, { ...c, sections: [b] }]), [["moved", "Осмотр"]]);
  });
  test("a picture is known by its bytes, a file by its bytes and its name", () => {
    const image = (base64: string): Block => ({
      kind: "image",
      type: "image/png",
      base64,
      alt: "ЭКГ",
      width: 1,
      height: 1,
    });
    const file = (base64: string): Block => ({
      kind: "attachment",
      type: "text/plain",
      base64,
      bytes: 3,
      which: 1,
      name: "протокол.txt",
    });
    const told = compare(of(image("AAAA"), file("AAAA")), of(image("BBBB"), file("BBBB"))).parts[0]?.changes ?? [];
    assert.deepEqual(
      told.map(({ what, deed }) => [what, deed]),
      [
        ["picture", "changed"],
        ["file", "changed"],
      ],
    );
    assert.equal(told[0]?.pictures?.before?.base64, "AAAA");
    assert.equal(told[0]?.pictures?.after?.base64, "BBBB");
    assert.deepEqual(compare(of(image("AAAA")), of(image("AAAA"))), nothing);
  });
  test("coded entries that only repeat what the text tells go to the end; what they add stays", () => {
    const coded = (text: string, dose: string, more: string) =>
      document([
        part("RECIPE", [p(text)], {
          sections: [part("Также", [facts({ Доза: dose, Путь: more })], { id: "s1-coded", code: null })],
        }),
      ]);
    const { parts, service } = compare(
      coded("Доза 100 мг", "100 мг", "внутрь"),
      coded("Доза 10 мг", "10 мг", "под язык"),
    );
    assert.deepEqual(
      parts.map(({ id, changes }) => [id, changes.map(({ label }) => label)]),
      [
        ["s-RECIPE", [""]],
        ["s1-coded", ["Путь"]],
      ],
    );
    assert.deepEqual(
      service.map(({ id, changes }) => [id, changes.map(({ label }) => label)]),
      [["s1-coded", ["Доза"]]],
    );
  });
});

test("every corrected document of the demo: the correction is told, dates and numbers are service", () => {
  const documents = demoDocuments();
  const corrected = documents.filter(({ version }) => version > 1);
  assert.ok(corrected.length >= 5);
  for (const one of corrected) {
    const before = documents.find(({ localUid }) => localUid === one.replaces) ?? assert.fail("no version before");
    const { parts, service } = compare(read(before.bytes), read(one.bytes));
    assert.ok(parts.length > 0 && parts.every(({ id }) => id !== "head" && id !== "about"), one.visit);
    assert.match(JSON.stringify(parts), new RegExp(`Версия ${one.version}|Версия .{0,40}${one.version}`), one.visit);
    const labels = service.flatMap(({ changes }) => changes.map(({ label }) => label));
    for (const label of ["Дата документа", "Версия документа", "Создан", "Идентификатор", "Номер версии"])
      assert.ok(labels.includes(label), `${one.visit}: ${label}`);
  }
});

test("every sample, of both dialects, differs from itself in nothing and from its neighbour in something", {
  skip: unlessShared("semd"),
}, () => {
  let last: ReadableDocument | null = null;
  for (const name of sharedFiles("semd", [".xml"])) {
    if (/SMSV2\.xml|no-namespace/.test(name)) continue;
    const one = read(sharedFile("semd", name));
    assert.deepEqual(compare(one, one), nothing, name);
    if (last !== null) assert.notDeepEqual(compare(last, one), nothing, name);
    last = one;
  }
});

describe("however large, within a second", () => {
  const within = (
    name: string,
    before: ReadableDocument,
    after: ReadableDocument,
    check: (found: Comparison) => void,
  ) =>
    test(name, () => {
      // The best of three, by the processor's time: others may be using this machine.
      const took = [1, 2, 3].map(() => {
        const start = process.cpuUsage();
        check(compare(before, after));
        const { user, system } = process.cpuUsage(start);
        return (user + system) / 1000;
      });
      assert.ok(Math.min(...took) < 1000, `${took.map(Math.round)} ms`);
    });
  const rows = (count: number, of: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => [`Строка ${n}`, of(n)]);
  const count = ({ parts }: Comparison) => parts.reduce((sum, { changes }) => sum + changes.length, 0);
  within(
    "10 000 rows, every tenth of them changed",
    of(table(["Имя", "Итог"], ...rows(10_000, (n) => `${n} ед.`))),
    of(table(["Имя", "Итог"], ...rows(10_000, (n) => `${n % 10 === 0 ? n + 1 : n} ед.`))),
    (found) => assert.equal(count(found), 1000),
  );
  within(
    "10 000 rows, none as it was",
    of(table(["Имя", "Итог"], ...rows(10_000, (n) => `${n}`))),
    of(table(["Имя", "Итог"], ...rows(10_000, (n) => `${n + 1}`))),
    (found) => assert.equal(count(found), 10_000),
  );
  within(
    "10 000 rows of the same name",
    of(table(["Имя", "Итог"], ...rows(10_000, (n) => `${n}`).map(([, text = ""]) => ["Проба", text]))),
    of(table(["Имя", "Итог"], ...rows(10_000, (n) => `${-n}`).map(([, text = ""]) => ["Проба", text]))),
    (found) => assert.ok(count(found) > 0),
  );
  const long = (count: number, odd: string) =>
    Array.from({ length: count }, (_, n) => (n % 7 === 3 ? `${odd}${n}` : `слово${n % 50}`)).join(" ");
  within(
    "a paragraph of 100 000 words is told whole, and says so",
    of(p(long(100_000, "было"))),
    of(p(long(100_000, "стало"))),
    (found) => assert.equal(found.parts[0]?.changes[0]?.coarse, true),
  );
  within(
    "5 000 paragraphs, all different",
    of(...Array.from({ length: 5000 }, (_, n) => p(`Абзац ${n} сказал одно`))),
    of(...Array.from({ length: 5000 }, (_, n) => p(`Абзац ${n} говорит другое`))),
    (found) => assert.ok(count(found) >= 5000),
  );
});
