/** One run of the PostgreSQL server: from its first breath until it takes connections, and to its orderly end. */
import type { ChildProcess } from "node:child_process";
import { open, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Refusal } from "../../basics/refusal.ts";
import { type RunAs, spawnAs } from "./run-as.ts";
import { port, serverEnvironment, settingArguments } from "./settings.ts";

export interface ServerPlan {
  readonly postgres: string;
  readonly runAs: RunAs;
  readonly pgdata: string;
  readonly socketDir: string;
  readonly logFile: string;
  readonly settings: Readonly<Record<string, string>>;
  /** See leftovers.ts. */
  readonly mark: string;
}

const maxLogSize = 10 * 1024 * 1024;

/**
 * Starts the server and waits until it takes connections; recovery after a crash is part of that wait.
 * Refuses with `database.did-not-start` and the server's own last words.
 */
export async function launch(plan: ServerPlan): Promise<ChildProcess> {
  // A killed server leaves its socket's lock too, with a number that a stranger may bear by now. See leftovers.ts.
  for (const name of [".lock", ""]) await rm(path.join(plan.socketDir, `.s.PGSQL.${port}${name}`), { force: true });
  const log = await openLog(plan.logFile);
  const from = (await log.stat()).size;
  try {
    const args = ["-D", plan.pgdata, "-k", plan.socketDir, "-p", String(port), ...settingArguments(plan.settings)];
    const child = spawnAs(plan.runAs, plan.postgres, [...args, "-c", plan.mark], {
      cwd: plan.pgdata,
      env: serverEnvironment,
      detached: true, // a process group of its own: Ctrl-C reaches us first, and we stop it when our work is done
      stdio: ["ignore", log.fd, log.fd],
    });
    child.unref(); // a program whose work is done may end; see the "exit" hook in start.ts
    await takesConnections(child, plan, from);
    return child;
  } finally {
    await log.close();
  }
}

/** Fast shutdown: clients are cut off, everything committed is on disk. Forced only if it hangs. */
export async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  child.ref();
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGINT");
  const impatient = [
    setTimeout(() => child.kill("SIGQUIT"), 20_000),
    setTimeout(() => child.kill("SIGKILL"), 25_000), // nothing is lost: the next start recovers from the log
  ];
  await ended;
  impatient.forEach(clearTimeout);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function takesConnections(child: ChildProcess, plan: ServerPlan, logStart: number): Promise<void> {
  let failure: Error | undefined;
  child.once("error", (error) => {
    failure = error;
  });
  for (;;) {
    if (failure) throw failure;
    if (hasEnded(child)) throw await didNotStart(plan.logFile, logStart);
    // Lines of postmaster.pid: 1 = process id, 8 = state (PostgreSQL's miscadmin.h, LOCK_FILE_LINE_*).
    const lines = (await readFile(path.join(plan.pgdata, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === "ready") return;
    await new Promise((wake) => setTimeout(wake, 5));
  }
}

async function didNotStart(logFile: string, logStart: number): Promise<Refusal> {
  const lastWords = (await readFile(logFile)).subarray(logStart).toString().trim().split("\n").slice(-8).join("\n");
  return new Refusal("unavailable", "database.did-not-start", {
    ru: `PostgreSQL не запустился. Его последние слова (${logFile}):\n${lastWords}`,
    en: `PostgreSQL did not start. Its last words (${logFile}):\n${lastWords}`,
  });
}

async function openLog(file: string) {
  const size = await stat(file).then(
    (facts) => facts.size,
    () => 0,
  );
  if (size > maxLogSize) await rename(file, `${file}.1`);
  return open(file, "a", 0o600);
}
