/** `medkarta render` as people run it: a process of its own, over files and folders, stopped in the middle too. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { HEADER, plain } from "../cda/minimal.ts";
import { sharedFile, sharedFiles, unlessShared } from "../cda/shared.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const home = mkdtempSync(join(tmpdir(), "medkarta-render-"));
after(() => rmSync(home, { recursive: true, force: true }));

/** As bin/medkarta.mjs starts it. */
function start(cwd: string, args: readonly string[]) {
  const loader = import.meta.resolve("tsx");
  return spawn(process.execPath, ["--import", loader, join(root, "src/cli/main.ts"), "render", ...args], {
    cwd,
    env: { ...process.env, TSX_TSCONFIG_PATH: join(root, "tsconfig.json") },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function run(cwd: string, ...args: string[]): Promise<{ code: number; stdout: Buffer; stderr: string }> {
  const child = start(cwd, args);
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  const [code] = await once(child, "close");
  return { code, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() };
}

let folders = 0;
/** A new folder with these files. */
function folder(files: Readonly<Record<string, Uint8Array | string>>): string {
  const made = join(home, String(++folders));
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(made, name)), { recursive: true });
    writeFileSync(join(made, name), bytes);
  }
  return made;
}

/** All files below, as relative paths. */
function filesOf(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .sort();
}

const good = plain();
const other = plain(HEADER.replace("Берёзкина", "Осинкина"));
const broken = Buffer.from(good.toString().replace("<title>", "<title><b>"));

test("a folder becomes a folder of the same shape: documents by their content, faults with file and line, a count at the end", async () => {
  const at = folder({
    "in/one.xml": good,
    "in/deep/er/two.cda": other,
    "in/deep/three": good,
    "in/broken.xml": broken,
    "in/wide.xml": Buffer.from(`\ufeff${good}`, "utf16le"),
    "in/ready.bin": "%PDF-1.7\n%%EOF\n",
    "in/notes.txt": "not a document",
    "in/page.html": "<!DOCTYPE html><p>not a document either",
  });
  symlinkSync(join(at, "in"), join(at, "in/deep/round"));
  symlinkSync("nowhere", join(at, "in/lost.xml"));
  const { code, stdout, stderr } = await run(at, "in", "--to", "txt", "-o", "out/new");
  assert.equal(code, 1);
  assert.equal(stdout.length, 0);
  assert.deepEqual(filesOf(join(at, "out/new")), ["deep/er/two.txt", "deep/three.txt", "one.txt"]);
  assert.match(readFileSync(join(at, "out/new/deep/er/two.txt"), "utf8"), /Пациент: Осинкина Ольга Петровна/);
  assert.match(stderr, /^in\/broken\.xml:\d+: NOT_WELL_FORMED: /m);
  assert.match(stderr, /^in\/wide\.xml:1: NOT_UTF8: /m);
  assert.match(stderr, /^in\/ready\.bin: ALREADY_PDF: Файл уже PDF/m);
  assert.match(stderr, /Written 3, failed 3, other files passed over 4\n$/);
  assert.doesNotMatch(stderr, /notes|page\.html|\r/);
});

test("every form of a folder is written, with 0 for all written, and PDFs are the same each time", async () => {
  const at = folder({ "in/one.xml": good, "in/two.xml": other });
  for (const to of ["html", "json", "pdf"]) {
    const { code, stderr } = await run(at, "in/", "--to", to, "-o", to);
    assert.equal(code, 0, stderr);
    assert.deepEqual(filesOf(join(at, to)), [`one.${to}`, `two.${to}`]);
  }
  assert.match(readFileSync(join(at, "html/two.html"), "utf8"), /^<!doctype html>[\s\S]*Осинкина[\s\S]*<\/html>\n$/);
  assert.equal(JSON.parse(readFileSync(join(at, "json/one.json"), "utf8")).title, "Приём терапевта");
  await run(at, "in/one.xml", "in/two.xml", "--to", "pdf", "-o", "again");
  for (const name of ["one.pdf", "two.pdf"]) {
    const pdf = readFileSync(join(at, "pdf", name));
    assert.match(pdf.subarray(0, 8).toString("latin1"), /^%PDF-1\.\d/);
    assert.ok(pdf.equals(readFileSync(join(at, "again", name))), name);
  }
});

