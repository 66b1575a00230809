/** Files that are there whole or not at all: written under another name first, also when the program is stopped in between. */
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { constants } from "node:os";
import { dirname, join } from "node:path";

const writing = new Set<Promise<void>>();
let stopping = false;
let drafts = 0;

/** Makes the folders that are missing. What stood under the name is replaced in one step. */
export function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  if (stopping) return new Promise(() => {}); // the process ends as soon as what was begun is whole
  const done = draftAndName(path, content);
  writing.add(done);
  const over = () => void writing.delete(done);
  done.then(over, over);
  return done;
}

async function draftAndName(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = join(dirname(path), `.medkarta-${process.pid}-${++drafts}.part`);
  try {
    await writeFile(draft, content, { flag: "wx" });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/**
 * From now on Ctrl-C, a signal to end, and a reader of our output that has gone away end the program when no file is half
 * written. A second Ctrl-C ends it at once.
 *
 * @param also what else must be ended: presses
 */
export function endWithWholeFiles(also: () => Promise<void>): void {
  const end = async (signal: keyof typeof constants.signals) => {
    stopping = true;
    await Promise.allSettled([...writing, also()]);
    process.exit(128 + constants.signals[signal]); // as a shell tells of a program that a signal ended
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => void end(signal));
  for (const pipe of [process.stdout, process.stderr]) {
    pipe.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      void end("SIGPIPE");
    });
  }
}
