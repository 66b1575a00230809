/** Step 5. The row, its place in the log, and its delivery: all three, or none. */
import { createHash } from "node:crypto";
import type { Keyring } from "../db/keyring.ts";
import type { Tx } from "../db/sql.ts";
import { append } from "../log/append.ts";
import { commit, SALT_LENGTH } from "../merkle/commitment.ts";
import { formatRecord } from "../merkle/record.ts";
import type { Queue } from "../queue/queue.ts";
import type { AcceptedDocument, RegisteredDocument } from "./document.ts";
import { type DocumentNumber, makeNumber } from "./number.ts";
import * as store from "./store.ts";

export interface RegisterDeps {
  readonly keyring: Keyring;
  readonly queue: Queue;
  readonly random: (bytes: number) => Buffer;
}

/** Null when this version of the set was registered while we were looking: the caller refuses it as a conflict. */
export async function register(
  tx: Tx,
  deps: RegisterDeps,
  document: AcceptedDocument,
  now: Date,
): Promise<RegisteredDocument | null> {
  const { patientId, documentId } = document;
  const number = makeNumber(document.organisation.regionCode, now, await store.nextNumber(tx));
  const record = recordOf(document, number, now, deps.random(SALT_LENGTH));
  const written = await store.insertRegistered(tx, {
    document,
    number,
    registeredAt: now,
    card: deps.keyring.seal(`document ${documentId}`, document.card),
    signatures: deps.keyring.seal(`signatures ${documentId}`, document.signatures),
    results: document.results && deps.keyring.seal(`results ${documentId}`, document.results),
    record,
  });
  if (!written) return null;
  await Promise.all([
    append(tx, "docs", documentId, record.entry),
    deps.queue.enqueue(tx, "deliver", { patientId, documentId }),
  ]);
  return { patientId, documentId, number, registeredAt: now };
}

/** The text that the leaf commits to. */
function recordOf(document: AcceptedDocument, number: DocumentNumber, now: Date, salt: Buffer) {
  const body = Buffer.from(
    formatRecord({
      type: "document-registered",
      id: document.documentId,
      number,
      registered: now.toISOString(),
      org: document.organisation.oid,
      kind: `${document.kind.system}:${document.kind.code}:`,
      doc: document.sha256.toString("hex"),
      docStreebog: Buffer.from(document.streebog256).toString("hex"),
      sig: document.signatureDigests.map((digest) => digest.toString("hex")),
      verify: protocolDigest(document),
      ...(document.replaces ? { prev: document.replaces } : {}),
    }),
  );
  return { body, salt, ...commit(salt, body) };
}

/** What was found about the signatures is committed to as well: the registry cannot change its mind unseen. */
function protocolDigest(document: AcceptedDocument): string {
  const protocol = document.signatures.map(({ part, role, verdict }) => JSON.stringify({ part, role, verdict }));
  return createHash("sha256").update(protocol.join("\n")).digest("hex");
}
