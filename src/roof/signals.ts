/** Ctrl-C and SIGTERM: while starting the program leaves at once; then the first asks to stop, and a second no longer waits. */

const SIGNALS = ["SIGINT", "SIGTERM"] as const;
/** What a shell expects of a program that Ctrl-C has ended. */
const INTERRUPTED = 130;

/**
 * While the house is being opened: the program ends with its exit hooks, so that no database is left behind. Without this a
 * signal would end it with none. Gives what takes the ear away again.
 */
export function leaveOnSignal(): () => void {
  const leave = () => process.exit(INTERRUPTED);
  for (const signal of SIGNALS) process.on(signal, leave);
  return () => {
    for (const signal of SIGNALS) process.removeListener(signal, leave);
  };
}

export function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      for (const signal of SIGNALS) process.removeListener(signal, stop);
      process.once("SIGINT", () => process.exit(INTERRUPTED));
      resolve();
    };
    for (const signal of SIGNALS) process.on(signal, stop);
  });
}
