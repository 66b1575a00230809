/** The provider's own secrets: made at first start, kept in `<dataDir>/secrets`, read only by our user. */
import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import { exportJWK, generateKeyPair } from "jose";

export interface ProviderSecrets {
  /** Private signing key, RS256. */
  readonly signing: Readonly<Record<string, string>>;
  /** For the signatures of the provider's cookies. */
  readonly cookies: string;
  readonly clientSecret: string;
}

const Secrets = Type.Object({
  signing: Type.Record(Type.String(), Type.String()),
  cookies: Type.String({ minLength: 43 }),
  clientSecret: Type.String({ minLength: 43 }),
});

export async function keepProviderSecrets(dataDir: string): Promise<ProviderSecrets> {
  const file = path.join(dataDir, "secrets", "demo-provider.json");
  const known = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (known !== null) return Value.Parse(Secrets, JSON.parse(known));

  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const made = Value.Parse(Secrets, {
    signing: { ...(await exportJWK(privateKey)), alg: "RS256", use: "sig" },
    cookies: randomBytes(32).toString("base64url"),
    clientSecret: randomBytes(32).toString("base64url"),
  });
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(`${file}.new`, JSON.stringify(made), { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
  return made;
}
