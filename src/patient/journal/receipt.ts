/** The receipt of a line of the journal: it proves that this reading was written down, by whom and when, without asking us. */
import { openActor } from "../../access/journal.ts";
import { accessRecord } from "../../access/journal-record.ts";
import { Refusal } from "../../basics/refusal.ts";
import { isUuid } from "../../basics/uuid.ts";
import type { Keyring } from "../../db/keyring.ts";
import type { Sql } from "../../db/sql.ts";
import { proofOf } from "../../log/prove.ts";
import { formatReceipt } from "../../merkle/receipt.ts";
import { committedLine } from "./store.ts";

export interface LineReceipt {
  readonly at: Date;
  /** `*.tlog-proof` */
  readonly bytes: Uint8Array;
}

/**
 * Throws a Refusal: `NO_LINE` when it is none of the patient's, `NO_RECEIPT` when it was written before readings had a log,
 * `NOT_SEALED_YET` for the first moments.
 */
export async function receiptOfLine(
  { keyring }: { readonly keyring: Keyring },
  sql: Sql,
  patientId: string,
  id: string,
): Promise<LineReceipt> {
  const row = isUuid(id) ? await committedLine(sql, patientId, id) : null;
  if (!row) throw refused("not-found", "NO_LINE");
  if (!row.salt) throw refused("not-found", "NO_RECEIPT");
  const { at, role, organisation_oid: organisationOid, action: deed, document_id: documentId, basis } = row;
  const line = { id, patientId, at, role, organisationOid, deed, documentId, basis };
  const proof = await proofOf(sql, "access", id);
  if (!proof) throw refused("conflict", "NOT_SEALED_YET");
  const { index, hashes, note: checkpoint } = proof;
  const record = accessRecord(line, openActor(keyring, id, row.actor));
  return { at, bytes: formatReceipt(row.salt, record, { index, hashes, checkpoint }) };
}

const words = {
  NO_LINE: { ru: "Такой записи в вашем журнале нет", en: "There is no such entry in your journal" },
  NO_RECEIPT: {
    ru: "Эта запись сделана до того, как у записей журнала появились квитанции",
    en: "This entry was made before entries of the journal had receipts",
  },
  NOT_SEALED_YET: {
    ru: "Запись только что сделана, квитанция появится через несколько секунд. Попробуйте ещё раз",
    en: "The entry was made just now; its receipt will be there in a few seconds. Please try again",
  },
};

function refused(kind: "not-found" | "conflict", code: keyof typeof words): Refusal {
  return new Refusal(kind, code, words[code]);
}
