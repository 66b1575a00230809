/** Documents larger, emptier and stranger than any doctor writes: read in bounded time and memory, and no word of them is lost. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { renderHtml } from "../../src/cda/html.tsx";
import type { ReadableDocument } from "../../src/cda/model.ts";
import { renderText } from "../../src/cda/text.ts";
import { assertAnchored, assertInert } from "./inert.ts";
import {
  demoOfNulls,
  demoWithNulls,
  FOREIGN_WORDS,
  foreignWords,
  manyResults,
  manyRows,
  nameless,
  withPdfOf,
} from "./large-documents.ts";
import { HEADER, plain, readable, refusalOf, withSections } from "./minimal.ts";

const MB = 1024 * 1024;

interface Forms {
  readonly document: ReadableDocument;
  readonly html: string;
  readonly text: string;
  readonly json: string;
}

/** All that a reader can get, within so many seconds of processor time and so much more memory. */
function formsOf(
  t: TestContext,
  bytes: Buffer,
  limit: { readonly seconds: number; readonly megabytes: number },
): Forms {
  const memory = process.memoryUsage().rss;
  const steps: string[] = [];
  let all = 0;
  const timed = <T>(name: string, deed: () => T): T => {
    const before = process.cpuUsage();
    const made = deed();
    const { user, system } = process.cpuUsage(before);
    all += user + system;
    steps.push(`${name} ${Math.round((user + system) / 1000)} ms`);
    return made;
  };
  const document = timed("read", () => readable(bytes));
  const html = timed("HTML", () => renderHtml(document));
  const text = timed("text", () => renderText(document));
  const json = timed("JSON", () => JSON.stringify(document));
  const grown = (process.memoryUsage().rss - memory) / MB;
  if (bytes.length > MB)
    t.diagnostic(`${(bytes.length / MB).toFixed(1)} MB: ${steps.join(", ")}; +${Math.round(grown)} MB`);
  assert.ok(all < limit.seconds * 1_000_000, `${steps.join(", ")}`);
  assert.ok(grown < limit.megabytes, `${Math.round(grown)} MB more`);
  return { document, html, text, json };
}

