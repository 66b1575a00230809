/** One command of `medkarta`: what it is for, what it takes, what it answers with. */
export interface Command {
  readonly name: string;
  /** One line for the list. */
  readonly summary: string;
  /** The whole help. */
  readonly help: string;
  /** Returns the exit code. */
  run(args: readonly string[]): Promise<number>;
}

/** 0 and 1 mean yes and no; the others say why there is no answer. */
export const exit = { yes: 0, no: 1, unknown: 2, usage: 64, unreachable: 69, fault: 70 } as const;
