/** What a hospital is told about a document that it sent. */
import type { Submission } from "../contract/registry-client.ts";
import type { SubmissionRow } from "./store.ts";

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
