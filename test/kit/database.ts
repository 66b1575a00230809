/**
 * A real PostgreSQL for tests, with every migration applied.
 *
 * One cluster for each test process, copied from a template that is made once for each state of the migrations and
 * kept in the temporary folder: about 0.5 s for the first database of a test file, 0.2 s for each further one. Nothing
 * is shared between processes that run at the same time, so tests cannot disturb each other.
 */
import { execFile } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { access, glob, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import pg from "pg";
import { waitForClaim } from "../../src/db/embedded/claim.ts";
import { accessStatements } from "../../src/db/embedded/create-cluster.ts";
import { clearLeftovers } from "../../src/db/embedded/leftovers.ts";
import { processFacts } from "../../src/db/embedded/processes.ts";
import { keepSecrets } from "../../src/db/embedded/secrets.ts";
import { type EmbeddedPostgres, startEmbedded } from "../../src/db/embedded/start.ts";
import { migrate } from "../../src/db/migrate.ts";

export interface TestDatabase {
  readonly ownerUrl: string;
  readonly registryUrl: string;
  readonly portalUrl: string;
  /** Drops the database; with the last one of the process, its server ends too. Close your pools before. */
  close(): Promise<void>;
}

const root = fileURLToPath(new URL("../../", import.meta.url));
/** Tests prove what is asked and answered, not that a disk keeps it: test/db/embedded.test.ts proves that. */
const quick = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", shared_buffers: "64MB" };
const staleAfter = 6 * 60 * 60 * 1000;

let cluster: Promise<Cluster> | undefined;
let open = 0;

/** A database of one's own, as new as the migrations. */
export async function openTestDatabase(): Promise<TestDatabase> {
  open++;
  cluster ??= startCluster();
  const { server, superuser, stop } = await cluster;
  const name = `t_${randomUUID().replaceAll("-", "")}`;
  await asSuperuser(superuser, [
    `CREATE DATABASE ${name} TEMPLATE medkarta STRATEGY wal_log OWNER medkarta_owner`,
    ...accessStatements(name),
  ]);
  let closed = false;
  return {
    ownerUrl: inDatabase(server.ownerUrl, name),
    registryUrl: inDatabase(server.registryUrl, name),
    portalUrl: inDatabase(server.portalUrl, name),
    async close() {
      if (closed) return;
      closed = true;
      if (--open > 0) return asSuperuser(superuser, [`DROP DATABASE ${name} WITH (FORCE)`]);
      cluster = undefined;
      await stop();
    },
  };
}

interface Cluster {
  readonly server: EmbeddedPostgres;
  readonly superuser: string;
  stop(): Promise<void>;
}

async function startCluster(): Promise<Cluster> {
  const base = await baseFolder();
  await sweep(base);
  const template = await makeTemplate(base);
  const dataDir = path.join(base, `run-${process.pid}-${randomUUID().slice(0, 8)}`);
  await promisify(execFile)("cp", ["-a", "--reflink=auto", template, dataDir]); // keeps the owner, which node:fs does not
  const server = await startEmbedded({ dataDir, settings: quick });
  const superuser = new URL(inDatabase(server.ownerUrl, "postgres"));
  superuser.username = "postgres";
  superuser.password = (await keepSecrets(dataDir)).passwords.postgres;
  return {
    server,
    superuser: superuser.href,
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The folder of a stopped cluster whose database `medkarta` has every migration. Made by one process, used by all. */
async function makeTemplate(base: string): Promise<string> {
  const template = path.join(base, `template-${await stateOfMigrations()}`);
  const release = await waitForClaim(base);
  try {
    if (await exists(template)) {
      const now = new Date();
      await utimes(template, now, now); // in use: not to be swept
      return template;
    }
    const growing = `${template}.new`;
    await rm(growing, { recursive: true, force: true });
    const server = await startEmbedded({ dataDir: growing, settings: quick });
    try {
      await migrate(server.ownerUrl);
    } finally {
      await server.stop();
    }
    await rename(growing, template);
    return template;
  } finally {
    release();
  }
}

/** Changes when a migration, the code that applies them, the launcher, or any dependency changes. */
async function stateOfMigrations(): Promise<string> {
  const files = ["package-lock.json"];
  for await (const file of glob(["db/migrations/*", "src/db/**/*.ts"], { cwd: root })) files.push(file);
  const hash = createHash("sha256");
  for (const file of files.sort()) hash.update(`${file}\0`).update(await readFile(path.join(root, file)));
  return hash.digest("hex").slice(0, 16);
}

/** `/tmp/medkarta-test-<uid>`, unless somebody else laid a folder of that name there. */
async function baseFolder(): Promise<string> {
  const base = path.join(tmpdir(), `medkarta-test-${process.getuid?.()}`);
  await mkdir(base, { recursive: true, mode: 0o711 });
  const facts = await lstat(base);
  return facts.isDirectory() && facts.uid === process.getuid?.() ? base : mkdtemp(`${base}-`);
}

/** Removes what killed test runs left: their servers, their folders, and templates of long ago. */
async function sweep(base: string): Promise<void> {
  for (const name of await readdir(base)) {
    const folder = path.join(base, name);
    const [, pid] = /^run-(\d+)-/.exec(name) ?? [];
    if (pid) {
      if (await processFacts(Number(pid))) continue;
      await clearLeftovers(path.join(folder, "postgres"), () => {}).catch(() => {}); // another test run is at it
      await rm(folder, { recursive: true, force: true });
    } else if (name.startsWith("template-") && !name.endsWith(".new")) {
      const { mtimeMs } = await lstat(folder).catch(() => ({ mtimeMs: Date.now() }));
      if (Date.now() - mtimeMs > staleAfter) await rm(folder, { recursive: true, force: true });
    }
  }
}

async function asSuperuser(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

function inDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
