/** What anybody may learn by a registration number: that it exists, of which organisation, and whether it is current. */
import type { Sql } from "../db/sql.ts";
import type { DocumentNumber } from "./number.ts";
import * as store from "./store.ts";

export interface PublicFacts {
  readonly number: string;
  readonly registeredAt: Date;
  readonly organisation: string;
  readonly replacedAt: Date | null;
  /** When it was erased by a court's decision; then nothing else of it is told to anybody. */
  readonly erasedAt: Date | null;
  /** Place in the log from 0; null until sealed. */
  readonly index: number | null;
  /** Its patient says that it is not theirs, or that the visit never happened, and this is being checked. */
  readonly disputed: boolean;
}

/** Never a person, a kind or a word of what was written. */
export async function lookUp(sql: Sql, number: DocumentNumber): Promise<PublicFacts | null> {
  const row = await store.publicFacts(sql, number);
  if (!row) return null;
  const {
    number: named,
    registered_at: registeredAt,
    organisation,
    replaced_at: replacedAt,
    erased_at: erasedAt,
  } = row;
  return { number: named, registeredAt, organisation, replacedAt, erasedAt, index: row.idx, disputed: row.disputed };
}

export type Currency = "current" | "replaced" | "erased" | "unknown";

export interface CurrencyAnswer {
  readonly state: Currency;
  readonly replacedAt: Date | null;
  readonly disputed: boolean;
}

/**
 * Whether a document is current, for who holds it: its number and the SHA-256 of its bytes, lower-case hex. One answer for a
 * number that is unknown and for other bytes under a known one: by guessing nobody learns which it was. An
 * erased document has no digest any more: its number alone says that it was erased, as the look-up by number does.
 */
export async function currencyOf(sql: Sql, number: DocumentNumber, sha256: string): Promise<CurrencyAnswer> {
  const row = await store.currency(sql, number, Buffer.from(sha256, "hex"));
  if (!row) return { state: "unknown", replacedAt: null, disputed: false };
  const state = row.erased ? "erased" : row.replaced_at ? "replaced" : "current";
  return { state, replacedAt: row.replaced_at, disputed: row.disputed };
}
