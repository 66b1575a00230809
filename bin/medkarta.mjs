#!/usr/bin/env node
/**
 * `npx medkarta …` in the clone: finds the Node that npm brought, installs what is missing, and hands over.
 * Paths among the arguments stay relative to where the caller stands.
 */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { installPackages } from "../scripts/install-packages.mjs";
import { root } from "../scripts/installed.mjs";
import { environmentWithNode, findNode } from "../scripts/node-24.mjs";
import { complain } from "../scripts/progress.mjs";

try {
  await installPackages({ dev: false });
  handOver();
} catch (error) {
  complain(error);
  process.exitCode = 1;
}

function handOver() {
  const loader = pathToFileURL(path.join(root, "node_modules", "tsx", "dist", "loader.mjs")).href;
  const args = ["--import", loader, path.join(root, "src", "cli", "main.ts"), ...process.argv.slice(2)];
  // tsx looks for tsconfig.json where the caller stands, and without ours it would take our pages for React.
  const env = { ...environmentWithNode(), TSX_TSCONFIG_PATH: path.join(root, "tsconfig.json") };
  const child = spawn(findNode(), args, { env, stdio: "inherit" });
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(name, () => {
      // In a terminal Ctrl-C reaches the whole group, so the child has it already; a second one would mean "at once".
      if (name !== "SIGINT" || !process.stdin.isTTY) child.kill(name);
    });
  }
  child.once("error", (error) => {
    complain(error);
    process.exitCode = 1;
  });
  child.once("exit", (code, signal) => {
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0)); // as a shell tells of a program that a signal ended
  });
}
