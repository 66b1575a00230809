/** The inbox of one organisation: what is to be answered, earliest term first. */
import type { Severity } from "../../appeals/reasons.ts";
import type { AppealRow } from "../../appeals/store.ts";
import { readDayMark } from "../../basics/list-mark.ts";
import type { PersonName } from "../../cda/facts.ts";
import type { Keyring } from "../../db/keyring.ts";
import type { Sql } from "../../db/sql.ts";
import type { PersonCard } from "../../registry/identity.ts";
import * as store from "./store.ts";

export const queues = ["open", "new", "working", "asked", "overdue", "answered", "moved", "closed"] as const;
export type Queue = (typeof queues)[number];

const open = ["registered", "working", "asked"];
const statesOf: Readonly<Record<Queue, readonly string[]>> = {
  open,
  new: ["registered"],
  working: ["working"],
  asked: ["asked"],
  overdue: ["registered", "working"],
  answered: ["corrected", "refused"],
  moved: open,
  closed: ["closed"],
};

export interface InboxWish {
  readonly queue: Queue;
  /** «problem.name» */
  readonly reason: string | null;
  readonly severity: Severity | null;
  /** Only what this member of staff works on. */
  readonly mine: string | null;
  /** Mark of the last row already shown. */
  readonly after: string | null;
}

export interface InboxRow {
  readonly appeal: AppealRow;
  readonly patient: PersonName | null;
  readonly handler: PersonName | null;
  readonly overdue: boolean;
}

export interface Inbox {
  readonly rows: readonly InboxRow[];
  /** Mark of the last row; null at the end. */
  readonly next: string | null;
  readonly counts: store.Counts;
}

const PAGE = 30;

export async function readInbox(
  sql: Sql,
  keyring: Keyring,
  who: { readonly organisationOid: string; readonly staffId: string | null },
  wish: InboxWish,
  now: Date,
): Promise<Inbox> {
  const [kind = null, reason = null] = wish.reason?.split(".") ?? [];
  const asked: store.Wish = {
    organisationOid: who.organisationOid,
    states: statesOf[wish.queue],
    holders:
      wish.queue === "moved"
        ? ["support", "region"]
        : wish.queue === "answered" || wish.queue === "closed"
          ? ["organisation", "support", "region"]
          : ["organisation"],
    overdueAt: wish.queue === "overdue" ? now : null,
    kind,
    reason,
    severity: wish.severity,
    handler: wish.mine,
  };
  const [rows, counts] = await Promise.all([
    store.byTerm(sql, asked, readDayMark(wish.after), PAGE + 1),
    store.counts(sql, who.organisationOid, who.staffId, now),
  ]);
  const page = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  return {
    rows: page.map((row) => rowOf(keyring, row, now)),
    next: last ? `${last.due_on ?? "9999-12-31"}_${last.appeal_id}` : null,
    counts,
  };
}

export function isOverdue({ state, due_at: dueAt }: Pick<AppealRow, "state" | "due_at">, now: Date): boolean {
  return (state === "registered" || state === "working") && dueAt !== null && dueAt < now;
}

function rowOf(keyring: Keyring, row: store.NamedRow, now: Date): InboxRow {
  const { person, handler_actor: actor, handler_seq: seq } = row;
  return {
    appeal: row,
    patient: person && (keyring.open(`person ${row.patient_id}`, person) as PersonCard),
    handler: actor && (keyring.open(`appeal actor ${row.appeal_id} ${seq}`, actor) as PersonName),
    overdue: isOverdue(row, now),
  };
}
