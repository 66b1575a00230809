/** `medkarta dictionary` as people run it: what is taken of a file, what is refused, and which edition codes are looked up in. */
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Database, openDatabase } from "../../src/db/database.ts";
import { findEntries, searchDictionary } from "../../src/registry/dictionaries/dictionaries.ts";
import { shared } from "../demo/shared-data.ts";
import { openTestDatabase, type TestDatabase } from "../kit/database.ts";
import { runCommand } from "./run-command.ts";

const ICD = "1.2.643.5.1.13.13.11.1005";
const home = mkdtempSync(join(tmpdir(), "medkarta-dictionary-"));
let urls: TestDatabase;
let registry: Database;

before(async () => {
  urls = await openTestDatabase();
  registry = openDatabase(urls.registryUrl, { max: 1 });
});
after(async () => {
  await registry?.close();
  await urls?.close();
  rmSync(home, { recursive: true, force: true });
});

const medkarta = (...args: string[]) => runCommand({ home, urls }, "dictionary", ...args);

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(home, name), content);
  return name;
}

const count = async () => (await registry.pool.query("SELECT count(*)::int AS n FROM dictionary_entry")).rows[0].n;
const found = async (code: string, system = ICD) => (await findEntries(registry.sql, system, [code]))(code);

const first = `\uFEFFID,MKB_CODE,MKB_NAME,ID_PARENT\r
1,J00-J99,"Болезни органов дыхания, все",\r
2,J06,"Острые инфекции ""верхних"" путей",1\r
3,J06.9,Острая инфекция неуточнённая,2\r
4,,Заголовок без кода,1\r
`;

test("a file of the ministry's site: its system and version are those of its name", async () => {
  const { code, stdout, stderr } = await medkarta("import", file(`${ICD}_2.24.csv`, first));
  assert.equal(code, 0, stderr);
  assert.match(stderr, /Codes imported: 3/);
  assert.match(stdout, /^1\.2\.643\.5\.1\.13\.13\.11\.1005 {2}2\.24 {2}3 /m);
  assert.deepEqual(await found("j06"), { code: "J06", name: 'Острые инфекции "верхних" путей', version: "2.24" });
  assert.deepEqual(
    (await searchDictionary(registry.sql, ICD, "инфекция неуточненная")).map((entry) => entry.code),
    ["J06.9"],
  );
  const { rows } = await registry.pool.query('SELECT code, parent FROM dictionary_entry ORDER BY code COLLATE "C"');
  assert.deepEqual(
    rows.map(({ code, parent }) => [code, parent]),
    [
      ["J00-J99", null],
      ["J06", "J00-J99"],
      ["J06.9", "J06"],
    ],
  );
});

test("the same edition again changes nothing, whatever the file says now", async () => {
  const { code, stderr } = await medkarta("import", file(`${ICD}_2.24.csv`, "MKB_CODE,MKB_NAME\nZ00,Осмотр\n"));
  assert.equal(code, 0);
  assert.match(stderr, /This version is here already/);
  assert.equal(await count(), 3);
  assert.equal(await found("Z00"), null);
});

test("codes are looked up in the edition imported last, and the earlier one is kept", async () => {
  // Cells parted by semicolons and quoted, as the site's own export has them; the last line ends with an empty cell.
  const second = 'ID;MKB_CODE;MKB_NAME;ID_PARENT\n1;"J06.9";"Инфекция; неуточнённая";\n2;"J07";"Другая, новая";';
  assert.equal((await medkarta("import", file(`${ICD}_2.25.csv`, second))).code, 0);
  assert.deepEqual(await found("J06.9"), { code: "J06.9", name: "Инфекция; неуточнённая", version: "2.25" });
  assert.deepEqual(await found("J07"), { code: "J07", name: "Другая, новая", version: "2.25" });
  assert.equal(await found("J06"), null, "of the earlier edition alone");
  assert.equal(await count(), 5);
  assert.equal((await medkarta("list")).stdout.match(/11\.1005 {2}2\.2[45] {2}[23] /g)?.length, 2);
});

test("system, version and title may be given; of a code that stands twice, as in the ministry's own files, the first counts", async () => {
  const name = file("export.csv", "CODE,NAME\nA,Первое\nA,Второе\n");
  const { code, stdout } = await medkarta("import", name, "--system", "1.2.3", "--version", "7", "--title", "Проба");
  assert.equal(code, 0);
  assert.match(stdout, /^1\.2\.3 {2}7 {2}1 {2}Проба$/m);
  assert.equal((await found("A", "1.2.3"))?.name, "Первое");
});

test("a file with faults: they are told, nothing is written, and the answer is no", async () => {
  const before = await count();
  const cp1251 = Buffer.concat([Buffer.from("MKB_CODE,MKB_NAME\nJ06,"), Buffer.from([0xce, 0xf1, 0xf2, 0xf0, 0x0a])]);
  for (const [content, fault] of [
    ["KEY,WORDS\n1,x\n", /COLUMNS.*KEY,WORDS/],
    ["MKB_CODE,MKB_NAME\n", /EMPTY/],
    ["", /COLUMNS/],
    ["MKB_CODE,MKB_NAME\nJ06,\nJ07,Слова\nJ08,\n", /NAME \[строка 2\].*J06[\s\S]*NAME \[строка 4\].*J08/],
    ['MKB_CODE,MKB_NAME\nJ06,"Не закрыто\n', /CSV/],
    [cp1251, /ENCODING/],
  ] as const) {
    const { code, stderr } = await medkarta("import", file(`${ICD}_3.0.csv`, content));
    assert.equal(code, 1, String(fault));
    assert.match(stderr, fault);
  }
  const nameless = await medkarta("import", file("some.csv", "CODE,NAME\nA,Слова\n"));
  assert.equal(nameless.code, 1);
  assert.match(nameless.stderr, /SYSTEM/);
  assert.equal(await count(), before);
});

test("misused: no file, a file that is not there, a deed that there is none", async () => {
  for (const args of [[], ["import"], ["import", "nowhere.csv"], ["list", "x"], ["delete", "x.csv"]])
    assert.equal((await medkarta(...args)).code, 64, args.join(" "));
});

const whole = `${shared}data/nsi/fnsi/${ICD}_2.24.csv`;
test("the whole МКБ-10 of the ministry", {
  skip: existsSync(whole) ? false : "the ministry's МКБ-10 is not here",
}, async () => {
  // Under a version of its own: 2.24 is here already, of this test's making.
  const { code, stderr } = await medkarta("import", whole, "--version", "2.24-whole");
  assert.equal(code, 0, stderr);
  assert.match(stderr, /Codes imported: 15038/);
  assert.deepEqual(await found("j06.9"), {
    code: "J06.9",
    name: "Острая инфекция верхних дыхательных путей неуточненная",
    version: "2.24-whole",
  });
});
