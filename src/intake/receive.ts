/** Step 1. Exact bytes and their detached signatures are stored durably; only then is the hospital answered. */
import { createHash } from "node:crypto";
import { Refusal } from "../basics/refusal.ts";
import { isUuid, uuidOf } from "../basics/uuid.ts";
import type { Submission } from "../contract/registry-client.ts";
import type { Tx } from "../db/sql.ts";
import { METADATA_PART, type Part } from "../registry/content.ts";
import { judge, tellOthers } from "./accept.ts";
import type { IntakeDeps } from "./deps.ts";
import { type Parcel, readParcel } from "./parcel.ts";
import * as store from "./store.ts";
import { submissionOf } from "./submission.ts";
import type { Submitted } from "./submitted.ts";

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
  const order = await orderOf(deps, sender, localUid, parcel);
  if ("known" in order) return order.known;
  const added = await deps.database.transact(async (tx) => {
    const [kept] = await Promise.all([
      keep(deps, tx, order),
      deps.queue.enqueue(tx, "accept", { documentId: order.id }),
    ]);
    return kept;
  });
  if (!added) return twin(deps, order);
  deps.atHand.keep(order.id, order.submitted);
  return submissionOf(undecided(order));
}

/**
 * For who waits: received and decided in one transaction, so that one commit makes the whole deed durable. When deciding
 * fails by our own fault, the document is received all the same and the queued job decides.
 */
export async function receiveAndDecide(
  deps: IntakeDeps,
  sender: Sender,
  localUid: string,
  parcel: Parcel,
  onFault: (error: unknown) => void,
): Promise<Submission> {
  const order = await orderOf(deps, sender, localUid, parcel);
  if ("known" in order) return order.known;
  try {
    const decision = await deps.database.transact(async (tx) =>
      (await keep(deps, tx, order)) ? judge(deps, tx, undecided(order), order.submitted) : null,
    );
    if (!decision) return twin(deps, order);
    tellOthers(deps, order.id, decision);
    return submissionOf({ ...undecided(order), ...decision });
  } catch (error) {
    // Too many at once: nothing was stored, and who sends it again later loses nothing.
    if (error instanceof Refusal && error.kind === "unavailable") throw error;
    onFault(error);
    return receive(deps, sender, localUid, parcel);
  }
}

interface Order {
  readonly id: string;
  readonly sender: Sender;
  readonly localUid: string;
  readonly fingerprint: Buffer;
  readonly parts: readonly Part[];
  readonly submitted: Submitted;
  readonly now: Date;
}

async function orderOf(
  deps: IntakeDeps,
  sender: Sender,
  localUid: string,
  parcel: Parcel,
): Promise<Order | { known: Submission }> {
  if (!isUuid(localUid)) {
    throw new Refusal("misshapen", "LOCAL_UID", {
      ru: "Заголовок Idempotency-Key должен содержать localUid документа: UUID, единственный для этого документа",
      en: "The Idempotency-Key header must hold the document's localUid: a UUID unique to this document",
    });
  }
  await deps.mayTake();
  const id = documentIdOf(sender.organisationOid, localUid);
  const parts = partsOf(parcel);
  const fingerprint = fingerprintOf(parts);
  try {
    const submitted = readParcel(parcel, deps.kinds());
    return { id, sender, localUid: localUid.toLowerCase(), fingerprint, parts, submitted, now: deps.clock() };
  } catch (error) {
    // Unreadable bytes under a localUid that is taken are first of all other bytes.
    const known = await store.submission(deps.database.sql, sender.organisationOid, id);
    if (known) return { known: sameOrConflict(known, fingerprint) };
    throw error;
  }
}

/** False when this localUid is here already; waits for a twin that is just being stored. */
async function keep(deps: IntakeDeps, tx: Tx, order: Order): Promise<boolean> {
  const { id, sender, localUid, fingerprint, submitted, now } = order;
  const row = { documentId: id, ...sender, localUid, fingerprint, kind: submitted.facts.kind, now };
  const [added] = await Promise.all([store.insertSubmission(tx, row), deps.content.put(tx, id, order.parts)]);
  return added;
}

async function twin(deps: IntakeDeps, order: Order): Promise<Submission> {
  const row = await store.submission(deps.database.sql, order.sender.organisationOid, order.id);
  if (!row) throw new Error("a stored submission is not found");
  return sameOrConflict(row, order.fingerprint);
}

function undecided({ id, sender, localUid, fingerprint, submitted, now }: Order): store.SubmissionRow {
  const { system, code } = submitted.facts.kind;
  return {
    document_id: id,
    organisation_oid: sender.organisationOid,
    local_uid: localUid,
    fingerprint,
    kind_system: system,
    kind_code: code,
    state: "received",
    received_at: now,
    decided_at: null,
    number: null,
    faults: [],
    quarantined: false,
  };
}

/** Repeating a submission is idempotent by construction: the id is made of who sends and what they call it. */
export function documentIdOf(organisationOid: string, localUid: string): string {
  return uuidOf(`document ${organisationOid} ${localUid.toLowerCase()}`);
}

function fingerprintOf(parts: readonly Part[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) {
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
