/** How organisations answer: what stands, what is late, what came back, and the two reports that weigh most. */
import type { Sql } from "../db/sql.ts";
import * as store from "./store.ts";

export type Quality = store.QualityRow;

/** Days that the board looks back. */
export const DAYS_BACK = 90;

export function readQuality(sql: Sql, now: Date): Promise<Quality[]> {
  return store.quality(sql, new Date(now.getTime() - DAYS_BACK * 86_400_000), now);
}
