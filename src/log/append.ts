/** The log's part of step 5: the leaf waits in the caller's own transaction, so a document and its leaf are one deed. */
import type { Tx } from "../db/sql.ts";
import { isEntry } from "../merkle/commitment.ts";
import type { LogName } from "./names.ts";

/**
 * Puts an entry of 33 bytes (src/merkle/commitment.ts) into the queue of a log. It has no place in the log yet: a place given
 * here would make all registrations wait for one another.
 */
export async function append(tx: Tx, log: LogName, recordId: string, entry: Uint8Array): Promise<void> {
  if (!isEntry(entry)) throw new RangeError("a log entry is 0x01 and a commitment of 32 bytes");
  await tx.run`INSERT INTO log_pending (log, record_id, entry) VALUES (${log}, ${recordId}, ${entry})`;
}
