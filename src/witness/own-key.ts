/** The witness's own key: made once, kept in a file that only its owner reads. */
import { mkdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { keepFirst } from "../log/signed-state.ts";
import { Malformed } from "../merkle/encoding.ts";
import { formatSkey, isKeyName, parseSkey, type SigningKey } from "../merkle/key.ts";
import { signingKey, verifierOf } from "../merkle/sign.ts";

export interface OwnKeyOptions {
  readonly dir: string;
  /** A schema-less address, like `witness.health.example`; needed the first time, later only compared. */
  readonly name?: string | undefined;
  readonly random: (bytes: number) => Uint8Array;
}

/** Throws `Malformed` "key-malformed" for a name that no key may have, or that is not the kept key's. */
export async function openOwnKey({ dir, name, random }: OwnKeyOptions): Promise<SigningKey> {
  const file = path.join(dir, "witness.key");
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) {
    if (name === undefined || !isKeyName(name)) {
      throw new Malformed(
        "key-malformed",
        "a witness has a name without spaces and plus signs: --name witness.example",
      );
    }
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await keepFirst(file, `${formatSkey(signingKey(name, random(32), 4))}\n`);
    return openOwnKey({ dir, name, random });
  }
  if (((await stat(file)).mode & 0o077) !== 0) throw new Error(`others may read the witness's key: chmod 600 ${file}`);
  const key = parseSkey(text.trimEnd());
  if (verifierOf(key).type !== 4) throw new Malformed("key-malformed", `${file} holds a log's key`);
  if (name !== undefined && name !== key.name) {
    throw new Malformed("key-malformed", `this witness is ${key.name}; a witness that changes its name is a new one`);
  }
  return key;
}
