/** First start: initdb, three roles, one database. All or nothing: built beside its place and then moved there. */
import { randomBytes } from "node:crypto";
import { chown, mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import { Refusal } from "../../basics/refusal.ts";
import type { Binaries } from "./binaries.ts";
import { ownerFor, type RunAs, spawnAs } from "./run-as.ts";
import { loginRoles, type Secrets, scramVerifier } from "./secrets.ts";
import { hostBasedAccess, serverEnvironment } from "./settings.ts";

/**
 * Makes the cluster `pgdata` with the database `medkarta`. A run cut short leaves nothing that a later start would
 * take for a cluster.
 * @param durable false only in tests: then nothing is synced to disk
 */
export async function createCluster(
  binaries: Binaries,
  runAs: RunAs,
  pgdata: string,
  secrets: Secrets,
  durable: boolean,
): Promise<void> {
  const growing = `${pgdata}.new`;
  await rm(growing, { recursive: true, force: true });
  await mkdir(growing, { mode: 0o700 });
  const owner = ownerFor(runAs);
  if (owner) await chown(growing, owner.uid, owner.gid);
  await run(runAs, growing, binaries.initdb, [
    ...["-D", growing, "-U", "postgres", "--encoding=UTF8", "--data-checksums"],
    // One order of letters on every machine, whatever its C library and ICU: sorting for people is done where it is shown.
    ...["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
    "--auth=reject", // until our own pg_hba.conf stands there, nobody comes in
    "--no-instructions",
    ...(durable ? [] : ["--no-sync"]),
  ]);
  await writeFile(path.join(growing, "pg_hba.conf"), hostBasedAccess, { flush: durable });
  await inSingleUserMode(binaries, runAs, growing, [...roleStatements(secrets), ...databaseStatements]);
  await rename(growing, pgdata);
}

/** Gives the roles of an existing, stopped cluster the passwords of `secrets`. */
export async function resetPasswords(
  binaries: Binaries,
  runAs: RunAs,
  pgdata: string,
  secrets: Secrets,
): Promise<void> {
  const statements = loginRoles.map((role) => `ALTER ROLE ${role} PASSWORD '${verifier(secrets, role)}'`);
  await inSingleUserMode(binaries, runAs, pgdata, statements);
}

function roleStatements(secrets: Secrets): string[] {
  return loginRoles.map((role) =>
    role === "postgres"
      ? `ALTER ROLE postgres PASSWORD '${verifier(secrets, role)}'`
      : `CREATE ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD '${verifier(secrets, role)}'`,
  );
}

const databaseStatements = ["CREATE DATABASE medkarta OWNER medkarta_owner", ...accessStatements("medkarta")];

/** Only our three roles enter a database; a template's grants do not travel with it, so each new one needs them. */
export function accessStatements(database: string): string[] {
  return [
    `REVOKE ALL ON DATABASE ${database} FROM PUBLIC`,
    `GRANT CONNECT ON DATABASE ${database} TO medkarta_registry, medkarta_portal`,
  ];
}

function verifier(secrets: Secrets, role: (typeof loginRoles)[number]): string {
  return scramVerifier(secrets.passwords[role], randomBytes(16));
}

/** PostgreSQL's own way to work on a cluster that no one can connect to: one statement a line, on standard input. */
async function inSingleUserMode(binaries: Binaries, runAs: RunAs, pgdata: string, statements: readonly string[]) {
  const args = ["--single", "-D", pgdata, "-c", "exit_on_error=on", "-c", "log_min_error_statement=panic", "postgres"];
  await run(runAs, pgdata, binaries.postgres, args, `${statements.join("\n")}\n`);
}

async function run(runAs: RunAs, cwd: string, file: string, args: readonly string[], input = ""): Promise<void> {
  // Detached: Ctrl-C in the terminal is for us to act upon, not for half an initdb to die of.
  const child = spawnAs(runAs, file, args, { cwd, env: serverEnvironment, detached: true, stdio: "pipe" });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  child.stdin?.on("error", () => {}); // it ended before it read everything; its exit code tells why
  child.stdin?.end(input);
  const [code, , complaints] = await Promise.all([ended, drain(child.stdout), drain(child.stderr)]);
  if (code === 0) return;
  const what = path.basename(file);
  throw new Refusal("unavailable", "database.cannot-create", {
    ru: `Не удалось создать базу данных: ${what} завершился с кодом ${code}.\n${complaints.trim()}`,
    en: `The database could not be created: ${what} ended with code ${code}.\n${complaints.trim()}`,
  });
}

function drain(stream: NodeJS.ReadableStream | null): Promise<string> {
  return stream ? text(stream) : Promise.resolve("");
}
