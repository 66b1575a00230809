/** Drafts of documents: begun, saved, left and found again. Two tabs never write over each other unseen. */
import { randomUUID } from "node:crypto";
import { Refusal } from "../../basics/refusal.ts";
import type { Sql, Tx } from "../../db/sql.ts";
import { type Amendment, openAmendment } from "./amendment.ts";
import { BASE, keepParts, partsOf } from "./bundle.ts";
import type { DraftDeps, Writer } from "./deps.ts";
import { AMENDMENT, type AnyForm, formKeys, type Values } from "./fields.ts";
import { writings } from "./forms/all.ts";
import * as store from "./store.ts";
import { lookUpCodes } from "./take-form.ts";
import type { DraftPatient } from "./write-document.ts";
import type { Writing } from "./writing.ts";

/** What is sealed of a draft. */
export interface DraftBody {
  readonly patient: DraftPatient;
  readonly values: Values;
  /** Why a corrected version is written; null in a first version. */
  readonly reason: string | null;
  /** Of a document that was written elsewhere: what it calls itself. */
  readonly title?: string;
}

export type DraftState = store.DraftRow["state"];

export interface OpenedDraft extends DraftBody {
  readonly row: store.DraftRow;
  readonly id: string;
  readonly state: DraftState;
  readonly revision: number;
  /** What it is written in: a form of ours, or what another system wrote. */
  readonly by: Writing | Amendment;
}

const contextOf = (draftId: string) => `draft ${draftId}`;

export async function openDraft(deps: DraftDeps, sql: Sql, writer: Writer, draftId: string): Promise<OpenedDraft> {
  return opened(deps, (await store.draft(sql, writer, draftId)) ?? none());
}

/** The same, held until the transaction ends. */
export async function holdDraft(deps: DraftDeps, tx: Tx, writer: Writer, draftId: string): Promise<OpenedDraft> {
  return opened(deps, (await store.heldDraft(tx, writer, draftId)) ?? none());
}

/** A draft that became a document, of any doctor of the organisation. */
export function openSent(deps: DraftDeps, row: store.DraftRow): OpenedDraft {
  return opened(deps, row);
}

function opened(deps: DraftDeps, row: store.DraftRow): OpenedDraft {
  if (row.state === "discarded") return none();
  const body = deps.keyring.open(contextOf(row.draft_id), row.sealed) as DraftBody;
  const by = row.form === AMENDMENT ? amendmentOf(deps, row) : writings[ourForm(row.form) ?? none()];
  return { ...body, row, id: row.draft_id, state: row.state, revision: row.revision, by };
}

function ourForm(form: string) {
  return formKeys.find((key) => key === form) ?? null;
}

function amendmentOf(deps: DraftDeps, row: store.DraftRow): Amendment {
  const base = partsOf(deps.keyring, row).find(({ part }) => part === BASE);
  return base ? openAmendment(base.bytes) : none();
}

export interface NewDraft extends DraftBody {
  readonly patientId: string;
  readonly form: AnyForm;
  /** What a correction of a document written elsewhere begins from. */
  readonly base?: Uint8Array;
  readonly set?: { readonly number: number | null; readonly version: number; readonly replaces: string };
  readonly appeal?: string | null;
}

export async function beginDraft(deps: DraftDeps, tx: Tx, writer: Writer, fresh: NewDraft): Promise<string> {
  const draftId = randomUUID();
  const { patientId, form, set, base, appeal = null, patient, values, reason, title } = fresh;
  const body: DraftBody = { patient, values, reason, ...(title === undefined ? {} : { title }) };
  await store.insertDraft(tx, {
    organisationOid: writer.organisationOid,
    staffId: writer.staffId,
    patientId,
    draftId,
    form,
    sealed: deps.keyring.seal(contextOf(draftId), body),
    setNumber: set?.number ?? (await store.nextSetNumber(tx)),
    version: set?.version ?? 1,
    replaces: set?.replaces ?? null,
    appeal,
    now: deps.clock(),
  });
  const row = base ? await store.draft(tx, writer, draftId) : null;
  if (row && base)
    await keepParts(
      deps.keyring,
      tx,
      row,
      "open",
      [{ part: BASE, mediaType: "application/xml", bytes: base }],
      deps.clock(),
    );
  return draftId;
}

export type Saved =
  | { readonly outcome: "saved"; readonly draft: OpenedDraft }
  /** Somebody saved since this page was opened: nothing is changed, and both are shown. */
  | { readonly outcome: "conflict"; readonly draft: OpenedDraft; readonly typed: Values };

/** `revision`: that of the page on which it was typed. What is saved just so already is no conflict. */
export async function saveDraft(
  deps: DraftDeps,
  tx: Tx,
  writer: Writer,
  draftId: string,
  typed: { readonly revision: number; readonly values: Values; readonly reason: string | null },
): Promise<Saved> {
  const draft = await holdDraft(deps, tx, writer, draftId);
  if (draft.state !== "open") throw frozenAlready();
  const { values } = await lookUpCodes(tx, draft.by.form, typed.values);
  const reason = draft.row.replaces === null ? null : (typed.reason ?? draft.reason);
  if (isSame(values, draft.values) && reason === draft.reason) return { outcome: "saved", draft };
  if (typed.revision !== draft.revision) return { outcome: "conflict", draft, typed: values };
  const { patient, title } = draft;
  const body: DraftBody = { patient, values, reason, ...(title === undefined ? {} : { title }) };
  await store.keepValues(tx, draft.row, deps.keyring.seal(contextOf(draftId), body), deps.clock());
  return { outcome: "saved", draft: { ...draft, ...body, revision: draft.revision + 1 } };
}

function isSame(some: Values, others: Values): boolean {
  const filled = (values: Values) => Object.entries(values).filter(([, value]) => value !== "");
  const [a, b] = [filled(some), filled(others)];
  return a.length === b.length && a.every(([name, value]) => (others[name] ?? "") === value);
}

export interface DraftLine {
  readonly id: string;
  readonly form: AnyForm;
  /** Of a document that was written elsewhere. */
  readonly title: string | null;
  readonly state: DraftState;
  readonly patient: DraftPatient;
  readonly version: number;
  readonly updatedAt: Date;
}

export async function listDrafts(deps: DraftDeps, sql: Sql, writer: Writer): Promise<DraftLine[]> {
  return (await store.unfinished(sql, writer)).flatMap((row) => {
    const form = row.form === AMENDMENT ? AMENDMENT : ourForm(row.form);
    if (!form) return [];
    const { patient, title = null } = deps.keyring.open(contextOf(row.draft_id), row.sealed) as DraftBody;
    return [
      { id: row.draft_id, form, title, state: row.state, patient, version: row.version, updatedAt: row.updated_at },
    ];
  });
}

/** Nobody sees it any more. What was signed is not thrown away. */
export async function discardDraft(deps: DraftDeps, tx: Tx, writer: Writer, draftId: string): Promise<void> {
  const draft = await holdDraft(deps, tx, writer, draftId);
  if (draft.state === "signed" || draft.state === "sent") throw frozenAlready();
  await store.setState(tx, draft.row, "discarded", deps.clock());
}

export function none(): never {
  throw new Refusal("not-found", "NO_DRAFT", { ru: "Такого черновика нет", en: "There is no such draft" });
}

export function frozenAlready(): Refusal {
  return new Refusal("conflict", "DRAFT_FROZEN", {
    ru: "Документ уже подготовлен к подписи или отправлен: правка закрыта",
    en: "The document is ready for signing or sent already: it cannot be changed",
  });
}
