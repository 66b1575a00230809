/** Terms that could not be counted, or only by a calendar that was not decreed, are counted again as calendars come. */
import type { Day } from "../../basics/day.ts";
import type { Database } from "../../db/database.ts";
import type { DueDeps } from "../deps.ts";
import { termOf } from "../term.ts";
import * as store from "./store.ts";

const BATCH = 500;

/** Gives how many terms are other than before. */
export async function recountTerms(database: Database, deps: DueDeps): Promise<number> {
  const book = await deps.calendars.current();
  let after: { patientId: string; dueId: string } | null = null;
  for (let changed = 0; ; ) {
    const rows: store.UncountedRow[] = await store.uncounted(database.sql, after, BATCH);
    for (const row of rows) {
      const term = termOf(book.of(row.region_code), row.happened_on as Day);
      if (!term || (term.last === row.term_last && term.provisional === row.provisional)) continue;
      changed += await database.transact((tx) => store.setTerm(tx, row.patient_id, row.due_id, term));
    }
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return changed;
    after = { patientId: last.patient_id, dueId: last.due_id };
  }
}
