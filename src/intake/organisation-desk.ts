/** The sending organisations, kept at hand: every document asks for its own, and they change once a year. */
import type { Sql } from "../db/sql.ts";
import * as store from "./store.ts";

export interface OrganisationDesk {
  find(oid: string): Promise<store.OrganisationRow | null>;
}

/** `staleMs` bounds how long a change made elsewhere is not seen. An organisation not found is asked for again each time. */
export function openOrganisationDesk(sql: Sql, clock: () => Date, staleMs = 30_000): OrganisationDesk {
  const known = new Map<string, { row: store.OrganisationRow; at: number }>();
  return {
    async find(oid) {
      const now = clock().getTime();
      const kept = known.get(oid);
      if (kept && now - kept.at <= staleMs) return kept.row;
      const row = await store.organisation(sql, oid);
      if (row) known.set(oid, { row, at: now });
      return row;
    },
  };
}
