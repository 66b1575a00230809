/** Is node_modules what package-lock.json says, here, on this machine? Two files are compared; nothing is run. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * Packages of the lock that are missing or of another version, by their path in node_modules.
 * npm quietly leaves out an optional package that it could not download, though Node and PostgreSQL come as such: an
 * optional package made for this very system counts as needed.
 * @param {{ dev: boolean }} scope `dev: false` accepts an install without the development packages
 * @returns {string[]}
 */
export function missingPackages({ dev }) {
  const locked = packagesIn("package-lock.json");
  const installed = packagesIn("node_modules/.package-lock.json"); // written by npm when an install has ended well
  return Object.entries(locked)
    .filter(([where, entry]) => where !== "" && needed(entry, dev))
    .filter(([where, entry]) => installed[where]?.version !== entry.version)
    .map(([where]) => where);
}

/** How many packages an install on this machine brings. */
export function neededCount() {
  return Object.entries(packagesIn("package-lock.json")).filter(([where, entry]) => where !== "" && needed(entry, true))
    .length;
}

function needed(entry, dev) {
  if (entry.dev && !dev) return false;
  if (!entry.optional) return true;
  return (
    Boolean(entry.os ?? entry.cpu) &&
    fits(entry.os, process.platform) &&
    fits(entry.cpu, process.arch) &&
    libcFits(entry.libc)
  );
}

function fits(allowed, value) {
  return !allowed || allowed.includes(value);
}

function libcFits(allowed) {
  if (!allowed) return true;
  return allowed.includes(process.report.getReport().header.glibcVersionRuntime ? "glibc" : "musl");
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), "utf8")).packages;
  } catch (error) {
    if (error.code === "ENOENT") return {};
    throw error;
  }
}
