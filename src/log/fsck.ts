/**
 * Was anything changed behind the registry's back? Reads everything that is kept and proves it against what was signed.
 * Whoever owns the database can rewrite every row, but not the log's signature, nor the checkpoints that others keep.
 */
import type { Sql } from "../db/sql.ts";
import type { VerifierKey } from "../merkle/key.ts";
import { parseKeyList } from "../merkle/key-list.ts";
import type { AccessWalk } from "./fsck/check-access.ts";
import { checkCosignatures } from "./fsck/check-cosignatures.ts";
import type { OpenedDocument } from "./fsck/check-document.ts";
import { checkFiles } from "./fsck/check-files.ts";
import { checkRecords } from "./fsck/check-records.ts";
import { checkTree } from "./fsck/check-tree.ts";
import { type Finding, type FindingCode, finding } from "./fsck/findings.ts";
import type { LogName } from "./names.ts";
import { type Head, readHead, readLatestCheckpoint } from "./store.ts";

export interface FsckOptions {
  /** As the registry's role: it sees every row. */
  readonly sql: Sql;
  readonly log: LogName;
  /** The log's public key, or the list of its keys (src/merkle/key-list.ts), from outside the database. */
  readonly vkey: string;
  /** The size the signer signed last, when its memory is at hand: then removed checkpoints are found too. */
  readonly signedSize?: number;
  /** The same, asked again after the database was: then an older copy of its memory is found too. */
  readonly signedNow?: () => Promise<number>;
  readonly now: Date;
  /** Opens the stored content of a document; null when it is not there, throws when it does not open. */
  readonly openDocument: (patientId: string, documentId: string) => Promise<OpenedDocument | null>;
  /** Opens only this share of the documents, 0–1, chosen by 0 ≤ `random` < 1; everything else is checked wholly. */
  readonly sample?: { readonly share: number; readonly random: () => number };
  /** Opens only documents that were registered since. */
  readonly since?: Date;
  /** Whether a report of this kind and reason marks its document as disputed; without it appeals are not looked at. */
  readonly disputes?: (kind: string, reason: string) => boolean;
  /** The record of a line of the access journal; needed for the log of readings. */
  readonly recordOfLine?: AccessWalk["recordOfLine"];
  /** The root of the log's exported files; without it they are not looked at. */
  readonly filesDir?: string;
  /** Keys of the witnesses, from outside the database. */
  readonly witnesses?: readonly VerifierKey[];
  /** After each page of documents: a walk that has time rests here. */
  readonly rest?: () => Promise<void>;
  readonly onProgress?: (progress: FsckProgress) => void;
  /** How a walker waits; tests do not. */
  readonly wait?: (ms: number) => Promise<void>;
}

export interface FsckProgress {
  readonly step: "leaves" | "records";
  readonly done: number;
  /** Of records an estimate: each has one leaf. */
  readonly total: number;
}

export interface FsckReport {
  readonly leaves: number;
  readonly checkpoints: number;
  readonly records: number;
  /** How often each thing was found, also beyond the first hundred that were told. */
  readonly counts: Readonly<Partial<Record<FindingCode, number>>>;
  readonly clean: boolean;
}

/** Of one code, the first hundred are told: a broken tree has as many findings as leaves. */
const TOLD = 100;

/** Gives findings as they come and returns the report. Memory stays flat; safe beside a running server. */
export async function* fsck(options: FsckOptions): AsyncGenerator<Finding, FsckReport> {
  const { sql, log, now, openDocument, onProgress } = options;
  const key = parseKeyList(options.vkey).map((one) => one.key);
  const counts: Partial<Record<FindingCode, number>> = {};
  const told = async function* <T>(findings: AsyncGenerator<Finding, T>): AsyncGenerator<Finding, T> {
    for (;;) {
      const next = await findings.next();
      if (next.done) return next.value;
      const { code } = next.value;
      counts[code] = (counts[code] ?? 0) + 1;
      if (counts[code] <= TOLD) yield next.value;
    }
  };

  const head = await readHead(sql, log);
  const progress = (step: FsckProgress["step"]) => (done: number) => onProgress?.({ step, done, total: head.size });
  yield* told(checkSigning(options, head));
  const { leaves, checkpoints } = yield* told(checkTree({ sql, log, key, head, onLeaves: progress("leaves") }));
  const { filesDir: dir, witnesses = [], rest = async () => {} } = options;
  yield* told(checkCosignatures({ sql, log, witnesses, rest }));
  if (dir !== undefined) yield* told(checkFiles({ sql, log, keys: key, witnesses, dir, rest }));
  const records = yield* told(
    checkRecords({
      sql,
      log,
      size: leaves,
      now,
      openDocument,
      opens: opensOf(options),
      recordOfLine: options.recordOfLine ?? noRecord,
      ...(options.disputes && { disputes: options.disputes }),
      onRecords: progress("records"),
      rest,
    }),
  );
  return { leaves, checkpoints, records, counts, clean: Object.keys(counts).length === 0 };
}

function noRecord(): never {
  throw new Error("nobody told how the record of a line is made");
}

function opensOf({ sample, since }: FsckOptions) {
  return ({ registeredAt }: { readonly registeredAt: Date | null }) =>
    (!since || registeredAt === null || registeredAt >= since) && (!sample || sample.random() < sample.share);
}

/** The latest checkpoint is that of the head, or soon will be. */
async function* checkSigning(options: FsckOptions, head: Head): AsyncGenerator<Finding, void> {
  const { sql, log, signedSize = 0 } = options;
  const wait = options.wait ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)));
  let signed = (await readLatestCheckpoint(sql, log))?.size ?? 0;
  if (signed < head.size) {
    await wait(2_000); // a round may be under way
    signed = (await readLatestCheckpoint(sql, log))?.size ?? 0;
    if (signed < head.size) yield finding("head-unsigned", { size: head.size }, `signed up to ${signed}`);
  }
  const remembered = await options.signedNow?.();
  if (remembered !== undefined && signed > remembered) {
    yield finding("signer-behind", { size: signed }, `the signer remembers ${remembered}`);
  }
  if (signed < signedSize) yield finding("checkpoint-missing", { size: signedSize });
  const { size } = await readHead(sql, log); // after the checkpoint: it may have grown since, but never shrunk
  if (signed > size) yield finding("checkpoint-ahead", { size: signed }, `the database has ${size}`);
}
