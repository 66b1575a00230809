/** The documents say what is there: links and paths lead somewhere, settings and dependencies are all told, both READMEs are one. */
import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { anchorsOf, codeBlocksOf, codeSpansOf, firstColumnOf, linksOf, sectionsOf } from "./markdown.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (name: string) => readFileSync(path.join(root, name), "utf8");
const documents = [...globSync("*.md", { cwd: root }), ...globSync("docs/**/*.md", { cwd: root })].sort();
const decisions = documents.filter((name) => name.startsWith("docs/decisions/"));

interface Package {
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}
const pack = JSON.parse(read("package.json")) as Package; // npm keeps its shape
const packages = Object.keys({ ...pack.dependencies, ...pack.devDependencies, ...pack.optionalDependencies }).sort();

/** A span that begins with one of these is meant to be a path of the repository. */
const folders = ["src", "test", "docs", "db", "bench", "browser", "scripts", "bin", ".ci"];
/** Given by every system; not a setting of ours. */
const ofTheSystem = new Set(["PATH"]);

describe("the documents", () => {
  test("are those that this test looks at", () => {
    for (const name of ["README.md", "README.ru.md", "ARCHITECTURE.md", "docs/operations.md", "docs/glossary.md"])
      assert.ok(documents.includes(name), name);
    assert.ok(decisions.length >= 16);
  });

  for (const name of documents) {
    test(`${name}: every link leads somewhere`, () => assert.deepEqual(brokenLinks(name, read(name)), []));
    test(`${name}: every path in it is there`, () => assert.deepEqual(missingPaths(read(name)), []));
    test(`${name}: every command in it exists`, () => assert.deepEqual(unknownCommands(read(name)), []));
  }

  for (const name of decisions) {
    test(`${name}: asks, answers, says what was given up, on one page`, () =>
      assert.deepEqual(faultsOfDecision(name, read(name)), []));
  }

  test("operations.md tells of every setting, and of none that is not there", () => {
    const files = globSync("{src,scripts,test,bin}/**/*.{ts,tsx,mjs}", { cwd: root });
    const used = new Set(files.filter((file) => file.startsWith("src/")).flatMap((file) => settingsIn(read(file))));
    assert.ok(used.size >= 12, [...used].join());
    const told = settingsTold(read("docs/operations.md"));
    assert.deepEqual(
      [...used].filter((name) => !told.has(name)),
      [],
    );
    const usedAnywhere = new Set(files.flatMap((file) => settingsIn(read(file))));
    assert.deepEqual(
      [...told].filter((name) => !usedAnywhere.has(name)),
      [],
    );
  });

  test("0002 tells of every dependency, and of none that is not there", () => {
    const told = packagesTold(read("docs/decisions/0002-dependencies.md"));
    assert.deepEqual(told, packages);
  });

  test("both READMEs are one: sections, blocks, tables, lists, links", () => {
    const [english, russian] = [read("README.md"), read("README.ru.md")];
    assert.deepEqual(shapeOf(russian), shapeOf(english));
    assert.ok(sectionsOf(english).length >= 10);
  });

  test("the changelog begins with this version", () => {
    assert.match(read("CHANGELOG.md"), new RegExp(`^[^#]*# [^#]*## ${pack.version.replaceAll(".", "\\.")}\\b`));
  });
});

describe("each rule bites", () => {
  test("links", () => {
    const text =
      "[a](README.md) [b](docs/none.md) ![c](none.png) [d](#none) [e](README.md#none) [f](https://none.example)";
    assert.deepEqual(brokenLinks("README.md", text), ["docs/none.md", "none.png", "#none", "README.md#none"]);
    assert.deepEqual(brokenLinks("docs/a.md", "[a](../README.md#start) [b](glossary.md) `[c](none.md)`"), []);
  });
  test("paths", () => {
    const text = "`src/none.ts` `test/{docs,none}/` `src/*.none` `src/main.ts` `db/migrations/` `fonts/none` `src/a b`";
    assert.deepEqual(missingPaths(text), ["src/none.ts", "test/{docs,none}/", "src/*.none"]);
    assert.deepEqual(missingPaths("```\n`src/none.ts`\n```"), []);
  });
  test("commands", () => {
    const text =
      "`npm run none` `npm test -- test/none` `medkarta none`\n```sh\nnpx medkarta serve\nnpm run bench -- none # x\n```";
    assert.deepEqual(unknownCommands(text), [
      "npm run none",
      "npm test -- test/none",
      "medkarta none",
      "npm run bench -- none",
    ]);
    assert.deepEqual(unknownCommands("`npm start` `npx medkarta help COMMAND` `npx medkarta …` `npm run check`"), []);
  });
  test("decisions", () => {
    assert.equal(faultsOfDecision("docs/decisions/0001-a.md", "# 0002. B\n").length, 4);
    assert.equal(faultsOfDecision("docs/decisions/0001-a.md", `# 0001. B\n${"\n".repeat(70)}`).length, 4);
  });
  test("settings", () => {
    const text = 'env["A_B"] process.env.C_D flag(env, "E_F", true) need("DATABASE_URL") process.env.PATH read("G_H")';
    assert.deepEqual(settingsIn(text).sort(), ["A_B", "C_D", "DATABASE_URL", "E_F"]);
    assert.deepEqual([...settingsTold("| `A_B` | x |\n\n`C_D` and `CI`, not `lower` or `GET`")], ["A_B", "C_D", "CI"]);
  });
  test("dependencies", () => {
    const table = "| at work | what |\n|---|---|\n| `a`, `@b/c` | x `d` |\n| `e` | |\n";
    assert.deepEqual(packagesTold(table), ["@b/c", "a", "e"]);
  });
  test("shapes", () => {
    const one = "# A\n\n[x](y.md)\n\n## B\n\n```sh\nls\n```\n\n- c\n";
    assert.deepEqual(shapeOf(one), shapeOf("# Я\n\n[ы](y.md)\n\n## Ю\n\n```sh\n# dir\n```\n\n- э\n"));
    for (const other of [
      one.replace("- c\n", ""),
      one.replace("sh", "js"),
      one.replace("y.md", "z.md"),
      `${one}\n## C\n`,
    ])
      assert.notDeepEqual(shapeOf(one), shapeOf(other));
  });
});

