/** A notice in its patient's cabinet, in the transaction of what it tells of: both happen, or neither. */
import { uuidOf } from "../basics/uuid.ts";
import type { Tx } from "../db/sql.ts";
import type { NoticeKind } from "./kinds.ts";
import * as store from "./store.ts";

export interface Notice {
  readonly patientId: string;
  readonly kind: NoticeKind;
  /** Says which event this is, for ever: told again, it is the same notice. */
  readonly event: string;
  readonly documentId?: string | null;
  /** Number of the appeal, the request, the statement that the notice leads to. */
  readonly about?: string | null;
  readonly at: Date;
}

export async function notify(tx: Tx, notice: Notice): Promise<void> {
  await store.insertNotice(tx, {
    patientId: notice.patientId,
    noticeId: uuidOf(`notice ${notice.event}`),
    kind: notice.kind,
    documentId: notice.documentId ?? null,
    about: notice.about ?? null,
    at: notice.at,
  });
}
