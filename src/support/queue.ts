/** The desk's queue: the most urgent first, then the earliest term; those that are alike know of each other. */
import type { Severity } from "../appeals/reasons.ts";
import type { Holder } from "../appeals/states.ts";
import { readDayMark } from "../basics/list-mark.ts";
import type { Sql } from "../db/sql.ts";
import * as store from "./store.ts";

export type QueueRow = store.QueueRow;

/** Whose queue is looked at; `answered`: what the desk itself answered and nobody has objected to yet. */
export const shelves = ["support", "region", "organisation", "overdue", "answered"] as const;
export type Shelf = (typeof shelves)[number];

export interface QueueWish {
  readonly shelf: Shelf;
  readonly severity: Severity | null;
  /** «problem.name» */
  readonly reason: string | null;
  readonly after: string | null;
}

export interface Queue {
  readonly rows: readonly store.QueueRow[];
  readonly next: string | null;
  readonly counts: readonly store.HolderCounts[];
}

/** Days within which appeals of one organisation for one reason are taken together. */
const DAYS_ALIKE = 30;
const PAGE = 30;
const open = ["registered", "working", "asked"];

export async function readQueue(sql: Sql, desk: Holder, wish: QueueWish, now: Date): Promise<Queue> {
  const [kind = null, reason = null] = wish.reason?.split(".") ?? [];
  const { shelf } = wish;
  const asked: store.QueueWish = {
    holder: shelf === "answered" ? desk : shelf === "overdue" ? "organisation" : shelf,
    states: shelf === "answered" ? ["corrected", "refused"] : open,
    severity: wish.severity,
    kind,
    reason,
    organisationOid: null,
    overdueAt: shelf === "overdue" ? now : null,
  };
  const [rows, counts] = await Promise.all([
    store.queue(sql, asked, alikeSince(now), readMark(wish.after), PAGE + 1),
    store.countsByHolder(sql, now),
  ]);
  const page = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  return {
    rows: page,
    next: last ? `${last.severity}_${last.due_on ?? "9999-12-31"}_${last.appeal_id}` : null,
    counts,
  };
}

export function alikeSince(now: Date): Date {
  return new Date(now.getTime() - DAYS_ALIKE * 86_400_000);
}

function readMark(mark: string | null): { severity: number; day: string; id: string } | null {
  const [, severity = "", rest = ""] = /^([123])_(.+)$/.exec(mark ?? "") ?? [];
  const after = readDayMark(rest);
  return after && { severity: Number(severity), ...after };
}
