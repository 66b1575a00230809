/** The log's part of step 5: the leaf waits in the caller's own transaction, so a document and its leaf are one deed. */

import { Refusal } from "../basics/refusal.ts";
import type { Tx } from "../db/sql.ts";
import { isEntry } from "../merkle/commitment.ts";
import type { LogName } from "./names.ts";
import { insertPending } from "./store.ts";

/**
 * Puts an entry of 33 bytes (src/merkle/commitment.ts) into the queue of a log. It has no place in the log yet: a place given
 * here would make all registrations wait for one another. Throws a Refusal `LOG_FROZEN` when the log has ended.
 */
export async function append(tx: Tx, log: LogName, recordId: string, entry: Uint8Array): Promise<void> {
  if (!isEntry(entry)) throw new RangeError("a log entry is 0x01 and a commitment of 32 bytes");
  if (await insertPending(tx, log, recordId, entry)) return;
  throw new Refusal("unavailable", "LOG_FROZEN", {
    ru: "Журнал этого реестра закрыт навсегда: новых записей он не принимает",
    en: "The log of this registry has been ended for good: it takes no more entries",
  });
}
