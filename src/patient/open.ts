/**
 * Step 8. A patient opens a document of their own. The journal line, the mark «opened» and the bytes come in one
 * transaction, the caller's; the door hands nothing out before it commits.
 */
import { type AccessSeen, type Deed, lastAccesses, writeAccess } from "../access/journal.ts";
import type { Subject } from "../access/subject.ts";
import { disputedBy } from "../appeals/read/disputed.ts";
import { Refusal } from "../basics/refusal.ts";
import type { Sql, Tx } from "../db/sql.ts";
import { type LogProof, proofOf } from "../log/prove.ts";
import { cardOf } from "../registry/cards.ts";
import { filesOf, type Part } from "../registry/content.ts";
import type { DocumentCard } from "../registry/document.ts";
import { erasedRefusal } from "../registry/erased.ts";
import { whyNotShown } from "../registry/kinds.ts";
import { parseNumber } from "../registry/number.ts";
import { receiptOf } from "../registry/receipt.ts";
import { type KeptSignature, signaturesOf } from "../registry/signatures.ts";
import type { PatientDeps } from "./deps.ts";
import { type ListedDocument, listed } from "./documents.ts";
import { markNoticesRead } from "./notices/store.ts";
import * as store from "./store.ts";

export interface OpenedDocument {
  readonly listed: ListedDocument;
  readonly registeredAt: Date;
  readonly sha256: Uint8Array;
  readonly document: Part;
  readonly signatures: readonly KeptSignature[];
  /** Newest first; this one among them. */
  readonly versions: readonly DocumentVersion[];
  /** null for the second or so until it is sealed. */
  readonly proof: LogProof | null;
  /** Its receipt, where files are handed out; null as `proof`. */
  readonly receipt: Uint8Array | null;
  readonly lastAccess: AccessSeen | null;
  /** Number of the open appeal in which its patient disputes it; null: nobody does. */
  readonly disputedIn: string | null;
}

/** What of an opened document its printed form is made of. */
export type Printable = Pick<OpenedDocument, "registeredAt" | "document" | "signatures" | "proof" | "receipt"> & {
  readonly listed: Pick<OpenedDocument["listed"], "number" | "replaced" | "card" | "issuedOn" | "version">;
  readonly versions: readonly { readonly number: string }[];
};

export interface DocumentVersion {
  readonly documentId: string;
  readonly number: string;
  readonly version: number;
  readonly issuedOn: string;
  readonly registeredAt: Date;
  readonly card: DocumentCard;
}

export interface Reading {
  readonly subject: Subject;
  readonly patientId: string;
  readonly requestId: string;
}

/** What is handed out with the proof inside. */
const carriesReceipt: ReadonlySet<Deed> = new Set([
  "download-pdf",
  "download-cover",
  "download-zip",
  "download-receipt",
]);

/** Not theirs, or none: one and the same `not-found`. Theirs, but not shown: `not-allowed`, with the reason. */
export async function openDocument(
  deps: PatientDeps,
  tx: Tx,
  reading: Reading,
  numberText: string,
  deed: Deed,
): Promise<OpenedDocument> {
  const { patientId } = reading;
  const row = await shownRow(deps, tx, patientId, numberText);
  const now = deps.clock();
  const documentId = row.document_id;
  const [parts, versions, proof, receipt, seen, disputedIn] = await Promise.all([
    deps.content.get(tx, documentId),
    store.versionsOfSet(tx, patientId, row.set_digest),
    proofOf(tx, "docs", documentId).catch((error: Error) => deps.onDamage(error)), // a damaged tile must not keep a patient out
    carriesReceipt.has(deed)
      ? receiptOf(tx, patientId, documentId, "first").catch((error: Error) => deps.onDamage(error))
      : null,
    lastAccesses(tx, deps.keyring, patientId, { documentId, whose: "anyone", before: now, most: 1 }),
    row.disputed ? disputedBy(tx, patientId, documentId) : null,
  ]);
  const files = filesOf(parts ?? []);
  if (!files) throw await erasedRefusal(tx, documentId);
  await Promise.all([
    writeAccess(tx, deps.keyring, reading.subject, {
      patientId,
      documentId,
      deed,
      basis: "own",
      requestId: reading.requestId,
      at: now,
    }),
    store.markOpened(tx, patientId, documentId, now),
    markNoticesRead(tx, patientId, documentId, now),
  ]);
  return {
    listed: listed(deps, row),
    registeredAt: row.registered_at,
    sha256: row.sha256,
    document: files.document,
    signatures: signaturesOf(deps.keyring, documentId, row.signatures, files),
    versions: versions.map((version) => versionOf(deps, version)),
    proof,
    receipt,
    lastAccess: seen[0] ?? null,
    disputedIn,
  };
}

/** A document of the patient's, without opening it: no journal line is due. @throws as `openDocument` */
export async function findShown(
  deps: PatientDeps,
  sql: Sql,
  patientId: string,
  numberText: string,
): Promise<ListedDocument> {
  return listed(deps, await shownRow(deps, sql, patientId, numberText));
}

/** Versions alone, for the page of the history: no content is opened, so no journal line is due. */
export async function documentVersions(deps: PatientDeps, sql: Sql, patientId: string, numberText: string) {
  const row = await shownRow(deps, sql, patientId, numberText);
  const versions = await store.versionsOfSet(sql, patientId, row.set_digest);
  return { listed: listed(deps, row), versions: versions.map((version) => versionOf(deps, version)) };
}

async function shownRow(deps: PatientDeps, sql: Sql, patientId: string, numberText: string) {
  const number = parseNumber(numberText);
  const row = number ? await store.documentByNumber(sql, patientId, number) : null;
  if (!row) throw notFound();
  if (row.sealed.length === 0) throw await erasedRefusal(sql, row.document_id);
  refuseHidden(deps, row);
  return row;
}

function versionOf(deps: PatientDeps, row: store.VersionRow): DocumentVersion {
  return {
    documentId: row.document_id,
    number: row.number,
    version: row.version,
    issuedOn: row.issued_on,
    registeredAt: row.registered_at,
    card: cardOf(deps.keyring, row.document_id, row.sealed),
  };
}

function refuseHidden(deps: PatientDeps, row: store.DocumentRow): void {
  const why = whyNotShown(deps.kinds().find(row.kind_system, row.kind_code), row.issued_on, deps.shownFrom);
  if (why === "kind-not-shown") {
    throw new Refusal("not-allowed", "KIND_NOT_SHOWN", {
      ru: "Документ зарегистрирован, но документы этого вида в личном кабинете пока не показываются. Его можно получить в медицинской организации",
      en: "The document is registered, but documents of this kind are not shown in the cabinet yet. The hospital can give it to you",
    });
  }
  if (why === "issued-earlier") {
    throw new Refusal("not-allowed", "ISSUED_EARLIER", {
      ru: "Документ оформлен раньше, чем документы начали поступать в личный кабинет. Его можно получить в медицинской организации",
      en: "The document was issued before documents began to come to the cabinet. The hospital can give it to you",
    });
  }
}

function notFound(): Refusal {
  return new Refusal("not-found", "NO_DOCUMENT", { ru: "Такого документа у вас нет", en: "You have no such document" });
}