test("of several arguments each folder keeps its name, and files stand beside them", async () => {
  const at = folder({ "a/x.xml": good, "b/x.xml": other, "c.xml": good });
  const { code, stderr } = await run(at, "a", "b/", "c.xml", "--to", "txt", "-o", "out");
  assert.equal(code, 0, stderr);
  assert.deepEqual(filesOf(join(at, "out")), ["a/x.txt", "b/x.txt", "c.txt"]);
});

test("two documents that would get one name are both told and neither is written; the rest is", async () => {
  const at = folder({ "in/one.xml": good, "in/one.cda": other, "in/two.xml": good });
  const { code, stderr } = await run(at, "in", "--to", "html", "-o", "out");
  assert.equal(code, 1);
  assert.match(stderr, /^in\/one\.cda: SAME_NAME: .*one\.html.* in\/one\.xml/m);
  assert.match(stderr, /^in\/one\.xml: SAME_NAME: .*one\.html.* in\/one\.cda/m);
  assert.deepEqual(filesOf(join(at, "out")), ["two.html"]);
});

test("a result never falls on a document that is read, by whatever name", async () => {
  const at = folder({ "in/one.txt": good, "in/two.xml": other });
  symlinkSync("in", join(at, "out"));
  const many = await run(at, "in", "--to", "txt", "-o", "out");
  assert.equal(many.code, 1);
  assert.match(many.stderr, /^in\/one\.txt: OWN_INPUT: /m);
  const one = await run(at, "in/one.txt", "--to", "html", "-o", "out/one.txt");
  assert.equal(one.code, 64);
  assert.ok(readFileSync(join(at, "in/one.txt")).equals(good));
  assert.deepEqual(filesOf(join(at, "in")), ["one.txt", "two.txt", "two.xml"]);
});

test("written beside its documents, and again, a folder stays in order", async () => {
  const at = folder({ "in/one.xml": good });
  for (let i = 0; i < 2; i++) assert.equal((await run(at, "in", "--to", "html", "-o", "in")).code, 0);
  assert.deepEqual(filesOf(join(at, "in")), ["one.html", "one.xml"]);
});

test("what is written inside the folder that is read is not read again", async () => {
  const at = folder({ "in/one.xml": good });
  for (let i = 0; i < 2; i++) assert.equal((await run(at, "in", "--to", "pdf", "-o", "in/out")).code, 0);
  assert.deepEqual(filesOf(join(at, "in")), ["one.xml", "out/one.pdf"]);
});

test("one file goes to standard output, to a file, or into a folder", async () => {
  const at = folder({ "one.xml": good, "there/keep": "" });
  const { code, stdout } = await run(at, "one.xml", "--to", "txt");
  assert.equal(code, 0);
  assert.match(stdout.toString(), /Пациент: Берёзкина Ольга Петровна/);
  assert.equal((await run(at, "one.xml", "--to", "txt", "-o", "new/file.text")).code, 0);
  assert.equal((await run(at, "one.xml", "--to", "txt", "-o", "there")).code, 0);
  for (const path of ["new/file.text", "there/one.txt"]) assert.ok(readFileSync(join(at, path)).equals(stdout), path);
});

test("one file that cannot be read is told with every fault", async () => {
  const at = folder({ "one.xml": broken });
  const { code, stderr } = await run(at, "one.xml", "--to", "html", "-o", "out.html");
  assert.equal(code, 1);
  assert.match(stderr, /NOT_WELL_FORMED/);
  assert.ok(!existsSync(join(at, "out.html")));
});

