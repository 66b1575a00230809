/** How much work a stranger's file may ask for: iterations of all its keys together are counted and told of. */

import { ContainerFault } from "./container-fault.ts";

/** Ten million rounds of SHA-256 are seconds; honest files ask for thousands to a million. */
const MOST_ITERATIONS = 10_000_000;

/** Told from time to time, between 0 and 1: the share of this file's stretching that is done. */
export type Progress = (share: number) => void;

/** Kept for one file. Own loops tell every so many rounds, the platform's all at once. */
export class Effort {
  readonly #progress: Progress;
  #asked = 0;
  #done = 0;

  constructor(progress: Progress = () => {}) {
    this.#progress = progress;
  }

  /** Throws ContainerFault `too-slow`, before anything is computed. */
  ask(iterations: number): void {
    this.#asked += iterations;
    if (this.#asked > MOST_ITERATIONS) throw new ContainerFault("too-slow", `${this.#asked} iterations`);
  }

  did(iterations: number): void {
    this.#done += iterations;
    this.#progress(this.#done / this.#asked);
  }
}
