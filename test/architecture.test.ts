/** The shape of the house, held by a plain test over its import lines. Whoever wants another shape changes these tables. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import path from "node:path";
import { before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

/** Arrows run down only: a room imports rooms of lower floors, and itself. */
const floors: readonly (readonly string[])[] = [
  ["basics"],
  ["config.ts"],
  ["db", "cda", "cms", "control", "merkle", "pdf", "contract"], // the ground: bytes in, values out
  ["evidence"], // what proves a document, judged alike by the command, the page in a browser and the server
  ["monitor"], // a program of its own, which shares with the log no more than the ground
  ["log", "queue", "notify"], // tools with tables of their own
  ["witness"], // a program of its own, which keeps its memory as a signer of the log does
  ["access", "registry", "appeals", "due"], // what a session, a registered document, a claim, a document to come is
  ["paper"], // registered documents on paper: patients ask, registrars print; both sides of one counter
  ["intake", "patient", "clinic", "support", "admin"], // one room for each person at the window
  ["http", "pages", "jobs", "demo"], // doors: translate, decide nothing
  ["roof"], // opens, wires, closes
  ["cli"], // programs
  ["main.ts"],
];

/** Rooms of one floor do not import each other, save for these. */
const sideways = [
  { from: /^src\/pdf\//, to: /^src\/cda\//, because: "a document is printed from what cda has read" },
  { from: /^src\/control\//, to: /^src\/cda\//, because: "format control judges the one tree that cda has read" },
  {
    from: /^src\/merkle\/machine-web\.ts$/,
    to: /^src\/cms\/(sha|web\/ed25519)\.ts$/,
    because: "a browser has one SHA and one Ed25519, whoever asks",
  },
  {
    from: /^src\/due\//,
    to: /^src\/registry\//,
    because: "what is due is answered by a registered document, of a person that the registry knows",
  },
  {
    from: /^src\/pages\/(.+\/)?routes(\.ts|\/)/,
    to: /^src\/http\/(cookies|guard|health|problem)\.ts$/,
    because: "a route of pages answers with the same cookies and statuses as one for machines",
  },
];

/** Only these may import the doors for people and machines. */
const doors = ["http", "pages"];
const aboveDoors = ["roof", "cli", "main.ts"];

/** What runs in the patient's browser may take from the house only what proves and names things. */
const browserMayImport = ["contract", "cms", "merkle", "evidence"];

/** Names that tell nothing. */
const emptyNames = /^(utils?|helpers?|lib|libs|interfaces?|common|misc|shared|index)(\.|$)/;

/** A file of src is at most this long, and half of them are shorter than the second figure. Lines. */
const longest = 350;
const medianBelow = 90;

/** SQL stands in a room's one store.ts, or in these rooms, whose whole business is the database. */
const sqlMayStandIn = /(^|\/)store\.ts$|^src\/(db|log)\//;

/** Time and chance are arguments, so that a test can stand the clock still. Floors from here down to the basics. */
const lastFloorWithoutClock = "intake";
const mayReadTheClock: Readonly<Record<string, string>> = {
  "src/contract/registry-client.ts": "a client outside the house: when its own token ends is a matter of its own clock",
};

interface File {
  readonly name: string; // from the root: src/cda/read.ts
  readonly text: string;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  /** A file that is started in a process or thread of its own, and may know the types of who starts it. */
  readonly started?: boolean;
}

describe("the house", () => {
  let files: File[];
  before(async () => {
    files = await readFiles();
  });

  test("is what this test looks at", () => {
    assert.ok(files.filter((file) => file.name.startsWith("src/")).length > 100);
    assert.ok(files.some((file) => file.name.startsWith("browser/")));
    assert.ok(edgesOf(files).length > 300);
  });
  test("has no room without a floor", () => assert.deepEqual(roomsWithoutFloor(files), []));
  test("imports downwards only", () => assert.deepEqual(wrongWay(edgesOf(files)), []));
  test("has no exception that nobody needs", () => assert.deepEqual(idleExceptions(edgesOf(files)), []));
  test("has a monitor that shares no tree with the publisher", () => {
    const trees = /^src\/(log\/|merkle\/(fold|grow|tree|tile|frontier|verify-proof)\.ts)/;
    assert.deepEqual(
      [...reachable(edgesOf(files), /^src\/monitor\//)].filter((name) => trees.test(name)),
      [],
    );
  });
  test("has no circle of files", () => assert.deepEqual(circles(edgesOf(files)), []));
  test("has no barrel", () => assert.deepEqual(barrels(files), []));
  test("calls no file by an empty name", () => assert.deepEqual(emptyNamed(files), []));
  test("has no file longer than it should be", () => assert.deepEqual(tooLong(files), []));
  test("is made of short files", () => assert.ok(medianLength(files) < medianBelow, `median ${medianLength(files)}`));
  test("keeps SQL in store.ts", () => assert.deepEqual(strayingSql(files), []));
  test("takes time and chance as arguments", () => assert.deepEqual(clockReaders(files), []));
});

describe("each rule bites", () => {
  const edge = (from: string, to: string): Edge => ({ from, to });
  test("floors", () => {
    const bad = [
      edge("src/cda/a.ts", "src/log/b.ts"), // up
      edge("src/intake/a.ts", "src/patient/b.ts"), // sideways
      edge("src/demo/a.ts", "src/http/b.ts"), // a door from the same floor
      edge("src/pages/frame.tsx", "src/http/problem.ts"), // not a route
      edge("src/pages/routes/a.ts", "src/http/server.ts"), // not one of the files lent to routes
      edge("src/log/a.ts", "test/kit/database.ts"), // out of the house
      edge("browser/a.ts", "src/db/sql.ts"),
    ];
    assert.equal(wrongWay(bad).length, bad.length);
    const good = [
      edge("src/log/a.ts", "src/db/b.ts"),
      edge("src/pdf/a.ts", "src/cda/b.ts"),
      edge("src/pages/login/routes.ts", "src/http/problem.ts"),
      edge("src/roof/a.ts", "src/pages/b.ts"),
      edge("src/main.ts", "src/cli/say.ts"),
      edge("browser/a.ts", "src/merkle/tree.ts"),
    ];
    assert.deepEqual(wrongWay(good), []);
  });
  test("floors, for a room that the table does not know", () => {
    assert.deepEqual(roomsWithoutFloor([{ name: "src/cellar/a.ts", text: "" }]), ["cellar"]);
  });
  test("circles, also through types", () => {
    const text = (to: string) => `import type { A } from "./${to}.ts";`;
    const three = ["a", "b", "c"].map((name, i) => ({ name: `src/cda/${name}.ts`, text: text("bca"[i] ?? "") }));
    assert.deepEqual(circles(edgesOf(three)), [["src/cda/a.ts", "src/cda/b.ts", "src/cda/c.ts"]]);
  });
  test("every way to write an import is seen", () => {
    const text = [
      'import "./a.ts";',
      'import type {\n  B,\n} from "./b.ts";',
      'export { c } from "./c.ts";',
      'const d = await import("./d.ts");',
      'const e = new URL("./e.ts", import.meta.url);',
      '// import "./not-this.ts";',
      'import pg from "pg";',
    ].join("\n");
    const seen = edgesOf([{ name: "src/db/x.ts", text }]).map(({ to }) => to);
    assert.deepEqual(
      seen,
      ["a", "b", "c", "d", "e"].map((name) => `src/db/${name}.ts`),
    );
  });
  test("barrels", () => {
    const text = '/** All of it. */\nexport { a } from "./a.ts";\nexport type { B } from "./b.ts";\n';
    const star = 'export * from "./a.ts";\nconst more = 1;';
    const honest = 'export { a } from "./a.ts";\nexport const b = 1;';
    assert.deepEqual(barrels([text, star, honest].map((text, i) => ({ name: `src/cda/${i}.ts`, text }))), [
      "src/cda/0.ts",
      "src/cda/1.ts",
    ]);
  });
  test("names", () => {
    const names = ["src/cda/utils.ts", "src/lib/a.ts", "src/cda/index.ts", "src/cda/liberty.ts"];
    assert.deepEqual(emptyNamed(names.map((name) => ({ name, text: "" }))), names.slice(0, 3));
  });
  test("lengths", () => {
    const lines = (count: number) => ({ name: `src/cda/${count}.ts`, text: "x\n".repeat(count) });
    assert.deepEqual(tooLong([lines(350), lines(351)]), ["src/cda/351.ts: 351 lines"]);
    assert.equal(medianLength([lines(10), lines(20), lines(300)]), 20);
  });
  test("SQL", () => {
    const texts = [
      "await tx.run`UPDATE document SET a = 1`;",
      "await sql.rows(\n  Type.Object({ a: Type.String() }),\n)`SELECT a FROM b`;",
      'await client.query("SELECT 1");',
      "const text = `\n  WITH a AS (SELECT 1) SELECT * FROM a`;",
      "// tx.run`SELECT`",
      'const words = "Select a document";',
    ];
    const found = strayingSql(texts.map((text, i) => ({ name: `src/patient/${i}.ts`, text })));
    assert.deepEqual(
      found,
      [0, 1, 2, 3].map((i) => `src/patient/${i}.ts`),
    );
    assert.deepEqual(strayingSql([{ name: "src/patient/store.ts", text: texts[0] ?? "" }]), []);
  });
  test("clock", () => {
    const texts = ["Date.now()", "new Date()", "new Date", "Math.random()", "new Date(0)", "// new Date()"];
    const readers = clockReaders(texts.map((text, i) => ({ name: `src/cda/${i}.ts`, text })));
    assert.deepEqual(
      readers.slice(0, -1),
      [0, 1, 2, 3].map((i) => `src/cda/${i}.ts`),
    );
    assert.deepEqual(clockReaders([{ name: "src/http/wait.ts", text: "Date.now()" }]).slice(0, -1), []);
  });
});

async function readFiles(): Promise<File[]> {
  const root = fileURLToPath(new URL("../", import.meta.url));
  const names: string[] = [];
  for await (const name of glob(["src/**/*.{ts,tsx}", "browser/**/*.ts"], { cwd: root })) names.push(name);
  return names.sort().map((name) => ({ name, text: readFileSync(path.join(root, name), "utf8") }));
}

/** What package.json calls by a name of its own (`imports`), as a file of the house. */
const byName: Readonly<Record<string, string>> = {
  "#native": "src/cms/native.ts",
  "#machine": "src/merkle/machine.ts",
};

/** Imports of own files, of values and of types, static and dynamic, and files named by URL (a worker, a child process). */
function edgesOf(files: readonly File[]): Edge[] {
  const specifier = /\b(?:from|import)\s*\(?\s*"([.#][^"]+)"|new URL\(\s*"(\.[^"]+\.tsx?)"/g;
  return files.flatMap(({ name, text }) =>
    [...withoutComments(text).matchAll(specifier)].map(([, imported, url]) => ({
      from: name,
      started: url !== undefined,
      to: byName[imported ?? ""] ?? path.posix.join(path.posix.dirname(name), imported ?? url ?? ""),
    })),
  );
}

/** "cda" for src/cda/read.ts, "main.ts" for src/main.ts, undefined outside src. */
function roomOf(name: string): string | undefined {
  return name.startsWith("src/") ? name.split("/")[1] : undefined;
}

function floorOf(room: string): number {
  return floors.findIndex((rooms) => rooms.includes(room));
}

function roomsWithoutFloor(files: readonly File[]): string[] {
  const rooms = new Set(files.map((file) => roomOf(file.name)).filter((room) => room !== undefined));
  return [...rooms].filter((room) => floorOf(room) < 0);
}

function wrongWay(edges: readonly Edge[]): string[] {
  return edges.filter((edge) => !isAllowed(edge)).map(({ from, to }) => `${from} → ${to}`);
}

function isAllowed({ from, to }: Edge): boolean {
  const [above, below] = [roomOf(from), roomOf(to)];
  if (above === undefined) return to.startsWith("browser/") || browserMayImport.includes(below ?? "");
  if (below === undefined) return false;
  if (above === below || sideways.some((door) => door.from.test(from) && door.to.test(to))) return true;
  if (doors.includes(below)) return aboveDoors.includes(above);
  return floorOf(above) > floorOf(below);
}

/** All files that those of a name come to by their imports. */
function reachable(edges: readonly Edge[], from: RegExp): Set<string> {
  const found = new Set(edges.filter((edge) => from.test(edge.from)).map((edge) => edge.from));
  for (const file of found) for (const edge of edges) if (edge.from === file) found.add(edge.to);
  return found;
}

function idleExceptions(edges: readonly Edge[]): string[] {
  const used = (door: (typeof sideways)[number]) =>
    edges.some(({ from, to }) => door.from.test(from) && door.to.test(to));
  return sideways.filter((door) => !used(door)).map((door) => door.because);
}

/** Groups of files that reach themselves through imports (Tarjan 1972), each sorted. */
function circles(edges: readonly Edge[]): string[][] {
  const imports = edges.filter((edge) => !edge.started);
  const next = Map.groupBy(imports, (edge) => edge.from);
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): number => {
    const mine = order.size;
    order.set(file, mine);
    lowest.set(file, mine);
    stack.push(file);
    for (const { to } of next.get(file) ?? []) {
      const reach = order.has(to) ? (stack.includes(to) ? order.get(to) : undefined) : visit(to);
      lowest.set(file, Math.min(lowest.get(file) ?? mine, reach ?? mine));
    }
    const low = lowest.get(file) ?? mine;
    if (low === mine) {
      const group = stack.splice(stack.indexOf(file));
      if (group.length > 1) found.push(group.sort());
    }
    return low;
  };
  for (const file of next.keys()) if (!order.has(file)) visit(file);
  return found;
}

function barrels(files: readonly File[]): string[] {
  const reExport = /export\s+(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\{[^}]*\})\s*from\s*"[^"]+";?/g;
  return files
    .filter(({ text }) => {
      const code = withoutComments(text);
      const onlyReExports = reExport.test(code) && code.replaceAll(reExport, "").trim() === "";
      return onlyReExports || /export\s+\*\s+from/.test(code);
    })
    .map((file) => file.name);
}

function emptyNamed(files: readonly File[]): string[] {
  return files.map((file) => file.name).filter((name) => name.split("/").some((part) => emptyNames.test(part)));
}

function lengthOf(file: File): number {
  return file.text.split("\n").length - (file.text.endsWith("\n") ? 1 : 0);
}

function tooLong(files: readonly File[]): string[] {
  return ofHouse(files)
    .filter((file) => lengthOf(file) > longest)
    .map((file) => `${file.name}: ${lengthOf(file)} lines`);
}

function medianLength(files: readonly File[]): number {
  const lengths = ofHouse(files)
    .map(lengthOf)
    .sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)] ?? 0;
}