test("misuse is 64 and says how it is used", async () => {
  const at = folder({ "in/one.xml": good, file: "" });
  for (const args of [
    ["in", "--to", "html"],
    ["in"],
    ["--to", "html"],
    ["in", "--to", "docx", "-o", "out"],
    ["in", "--to", "toString", "-o", "out"],
  ]) {
    const { code, stderr } = await run(at, ...args);
    assert.equal(code, 64, args.join(" "));
    assert.match(stderr, /Usage: medkarta render FILE\|FOLDER/);
  }
  assert.equal((await run(at, "nowhere.xml", "--to", "html")).code, 64);
  assert.equal((await run(at, "in", "--to", "html", "-o", "file")).code, 64, "a file where a folder should be");
  assert.equal((await run(at, "in", "--no-such-option")).code, 64);
  const { code, stdout } = await run(at, "--help");
  assert.equal(code, 0);
  assert.match(
    stdout.toString(),
    /FOLDER[\s\S]*whole or not at all[\s\S]*Exit codes: 0 all written, 1 [\s\S]*64 misused/,
  );
});

test("Ctrl-C leaves whole files only, and no others", async () => {
  const many = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`in/${i}.xml`, good]));
  const at = folder(many);
  const child = start(at, ["in", "--to", "pdf", "-o", "out"]);
  child.stdout.resume();
  child.stderr.resume();
  const closed = once(child, "close");
  while (!existsSync(join(at, "out")) || filesOf(join(at, "out")).length < 5) await sleep(20);
  child.kill("SIGINT");
  const [code] = await closed;
  assert.equal(code, 130);
  const made = filesOf(join(at, "out"));
  assert.ok(made.length >= 5 && made.length < 400, `${made.length} files`);
  for (const name of made) {
    assert.match(name, /^\d+\.pdf$/);
    assert.match(
      readFileSync(join(at, "out", name))
        .subarray(-10)
        .toString("latin1"),
      /%%EOF/,
      name,
    );
  }
});

test("a reader of the output that goes away ends the program quietly, and leaves whole files", async () => {
  const at = folder({
    "big.xml": Buffer.from(good.toString().replace("Жалоб нет", "Жалоб нет. ".repeat(200_000))),
    ...Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`in/${i}.xml`, i % 3 === 0 ? broken : good])),
  });
  const one = start(at, ["big.xml", "--to", "txt"]);
  let told = "";
  one.stderr.on("data", (chunk: Buffer) => {
    told += chunk;
  });
  one.stdout.once("data", () => one.stdout.destroy());
  assert.deepEqual(await once(one, "close"), [141, null]);
  assert.equal(told, "");

  const many = start(at, ["in", "--to", "html", "-o", "out"]);
  many.stderr.once("data", () => many.stderr.destroy());
  many.stdout.resume();
  await once(many, "exit");
  for (const name of filesOf(join(at, "out"))) {
    assert.match(name, /^\d+\.html$/);
    assert.match(readFileSync(join(at, "out", name), "utf8"), /<\/html>\n$/);
  }
});

test("the official samples are rendered as a folder; the two that are broken are told", {
  skip: unlessShared("semd"),
}, async () => {
  const at = folder(
    Object.fromEntries(sharedFiles("semd", [""]).map((name) => [`semd/${name}`, sharedFile("semd", name)])),
  );
  const { code, stderr } = await run(at, "semd", "--to", "txt", "-o", "out");
  const names = sharedFiles("semd", [".xml"]);
  const refused = ["fhir-ru-zendoc__kdl__semd-type7-red4-no-namespace.xml", "vimis-onko__SMSV2.xml"];
  assert.equal(code, 1);
  for (const name of refused) assert.ok(stderr.includes(`semd/${name}:`), name);
  assert.deepEqual(
    filesOf(join(at, "out")),
    names.filter((name) => !refused.includes(name)).map((name) => name.replace(/\.xml$/, ".txt")),
  );
});
