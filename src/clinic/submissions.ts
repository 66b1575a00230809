/** The organisation's outbox: what it sent, what became of it, and what to mend. Never what a doctor wrote. */
import { type Static, Type } from "@sinclair/typebox";
import { readInstantMark } from "../basics/list-mark.ts";
import type { Sql } from "../db/sql.ts";
import * as store from "./store.ts";

export type Sent = store.SentRow;

export interface Outbox {
  readonly rows: readonly Sent[];
  readonly counts: Readonly<Record<Sent["state"], number>>;
  /** Mark of the last row; null at the end. */
  readonly next: string | null;
}

export const StateFilter = Type.Union([Type.Literal("received"), Type.Literal("refused"), Type.Literal("registered")]);
export type StateFilter = Static<typeof StateFilter>;

const PAGE = 30;

export async function listSent(
  sql: Sql,
  organisationOid: string,
  wish: { state: StateFilter | null; after: string | null },
): Promise<Outbox> {
  const [rows, counts] = await Promise.all([
    store.sent(sql, organisationOid, wish.state, readInstantMark(wish.after), PAGE + 1),
    store.countsByState(sql, organisationOid),
  ]);
  const page = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  return { rows: page, counts, next: last ? `${last.received_at.getTime()}_${last.document_id}` : null };
}

export async function oneSent(sql: Sql, organisationOid: string, documentId: string): Promise<store.OneSentRow | null> {
  return store.sentById(sql, organisationOid, documentId);
}

/** How many there are in each state. */
export function countSent(sql: Sql, organisationOid: string): Promise<Outbox["counts"]> {
  return store.countsByState(sql, organisationOid);
}
