/**
 * From a draft to a registered document. The bytes are frozen when the doctor goes to sign; what is signed is what is stored
 * is what is sent. Every step can be repeated: a second click, a second tab, a lost answer change nothing.
 */
import { Refusal } from "../../basics/refusal.ts";
import { uuidOf } from "../../basics/uuid.ts";
import type { Database, Scope } from "../../db/database.ts";
import type { Sql, Tx } from "../../db/sql.ts";
import { versionsOfSubmission } from "../compare.ts";
import { sealDraft } from "../seal-draft.ts";
import { BASE, DOCUMENT, keepParts, partsOf } from "./bundle.ts";
import type { DraftDeps, Writer } from "./deps.ts";
import { frozenAlready, holdDraft, none, type OpenedDraft, openDraft } from "./drafts.ts";
import * as store from "./store.ts";
import { type WrittenDraft, writeDraft } from "./write-draft.ts";

/** Null: it is frozen; else what stands against it. */
export async function freezeDraft(
  deps: DraftDeps,
  tx: Tx,
  writer: Writer,
  draftId: string,
): Promise<WrittenDraft | null> {
  const draft = await holdDraft(deps, tx, writer, draftId);
  if (draft.state === "frozen") return null;
  if (draft.state !== "open") throw frozenAlready();
  const written = await writeDraft(deps, tx, writer, draft);
  const refused = written.foreseen.some(({ severity }) => severity === "error");
  if (written.bytes === null || refused || (draft.row.replaces !== null && !draft.reason)) return written;
  const document = { part: DOCUMENT, mediaType: "application/xml", bytes: written.bytes };
  await keepParts(deps.keyring, tx, draft.row, "frozen", [document], deps.clock());
  return null;
}

/** Back to writing: the frozen bytes are gone. A document that was refused can be mended so, too. */
export async function thawDraft(deps: DraftDeps, tx: Tx, writer: Writer, draftId: string): Promise<void> {
  const draft = await holdDraft(deps, tx, writer, draftId);
  if (draft.state === "signed") throw frozenAlready();
  if (draft.state === "open") return;
  await keepParts(deps.keyring, tx, draft.row, "open", [], deps.clock());
  await store.thaw(tx, draft.row, await nextOf(tx, writer, draft.row), deps.clock());
}

/** Somebody else may have corrected the same document in the meantime: then this version follows theirs. */
async function nextOf(tx: Tx, writer: Writer, { version, replaces }: store.DraftRow) {
  const set = replaces === null ? null : await versionsOfSubmission(tx, writer.organisationOid, replaces);
  const newest = set?.versions[0];
  if (!newest || newest.version < version) return { version, replaces };
  return { version: newest.version + 1, replaces: newest.document_id };
}

/** What is signed, byte for byte; null while the draft is open. */
export function frozenBytes(deps: DraftDeps, { row }: OpenedDraft): Uint8Array | null {
  return partsOf(deps.keyring, row).find(({ part }) => part === DOCUMENT)?.bytes ?? null;
}

/** The doctor's signature is proved and kept; nothing is sent yet. Whoever comes second finds it signed already. */
export async function signDraft(
  deps: DraftDeps,
  database: Database,
  scope: Scope,
  writer: Writer,
  draftId: string,
  doctorSignature: Uint8Array,
): Promise<void> {
  await database.transact(async (tx) => {
    const draft = await holdDraft(deps, tx, writer, draftId);
    if (draft.state === "signed" || draft.state === "sent") return;
    const bytes = frozenBytes(deps, draft);
    if (draft.state !== "frozen" || !bytes) throw notFrozen();
    const { signatures } = await sealDraft(deps.sealing, {
      bytes,
      doctorSignature,
      doctor: { snils: writer.snils, name: writer.name.family },
      organisationOid: writer.organisationOid,
      now: deps.clock(),
    });
    const signed = [
      { part: DOCUMENT, mediaType: "application/xml", bytes },
      ...signatures.map((one, at) => ({ part: at + 1, mediaType: "application/pkcs7-signature", bytes: one })),
    ];
    await keepParts(deps.keyring, tx, draft.row, "signed", signed, deps.clock());
  }, scope);
}

/** Gives the submission. Sent once however often it is asked: the localUid is made of the draft. */
export async function sendDraft(
  deps: DraftDeps,
  database: Database,
  scope: Scope,
  writer: Writer,
  draftId: string,
): Promise<string> {
  const draft = await database.transact((tx) => openDraft(deps, tx, writer, draftId), scope);
  if (draft.state === "sent" && draft.row.document_id) return draft.row.document_id;
  return send(deps, database, scope, writer, draft, draft.row.attempt + 1);
}

/** The very same bytes once more, where the registry refused them for a reason that is gone: a list of revocations came late, say. */
export async function resendDraft(
  deps: DraftDeps,
  database: Database,
  scope: Scope,
  writer: Writer,
  documentId: string,
): Promise<string> {
  const draft = await database.transact(async (tx) => {
    const draftId = await store.draftOfSubmission(tx, writer, documentId);
    return draftId === null ? none() : openDraft(deps, tx, writer, draftId);
  }, scope);
  return send(deps, database, scope, writer, draft, draft.row.attempt + 1);
}

async function send(
  deps: DraftDeps,
  database: Database,
  scope: Scope,
  writer: Writer,
  draft: OpenedDraft,
  attempt: number,
): Promise<string> {
  const parts = partsOf(deps.keyring, draft.row).filter(({ part }) => part < BASE);
  const [document, ...signatures] = parts;
  if (!document || signatures.length === 0) throw notFrozen();
  const localUid = uuidOf(`draft ${draft.id} ${attempt}`);
  const signed = signatures.map(({ bytes }) => bytes);
  const { documentId } = await deps.submit(writer.organisationOid, localUid, document.bytes, signed);
  await database.transact(async (tx) => {
    const held = await holdDraft(deps, tx, writer, draft.id);
    if (held.row.attempt < attempt) await store.markSent(tx, held.row, documentId, attempt, deps.clock());
  }, scope);
  return documentId;
}

function notFrozen(): Refusal {
  return new Refusal("conflict", "DRAFT_NOT_FROZEN", {
    ru: "Документ изменился или ещё не подготовлен к подписи. Откройте черновик и перейдите к подписи ещё раз",
    en: "The document has changed or is not ready for signing. Open the draft and go to signing again",
  });
}

/** Of these submissions, those that the doctor wrote here and can mend here. */
export async function ownAmong(sql: Sql, writer: Writer, documentIds: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set(documentIds.length === 0 ? [] : await store.sentOf(sql, writer, documentIds));
}

/** The doctor's own draft behind a submission; null: it came from the hospital's own system. */
export async function draftBehind(sql: Sql, writer: Writer, documentId: string): Promise<string | null> {
  return store.draftOfSubmission(sql, writer, documentId);
}
