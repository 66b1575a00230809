/** Where the shared samples are, if they are: official documents are test data and never part of the project. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SHARED = process.env.MEDKARTA_SHARED ?? fileURLToPath(new URL("../../../shared/", import.meta.url));

/** `false`, or why a test that needs the shared data is skipped. */
export function unlessShared(folder: string): false | string {
  return existsSync(join(SHARED, "data", folder)) ? false : `no shared data here (${folder}): set MEDKARTA_SHARED`;
}

export function sharedFile(folder: string, name: string): Buffer {
  return readFileSync(join(SHARED, "data", folder, name));
}

/** Names of the files with the given endings, sorted; none where the data is absent. */
export function sharedFiles(folder: string, endings: readonly string[]): readonly string[] {
  const path = join(SHARED, "data", folder);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => endings.some((ending) => name.endsWith(ending)))
    .sort();
}
