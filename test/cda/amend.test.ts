/** A document that another system wrote, corrected in its own words: what is touched changes, and every other byte stays. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { amendable } from "../../src/cda/amend/amend.ts";
import { readDocument } from "../../src/cda/read.ts";
import { readResults } from "../../src/cda/results.ts";
import { type DemoDocument, demoDocuments } from "../../src/demo/documents/demo-documents.ts";
import { schemaFaults, schemaPath } from "../demo/official-schema.ts";
import { skipWithoutData } from "../demo/shared-data.ts";

const documents = demoDocuments();
const head = { version: 7, id: "70000017", created: "202611241200+0300", mended: "Опечатка: <было> & «стало»." };
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const ofKind = (kind: string): DemoDocument => documents.findLast((one) => one.kind === kind)!;

/** Lines that are not in the other, as a multiset. */
function fresh(before: string, after: string): string[] {
  const left = before.split("\n");
  return after.split("\n").filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

test("a new version of every demo document differs in its number, its times and its reason alone", () => {
  for (const { bytes, kind } of documents) {
    const amended = amendable(bytes).amend(new Map(), head);
    const { facts } = readDocument(amended);
    assert.equal(facts.version, 7, kind);
    assert.deepEqual(facts.setId, readDocument(bytes).facts.setId, kind);
    const changed = fresh(text(bytes), text(amended));
    assert.ok(changed.length <= 6, `${kind}: ${changed.join("\n")}`);
    assert.match(text(amended), /исправленная: <\/content>Опечатка: &lt;было&gt; &amp; «стало»\./);
  }
});

test("whatever is typed, the document stays well-formed and valid by its official schema", {
  skip: skipWithoutData,
}, () => {
  let judged = 0;
  for (const { bytes, kind } of documents) {
    const path = schemaPath(kind);
    if (path === null) continue;
    const { spots, amend } = amendable(bytes);
    const words = spots.filter((spot) => spot.kind === "words" && spot.group === "section");
    const amended = amend(
      new Map(words.map(({ id, text: said }) => [id, { text: `${said} ]]> <b> & "x"`, name: "" }])),
      head,
    );
    assert.deepEqual(schemaFaults(path, amended), [], kind);
    judged++;
  }
  assert.ok(judged > 10);
});

test("a value that is corrected in a table is corrected where machines read it, with its flag", () => {
  const { bytes } = documents.find(({ kind }) => kind === "186")!;
  const { spots, amend } = amendable(bytes);
  const glucose = spots.find(({ label }) => label === "Глюкоза натощак, Результат")!;
  const amended = readDocument(amend(new Map([[glucose.id, { text: "4,4", name: "" }]]), head));
  const said = (document: typeof amended) =>
    (readResults(document)?.results ?? []).map((result) => JSON.stringify(result));
  const [before, after] = [said(readDocument(bytes)), said(amended)];
  const changed = after.filter((one, at) => one !== before[at]);
  assert.equal(changed.length, 1, changed.join("\n"));
  assert.match(changed[0] ?? "", /"flag":null/);
  assert.match(changed[0] ?? "", /4[.,]4/);
  assert.match(before.find((one, at) => one !== after[at]) ?? "", /"flag":"high"/);
});

test("a code of МКБ-10 changes in the table, in the entries and in the head of the section, with its official name", () => {
  const { bytes } = ofKind("227");
  const { spots, amend } = amendable(bytes);
  const illness = spots.find(({ kind }) => kind === "illness")!;
  const amended = amend(new Map([[illness.id, { text: "I10", name: "Эссенциальная [первичная] гипертензия" }]]), head);
  const { diagnoses } = readDocument(amended).facts;
  assert.ok(
    diagnoses.some(({ code }) => code === "I10"),
    JSON.stringify(diagnoses),
  );
  assert.ok(!diagnoses.some(({ code }) => code === illness.text));
  assert.match(text(amended), /code="I10"[^>]*displayName="Эссенциальная \[первичная\] гипертензия"/);
});

test("words that an entry repeats change there too", () => {
  const { bytes } = ofKind("227");
  const { spots, amend } = amendable(bytes);
  const conclusion = spots.find(({ label }) => label === "Заключение консультации")!;
  const amended = text(amend(new Map([[conclusion.id, { text: "Совсем другое заключение.", name: "" }]]), head));
  assert.equal(amended.split("Совсем другое заключение.").length - 1, 2);
  assert.ok(!amended.includes(conclusion.text));
});

test("the author's name is one person's wherever it stands, and nobody else's", () => {
  const { bytes } = documents.find(
    ({ authorSnils, authenticatorSnils, kind }) => kind === "227" && authorSnils !== authenticatorSnils,
  )!;
  const { spots, amend } = amendable(bytes);
  const family = spots.find(({ id }) => id === "author-family")!;
  const { facts } = readDocument(amend(new Map([[family.id, { text: "Петрова-Новая", name: "" }]]), head));
  assert.equal(facts.authors[0]?.name?.family, "Петрова-Новая");
  const legal = facts.expectedSigners.find(({ role }) => role === "legal-authenticator");
  assert.notEqual(legal?.name?.family, "Петрова-Новая");
});
