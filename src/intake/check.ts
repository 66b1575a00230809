/** Step 4. Every rule, every fault, at once. Pure: who broke three rules learns of three. */
import type { Fault } from "../basics/fault.ts";
import { documentFaults } from "./rules/document-rules.ts";
import type { Evidence } from "./rules/evidence.ts";
import { patientFaults } from "./rules/patient-rules.ts";
import { signatureFaults } from "./rules/signature-rules.ts";

/** Ordered by line where a fault has one, signatures last. */
export function check(evidence: Evidence): Fault[] {
  return byLine([...checkUnsigned(evidence), ...signatureFaults(evidence)]);
}

/** What can be said of a document before anybody has signed it. */
export function checkUnsigned(evidence: Evidence): Fault[] {
  return [...documentFaults(evidence), ...patientFaults(evidence)];
}

export function byLine(faults: readonly Fault[]): Fault[] {
  return faults.toSorted((a, b) => (a.line ?? Number.MAX_SAFE_INTEGER) - (b.line ?? Number.MAX_SAFE_INTEGER));
}

export function refuses(faults: readonly Fault[]): boolean {
  return faults.some((fault) => fault.severity === "error");
}
