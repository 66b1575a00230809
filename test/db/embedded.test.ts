/** The embedded PostgreSQL survives what a machine in a clinic does to it: kills, second starts, odd folders. */
import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import pg from "pg";
import { Refusal } from "../../src/basics/refusal.ts";
import { findEmbedded } from "../../src/db/embedded/attach.ts";
import { commandLine, processFacts } from "../../src/db/embedded/processes.ts";
import { type EmbeddedPostgres, startEmbedded } from "../../src/db/embedded/start.ts";

const isRoot = process.getuid?.() === 0;
/** Durability is proved with the settings of production; these are for tests of other things. */
const quick = { fsync: "off", shared_buffers: "16MB" };
const launcherModule = new URL("../../src/db/embedded/start.ts", import.meta.url).href;

let scratch: string;
let dataDir: string; // one durable cluster, told the whole story in order

before(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), "medkarta-embedded-"));
  await chmod(scratch, 0o711);
  dataDir = path.join(scratch, "data");
});
after(() => rm(scratch, { recursive: true, force: true }));

describe("a new data folder", () => {
  test("becomes a database that three roles can enter and none of them rules", async () => {
    await using server = await started(dataDir);
    for (const [url, role] of [
      [server.ownerUrl, "medkarta_owner"],
      [server.registryUrl, "medkarta_registry"],
      [server.portalUrl, "medkarta_portal"],
    ] as const) {
      const [row] = await ask(
        url,
        `SELECT current_user AS role, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication AS rules
           FROM pg_roles WHERE rolname = current_user`,
      );
      assert.deepEqual(row, { role, rules: false });
    }
    await ask(server.ownerUrl, "CREATE SCHEMA house CREATE TABLE house.kept (id int PRIMARY KEY)");
    await assert.rejects(ask(server.registryUrl, "CREATE TABLE public.mine (id int)"), /permission denied/);
  });

  test("keeps what was committed: fsync, full pages, checksums", async () => {
    await using server = await started(dataDir);
    const names = ["fsync", "synchronous_commit", "full_page_writes", "data_checksums", "wal_compression"];
    const rows = await ask(
      server.ownerUrl,
      `SELECT string_agg(setting, ' ' ORDER BY array_position('{${names}}', name)) AS all FROM pg_settings WHERE name = ANY('{${names}}')`,
    );
    assert.deepEqual(rows, [{ all: "on on on on pglz" }]);
  });

  test("opens no TCP port, and no door without the password", async () => {
    await using server = await started(dataDir);
    const rows = await ask(server.ownerUrl, "SELECT current_setting('listen_addresses') AS addresses");
    assert.deepEqual(rows, [{ addresses: "" }]);
    await assert.rejects(ask(withPassword(server.ownerUrl, "guess"), "SELECT 1"), /password authentication failed/);
  });

  test("keeps its passwords in files of ours alone, and out of the log", async () => {
    await (await started(dataDir)).stop();
    const log = await readFile(path.join(dataDir, "postgres.log"), "utf8");
    const keys = await readdir(path.join(dataDir, "secrets"));
    assert.equal(keys.length, 4);
    for (const key of keys) {
      const file = path.join(dataDir, "secrets", key);
      const facts = await stat(file);
      assert.equal(facts.mode & 0o777, 0o600);
      assert.equal(facts.uid, process.getuid?.());
      const password = await readFile(file, "utf8");
      assert.equal(Buffer.from(password, "base64url").length, 32);
      assert.ok(!log.includes(password));
    }
  });

  test("writes no value of a row into the log, though the one who asked sees the whole error", async () => {
    await using server = await started(dataDir);
    await ask(server.ownerUrl, "CREATE TABLE house.person (snils text PRIMARY KEY)");
    await ask(server.ownerUrl, "INSERT INTO house.person VALUES ('11223344595')");
    const twice = ask(server.ownerUrl, "INSERT INTO house.person VALUES ('11223344595')");
    await assert.rejects(twice, (error: pg.DatabaseError) => error.detail?.includes("11223344595") === true);
    assert.doesNotMatch(await readFile(path.join(dataDir, "postgres.log"), "utf8"), /11223344595/);
  });

  test("sorts alike on every machine", async () => {
    await using server = await started(dataDir);
    const [row] = await ask(
      server.ownerUrl,
      "SELECT datlocprovider AS provider, datlocale AS locale FROM pg_database WHERE datname = 'medkarta'",
    );
    assert.deepEqual(row, { provider: "b", locale: "C.UTF-8" });
  });
});

