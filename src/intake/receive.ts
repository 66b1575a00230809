/** Step 1. Exact bytes and their detached signatures are stored durably; only then is the hospital answered. */
import { createHash } from "node:crypto";
import { Refusal } from "../basics/refusal.ts";
import { isUuid, uuidFromDigest } from "../basics/uuid.ts";
import type { Submission } from "../contract/registry-client.ts";
import { METADATA_PART, type Part } from "../registry/content.ts";
import type { IntakeDeps } from "./deps.ts";
import { type Parcel, readParcel } from "./parcel.ts";
import * as store from "./store.ts";
import { submissionOf } from "./submission.ts";

/** Who sends: both from the credential, never from the body. */
export interface Sender {
  readonly clientId: string;
  readonly organisationOid: string;
}

/**
 * What cannot be read is refused here and now with every reason (422), and nothing of it is stored. The same localUid
 * with the same bytes gives the same answer again; with other bytes it is a conflict (409).
 */
export async function receive(deps: IntakeDeps, sender: Sender, localUid: string, parcel: Parcel): Promise<Submission> {
  if (!isUuid(localUid)) {
    throw new Refusal("misshapen", "LOCAL_UID", {
      ru: "Заголовок Idempotency-Key должен содержать localUid документа: UUID, единственный для этого документа",
      en: "The Idempotency-Key header must hold the document's localUid: a UUID unique to this document",
    });
  }
  const documentId = documentIdOf(sender.organisationOid, localUid);
  const fingerprint = fingerprintOf(parcel);

  const known = await store.submission(deps.database.sql, sender.organisationOid, documentId);
  if (known) return sameOrConflict(known, fingerprint);

  const submitted = readParcel(parcel, deps.kinds());
  const kind = submitted.facts.kind;
  const now = deps.clock();
  const stored = await deps.database.transact(async (tx) => {
    const row = { documentId, ...sender, localUid: localUid.toLowerCase(), fingerprint, kind, now };
    if (!(await store.insertSubmission(tx, row))) return false;
    await Promise.all([
      deps.content.put(tx, documentId, partsOf(parcel)),
      deps.queue.enqueue(tx, "accept", { documentId }),
    ]);
    return true;
  });
  if (stored) deps.atHand.keep(documentId, submitted);

  const row = await store.submission(deps.database.sql, sender.organisationOid, documentId);
  if (!row) throw new Error("a stored submission is not found");
  return sameOrConflict(row, fingerprint);
}

/** Repeating a submission is idempotent by construction: the id is made of who sends and what they call it. */
export function documentIdOf(organisationOid: string, localUid: string): string {
  return uuidFromDigest(createHash("sha256").update(`document ${organisationOid} ${localUid.toLowerCase()}`).digest());
}

function fingerprintOf(parcel: Parcel): Buffer {
  const hash = createHash("sha256");
  for (const part of partsOf(parcel)) {
    hash.update(`${part.part} ${createHash("sha256").update(part.bytes).digest("hex")}\n`);
  }
  return hash.digest();
}

function partsOf(parcel: Parcel): Part[] {
  const { document, signatures, metadata } = parcel;
  return [
    { part: 0, mediaType: document.mediaType, bytes: document.bytes },
    ...signatures.map((bytes, index) => ({ part: index + 1, mediaType: "application/pkcs7-signature", bytes })),
    ...(metadata ? [{ part: METADATA_PART, mediaType: "application/json", bytes: metadata }] : []),
  ];
}

function sameOrConflict(row: store.SubmissionRow, fingerprint: Buffer): Submission {
  if (fingerprint.equals(row.fingerprint)) return submissionOf(row);
  throw new Refusal("conflict", "NOT_UNIQUE_PROVIDED_ID", {
    ru: "Под этим localUid уже получен документ с другим содержимым. Для исправления отправьте новый документ с новым localUid, тем же setId и следующим versionNumber",
    en: "Another document was received under this localUid. To correct it, send a new document with a new localUid, the same setId and the next versionNumber",
  });
}
