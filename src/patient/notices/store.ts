/** The SQL of notices: a page of them, how many there are, which were read, and those that a delivery brings. */
import { type Static, Type } from "@sinclair/typebox";
import { Nullable } from "../../db/nullable.ts";
import type { Sql, Tx } from "../../db/sql.ts";
import { noticeKinds } from "../../notify/kinds.ts";

const NoticeRow = Type.Object({
  notice_id: Type.String(),
  kind: Type.Union(noticeKinds.map((kind) => Type.Literal(kind))),
  document_id: Nullable(Type.String()),
  about: Nullable(Type.String()),
  number: Nullable(Type.String()),
  /** The document's card. */
  sealed: Nullable(Type.Uint8Array()),
  created_at: Type.Date(),
  read_at: Nullable(Type.Date()),
});
export type NoticeRow = Static<typeof NoticeRow>;

export interface NoticeFilter {
  /** null: of every kind. */
  readonly kinds: readonly string[] | null;
  readonly unread: boolean;
  /** Keyset: the last notice already shown. */
  readonly after: { readonly at: Date; readonly noticeId: string } | null;
}

export async function notices(sql: Sql, patientId: string, filter: NoticeFilter, most: number): Promise<NoticeRow[]> {
  return sql.rows(NoticeRow)`
    SELECT n.notice_id, n.kind, n.document_id, n.about, d.number, d.sealed, n.created_at, n.read_at
    FROM notice n LEFT JOIN document d ON d.patient_id = n.patient_id AND d.document_id = n.document_id
    WHERE n.patient_id = ${patientId}
      AND (${filter.kinds}::text[] IS NULL OR n.kind = ANY(${filter.kinds}))
      AND (NOT ${filter.unread}::boolean OR n.read_at IS NULL)
      AND (${filter.after?.at ?? null}::timestamptz IS NULL
           OR (n.created_at, n.notice_id) < (${filter.after?.at ?? null}, ${filter.after?.noticeId ?? null}::uuid))
    ORDER BY n.created_at DESC, n.notice_id DESC LIMIT ${most}`;
}

const KindCountRow = Type.Object({ kind: Type.String(), notices: Type.Integer(), unread: Type.Integer() });

export function noticeCounts(sql: Sql, patientId: string) {
  return sql.rows(KindCountRow)`
    SELECT kind, count(*)::int AS notices, (count(*) FILTER (WHERE read_at IS NULL))::int AS unread
    FROM notice WHERE patient_id = ${patientId} GROUP BY kind`;
}

export async function markKindsRead(tx: Tx, patientId: string, kinds: readonly string[], at: Date): Promise<void> {
  await tx.run`
    UPDATE notice SET read_at = ${at} WHERE patient_id = ${patientId} AND read_at IS NULL AND kind = ANY(${kinds})`;
}

export async function markNoticeRead(tx: Tx, patientId: string, noticeId: string, at: Date): Promise<void> {
  await tx.run`
    UPDATE notice SET read_at = ${at} WHERE patient_id = ${patientId} AND notice_id = ${noticeId} AND read_at IS NULL`;
}

const UnreadRow = Type.Object({ unread: Type.Integer(), newest: Nullable(Type.Date()) });

export async function unreadNotices(sql: Sql, patientId: string): Promise<{ unread: number; newest: Date | null }> {
  const rows = await sql.rows(UnreadRow)`
    SELECT (count(*) FILTER (WHERE read_at IS NULL))::int AS unread, max(created_at) AS newest
    FROM notice WHERE patient_id = ${patientId}`;
  return rows[0] ?? { unread: 0, newest: null };
}

export async function markNoticesRead(tx: Tx, patientId: string, documentId: string | null, at: Date): Promise<void> {
  await tx.run`
    UPDATE notice SET read_at = ${at}
    WHERE patient_id = ${patientId} AND read_at IS NULL AND (${documentId}::uuid IS NULL OR document_id = ${documentId})`;
}

/** Once per event: the id is made of what happened. The same rule as `whyNotShown`, in SQL. */
export async function insertDeliveryNotices(
  tx: Tx,
  batch: {
    patientIds: readonly string[];
    documentIds: readonly string[];
    noticeIds: readonly string[];
    shownFrom: string | null;
    at: Date;
  },
): Promise<void> {
  await tx.run`
    INSERT INTO notice (patient_id, notice_id, kind, document_id, created_at)
    SELECT d.patient_id, b.notice_id, CASE WHEN d.version > 1 THEN 'corrected-document' ELSE 'new-document' END,
           d.document_id, ${batch.at}
    FROM unnest(${batch.patientIds}::uuid[], ${batch.documentIds}::uuid[], ${batch.noticeIds}::uuid[])
           AS b (patient_id, document_id, notice_id)
    JOIN document d ON d.patient_id = b.patient_id AND d.document_id = b.document_id
    JOIN kind k ON k.system = d.kind_system AND k.code = d.kind_code
    WHERE k.shown AND (${batch.shownFrom}::date IS NULL OR d.issued_on >= ${batch.shownFrom})
    ON CONFLICT DO NOTHING`;
}