describe("a killed server", () => {
  test("is started again at the same address, with everything that was acknowledged", async () => {
    await using server = await started(dataDir);
    const before = server.pid;
    await ask(server.ownerUrl, "INSERT INTO house.kept VALUES (1)");
    process.kill(before, "SIGKILL");
    assert.deepEqual(await askUntilAnswered(server.ownerUrl, "SELECT id FROM house.kept"), [{ id: 1 }]);
    assert.notEqual(server.pid, before);
  });

  test("may be told to stop while it is being started again", async () => {
    const server = await started(dataDir);
    process.kill(server.pid, "SIGKILL");
    await server.stop();
    await (await started(dataDir)).stop();
  });

  test("whose launcher was killed too leaves data that the next start recovers", async () => {
    const launcher = await launcherProcess(dataDir);
    await ask(launcher.ownerUrl, "INSERT INTO house.kept VALUES (2)");
    process.kill(launcher.serverPid, "SIGKILL");
    launcher.child.kill("SIGKILL");
    await once(launcher.child, "exit");
    await using server = await started(dataDir);
    assert.deepEqual(await ask(server.ownerUrl, "SELECT id FROM house.kept WHERE id = 2"), [{ id: 2 }]);
  });
});

test("a server orphaned by the death of its launcher is stopped, and a new one takes its place", async () => {
  const launcher = await launcherProcess(dataDir);
  await ask(launcher.ownerUrl, "INSERT INTO house.kept VALUES (3)");
  launcher.child.kill("SIGKILL");
  await once(launcher.child, "exit");
  assert.ok(await processFacts(launcher.serverPid), "the orphan is alive");
  await using server = await started(dataDir);
  assert.notEqual(server.pid, launcher.serverPid);
  const orphan = await processFacts(launcher.serverPid); // no parent of ours: whoever is process 1 may not have reaped it
  assert.ok(orphan === undefined || orphan.zombie);
  assert.deepEqual(await ask(server.ownerUrl, "SELECT id FROM house.kept WHERE id = 3"), [{ id: 3 }]);
});

test("a second start in the same folder is refused, naming the process that holds it", async () => {
  await using server = await started(dataDir);
  await assert.rejects(started(dataDir), refusal("database.folder-in-use", new RegExp(`process ${process.pid}`)));
  assert.deepEqual(await ask(server.ownerUrl, "SELECT 1 AS one"), [{ one: 1 }], "the first goes on");
});

test("two processes that start at the same moment: one gets the folder, the other is refused", async () => {
  const attempts = await Promise.allSettled([launcherProcess(dataDir), launcherProcess(dataDir)]);
  const [winner] = attempts.flatMap((attempt) => (attempt.status === "fulfilled" ? [attempt.value] : []));
  const [loser] = attempts.flatMap((attempt) => (attempt.status === "rejected" ? [String(attempt.reason)] : []));
  assert.ok(winner && loser);
  assert.match(loser, /database\.folder-in-use/);
  winner.child.kill("SIGTERM");
  await once(winner.child, "exit");
});

test("a server that was started by hand in our folder is left alone", async () => {
  const first = await started(dataDir);
  const [postgres = "", ...args] = (await commandLine(first.pid)).filter(Boolean);
  await first.stop();
  const byHand = spawn(
    postgres,
    args
      .filter((argument) => !argument.startsWith("medkarta.launcher="))
      .filter((a, i, all) => a !== "-c" || i + 1 < all.length),
    { stdio: "ignore", ...(isRoot ? { uid: 65534, gid: 65534 } : {}) },
  );
  try {
    await askUntilAnswered(first.ownerUrl, "SELECT 1");
    await assert.rejects(started(dataDir), refusal("database.folder-in-use", new RegExp(`process ${byHand.pid}`)));
    await ask(first.ownerUrl, "SELECT 1");
  } finally {
    byHand.kill("SIGINT");
    await once(byHand, "exit");
  }
});

test("a stale postmaster.pid and socket lock bearing a stranger's number do not stand in the way", async () => {
  const stranger = spawn("sleep", ["60"], { stdio: "ignore" });
  try {
    for (const file of ["postgres/postmaster.pid", "socket/.s.PGSQL.5432.lock"]) {
      await writeFile(path.join(dataDir, file), `${stranger.pid}\n${dataDir}/postgres\n1\n5432\n\n\n\n`);
    }
    await (await started(dataDir)).stop();
    assert.equal(stranger.exitCode ?? stranger.signalCode, null, "the stranger was not touched");
  } finally {
    stranger.kill();
  }
});

test("a second process finds the address of the server that runs, and none after it was killed", async () => {
  const launcher = await launcherProcess(dataDir);
  const found = await findEmbedded(dataDir);
  assert.equal(found?.ownerUrl, launcher.ownerUrl);
  launcher.child.kill("SIGKILL");
  process.kill(launcher.serverPid, "SIGKILL");
  await gone(launcher.serverPid);
  assert.equal(await findEmbedded(dataDir), null);
});

test("Ctrl-C in the terminal reaches the launcher, not PostgreSQL", async () => {
  await using server = await started(dataDir);
  const [, , group] = (await readFile(`/proc/${server.pid}/stat`, "utf8")).split(") ")[1]?.split(" ") ?? []; // proc(5)
  assert.equal(group, String(server.pid), "a process group of its own");
});