/** Words as a reader finds them: without tags, soft hyphens and the difference of spaces. */
function seen(html: string): string {
  const text = html
    .replace(/<[^>]*>/g, " ")
    .replaceAll("\u00ad", "")
    .replace(/\s+/g, " ");
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

function assertWords({ html, text, json }: Forms, words: Iterable<string>): void {
  const page = seen(html);
  for (const word of words) {
    assert.ok(page.includes(word), `HTML lacks «${word}»`);
    assert.ok(text.includes(word), `the text lacks «${word}»`);
    assert.ok(json.includes(word), `JSON lacks «${word}»`);
  }
}

/** Words of programs that have no place in a patient's document. */
function assertPlain({ html, text }: Forms): void {
  for (const words of [seen(html), text]) {
    assert.doesNotMatch(words, /\b(null|undefined|NaN|Infinity|nullFlavor)\b|\[object/);
    assert.doesNotMatch(words, /\(\)|: *;|«»|: *,|, *,|;\s*;/);
  }
}

test("a table of 10,000 rows is read whole", (t) => {
  const forms = formsOf(t, manyRows(10_000), { seconds: 6, megabytes: 700 });
  const places = Array.from({ length: 10_000 }, (_, i) => [`Наблюдение-${i}`, `Состояние-${i} без`]).flat();
  const page = new Set(seen(forms.html).split(" "));
  for (let i = 0; i < 10_000; i++) assert.ok(page.has(`Наблюдение-${i}`) && page.has(`Состояние-${i}`), `row ${i}`);
  assertWords(
    forms,
    places.filter((_, i) => i % 500 === 0 || i > 19_990),
  );
  assert.equal(forms.html.split("<tr").length - 1, 10_001);
  assert.equal(forms.text.split("\n").filter((line) => line.includes("Наблюдение-")).length, 10_000);
});

test("a table of 150,000 tiny rows is shown too", (t) => {
  const rows = "<tr><td>а</td></tr>".repeat(150_000);
  const bytes = Buffer.from(manyRows(0).toString().replace("<tbody>", `<tbody>${rows}`));
  const forms = formsOf(t, bytes, { seconds: 20, megabytes: 1500 });
  assert.equal(forms.html.split("<tr").length - 1, 150_001);
});

test("5,000 laboratory results are told with norms, flags and what is out of them", (t) => {
  const forms = formsOf(t, manyResults(5_000), { seconds: 8, megabytes: 700 });
  const page = new Set(seen(forms.html).split(" "));
  for (let i = 0; i < 5_000; i++) assert.ok(page.has(`Показатель-${i}`), `result ${i}`);
  assertWords(forms, ["Показатель-0", "Показатель-4999", "4999,5", "выше нормы"]);
  assert.equal(forms.html.split('class="flag-high"').length - 1, Math.ceil(5_000 / 3));
  assert.match(seen(forms.html), /и ещё 1655/);
});

test("5,000 results beside a narrative that tells them again are compared without hanging", (t) => {
  const rows = Array.from({ length: 5_000 }, (_, i) => `<tr><td>Показатель-${i}</td><td>${i + 0.5} мкмоль/л</td></tr>`);
  const bytes = manyResults(5_000, `<table><tbody>${rows.join("")}</tbody></table>`);
  const forms = formsOf(t, bytes, { seconds: 15, megabytes: 900 });
  assertWords(forms, ["Показатель-0", "Показатель-4999"]);
});

test("a document with a PDF of 20 MB inside is read, and the file is offered, not framed", (t) => {
  const bytes = withPdfOf(20 * MB);
  const forms = formsOf(t, bytes, { seconds: 8, megabytes: 900 });
  assert.match(forms.text, /Вложение 1\.pdf\napplication\/pdf, 20,0 МБ/);
  assert.match(seen(forms.html), /Внутри документа есть файл «Вложение 1\.pdf», 20[.,]?0? МБ/);
  assert.ok(forms.html.length < 20_000, "the page does not carry the file");
  assertInert(forms.html);
});

test("a document larger than 32 MiB is refused at once, with the size and what to do", () => {
  const bytes = withPdfOf(25 * MB);
  const before = process.cpuUsage();
  const refusal = refusalOf(bytes);
  const { user, system } = process.cpuUsage(before);
  assert.ok(user + system < 100_000, "before anything is parsed");
  assert.equal(refusal.kind, "too-large");
  assert.equal(refusal.code, "TOO_LARGE");
  assert.equal(refusal.words.ru, "Документ больше 32 МиБ");
  assert.match(refusal.faults[0]?.hint?.ru ?? "", /Уменьшите вложенные изображения и файлы/);
});

test("a document in which nothing has a name is still a document", (t) => {
  const forms = formsOf(t, nameless(), { seconds: 1, megabytes: 200 });
  assertPlain(forms);
  assertInert(forms.html);
  assertAnchored(forms.html);
  assertWords(forms, ["Слова без названия", "Раздел без названия", "112-233-445 95"]);
  assert.notEqual(forms.document.title.trim(), "");
  assert.doesNotMatch(forms.html, /<h\d[^>]*>\s*<\/h\d>|<d[td]>\s*<\/d[td]>/, "no heading and no fact is empty");
});

test("demo documents of every kind that state every absence say so in plain words", (t) => {
  for (const bytes of demoOfNulls()) {
    const forms = formsOf(t, bytes, { seconds: 2, megabytes: 300 });
    assertPlain(forms);
    assertInert(forms.html);
    assertAnchored(forms.html);
    assert.doesNotMatch(forms.html, /<h\d[^>]*>\s*<\/h\d>|<d[td]>\s*<\/d[td]>/);
  }
});

test("a part of an address that is stated to be absent says which part it is", () => {
  const address = '<addr><streetAddressLine nullFlavor="NAV"/><postalCode>150099</postalCode></addr>';
  const header = HEADER.replace("<assignedPerson>", `${address}<assignedPerson>`);
  assert.match(renderText(readable(plain(header))), /Адрес: 150099, улица и дом: пока неизвестно/);
});

test("a section whose title and code are stated to be absent is not called by the absence", () => {
  const absent =
    '<component><section><code nullFlavor="TRC"/><title nullFlavor="NI"/><text>Слова</text></section></component>';
  const [first] = readable(withSections(absent)).sections;
  assert.equal(first?.title, "Раздел без названия");
});

test("demo documents of every kind with a value and an absence at once keep the value", (t) => {
  for (const bytes of demoWithNulls()) {
    const forms = formsOf(t, bytes, { seconds: 2, megabytes: 300 });
    assertPlain(forms);
    assertInert(forms.html);
    const names = [...bytes.toString().matchAll(/<value [^>]*displayName="([^"&]+)"/g)].map(([, name]) => name ?? "");
    assertWords(
      forms,
      names.map((name) => name.replace(/\s+/g, " ").trim().normalize("NFC")),
    );
  }
});

test("words of other scripts are the same words, composed, in every form", (t) => {
  const forms = formsOf(t, foreignWords(), { seconds: 1, megabytes: 200 });
  assertWords(
    forms,
    Object.values(FOREIGN_WORDS).map((words) => words.normalize("NFC")),
  );
  assert.deepEqual(forms.document.warnings, [], "nothing of them is taken for an attack");
  assert.equal(forms.text, forms.text.normalize("NFC"));
  assertInert(forms.html);
});
