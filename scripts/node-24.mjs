/** The Node that runs Medkarta: the one npm brought, or the machine's own where npm has none for it. */
import { existsSync } from "node:fs";
import path from "node:path";
import { root } from "./installed.mjs";
import { Trouble } from "./progress.mjs";

const binFolder = path.join(root, "node_modules", ".bin");

/** Absolute path of a Node that runs TypeScript's modern dress: 24 from npm, else the machine's, 22.18 or newer. */
export function findNode() {
  const brought = path.join(binFolder, "node");
  if (existsSync(brought)) return brought;
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  throw new Trouble(
    `Для этой системы (${process.platform}-${process.arch}) npm не приносит Node 24, а установленный Node ${process.versions.node} слишком стар. Установите Node 22.18 или новее.\n` +
      `  npm brings no Node 24 for this system (${process.platform}-${process.arch}), and its own Node ${process.versions.node} is too old. Install Node 22.18 or newer.`,
  );
}

/** This environment with the project's programs, its Node among them, before the machine's. */
export function environmentWithNode() {
  return { ...process.env, PATH: `${binFolder}${path.delimiter}${process.env.PATH ?? ""}` };
}

/** This environment without the project's programs: npm must not stand on the branch that it saws off. */
export function environmentWithoutNode() {
  const kept = (process.env.PATH ?? "").split(path.delimiter).filter((folder) => path.resolve(folder) !== binFolder);
  return { ...process.env, PATH: kept.join(path.delimiter) };
}
