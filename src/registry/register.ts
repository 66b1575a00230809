/** Step 5. The row, its place in the log, and its delivery: all three, or none. */
import { createHash } from "node:crypto";
import type { Keyring } from "../db/keyring.ts";
import type { Tx } from "../db/sql.ts";
import { append } from "../log/append.ts";
import { commit } from "../merkle/commitment.ts";
import { formatRecord } from "../merkle/record.ts";
import type { Queue } from "../queue/queue.ts";
import type { AcceptedDocument, RegisteredDocument } from "./document.ts";
import { makeNumber } from "./number.ts";
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
  const [claimed, sequence] = await Promise.all([store.claimVersion(tx, document), store.nextNumber(tx)]);
  if (!claimed) return null;
  const { patientId, documentId } = document;
  const number = makeNumber(document.organisation.regionCode, now, sequence);

  const body = Buffer.from(
    formatRecord({
      type: "document-registered",
      id: documentId,
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
  const salt = deps.random(32);
  const { commitment, entry } = commit(salt, body);

  await Promise.all([
    store.insertDocument(tx, document, number, now, deps.keyring.seal(`document ${documentId}`, document.card)),
    ...document.signatures.map(({ part, role, verdict }) =>
      store.insertSignature(tx, {
        patientId,
        documentId,
        part,
        role,
        sealed: deps.keyring.seal(`signature ${documentId} ${part}`, verdict),
      }),
    ),
    store.insertRecord(tx, { patientId, documentId, body, salt, commitment: Buffer.from(commitment) }),
    append(tx, "docs", documentId, entry),
    deps.queue.enqueue(tx, "deliver", { patientId, documentId }),
  ]);
  return { patientId, documentId, number, registeredAt: now };
}

/** What was found about the signatures is committed to as well: the registry cannot change its mind unseen. */
function protocolDigest(document: AcceptedDocument): string {
  const protocol = document.signatures.map(({ part, role, verdict }) => JSON.stringify({ part, role, verdict }));
  return createHash("sha256").update(protocol.join("\n")).digest("hex");
}
