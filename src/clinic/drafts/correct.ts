/**
 * A corrected version: a copy in the form it was written in, or, of a document written elsewhere, its own words to be mended. The patient's journal gets a
 * line under the doctor's name before anything of the document is seen.
 */
import { writeAccess } from "../../access/journal.ts";
import type { Subject } from "../../access/subject.ts";
import { Refusal } from "../../basics/refusal.ts";
import { compare } from "../../cda/compare.ts";
import type { Comparison } from "../../cda/difference.ts";
import { readDocument } from "../../cda/read.ts";
import { makeReadable } from "../../cda/readable.ts";
import type { Tx } from "../../db/sql.ts";
import { filesOf } from "../../registry/content.ts";
import { type SentSet, versionsOfSubmission } from "../compare.ts";
import { bindComparison } from "../store.ts";
import { namesAsSigner, openAmendment, valuesOf } from "./amendment.ts";
import type { DraftDeps, Writer } from "./deps.ts";
import { beginDraft, type OpenedDraft, openSent } from "./drafts.ts";
import { AMENDMENT } from "./fields.ts";
import * as store from "./store.ts";

export interface Reading {
  readonly subject: Subject;
  readonly requestId: string;
}

/** Why a document cannot be corrected here. */
export type NotHere = "newer" | "pdf";

export type Correctable =
  | { readonly can: "begin" }
  | { readonly can: "go-on"; readonly draftId: string }
  | { readonly can: "not-here"; readonly why: NotHere };

/** Numbers and versions alone are looked at: nothing is opened, and no line is due. Null: it is not registered, or not the organisation's. */
export async function correctable(tx: Tx, writer: Writer, documentId: string): Promise<Correctable | null> {
  const set = await versionsOfSubmission(tx, writer.organisationOid, documentId);
  return set && correctableOf(tx, writer, set);
}

async function correctableOf(
  tx: Tx,
  writer: Writer,
  { patientId, documentId, versions }: SentSet,
): Promise<Correctable> {
  const draftId = await store.draftReplacing(tx, writer, patientId, documentId);
  if (draftId) return { can: "go-on", draftId };
  return versions[0]?.document_id === documentId ? { can: "begin" } : { can: "not-here", why: "newer" };
}

/** Gives the draft; the one begun before is gone on with. */
export async function beginCorrection(
  deps: DraftDeps,
  tx: Tx,
  writer: Writer,
  reading: Reading,
  documentId: string,
  appeal: string | null,
): Promise<string> {
  const set = await versionsOfSubmission(tx, writer.organisationOid, documentId);
  const newest = set?.versions[0];
  if (!set || !newest) throw notHere();
  const found = await correctableOf(tx, writer, set);
  if (found.can === "go-on") {
    if (appeal !== null) await store.beginFor(tx, writer, found.draftId, appeal);
    return found.draftId;
  }
  if (found.can !== "begin") throw notHere();
  await line(deps, tx, reading, set.patientId, documentId, "correct");
  const version = newest.version + 1;
  const common = { patientId: set.patientId, reason: null, appeal };
  const row = await store.sentDraft(tx, writer.organisationOid, documentId);
  const before = row && openSent(deps, row);
  if (row && before && !("spots" in before.by)) {
    const { patient, values, by } = before;
    const again = { number: row.set_number, version, replaces: documentId };
    return beginDraft(deps, tx, writer, { ...common, form: by.key, patient, values, set: again });
  }
  const base = await xmlOf(deps, tx, documentId);
  const read = readDocument(base);
  const { snils, name, birthDate } = read.facts.patient;
  if (!namesAsSigner(read.facts, writer.snils)) throw notYours();
  if (!snils || !name || !birthDate) throw notHere();
  return beginDraft(deps, tx, writer, {
    ...common,
    form: AMENDMENT,
    patient: { snils, name, birthDate },
    values: valuesOf(openAmendment(base)),
    title: makeReadable(read).title,
    base,
    set: { number: null, version, replaces: documentId },
  });
}

async function xmlOf(deps: DraftDeps, tx: Tx, documentId: string): Promise<Uint8Array> {
  const document = filesOf((await deps.content.get(tx, documentId)) ?? [])?.document;
  if (!document || document.mediaType === "application/pdf") throw notHere();
  return document.bytes;
}

export interface Difference {
  readonly found: Comparison;
  readonly title: string;
  /** Nothing that its patient reads differs. */
  readonly same: boolean;
}

/** The new bytes against the document that they replace. */
export async function differenceOf(
  deps: DraftDeps,
  tx: Tx,
  reading: Reading,
  draft: OpenedDraft,
  bytes: Uint8Array,
): Promise<Difference> {
  const { patient_id: patientId, replaces } = draft.row;
  if (replaces === null) throw notHere();
  await line(deps, tx, reading, patientId, replaces, "compare");
  const before = await xmlOf(deps, tx, replaces);
  const [old, fresh] = [makeReadable(readDocument(before)), makeReadable(readDocument(bytes))];
  const found = compare(old, fresh);
  return { found, title: fresh.title, same: changesBesides(found, draft.row.version) === 0 };
}

/** Every corrected version says at its head what it mends: that alone is no change. */
function changesBesides({ parts }: Comparison, version: number): number {
  const own = `Версия ${version}, исправленная`;
  return parts.flatMap(({ changes }) => changes).filter((change) => !JSON.stringify(change).includes(own)).length;
}

async function line(
  deps: DraftDeps,
  tx: Tx,
  { subject, requestId }: Reading,
  patientId: string,
  documentId: string,
  deed: "correct" | "compare",
) {
  await bindComparison(tx, patientId, [documentId]);
  await writeAccess(tx, deps.keyring, subject, {
    patientId,
    documentId,
    deed,
    basis: "sender",
    requestId,
    at: deps.clock(),
  });
}

function notYours(): Refusal {
  return new Refusal("not-allowed", "NOT_AMONG_SIGNERS", {
    ru: "Исправить и подписать этот документ может врач, который назван в нём автором или ответственным",
    en: "A doctor whom the document names as its author, or as who answers for it, can correct and sign it",
  });
}

function notHere(): Refusal {
  return new Refusal("conflict", "CANNOT_CORRECT_HERE", {
    ru: "Этот документ здесь не исправить: у него есть более новая версия, или он пришёл файлом PDF",
    en: "This document cannot be corrected here: it has a newer version, or came as a PDF file",
  });
}
