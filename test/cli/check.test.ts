/** `medkarta check`: a developer's documents against rules that lie in a folder. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { runCommand } from "./run-command.ts";

const rules = `<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">
<pattern><rule context="ClinicalDocument"><assert test="count(title)=1">У1-6: Нужен один title</assert></rule></pattern></schema>`;
const documentOf = (inside: string, kind = "290") =>
  `<ClinicalDocument xmlns="urn:hl7-org:v3">\n<code code="${kind}" codeSystem="1.2.643.5.1.13.13.11.1520"/>\n${inside}</ClinicalDocument>`;

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "medkarta-check-"));
  await mkdir(join(folder, "packs"));
  await writeFile(join(folder, "packs/290.sch"), rules);
  await writeFile(join(folder, "well.xml"), documentOf("<title>Протокол</title>"));
  await writeFile(join(folder, "faulty.xml"), documentOf(""));
  await writeFile(join(folder, "other.xml"), documentOf("<title/>", "7"));
  await writeFile(join(folder, "broken.xml"), "<ClinicalDocument>");
});
after(() => rm(folder, { recursive: true }));

const run = (...args: string[]) => runCommand({ home: folder }, "check", ...args);
const check = (...args: string[]) => run(...args, "--packs", join(folder, "packs"));
const at = (name: string) => join(folder, name);

test("a document that keeps the rules of its kind: exit code 0", async () => {
  const { code, stdout } = await check(at("well.xml"));
  assert.equal(code, 0);
  assert.match(stdout, /well\.xml: замечаний нет/);
});

test("one that breaks a rule: every fault with rule, line, expected and found; exit code 1", async () => {
  const { code, stdout } = await check(at("faulty.xml"));
  assert.equal(code, 1);
  assert.match(
    stdout,
    /VALIDATION_ERROR \[строка 1:1, \/ClinicalDocument\]: У1-6: Нужен один title \(0\) \[У1-6; ожидалось 1\]/,
  );
});

test("a kind without rules is neither well nor faulty: exit code 2; --kind says by which rules it shall be judged", async () => {
  assert.equal((await check(at("other.xml"))).code, 2);
  assert.equal((await check(at("other.xml"), "--kind", "290")).code, 0);
});

test("what is no document is told with its line", async () => {
  const { code, stdout } = await check(at("broken.xml"));
  assert.equal(code, 1);
  assert.match(stdout, /NOT_WELL_FORMED \[строка 1/);
});

test("a folder is checked as a whole, with a summary by rule; as JSON it is for machines", async () => {
  const { stdout } = await check(folder);
  assert.match(stdout, /4 документов: без замечаний 1, с замечаниями 2, без правил 1/);
  assert.match(stdout, /1 {2}У1-6/);
  const told = JSON.parse((await check(folder, "--json")).stdout);
  assert.deepEqual(
    told.map(({ state }: { state: string }) => state),
    ["faults", "faults", "no-pack", "well"],
  );
});

test("without packs, or with a folder that holds none, it says what is missing", async () => {
  assert.equal((await run(at("well.xml"))).code, 64);
  const { code, stderr } = await run(at("well.xml"), "--packs", at("nothing"));
  assert.notEqual(code, 0);
  assert.match(stderr, /nothing/);
});
