/** Visits that were told before anybody kept what is due: walked once, in batches. Safe to repeat and to break off. */
import type { Day } from "../../basics/day.ts";
import type { Database } from "../../db/database.ts";
import type { DueDeps } from "../deps.ts";
import { expectOfVisit, type Visit } from "../expect.ts";
import * as store from "./store.ts";

const BATCH = 200;

/** Gives how many visits were walked. */
export async function backfillVisits(database: Database, deps: DueDeps): Promise<number> {
  for (let walked = 0; ; ) {
    const count = await database.transact(async (tx) => {
      const mark = await store.backfillMark(tx);
      if (!mark || mark.done) return 0;
      const rows = await store.visitsAfter(tx, mark, BATCH);
      for (const row of rows) {
        const told = deps.keyring.open(`care ${row.care_record_id}`, row.sealed) as Told;
        const { family, given, patronymic = null } = told.patient;
        await expectOfVisit(tx, deps, {
          patientId: row.patient_id,
          careRecordId: row.care_record_id,
          organisationOid: row.organisation_oid,
          visitedOn: row.visited_on as Day,
          patient: { family, given, patronymic },
          services: told.services,
        });
      }
      await store.moveBackfillMark(tx, rows.at(-1) ?? mark, rows.length < BATCH);
      return rows.length;
    });
    walked += count;
    if (count < BATCH) return walked;
  }
}

/** Of the care record's body: see `CareRecord` of the intake, which proved it. */
interface Told {
  readonly patient: { readonly family: string; readonly given: string; readonly patronymic?: string };
  readonly services: Visit["services"];
}
