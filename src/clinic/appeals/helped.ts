/** What patients said of the organisation's answers lately. */
import { countHelped, type HelpedCount } from "../../appeals/helped/store.ts";
import type { Sql } from "../../db/sql.ts";

export const HELPED_DAYS = 90;

export function helpedBy(sql: Sql, organisationOid: string, now: Date): Promise<HelpedCount> {
  return countHelped(sql, organisationOid, new Date(now.getTime() - HELPED_DAYS * 86_400_000));
}
