/** Processor time and memory of a process with all its children: proc(5), Linux only. */
import { readdirSync, readFileSync } from "node:fs";

/** The process and everything below it, alive now. */
export function treeOf(root: number): readonly number[] {
  const below = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(fieldsOf(Number(name))[1] ?? 0);
    below.set(parent, [...(below.get(parent) ?? []), Number(name)]);
  }
  const found = [root];
  for (const pid of found) found.push(...(below.get(pid) ?? []));
  return found;
}

/** Processor time of these processes so far, ms, with that of children that have ended; told in steps of 10 ms. */
export function workedMs(pids: readonly number[]): number {
  const ticks = pids.map((pid) => {
    const fields = fieldsOf(pid);
    return [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at] ?? 0), 0);
  });
  return ticks.reduce((sum, each) => sum + each, 0) * 10;
}

/** Memory, MB; what processes share is shared out among them («Pss»), so that a browser is not charged for it ten times. */
export function memoryMb(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + Number(/^Pss:\s*(\d+)/m.exec(read(pid, "smaps_rollup"))?.[1] ?? 0), 0) / 1024;
}

/** How the process was called. */
export function commandOf(pid: number): string {
  return read(pid, "cmdline");
}

/** Fields of /proc/PID/stat after the name in brackets: 0 is the state. */
function fieldsOf(pid: number): readonly string[] {
  const stat = read(pid, "stat");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "latin1");
  } catch {
    return ""; // gone since it was listed
  }
}
