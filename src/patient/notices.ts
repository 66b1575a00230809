/** «Уведомления»: page by page, of one group or all, and which of them were read. */
import { readInstantMark } from "../basics/list-mark.ts";
import { isUuid } from "../basics/uuid.ts";
import type { Sql, Tx } from "../db/sql.ts";
import { groupOf, kindsOf, type NoticeGroup, type NoticeKind, noticeGroups, noticeKinds } from "../notify/kinds.ts";
import type { PatientDeps } from "./deps.ts";
import { type Notice, told } from "./news.ts";
import * as store from "./notices/store.ts";

export interface NoticeWish {
  readonly group: NoticeGroup | null;
  readonly unread: boolean;
  readonly after: string | null;
  /** Without consent nothing of documents is told: neither their notices nor their titles. */
  readonly consented: boolean;
}

export interface NoticeList {
  readonly notices: readonly Notice[];
  /** Mark of the last notice, for the next page; null at the end. */
  readonly next: string | null;
  readonly counts: Readonly<Record<NoticeGroup, { readonly notices: number; readonly unread: number }>>;
}

const PAGE = 30;

export async function listNotices(
  deps: PatientDeps,
  sql: Sql,
  patientId: string,
  wish: NoticeWish,
): Promise<NoticeList> {
  const mark = readInstantMark(wish.after);
  const filter = { kinds: kindsFor(wish), unread: wish.unread, after: mark && { at: mark.at, noticeId: mark.id } };
  const [rows, kinds] = await Promise.all([
    store.notices(sql, patientId, filter, PAGE + 1),
    store.noticeCounts(sql, patientId),
  ]);
  const page = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  const countOf = (group: NoticeGroup) => {
    const own = kinds.filter(({ kind }) => groupOf[kind as NoticeKind] === group && isTold(group, wish.consented));
    const sum = (of: "notices" | "unread") => own.reduce((total, row) => total + row[of], 0);
    return [group, { notices: sum("notices"), unread: sum("unread") }] as const;
  };
  return {
    notices: told(deps, wish.consented ? page : page.map((row) => ({ ...row, number: null, sealed: null }))),
    next: last ? `${last.created_at.getTime()}_${last.notice_id}` : null,
    counts: Object.fromEntries(noticeGroups.map(countOf)) as NoticeList["counts"],
  };
}

/** All that are shown: what waits for a consent stays new. */
export async function readAllNotices(tx: Tx, patientId: string, consented: boolean, now: Date): Promise<void> {
  await store.markKindsRead(tx, patientId, kindsFor({ group: null, consented }) ?? [...noticeKinds], now);
}

/** Somebody else's, or none: nothing happens. */
export async function readNotice(tx: Tx, patientId: string, noticeId: string, now: Date): Promise<void> {
  if (isUuid(noticeId)) await store.markNoticeRead(tx, patientId, noticeId, now);
}

function isTold(group: NoticeGroup, consented: boolean): boolean {
  return consented || group !== "documents";
}

/** null: every kind. */
function kindsFor({ group, consented }: Pick<NoticeWish, "group" | "consented">): NoticeKind[] | null {
  if (group) return isTold(group, consented) ? kindsOf(group) : [];
  return consented ? null : noticeKinds.filter((kind) => isTold(groupOf[kind], consented));
}
