/** When a signature is proved to have existed: the earliest of what is proved, never what its signer claims (EN 319 102-1 §5.5). */

import type { Findings } from "./findings.ts";
import type { JudgedTimestamp } from "./judge-timestamp.ts";
import type { Policy } from "./policy.ts";
import type { SignatureVerdict } from "./report.ts";

export interface TimeQuestion {
  readonly policy: Policy;
  readonly stamps: readonly JudgedTimestamp[];
  readonly contentStamps: readonly JudgedTimestamp[];
  /** The signer's claim, milliseconds since 1970. */
  readonly signingTime: number | null;
  /** What the caller can prove: the registry's receipt, or a proof of existence from the log. */
  readonly asked: number;
  readonly proof: number | null;
}

export interface BestTime {
  readonly bestTime: number;
  readonly provenBy: NonNullable<SignatureVerdict["provenBy"]>;
}

export function proveBestTime(findings: Findings, question: TimeQuestion): BestTime {
  const { stamps, contentStamps } = question;
  tellUseless(findings, "TimestampsValid", stamps);
  tellUseless(findings, "ContentTimestampsValid", contentStamps);
  const witnessed = Math.min(question.asked, question.proof ?? Number.POSITIVE_INFINITY);
  const stamped = Math.min(...stamps.map(({ proves }) => proves?.genTime ?? Number.POSITIVE_INFINITY));
  if (stamps.length + contentStamps.length > 0) {
    const disorder = disorders(question, witnessed, stamped);
    findings.ask("TimestampsInOrder", disorder.length === 0, () => ({ because: disorder.join("; ") }));
  }
  if (stamped < witnessed) return { bestTime: stamped, provenBy: "timestamp" };
  return { bestTime: witnessed, provenBy: witnessed < question.asked ? "proof" : "asked" };
}

function tellUseless(
  findings: Findings,
  constraint: "TimestampsValid" | "ContentTimestampsValid",
  stamps: readonly JudgedTimestamp[],
): void {
  if (stamps.length === 0) return;
  const useless = stamps.filter(({ proves }) => proves === null).map(({ verdict }) => verdict.reason);
  findings.ask(constraint, useless.length === 0, () => ({ because: "passed over", found: useless.join("; ") }));
}

/** Two authorities' clocks, told in whole seconds, may differ by that much. */
const TICK = 1000;

/** content-time-stamp ≤ signing ≤ signature-time-stamp ≤ receipt (§5.5.4, §5.6.3). */
function disorders(question: TimeQuestion, witnessed: number, stamped: number): string[] {
  const { policy, stamps, contentStamps, signingTime } = question;
  const found: string[] = [];
  const proven = stamps.flatMap(({ proves }) => proves ?? []);
  if (signingTime !== null && signingTime > stamped + policy.clockSkew)
    found.push(`the signer claims ${iso(signingTime)}, after the timestamp of ${iso(stamped)}`);
  for (const { genTime } of proven)
    if (genTime > witnessed + policy.clockSkew)
      found.push(`a timestamp of ${iso(genTime)} was here by ${iso(witnessed)}`);
  const end = Math.min(stamped, witnessed + policy.clockSkew);
  for (const { genTime, accuracy } of contentStamps.flatMap(({ proves }) => proves ?? []))
    if (genTime - accuracy > end + TICK)
      found.push(`the document was stamped at ${iso(genTime)}, after its signature at ${iso(end)}`);
  return found;
}

const iso = (time: number): string => new Date(time).toISOString();