function brokenLinks(name: string, text: string): string[] {
  return linksOf(text).filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [file = "", anchor] = target.split("#");
    const there = file === "" ? name : path.posix.join(path.posix.dirname(name), file);
    if (!existsSync(path.join(root, there))) return true;
    return anchor !== undefined && !anchorsOf(file === "" ? text : read(there)).has(anchor);
  });
}

function missingPaths(text: string): string[] {
  return codeSpansOf(text).filter((span) => {
    const [top = ""] = span.split("/");
    if (!span.includes("/") || !folders.includes(top) || /[\s‹…]/.test(span)) return false;
    // A pair of braces must be whole: each of its names, not one of them.
    const names = bracesOf(span);
    return names.some((one) =>
      one.includes("*") ? globSync(one, { cwd: root }).length === 0 : !existsSync(path.join(root, one)),
    );
  });
}

function bracesOf(pattern: string): string[] {
  const [whole, before = "", inside = "", after = ""] = /^(.*?)\{([^{}]+)\}(.*)$/.exec(pattern) ?? [];
  return whole === undefined ? [pattern] : inside.split(",").flatMap((one) => bracesOf(before + one + after));
}

/** `npm …` and `medkarta …`, in spans and in blocks. */
function unknownCommands(text: string): string[] {
  const commands = new Set(
    [...read("src/cli/main.ts").matchAll(/^ {2}"?([\w-]+)"?: async \(\) =>/gm)].map(([, name]) => name),
  );
  const said = [...codeSpansOf(text), ...codeBlocksOf(text).flatMap(({ code }) => code.split("\n"))].join("\n");
  const found = said.matchAll(/(?:^|\s)((?:npm (?:run )?|medkarta )(?:[\w.-]+)(?: -- ([\w/.-]+))?)/g);
  return [...found].flatMap(([, command = "", rest]) => {
    const [program, ...words] = command.split(" ");
    const first = words[0] === "run" ? words[1] : words[0];
    if (first === undefined) return [];
    if (program === "medkarta") return commands.has(first) || first === "help" ? [] : [command];
    if (["install", "ci", "config"].includes(first)) return [];
    if (!(first in pack.scripts)) return [command];
    if (rest === undefined) return [];
    const there = first === "bench" ? `bench/${rest}.ts` : rest;
    return existsSync(path.join(root, there)) ? [] : [command];
  });
}

function faultsOfDecision(name: string, text: string): string[] {
  const number = /(\d{4})-[a-z-]+\.md$/.exec(name)?.[1];
  return [
    ...(text.startsWith(`# ${number}. `) ? [] : ["the title does not bear the number of the file"]),
    ...["**Question.** ", "**Answer.**", "**What we gave up.**"].filter((part) => !text.includes(part)),
    ...(text.split("\n").length > 61 ? ["longer than a page"] : []),
  ];
}

/** Names of environment variables that a file reads: by its `env`, or through a reader that is given `env` and the name. */
function settingsIn(text: string): string[] {
  const name = "([A-Z][A-Z0-9_]+)";
  const ways = [`\\benv(?:\\.${name}\\b|\\["${name}"\\])`, `\\(env, "${name}"`, `\\bneed\\("${name}"\\)`];
  return ways
    .flatMap((way) => [...text.matchAll(new RegExp(way, "g"))].map(([, one, other]) => one ?? other ?? ""))
    .filter((found) => !ofTheSystem.has(found));
}

function settingsTold(text: string): Set<string> {
  return new Set(
    codeSpansOf(text).filter((span) => /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$|^CI$/.test(span) && !notSettings.has(span)),
  );
}
/** Written like settings, and none. */
const notSettings = new Set(["TRY_LATER", "CA_INACCESSIBILITY"]);

function packagesTold(text: string): string[] {
  return firstColumnOf(text)
    .flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ""))
    .sort();
}

/** The links to the other language differ, and only they. */
function shapeOf(text: string) {
  return sectionsOf(text).map((section) => ({
    ...section,
    links: section.links.filter((target) => !/^README(\.ru)?\.md$/.test(target)),
  }));
}
