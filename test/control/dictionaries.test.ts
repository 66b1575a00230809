/** Codes of a document against the dictionaries that it names. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseTree } from "../../src/cda/tree.ts";
import { codeFaults } from "../../src/control/dictionaries/codes.ts";
import { openDictionaries } from "../../src/control/dictionaries/open-dictionaries.ts";

const files: Record<string, string> = {
  "1.2.643.5.1.13.13.11.1_2.9.csv": 'ID,NAME,SHORT\n1,"Первый, главный",Первый\n2,Второй,\n',
  "1.2.643.5.1.13.13.11.1_2.10.csv": "ID;NAME\n1;Первый\n3;Третий\n",
  "readme.txt": "",
};
const read: string[] = [];
const dictionaries = openDictionaries(Object.keys(files), (name) => {
  read.push(name);
  return Buffer.from(files[name]!);
});

const faultsOf = (...codes: readonly string[]) =>
  codeFaults(
    dictionaries,
    parseTree(`<a xmlns="urn:hl7-org:v3">\n${codes.map((code) => `<code ${code}/>`).join("\n")}</a>`),
  );
const code = (value: string, name: string, version = "2.9") =>
  `code="${value}" codeSystem="1.2.643.5.1.13.13.11.1" codeSystemVersion="${version}" displayName="${name}"`;

test("a code with any of the names of its row is well; white space does not count", () => {
  assert.deepEqual(faultsOf(code("1", "Первый, главный"), code("1", "Первый"), code("1", "Первый,  главный ")), []);
});

test("a code that is not there, and a name that is another's, are errors with what was expected", () => {
  const faults = faultsOf(code("9", "Девятый"), code("2", "Первый"));
  assert.deepEqual(
    faults.map(({ code: id, severity, line, found, expected }) => [id, severity, line, found, expected]),
    [
      ["INVALID_ELEMENT_VALUE_CODE", "error", 2, "9", undefined],
      ["INVALID_ELEMENT_VALUE_NAME", "error", 3, "Первый", "Второй"],
    ],
  );
});

test("where the edition is not at hand, the newest is asked, and nothing is more than a warning", () => {
  const faults = faultsOf(code("3", "Третий", "2.11"), code("2", "Второй", "2.11"));
  assert.deepEqual(
    faults.map(({ code: id, severity }) => [id, severity]),
    [
      ["INVALID_DICTIONARY_VERSION", "warning"],
      ["INVALID_ELEMENT_VALUE_CODE", "warning"],
    ],
  );
  assert.match(faults[0]?.message.ru ?? "", /2\.11 здесь нет, сверено с версией 2\.10/);
});

test("a dictionary that is missing is named once; those of HL7 are not asked for", () => {
  const absent = 'code="1" codeSystem="1.2.643.5.1.13.13.99.2.7" codeSystemName="Седьмой"';
  const faults = faultsOf(absent, absent, 'code="N" codeSystem="2.16.840.1.113883.5.25"');
  assert.deepEqual(
    faults.map(({ code: id, severity, message }) => [id, severity, message.ru]),
    [
      [
        "DICTIONARY_ABSENT",
        "warning",
        "Справочника 1.2.643.5.1.13.13.99.2.7 «Седьмой» здесь нет: его коды не проверены",
      ],
    ],
  );
});

test("each file is read once, and only when a document names it", () => {
  assert.deepEqual(read.toSorted(), ["1.2.643.5.1.13.13.11.1_2.10.csv", "1.2.643.5.1.13.13.11.1_2.9.csv"]);
});
