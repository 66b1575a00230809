/** What anybody may learn by a registration number: that it exists, of which organisation, and whether it is current. */
import type { Sql } from "../db/sql.ts";
import type { DocumentNumber } from "./number.ts";
import * as store from "./store.ts";

export interface PublicFacts {
  readonly number: string;
  readonly registeredAt: Date;
  readonly organisation: string;
  readonly replacedAt: Date | null;
  /** Place in the log from 0; null until sealed. */
  readonly index: number | null;
  /** Its patient says that it is not theirs, or that the visit never happened, and this is being checked. */
  readonly disputed: boolean;
}

/** Never a person, a kind or a word of what was written. */
export async function lookUp(sql: Sql, number: DocumentNumber): Promise<PublicFacts | null> {
  const row = await store.publicFacts(sql, number);
  if (!row) return null;
  const { registered_at: registeredAt, organisation, replaced_at: replacedAt, idx: index, disputed } = row;
  return { number: row.number, registeredAt, organisation, replacedAt, index, disputed };
}
