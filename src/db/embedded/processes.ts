/** What /proc tells about other processes: alive or not, since when, where they stand, how they were started. */
import { readdir, readFile, readlink } from "node:fs/promises";

export interface ProcessFacts {
  readonly pid: number;
  /** Start in clock ticks since boot: with the pid it names one process, even after the pid is used again. */
  readonly started: string;
  readonly zombie: boolean;
}

/** Facts of a process, or undefined when there is none of this number. */
export async function processFacts(pid: number): Promise<ProcessFacts | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  if (stat === undefined) return undefined;
  // proc(5): fields 3 (state) and 22 (starttime); field 2, the name, may itself hold spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { pid, started: fields[19] ?? "", zombie: fields[0] === "Z" || fields[0] === "X" };
}

/** Arguments a process was started with; empty where they cannot be read. */
export async function commandLine(pid: number): Promise<string[]> {
  const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return line.split("\0");
}

/** Live processes whose working folder is this one. PostgreSQL and all its children stand in their data folder. */
export async function processesStandingIn(folder: string): Promise<number[]> {
  const pids = (await readdir("/proc")).map(Number).filter((pid) => pid > 0);
  const standing: number[] = [];
  for (const pid of pids) {
    const where = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
    if (where === folder && !(await processFacts(pid))?.zombie) standing.push(pid);
  }
  return standing;
}

/** Sends a signal; a process that ended meanwhile is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
