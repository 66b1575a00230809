/** What each colleague has on hand: for the head of an organisation. */
import type { PersonName } from "../../cda/facts.ts";
import type { Keyring } from "../../db/keyring.ts";
import type { Sql } from "../../db/sql.ts";
import * as store from "./store.ts";

export interface Load {
  readonly staffId: string;
  readonly name: PersonName;
  readonly role: string | null;
  readonly open: number;
  readonly overdue: number;
  /** YYYY-MM-DD; null: no term. */
  readonly nearest: string | null;
}

export async function readLoads(sql: Sql, keyring: Keyring, organisationOid: string, now: Date): Promise<Load[]> {
  const rows = await store.loads(sql, organisationOid, now);
  return rows.map(({ handler, appeal_id: id, seq, actor, role, open, overdue, nearest }) => ({
    staffId: handler,
    name: keyring.open(`appeal actor ${id} ${seq}`, actor) as PersonName,
    role,
    open,
    overdue,
    nearest,
  }));
}

/** Small counts for the home. */
export async function countAppeals(sql: Sql, organisationOid: string, staffId: string | null, now: Date) {
  return store.counts(sql, organisationOid, staffId, now);
}