function strayingSql(files: readonly File[]): string[] {
  const tag = /\.run`|\.rows\([^`;]*\)\s*`/;
  const text = /["'`]\s*(?:SELECT\s|INSERT INTO\s|UPDATE \w+\s+SET\s|DELETE FROM\s|WITH \w+ AS\s|TRUNCATE\s)/;
  return ofHouse(files)
    .filter((file) => !sqlMayStandIn.test(file.name))
    .filter((file) => tag.test(withoutComments(file.text)) || text.test(withoutComments(file.text)))
    .map((file) => file.name);
}

/** Files that read the clock or draw lots and may not, then allowances that nobody uses any more. */
function clockReaders(files: readonly File[]): string[] {
  const reading = /\bDate\.now\b|\bMath\.random\b|\bnew Date(?!\w)(?:\(\))?(?!\()/;
  const top = floorOf(lastFloorWithoutClock);
  const readers = ofHouse(files)
    .filter((file) => floorOf(roomOf(file.name) ?? "") <= top && reading.test(withoutComments(file.text)))
    .map((file) => file.name);
  const idle = Object.keys(mayReadTheClock).filter((name) => !readers.includes(name));
  return [...readers.filter((name) => !(name in mayReadTheClock)), ...idle.map((name) => `${name} needs no allowance`)];
}

function ofHouse(files: readonly File[]): File[] {
  return files.filter((file) => file.name.startsWith("src/"));
}

/** Comments are replaced by nothing; a `//` inside a string (an address) is left alone. */
function withoutComments(text: string): string {
  return text.replaceAll(
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (_, literal: string | undefined) => literal ?? "",
  );
}
