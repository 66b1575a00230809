/** Events that are no documents: each has its leaf, and those of a court say which documents are gone by right. */
import { commit } from "../../merkle/commitment.ts";
import { sameBytes } from "../../merkle/encoding.ts";
import { type LogRecord, parseRecord } from "../../merkle/record.ts";
import type { LegalErasure } from "../../merkle/record-lines.ts";
import { type Finding, finding, type Place } from "./findings.ts";
import type { EventRow, RecordRow } from "./store.ts";

/** What courts had erased, by the document's id. */
export type Erasures = ReadonlyMap<string, LegalErasure>;

/** A record that waits longer for its leaf is not waiting: it was left out. */
const PATIENCE_MS = 60_000;

/** An event that its own commitment does not hold proves nothing, so it erases nothing. */
export function erasuresIn(events: readonly EventRow[]): Erasures {
  const erased = new Map<string, LegalErasure>();
  for (const { type, body, salt, commitment } of events) {
    if (type !== "legal-erasure" || salt.length !== 32) continue;
    if (!sameBytes(commit(salt, body).commitment, commitment)) continue;
    const record = parsed(body);
    if (record?.type === "legal-erasure") erased.set(record.id, record);
  }
  return erased;
}

function parsed(body: Uint8Array): LogRecord | null {
  try {
    return parseRecord(body);
  } catch {
    return null; // told as `record-malformed`
  }
}

/** An event's record says all of it. */
export function* checkEvent(row: EventRow, now: Date): Generator<Finding> {
  const at: Place = row.index === null ? {} : { leaf: row.index };
  yield* checkCommitment({ ...row, registeredAt: row.at }, at, now);
  try {
    const { type } = parseRecord(row.body);
    if (type !== row.type) yield finding("record-changed", at, `a record of ${type}`);
  } catch (error) {
    yield finding("record-malformed", at, error instanceof Error ? error.message : String(error));
  }
}

/** Record and salt → commitment → entry of the leaf. */
export function* checkCommitment(
  row: Pick<RecordRow, "body" | "salt" | "commitment" | "entry" | "registeredAt">,
  at: Place,
  now: Date,
): Generator<Finding> {
  const made = row.salt.length === 32 ? commit(row.salt, row.body) : undefined;
  if (!made || !sameBytes(made.commitment, row.commitment)) yield finding("record-changed", at);
  if (row.entry === null) yield* checkWaiting(row.registeredAt, at, now);
  else if (!made || !sameBytes(made.entry, row.entry)) yield finding("record-leaf", at);
}

export function* checkWaiting(since: Date | null, at: Place, now: Date): Generator<Finding> {
  const age = now.getTime() - (since?.getTime() ?? 0);
  if (age > PATIENCE_MS) yield finding("record-without-leaf", at, `for ${Math.round(age / 1000)} s`);
}
