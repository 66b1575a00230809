/** The registry's root key: 32 bytes in a file of our own, made at first start. Whoever loses it loses the sealed values. */
import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Keyring, openKeyring } from "../db/keyring.ts";

export async function openKeyringIn(dataDir: string): Promise<Keyring> {
  return openKeyring(await secretIn(dataDir, "registry.key"));
}

/** 32 bytes kept in `<dataDir>/secrets/<name>`, readable only by us. */
export async function secretIn(dataDir: string, name: string): Promise<Buffer> {
  const folder = join(dataDir, "secrets");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  try {
    // `wx`: of two processes that start at once, one makes the key and the other reads it.
    await writeFile(path, randomBytes(32), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFile(path);
}
