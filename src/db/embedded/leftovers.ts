/**
 * Before each start: what an earlier run that was killed left behind in the data folder.
 *
 * When the launcher dies by `kill -9`, its PostgreSQL lives on without a parent. When PostgreSQL dies so, its children
 * may linger, and its `postmaster.pid` names a number that a stranger, or a zombie, may bear by now: PostgreSQL then
 * refuses to start. We are the only launcher here (see claim.ts), so what is left is stopped and cleared.
 */
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { inUse } from "./claim.ts";
import { commandLine, processesStandingIn, processFacts, signal } from "./processes.ts";

const markName = "medkarta.launcher";

/** A setting on PostgreSQL's command line that tells, to whoever finds the server later, which process started it. */
export async function launcherMark(): Promise<string> {
  const self = await processFacts(process.pid);
  return `${markName}=${process.pid}.${self?.started}`;
}

/**
 * Stops an orphaned PostgreSQL in this folder, and its children. Refuses with `database.folder-in-use` when the server
 * there has a living launcher, or was started by hand.
 */
export async function clearLeftovers(pgdata: string, onProgress: (words: string) => void): Promise<void> {
  const pidFile = path.join(pgdata, "postmaster.pid");
  const postmaster = await readPid(pidFile);
  if (postmaster === undefined) return; // the last stop was clean
  const living = await processesStandingIn(pgdata);
  if (living.includes(postmaster) && !(await isOrphan(postmaster))) throw inUse(pgdata, postmaster);
  if (living.length > 0) {
    onProgress(
      "Останавливаем PostgreSQL, оставшийся от прерванного запуска · Stopping PostgreSQL left by a killed run",
    );
    await stopAll(pgdata, living.includes(postmaster) ? postmaster : undefined);
  }
  // PostgreSQL itself clears a file whose number nobody bears; a zombie or a stranger bearing it would stop it.
  if (await processFacts(postmaster)) await rm(pidFile, { force: true });
}

async function readPid(pidFile: string): Promise<number | undefined> {
  const text = await readFile(pidFile, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  return Number(text.split("\n", 1)[0]) || undefined;
}

async function isOrphan(postmaster: number): Promise<boolean> {
  const mark = (await commandLine(postmaster)).find((argument) => argument.startsWith(`${markName}=`));
  if (!mark) return false;
  const [pid = "", started] = mark.slice(markName.length + 1).split(".");
  const launcher = await processFacts(Number(pid));
  const alive = launcher !== undefined && !launcher.zombie && launcher.started === started;
  return !alive || launcher.pid === process.pid;
}

/** Fast shutdown, then immediate, then by force: after each the log in pg_wal is enough to recover. */
async function stopAll(pgdata: string, postmaster: number | undefined): Promise<void> {
  if (postmaster !== undefined) {
    signal(postmaster, "SIGINT");
    if (await allGone(pgdata, 10_000)) return;
    signal(postmaster, "SIGQUIT");
  }
  if (await allGone(pgdata, 2_000)) return; // children end by themselves once they notice that the postmaster is gone
  for (const pid of await processesStandingIn(pgdata)) signal(pid, "SIGKILL");
  await allGone(pgdata, 5_000);
}

async function allGone(pgdata: string, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += 20) {
    if ((await processesStandingIn(pgdata)).length === 0) return true;
    await new Promise((wake) => setTimeout(wake, 20));
  }
  return false;
}