test("a program that ends without stopping the server leaves none behind", async () => {
  const launcher = await launcherProcess(dataDir, "process.exit(0)");
  await gone(launcher.serverPid);
});

test("lost passwords are made anew", async () => {
  const old = await started(dataDir);
  await old.stop();
  await rm(path.join(dataDir, "secrets", "medkarta_portal.key"));
  await using server = await started(dataDir);
  assert.notEqual(server.portalUrl, old.portalUrl);
  await ask(server.portalUrl, "SELECT 1");
  await ask(server.registryUrl, "SELECT 1");
});

test("a first start cut short leaves nothing that stands in the way", async () => {
  const cut = path.join(scratch, "cut short");
  await mkdir(path.join(cut, "postgres.new", "base"), { recursive: true });
  await writeFile(path.join(cut, "postgres.new", "PG_VERSION"), "18\n");
  await (await started(cut, quick)).stop();
  assert.deepEqual((await readdir(cut)).sort(), ["postgres", "postgres.log", "secrets", "socket"]);
});

test("data of another major version is refused before anything touches it", async () => {
  const old = path.join(scratch, "old");
  await mkdir(path.join(old, "postgres"), { recursive: true });
  await writeFile(path.join(old, "postgres", "PG_VERSION"), "15\n");
  if (isRoot) execFileSync("chown", ["-R", "65534:65534", path.join(old, "postgres")]);
  await assert.rejects(started(old), refusal("database.other-version", /PostgreSQL 15/));
});

test("a folder whose name is too long for a socket, with spaces and Cyrillic, works", async () => {
  const long = path.join(scratch, "Моё здоровье, данные реестра", "x".repeat(90));
  await using server = await started(long, quick);
  await ask(server.portalUrl, "SELECT 1");
});

test("PostgreSQL's own last words are told when it will not start", async () => {
  const bad = path.join(scratch, "bad setting");
  await assert.rejects(
    started(bad, { ...quick, max_connections: "many" }),
    refusal("database.did-not-start", /invalid value for parameter "max_connections"/),
  );
});

describe("started by root", { skip: isRoot ? false : "needs root" }, () => {
  test("PostgreSQL runs as nobody", async () => {
    await using server = await started(dataDir);
    assert.equal((await stat(`/proc/${server.pid}`)).uid, 65534);
  });

  test("a folder that nobody cannot reach works too", async () => {
    const shut = path.join(scratch, "shut");
    await mkdir(shut, { mode: 0o700 });
    await using server = await started(path.join(shut, "data"), quick);
    assert.equal((await stat(`/proc/${server.pid}`)).uid, 0, "root outside, nobody inside its user namespace");
    await ask(server.portalUrl, "SELECT 1");
    process.kill(server.pid, "SIGKILL");
    await askUntilAnswered(server.portalUrl, "SELECT 1");
  });
});

/** A started server that stops at the end of the block. */
async function started(dataDir: string, settings: Record<string, string> = {}) {
  const server = await startEmbedded({ dataDir, settings });
  return Object.defineProperty(server, Symbol.asyncDispose, { value: () => server.stop() }) as EmbeddedPostgres &
    AsyncDisposable;
}

interface LauncherProcess {
  readonly child: ChildProcess;
  readonly ownerUrl: string;
  readonly serverPid: number;
}

/** Another process that starts the server, runs `then`, and stops it when told by SIGTERM. */
async function launcherProcess(dataDir: string, then = ""): Promise<LauncherProcess> {
  const program = `
    import { startEmbedded } from ${JSON.stringify(launcherModule)};
    const server = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)} });
    process.once("SIGTERM", () => server.stop().then(() => process.exit()));
    setInterval(() => {}, 1000);
    process.stdout.write(JSON.stringify({ ownerUrl: server.ownerUrl, serverPid: server.pid }) + "\\n", () => { ${then} });`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaints = "";
  child.stderr.on("data", (text) => {
    complaints += text;
  });
  for await (const line of child.stdout) return { child, ...JSON.parse(String(line)) };
  throw new Error(complaints);
}

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  client.on("error", () => {}); // a server killed on purpose
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

async function askUntilAnswered(url: string, text: string) {
  for (let left = 400; ; left--) {
    try {
      return await ask(url, text);
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((wake) => setTimeout(wake, 25));
    }
  }
}

async function gone(pid: number): Promise<void> {
  for (let left = 400; left > 0; left--) {
    const facts = await processFacts(pid);
    if (facts === undefined || facts.zombie) return;
    await new Promise((wake) => setTimeout(wake, 25));
  }
  assert.fail(`process ${pid} is still there`);
}

function withPassword(url: string, password: string): string {
  const changed = new URL(url);
  changed.password = password;
  return changed.href;
}

function refusal(code: string, words: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof Refusal, String(error));
    assert.equal(error.code, code);
    assert.match(error.words.en, words);
    return true;
  };
}
