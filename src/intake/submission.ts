/** What a hospital is told about a document that it sent. */
import type { Fault } from "../basics/fault.ts";
import type { SubmissionRow } from "./store.ts";

export interface Submission {
  readonly id: string;
  readonly localUid: string;
  readonly state: "received" | "refused" | "registered";
  /** Registration number, once registered. */
  readonly number: string | null;
  readonly faults: readonly Fault[];
  /** Held back because the person could not be told for certain. */
  readonly quarantined: boolean;
  readonly receivedAt: string;
  readonly decidedAt: string | null;
}

export function submissionOf(row: SubmissionRow): Submission {
  return {
    id: row.document_id,
    localUid: row.local_uid,
    state: row.state,
    number: row.number,
    faults: row.faults,
    quarantined: row.quarantined,
    receivedAt: row.received_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
  };
}
