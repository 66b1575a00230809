/** Passwords of the embedded database: made once, kept in files that only our own user can read. */
import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/** Login roles. The owner changes the schema; registry and portal are what the application works as. */
export const loginRoles = ["postgres", "medkarta_owner", "medkarta_registry", "medkarta_portal"] as const;
export type LoginRole = (typeof loginRoles)[number];

export interface Secrets {
  readonly passwords: Readonly<Record<LoginRole, string>>;
  /** True when a password was made just now, so that the cluster does not know it yet. */
  readonly fresh: boolean;
}

/** Reads `<dataDir>/secrets/<role>.key` (256 random bits, base64url), making what is missing. */
export async function keepSecrets(dataDir: string): Promise<Secrets> {
  const folder = path.join(dataDir, "secrets");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let fresh = false;
  const passwordOf = async (role: LoginRole) => {
    const file = path.join(folder, `${role}.key`);
    const known = await readFile(file, "utf8").catch(() => "");
    if (known.length >= 43) return known;
    fresh = true;
    const made = randomBytes(32).toString("base64url");
    await writeFile(file, made, { mode: 0o600, flush: true });
    return made;
  };
  const passwords = {
    postgres: await passwordOf("postgres"),
    medkarta_owner: await passwordOf("medkarta_owner"),
    medkarta_registry: await passwordOf("medkarta_registry"),
    medkarta_portal: await passwordOf("medkarta_portal"),
  };
  return { passwords, fresh };
}

/**
 * What PostgreSQL stores instead of a password (RFC 5803, RFC 7677). Computed here, so that no statement, and so no
 * log of statements, ever holds a password.
 */
export function scramVerifier(password: string, salt: Uint8Array): string {
  const iterations = 4096;
  const salted = pbkdf2Sync(password, salt, iterations, 32, "sha256");
  const hmac = (text: string) => createHmac("sha256", salted).update(text).digest();
  const stored = createHash("sha256").update(hmac("Client Key")).digest("base64");
  const base64 = Buffer.from(salt).toString("base64");
  return `SCRAM-SHA-256$${iterations}:${base64}$${stored}:${hmac("Server Key").toString("base64")}`;
}
