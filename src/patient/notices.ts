/** «Уведомления»: page by page, of one group or all, and which of them were read. */
import { isUuid } from "../basics/uuid.ts";
import type { Sql, Tx } from "../db/sql.ts";
import { groupOf, kindsOf, type NoticeGroup, type NoticeKind, noticeGroups } from "../notify/kinds.ts";
import type { PatientDeps } from "./deps.ts";
import { type Notice, told } from "./news.ts";
import * as store from "./store.ts";

export interface NoticeWish {
  readonly group: NoticeGroup | null;
  readonly unread: boolean;
  readonly after: string | null;
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
  const filter = {
    kinds: wish.group && kindsOf(wish.group),
    unread: wish.unread,
    after: readMark(wish.after),
  };
  const [rows, kinds] = await Promise.all([
    store.notices(sql, patientId, filter, PAGE + 1),
    store.noticeCounts(sql, patientId),
  ]);
  const page = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  const countOf = (group: NoticeGroup) => {
    const own = kinds.filter(({ kind }) => groupOf[kind as NoticeKind] === group);
    const sum = (of: "notices" | "unread") => own.reduce((total, row) => total + row[of], 0);
    return [group, { notices: sum("notices"), unread: sum("unread") }] as const;
  };
  return {
    notices: told(deps, page),
    next: last ? `${last.created_at.getTime()}_${last.notice_id}` : null,
    counts: Object.fromEntries(noticeGroups.map(countOf)) as NoticeList["counts"],
  };
}

export async function readAllNotices(tx: Tx, patientId: string, now: Date): Promise<void> {
  await store.markNoticesRead(tx, patientId, null, now);
}

/** Somebody else's, or none: nothing happens. */
export async function readNotice(tx: Tx, patientId: string, noticeId: string, now: Date): Promise<void> {
  if (isUuid(noticeId)) await store.markNoticeRead(tx, patientId, noticeId, now);
}

/** A mark that was tampered with is as no mark: the list starts anew. */
function readMark(mark: string | null): { at: Date; noticeId: string } | null {
  const [, time = "", noticeId = ""] = /^(\d{1,15})_([0-9a-f-]{36})$/.exec(mark ?? "") ?? [];
  const at = new Date(Number(time));
  return isUuid(noticeId) && !Number.isNaN(at.getTime()) && at.getUTCFullYear() < 10_000 ? { at, noticeId } : null;
}
