/**
 * A doctor or head opens the document beside the patient's words, while the appeal is open. The patient's journal gets its
 * line under the reader's name before anything leaves; row-level security of 0015 holds everything else shut.
 */
import { writeAccess } from "../../access/journal.ts";
import type { Subject } from "../../access/subject.ts";
import type { AppealRow } from "../../appeals/store.ts";
import { Refusal } from "../../basics/refusal.ts";
import type { Keyring } from "../../db/keyring.ts";
import type { Tx } from "../../db/sql.ts";
import { type ContentStore, filesOf } from "../../registry/content.ts";
import { type Looked, lookAt } from "../../registry/readable.ts";
import * as store from "./store.ts";

export interface AppealedDeps {
  readonly keyring: Keyring;
  readonly content: ContentStore;
  readonly clock: () => Date;
}

/** @throws Refusal "gone" APPEAL_DOCUMENT: the appeal is answered, or the document is not the organisation's */
export async function openAppealed(
  deps: AppealedDeps,
  tx: Tx,
  reading: { readonly subject: Subject; readonly requestId: string },
  { patient_id: patientId, appeal_id: appealId, document_id: documentId }: AppealRow,
): Promise<Looked> {
  await store.bindAppeal(tx, appealId);
  const file = documentId && filesOf((await deps.content.get(tx, documentId)) ?? [])?.document;
  if (!file)
    throw new Refusal("gone", "APPEAL_DOCUMENT", {
      ru: "Документ виден, только пока обращение открыто",
      en: "The document can be seen only while the appeal is open",
    });
  await writeAccess(tx, deps.keyring, reading.subject, {
    patientId,
    documentId,
    deed: "open",
    basis: "appeal",
    requestId: reading.requestId,
    at: deps.clock(),
  });
  return lookAt(file);
}
