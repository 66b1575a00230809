/**
 * `npm test`: types, style, dead code, then every test. `npm test -- test/cda` runs those tests alone.
 *
 * The gates are all run and all told of, and one that fails stops the run before the tests. The last lines are those
 * of Node's own test runner.
 */
import { spawn } from "node:child_process";
import { existsSync, globSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { root } from "./installed.mjs";
import { environmentWithNode, findNode } from "./node-24.mjs";
import { findChromium } from "./system-tools.mjs";

const gates = [
  { name: "types", command: ["tsc", "-p", "tsconfig.json"] },
  { name: "types of the browser", command: ["tsc", "-p", "browser/tsconfig.json"] },
  { name: "style", command: ["biome", "check", "."] },
  { name: "dead code", command: ["knip"] },
];

const asked = process.argv.slice(2);
const chromium = findChromium();
const environment = { ...environmentWithNode(), ...(chromium ? { MEDKARTA_CHROMIUM: chromium } : {}) };

if (asked.some((argument) => !argument.startsWith("-"))) {
  console.log("Only the tests asked for; types, style and dead code are for the whole run.\n");
} else {
  const failed = await passGates();
  if (failed.length > 0) stop(`npm test stopped before the tests. Failed: ${failed.join(", ")}`);
}
process.exitCode = await runTests(testFiles());

/** Runs every gate, prints one line for each and the whole output of those that failed; gives the failed names. */
async function passGates() {
  const failed = [];
  for (const { name, command } of gates) {
    const started = performance.now();
    const { ok, output } = await run(command);
    console.log(`${ok ? "✔" : "✖"} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    if (ok) continue;
    failed.push(name);
    console.log(`${output}\n`);
  }
  if (!chromium && process.env.CI === "true") {
    console.log("✖ browser: no Chromium, and CI demands the browser tests (apt-get install chromium)");
    failed.push("browser");
  } else {
    console.log(chromium ? `✔ browser (${chromium})` : "- browser: no Chromium, its tests will be skipped");
  }
  console.log("");
  return failed;
}

function run([program = "", ...args]) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, env: environment, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (text) => {
        output += text;
      });
    }
    child.once("error", (error) => resolve({ ok: false, output: String(error) }));
    child.once("close", (code) => resolve({ ok: code === 0, output: output.trim() }));
  });
}

/** Paths relative to the root: those asked for, a folder meaning all within; without any, all there are. */
function testFiles() {
  const paths = asked.filter((argument) => !argument.startsWith("-"));
  if (paths.length === 0) return testsIn("test");
  return paths.flatMap((given) => {
    const absolute = [path.resolve(given), path.resolve(root, given)].find((candidate) => existsSync(candidate));
    if (!absolute) return stop(`There is no ${given}`);
    const relative = path.relative(root, absolute);
    return statSync(absolute).isDirectory() ? testsIn(relative) : [relative];
  });
}

function testsIn(folder) {
  return globSync(["**/*.test.ts", "**/*.test.tsx"], { cwd: path.join(root, folder) })
    .map((file) => path.join(folder, file))
    .sort();
}

/** Hands over to Node's runner, whose words are the last. */
function runTests(files) {
  if (files.length === 0) stop("No test file there");
  const options = asked.filter((argument) => argument.startsWith("-"));
  const concurrency = Math.max(1, Math.min(4, availableParallelism()));
  const args = ["--import", "tsx", "--test", `--test-concurrency=${concurrency}`, "--test-timeout=600000", ...options];
  return new Promise((resolve) => {
    const runner = spawn(findNode(), [...args, ...files], { cwd: root, env: environment, stdio: "inherit" });
    for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => runner.kill(name));
    runner.once("close", (code) => resolve(code ?? 1));
  });
}

function stop(headline) {
  console.error(`✖ ${headline}`);
  process.exit(1);
}
