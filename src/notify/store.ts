/** The SQL of notices. */
import type { Tx } from "../db/sql.ts";
import type { NoticeKind } from "./kinds.ts";

export async function insertNotice(
  tx: Tx,
  row: {
    patientId: string;
    noticeId: string;
    kind: NoticeKind;
    documentId: string | null;
    about: string | null;
    at: Date;
  },
): Promise<void> {
  await tx.run`
    INSERT INTO notice (patient_id, notice_id, kind, document_id, about, created_at)
    VALUES (${row.patientId}, ${row.noticeId}, ${row.kind}, ${row.documentId}, ${row.about}, ${row.at})
    ON CONFLICT DO NOTHING`;
}
