/** An event that is no document: its record is kept here, and its leaf waits as every other. */
import type { Tx } from "../db/sql.ts";
import { commit } from "../merkle/commitment.ts";
import { formatRecord, type LogRecord } from "../merkle/record.ts";
import { append } from "./append.ts";
import type { LogName } from "./names.ts";
import { insertEvent } from "./store.ts";

export interface EventToAppend {
  /** Chosen by the caller: one that is derived from the event (`uuidOf`) makes it come only once. */
  readonly id: string;
  /** 32 random bytes. */
  readonly salt: Uint8Array;
  readonly at: Date;
  /** What the record holds the digest of. */
  readonly attached?: Uint8Array;
}

/** False when there is an event of this id already: then nothing was appended. Throws `Malformed` on a record that is none. */
export async function appendEvent(tx: Tx, log: LogName, record: LogRecord, event: EventToAppend): Promise<boolean> {
  const body = formatRecord(record);
  const { commitment, entry } = commit(event.salt, body);
  const { id, salt, at, attached = null } = event;
  if (!(await insertEvent(tx, { id, log, type: record.type, body, salt, commitment, at, attached }))) return false;
  await append(tx, log, id, entry);
  return true;
}
