/** Collects the answers over one signature; the first unmet FAIL is the verdict. */

import { type ConstraintName, consequence, levelOf, type Policy } from "./policy.ts";
import type { ConstraintResult, Indication, SubIndication } from "./report.ts";

export interface Conclusion {
  readonly indication: Indication;
  readonly subIndication: SubIndication | null;
  readonly reason: string;
}

/** `because` is an English clause for a developer; `instead` a more exact sub-indication than the constraint's own. */
export interface Detail {
  readonly because?: string;
  readonly expected?: string;
  readonly found?: string;
  readonly instead?: SubIndication;
}

export class Findings {
  readonly results: ConstraintResult[] = [];
  readonly #policy: Policy;
  #conclusion: Conclusion | null = null;

  constructor(policy: Policy) {
    this.#policy = policy;
  }

  /**
   * Records the answer and gives it back, so that the teller can stop where going on makes no sense. `detail` is asked
   * for only where the answer is no.
   */
  ask(constraint: ConstraintName, met: boolean, detail: () => Detail = () => ({})): boolean {
    const level = levelOf(this.#policy, constraint);
    if (level === "IGNORE") return met;
    if (met) {
      this.results.push({ constraint, level, met });
      return true;
    }
    const { because = "not met", expected, found, instead } = detail();
    this.results.push({ constraint, level, met, ...(expected && { expected }), ...(found && { found }) });
    if (level === "FAIL" && this.#conclusion === null) {
      const { indication, subIndication } = consequence(constraint);
      const facts = [expected && `expected ${expected}`, found && `found ${found}`].filter(Boolean);
      const reason = `${constraint}: ${[because, ...facts].join("; ")}`;
      this.#conclusion = { indication, subIndication: instead ?? subIndication, reason };
    }
    return false;
  }

  get failed(): boolean {
    return this.#conclusion !== null;
  }

  get conclusion(): Conclusion {
    if (this.#conclusion !== null) return this.#conclusion;
    const warnings = this.results
      .filter(({ met, level }) => !met && level === "WARN")
      .map(({ constraint }) => constraint);
    const tail = warnings.length > 0 ? `; warnings: ${warnings.join(", ")}` : "";
    return {
      indication: "TOTAL-PASSED",
      subIndication: null,
      reason: `${this.results.length} constraints asked, none failed${tail}`,
    };
  }
}
