/** A server of its own process for a benchmark: embedded PostgreSQL with fsync on, demo authority, empty registry. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface BenchServer {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** CPU seconds used so far: the server's process, and all PostgreSQL processes of its folder. */
  cpu(): Promise<{ server: number; postgres: number }>;
  child: ChildProcess;
  /** Starts the same folder again, after a kill. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openBenchServer(): Promise<BenchServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "medkarta-bench-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const launch = () =>
    spawn(process.execPath, ["--import", "tsx", "bench/kit/serve.ts"], {
      stdio: ["ignore", "inherit", "inherit"],
      env: {
        ...process.env,
        MEDKARTA_PORT: String(port),
        MEDKARTA_URL: url,
        MEDKARTA_DATA: dataDir,
        MEDKARTA_LOG: "fatal",
      },
    });
  const server: BenchServer = {
    url,
    port,
    dataDir,
    child: launch(),
    cpu: async () => ({
      server: await cpuOf(server.child.pid ?? 0),
      postgres: (await Promise.all((await postgresOf(dataDir)).map(cpuOf))).reduce((sum, one) => sum + one, 0),
    }),
    async restart() {
      server.child = launch();
      await ready(url);
    },
    async close() {
      const ended = new Promise((resolve) => server.child.once("exit", resolve));
      server.child.kill("SIGTERM");
      await ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  await ready(url);
  return server;
}

async function ready(url: string): Promise<void> {
  for (let i = 0; i < 1200; i++) {
    const ok = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the bench server does not get ready");
}

/** utime + stime of /proc/PID/stat, in seconds (100 ticks a second on Linux). */
async function cpuOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / 100;
}

/** The postmaster and its children. */
export async function postgresOf(dataDir: string): Promise<number[]> {
  const postmaster = Number(
    (await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8").catch(() => "")).split("\n")[0],
  );
  if (!postmaster) return [];
  const found = [postmaster];
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    if (Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) === postmaster) found.push(Number(name));
  }
  return found;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(address && typeof address === "object" ? address.port : 0));
    });
  });
}
