/** The journal as a file: opens in Excel with Russian settings by a double click, and nothing in it is a formula. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { journalCsv } from "../../src/pages/patient/journal-csv.ts";
import type { JournalRow } from "../../src/pages/patient/journal-view.ts";
import { writeCsv } from "../../src/pages/write-csv.ts";
import { sharedFile, unlessShared } from "../cda/shared.ts";
import { journal } from "./fixtures/journal-views.ts";

/** Cells as a program of tables reads them, with its own idea of what parts them (RFC 4180). */
function cellsOf(csv: string, between: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  const text = csv.replace(/^\uFEFF/, "");
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if (letter === '"' && quoted && text.charAt(at + 1) === '"') cell += text.charAt(at++);
    else if (letter === '"' && (quoted || cell === "")) quoted = !quoted;
    else if (!quoted && (letter === between || letter === "\n")) {
      cells.push(cell.replace(/\r$/, ""));
      cell = "";
    } else cell += letter;
  }
  return cells;
}

const isFormula = (cell: string) => /^\s*[=+\-@＝＋－＠]|^[\t\r]/.test(cell);

test("it begins with the mark of UTF-8, parts cells by «;» and lines by CRLF", () => {
  assert.equal(
    writeCsv([
      ["Когда", "Кто"],
      ["1,5", "а;б"],
    ]),
    '\uFEFF"Когда";"Кто"\r\n"1,5";"а;б"\r\n',
  );
  assert.deepEqual([...Buffer.from(writeCsv([])).subarray(0, 3)], [0xef, 0xbb, 0xbf]);
});

test("a line of somebody else says who, in which role, where, what, which document and why; in Moscow time", () => {
  const row = journal.rows.find(({ self, organisation }) => !self && organisation !== null);
  const russian = cellsOf(journalCsv("ru", row ? [row] : [], false), ";");
  assert.equal(russian.length, 16);
  assert.deepEqual(russian.slice(8), [
    "23.11.2026 16:40:00",
    "Орлов Сергей Александрович",
    "врач",
    "Кардиологический центр имени Пирогова",
    "Сравнены две версии документа",
    "Приём кардиолога",
    "26.77.10.000003982",
    "эта организация прислала документ; врач исправляет его или проверяет, что изменилось",
  ]);
  const english = cellsOf(journalCsv("en", row ? [row] : [], false), ";");
  assert.deepEqual([english[0], english[8]], ["When (Moscow time)", "2026-11-23 16:40:00"]);
});

test("one's own lines bear one's name and say that it is oneself; a night in Moscow is its own day", () => {
  const cells = cellsOf(journalCsv("ru", journal.rows.slice(-1), false), ";").slice(8);
  assert.deepEqual(cells.slice(0, 3), ["31.12.2025 00:30:00", "Иванова Мария Петровна", "пациент (вы)"]);
});

test("a file that does not hold everything says so", () => {
  assert.match(journalCsv("ru", journal.rows, true), /\r\n"Это 11 последних записей\. Более ранние видны/);
  assert.doesNotMatch(journalCsv("ru", journal.rows, false), /последних записей/);
});

test("what others wrote is never a formula, whatever a program takes for the end of a cell", () => {
  const evil = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "\t1",
    "\r=1",
    "\n=1",
    "  =1",
    "\u00a0=1",
    "＝1",
    'Орлов";=1',
    "Орлов;=1",
    "Орлов, =1",
    'Орлов","=1',
    "Орлов\t=1",
    "Орлов\r\n=1",
  ];
  for (const words of evil) {
    const row: JournalRow = {
      ...(journal.rows[2] as JournalRow),
      who: words,
      organisation: words,
      document: { number: "26.77.10.000003982", title: words, shown: true },
    };
    const csv = journalCsv("ru", [row], false);
    for (const between of [";", ",", "\t"])
      for (const cell of cellsOf(csv, between)) assert.ok(!isFormula(cell), `${JSON.stringify(words)}: ${cell}`);
    assert.equal(cellsOf(csv, ";").length, 16, "no cell more, no line more");
  }
});

test("an ordinary name, a hyphen and a quotation mark stay as they are", () => {
  const names = ["Петров-Водкин Кузьма", "ООО «Ромашка»", 'Больница "Волга"', "C-реактивный белок, рН 7,4"];
  assert.deepEqual(cellsOf(writeCsv([names]), ";"), names);
});

test("the formulas of the shared attacks come out as text", { skip: unlessShared("attack") }, () => {
  const cells = cellsOf(`${sharedFile("attack", "csv-formula.csv").toString().trimEnd()}\n`, ",");
  assert.ok(cells.length === 5 && cells.every(isFormula));
  const out = cellsOf(writeCsv([cells]), ";");
  assert.equal(out.length, cells.length);
  assert.ok(!out.some(isFormula), JSON.stringify(out));
});
