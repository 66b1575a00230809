/** Keeps the server alive: when it ends without having been told to, it is started again in the same place. */
import type { ChildProcess } from "node:child_process";
import { signal } from "./processes.ts";
import { end } from "./server.ts";

export interface Supervised {
  readonly pid: number;
  /** Ends the server for good. */
  stop(): Promise<void>;
}

/** More deaths than this within a minute, and there is nothing that starting again would mend. */
const mostDeathsAMinute = 10;

/**
 * @param start starts the server and waits until it takes connections
 * @param onLost told when the server is down and will not be started again
 */
export async function supervise(
  start: () => Promise<ChildProcess>,
  onRestart: () => void,
  onLost: (error: unknown) => void,
): Promise<Supervised> {
  let child = await start();
  let stopping = false;
  let restarting: Promise<void> = Promise.resolve();
  const deaths: number[] = [];

  const watch = () => child.once("exit", died);
  const died = () => {
    if (stopping) return;
    const now = performance.now();
    deaths.push(now);
    if (deaths.filter((at) => at > now - 60_000).length > mostDeathsAMinute) {
      onLost(new Error(`PostgreSQL ended more than ${mostDeathsAMinute} times within a minute`));
      return;
    }
    onRestart();
    restarting = start().then((next) => {
      child = next;
      watch();
    });
    restarting.catch(onLost);
  };
  watch();

  // A program that ends without calling stop() must not leave a server behind. This hook cannot wait; nor need it.
  const leave = () => child.pid && child.exitCode === null && signal(child.pid, "SIGINT");
  process.once("exit", leave);

  return {
    get pid() {
      return child.pid ?? 0;
    },
    async stop() {
      stopping = true;
      await restarting.catch(() => {}); // onLost has told it already
      await end(child);
      process.off("exit", leave);
    },
  };
}
