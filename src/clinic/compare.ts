/**
 * A doctor checks a correction: what it changed in the version before it. Both were sent by the doctor's own organisation.
 * The patient's journal gets a line for each, under the doctor's name, before anything leaves.
 */
import { writeAccess } from "../access/journal.ts";
import type { Subject } from "../access/subject.ts";
import { Refusal } from "../basics/refusal.ts";
import { compare } from "../cda/compare.ts";
import type { Comparison, NotCompared } from "../cda/difference.ts";
import type { ReadableDocument } from "../cda/model.ts";
import { readDocument } from "../cda/read.ts";
import { makeReadable } from "../cda/readable.ts";
import type { Keyring } from "../db/keyring.ts";
import type { Sql, Tx } from "../db/sql.ts";
import { type ContentStore, filesOf, type Part } from "../registry/content.ts";
import * as store from "./store.ts";

export type SentVersion = store.VersionRow;

/** Which patient and which versions a submission stands among; null where it is not the organisation's, or not registered. */
export interface SentSet {
  readonly patientId: string;
  readonly documentId: string;
  /** Newest first. */
  readonly versions: readonly SentVersion[];
}

/** Numbers and versions alone: nothing of what a doctor wrote is opened, so no journal line is due. */
export async function versionsOfSubmission(
  tx: Tx,
  organisationOid: string,
  documentId: string,
): Promise<SentSet | null> {
  const patientId = await store.subjectOfSent(tx, organisationOid, documentId);
  if (patientId === null) return null;
  await store.bindComparison(tx, patientId, []);
  const versions = await store.versionsOfSent(tx, organisationOid, patientId, documentId);
  return versions.length === 0 ? null : { patientId, documentId, versions };
}

export interface ComparedSubmission {
  readonly before: SentVersion | null;
  readonly after: SentVersion;
  /** Title of the later version, in plain words; null where nothing was opened. */
  readonly title: string | null;
  readonly found: Comparison | NotCompared;
}

export interface CompareDeps {
  readonly keyring: Keyring;
  readonly content: ContentStore;
  readonly clock: () => Date;
}

/** The submission's version against the one before it. */
export async function compareSubmission(
  deps: CompareDeps,
  tx: Tx,
  reading: { readonly subject: Subject; readonly requestId: string },
  set: SentSet,
): Promise<ComparedSubmission> {
  const { patientId, documentId, versions } = set;
  const after = versions.find((one) => one.document_id === documentId) ?? none();
  const before = versions.find(({ version }) => version < after.version) ?? null;
  if (before === null) return { before, after, title: null, found: versions.length === 1 ? "only-one" : "first" };
  const ids = [before.document_id, after.document_id];
  await store.bindComparison(tx, patientId, ids);
  const [old, fresh] = [await documentOf(deps, tx, ids[0]), await documentOf(deps, tx, ids[1])];
  if (old === null || fresh === null) return { before, after, title: null, found: "erased" };
  if ([old, fresh].some(({ mediaType }) => mediaType === "application/pdf"))
    return { before, after, title: null, found: "pdf" };
  const { subject, requestId } = reading;
  for (const id of ids)
    await writeAccess(tx, deps.keyring, subject, {
      patientId,
      documentId: id,
      deed: "compare",
      basis: "sender",
      requestId,
      at: deps.clock(),
    });
  const [a, b] = [readable(old), readable(fresh)];
  return { before, after, title: b.title, found: compare(a, b) };
}

async function documentOf(deps: CompareDeps, sql: Sql, id = ""): Promise<Part | null> {
  return filesOf((await deps.content.get(sql, id)) ?? [])?.document ?? null;
}

function readable({ bytes }: Part): ReadableDocument {
  try {
    return makeReadable(readDocument(bytes));
  } catch {
    throw new Refusal("unsupported", "CANNOT_COMPARE", {
      ru: "Сравнить эти версии не получилось",
      en: "These versions cannot be compared",
    });
  }
}

function none(): never {
  throw new Refusal("not-found", "NO_SUBMISSION", { ru: "Такой отправки нет", en: "There is no such submission" });
}
