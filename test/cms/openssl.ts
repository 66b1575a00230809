/** OpenSSL with the GOST engine (Debian libengine-gost-openssl) as the second opinion; absent, its tests are skipped by name. */

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";

export const noOpenssl: string | false = spawnSync("openssl", ["version"]).status === 0 ? false : "no openssl";

const engine = noOpenssl ? "" : spawnSync("openssl", ["engine", "-t", "gost"]).stdout.toString();
/** Give this to `test` as `skip`. */
export const noGostEngine: string | false =
  noOpenssl ||
  (engine.includes("[ available ]") ? false : "no OpenSSL GOST engine (apt-get install libengine-gost-openssl)");

/** A folder for the files that OpenSSL reads and writes; gone after the tests of the file. */
export function workshop(): string {
  const folder = mkdtempSync(join(tmpdir(), "medkarta-cms-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs `openssl` in the folder; throws with its words when it fails. */
export function openssl(folder: string, ...args: string[]): string {
  try {
    return execFileSync("openssl", args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] }).toString();
  } catch (error) {
    const stderr = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
    throw new Error(`openssl ${args[0]} failed: ${stderr}`);
  }
}
