/** Finds the signature samples that lie beside the repository; tests that need them are skipped by name where they are absent. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(
  process.env.MEDKARTA_SHARED ?? fileURLToPath(new URL("../../../shared", import.meta.url)),
  "data/cms",
);

/** Give this to `test` as `skip`. */
export const noSamples: string | false = existsSync(folder) ? false : `no samples at ${folder}`;

export const sample = (path: string): Uint8Array => new Uint8Array(readFileSync(join(folder, path)));

export const sampleNames = (under: string): string[] => readdirSync(join(folder, under)).toSorted();

/** Language-neutral vectors of this repository. */
export function vectors<T>(name: string): T {
  const file = fileURLToPath(new URL(`../vectors/cms/${name}.json`, import.meta.url));
  return JSON.parse(readFileSync(file, "utf8")) as T;
}
