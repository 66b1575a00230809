/**
 * How long each organisation takes, from the visit to the registration of its document, in working days. Computed now and
 * then for all at once, so that telling it costs one look at one row.
 */
import type { Database } from "../../db/database.ts";
import * as store from "./store.ts";

const DAYS = 180;
/** Of fewer documents nothing is said: it would be chance. */
const LEAST = 5;

export async function computeDelays(database: Database, now: Date): Promise<void> {
  const since = new Date(now.getTime() - DAYS * 86_400_000);
  await database.transact(async (tx) => {
    await store.writeDelays(tx, since, LEAST, now);
    await store.dropDelays(tx, since);
  });
}
