/** What was registered against what the log says: record → commitment → leaf, document and signatures → record. */
import type { Sql } from "../../db/sql.ts";
import { commit } from "../../merkle/commitment.ts";
import { sameBytes, toHex } from "../../merkle/encoding.ts";
import { sha256 } from "../../merkle/primitives.ts";
import { type DocumentRegistered, type LogRecord, parseRecord } from "../../merkle/record.ts";
import type { LogName } from "../names.ts";
import { type Finding, finding, type Place } from "./findings.ts";
import {
  beforeAll,
  type DocumentKey,
  type EventRow,
  type RecordRow,
  readDocumentsWithoutRecord,
  readEvents,
  readRecords,
} from "./store.ts";

export interface OpenedDocument {
  readonly document: Uint8Array;
  /** In file order. */
  readonly signatures: readonly Uint8Array[];
}

interface RecordWalk {
  readonly sql: Sql;
  readonly log: LogName;
  readonly size: number;
  readonly now: Date;
  /** Opens the stored content; null when it is not there, throws when it does not open. */
  readonly openDocument: (patientId: string, documentId: string) => Promise<OpenedDocument | null>;
  readonly onRecords: (done: number) => void;
}

const PAGE = 200;
/** Documents opened at a time: decryption and the disk then work side by side. */
const AT_ONCE = 4;
/** A record that waits longer for its leaf is not waiting: it was left out. */
const PATIENCE_MS = 60_000;

/** How many records were checked. */
export async function* checkRecords(walk: RecordWalk): AsyncGenerator<Finding, number> {
  const claimed = new Uint8Array(Math.ceil(walk.size / 8)); // a bit for each leaf: 1.25 MB for ten million
  const claim = (index: number | null) => {
    if (index !== null && index >= 0 && index < walk.size) claimed[index >> 3]! |= 1 << (index & 7);
  };
  let done = 0;
  let after: DocumentKey = beforeAll;
  for (;;) {
    const page = await readRecords(walk.sql, walk.log, after, PAGE);
    const last = page.at(-1);
    if (!last) break;
    for (let at = 0; at < page.length; at += AT_ONCE) {
      const rows = page.slice(at, at + AT_ONCE);
      for (const { index } of rows) claim(index);
      for (const findings of await Promise.all(rows.map((row) => checkRow(row, walk)))) yield* findings;
    }
    done += page.length;
    walk.onRecords(done);
    after = last;
  }

  for (const row of await readEvents(walk.sql, walk.log)) {
    claim(row.index);
    yield* checkEvent(row, walk.now);
  }
  for (let leaf = 0; leaf < walk.size; leaf++) {
    if ((claimed[leaf >> 3]! & (1 << (leaf & 7))) === 0) yield finding("leaf-without-record", { leaf });
  }
  after = beforeAll;
  for (;;) {
    const page = await readDocumentsWithoutRecord(walk.sql, after, PAGE);
    const last = page.at(-1);
    if (!last) return done;
    for (const { documentId } of page) yield finding("record-missing", { documentId });
    after = last;
  }
}

/** An event that is no document: its record says all of it. */
function* checkEvent(row: EventRow, now: Date): Generator<Finding> {
  const at: Place = row.index === null ? {} : { leaf: row.index };
  yield* checkCommitment({ ...row, registeredAt: row.at }, at, now);
  try {
    parseRecord(row.body);
  } catch (error) {
    yield finding("record-malformed", at, error instanceof Error ? error.message : String(error));
  }
}

async function checkRow(row: RecordRow, walk: RecordWalk): Promise<Finding[]> {
  const { documentId } = row;
  const at: Place = { documentId, ...(row.index !== null && { leaf: row.index }) };
  return [...checkCommitment(row, at, walk.now), ...(await checkContent(row, at, walk))];
}

function* checkCommitment(
  row: Pick<RecordRow, "body" | "salt" | "commitment" | "entry" | "registeredAt">,
  at: Place,
  now: Date,
): Generator<Finding> {
  const made = row.salt.length === 32 ? commit(row.salt, row.body) : undefined;
  if (!made || !sameBytes(made.commitment, row.commitment)) yield finding("record-changed", at);
  if (row.entry === null) {
    const age = now.getTime() - (row.registeredAt?.getTime() ?? 0);
    if (age > PATIENCE_MS) yield finding("record-without-leaf", at, `for ${Math.round(age / 1000)} s`);
  } else if (!made || !sameBytes(made.entry, row.entry)) yield finding("record-leaf", at);
}

async function checkContent(row: RecordRow, at: Place, walk: RecordWalk): Promise<Finding[]> {
  let record: LogRecord;
  try {
    record = parseRecord(row.body);
  } catch (error) {
    return [finding("record-malformed", at, error instanceof Error ? error.message : String(error))];
  }
  if (record.type !== "document-registered") return [finding("record-changed", at, `a record of ${record.type}`)];
  const findings = [...checkDocumentRow(record, row, at)];
  try {
    const opened = await walk.openDocument(row.patientId, row.documentId);
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
function* checkDocumentRow(record: DocumentRegistered, row: RecordRow, at: Place): Generator<Finding> {
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
}
