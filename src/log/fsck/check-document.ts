/** One registered document: its record and leaf, its row, its place among versions, its bytes; or that a court had it erased. */
import { isEntry } from "../../merkle/commitment.ts";
import { sameBytes, toHex } from "../../merkle/encoding.ts";
import { sha256 } from "../../merkle/primitives.ts";
import { type DocumentRegistered, type LogRecord, parseRecord } from "../../merkle/record.ts";
import type { LegalErasure } from "../../merkle/record-lines.ts";
import { checkCommitment, checkWaiting, type Erasures } from "./check-events.ts";
import { type Finding, finding, type Place } from "./findings.ts";
import type { RecordRow } from "./store.ts";

export interface OpenedDocument {
  readonly document: Uint8Array;
  /** In file order. */
  readonly signatures: readonly Uint8Array[];
}

export interface DocumentCheck {
  readonly now: Date;
  readonly erasures: Erasures;
  /** Opens the stored content; null when it is not there, throws when it does not open. */
  readonly openDocument: (patientId: string, documentId: string) => Promise<OpenedDocument | null>;
  /** Which documents are opened; all the rest of each is checked anyway. */
  readonly opens: (row: Pick<RecordRow, "registeredAt">) => boolean;
}

export async function checkDocument(row: RecordRow, check: DocumentCheck): Promise<Finding[]> {
  const { documentId } = row;
  const at: Place = { documentId, ...(row.index !== null && { leaf: row.index }) };
  const erasure = check.erasures.get(documentId);
  // Both at once is what the erasure leaves; one of them alone is damage.
  if (row.body.length === 0 && row.salt.length === 0) return [...checkErased(row, erasure, at, check.now)];
  const incomplete = erasure ? [finding("erasure-incomplete", at, "the record is still there")] : [];
  return [...incomplete, ...checkCommitment(row, at, check.now), ...(await checkContent(row, at, check))];
}

/** Nothing of it is left, the leaf stands, and an event of a court says so. */
function* checkErased(row: RecordRow, erasure: LegalErasure | undefined, at: Place, now: Date): Generator<Finding> {
  if (row.number === null) yield finding("document-missing", at);
  if (!erasure) yield finding("erasure-without-event", at);
  else if (erasure.number !== row.number || (row.index !== null && erasure.leaf !== row.index)) {
    yield finding("erasure-without-event", at, "the event names another number or leaf");
  }
  if (row.kept) yield finding("erasure-incomplete", at, "content, key, results, card, signatures or digest");
  if (row.entry === null) yield* checkWaiting(row.registeredAt, at, now);
  else if (!isEntry(row.entry) || !sameBytes(row.entry.subarray(1), row.commitment)) {
    yield finding("record-leaf", at);
  }
  if (row.number !== null) yield* checkPlaces(row, at);
}

async function checkContent(row: RecordRow, at: Place, { openDocument, opens }: DocumentCheck): Promise<Finding[]> {
  let record: LogRecord;
  try {
    record = parseRecord(row.body);
  } catch (error) {
    return [finding("record-malformed", at, error instanceof Error ? error.message : String(error))];
  }
  if (record.type !== "document-registered") return [finding("record-changed", at, `a record of ${record.type}`)];
  const findings = [...checkRow(record, row, at)];
  if (!opens(row)) return findings;
  try {
    const opened = await openDocument(row.patientId, row.documentId);
    if (!opened) return [...findings, finding("content-missing", at)];
    if (toHex(sha256(opened.document)) !== record.doc) findings.push(finding("document-hash", at));
    const signatures = opened.signatures.map((signature) => toHex(sha256(signature)));
    if (signatures.join() !== record.sig.join()) findings.push(finding("signature-hash", at));
  } catch (error) {
    findings.push(finding("content-unreadable", at, error instanceof Error ? error.message : String(error)));
  }
  return findings;
}

/** The registry's own row must say what the record says. Names of what differs, never the values. */
function* checkRow(record: DocumentRegistered, row: RecordRow, at: Place): Generator<Finding> {
  if (row.number === null || row.sha256 === null) {
    yield finding("document-missing", at);
    return;
  }
  const differing = [
    record.id !== row.documentId && "id",
    record.number !== row.number && "number",
    record.org !== row.organisationOid && "organisation",
    !record.kind.startsWith(`${row.kind}:`) && "kind",
    record.registered !== row.registeredAt?.toISOString() && "time of registration",
    record.doc !== toHex(row.sha256) && "digest",
  ].filter((name) => name !== false);
  if (differing.length > 0) yield finding("document-changed", at, differing.join(", "));
  if ((record.prev ?? null) !== row.before) yield finding("status-changed", at, "the version before it");
  yield* checkPlaces(row, at);
}

/** Tables that lead to the document: by its set and version, by its number. */
function* checkPlaces({ listed, located }: RecordRow, at: Place): Generator<Finding> {
  if (listed !== true) yield finding("status-changed", at, "the table of versions");
  if (located !== true) yield finding("locator-changed", at);
}
