/** What time does to appeals: overdue ones go up, answered ones close, and terms are set once their calendar is there. */
import { uuidOf } from "../basics/uuid.ts";
import type { Database } from "../db/database.ts";
import { act } from "./act.ts";
import { type AppealDeps, theSystem } from "./deps.ts";
import { DAYS_TO_OBJECT } from "./states.ts";
import type { AppealRow } from "./store.ts";
import * as store from "./sweep/store.ts";
import { registryPlace, termOf } from "./terms.ts";

/** One appeal, one transaction: one that fails holds up no other. Safe to repeat, and to run twice at once. */
export async function sweepAppeals(
  database: Database,
  deps: AppealDeps,
  onError: (error: unknown) => void,
): Promise<void> {
  const now = deps.clock();
  const stale = new Date(now.getTime() - DAYS_TO_OBJECT * 86_400_000);
  const { sql } = database;
  for (const row of await store.overdue(sql, now)) await deed(database, deps, row, "escalate").catch(onError);
  for (const row of await store.unobjected(sql, stale)) await deed(database, deps, row, "expire").catch(onError);
  for (const row of await store.withoutTerm(sql)) await setTerm(database, deps, row).catch(onError);
}

function deed(database: Database, deps: AppealDeps, row: AppealRow, name: "escalate" | "expire"): Promise<unknown> {
  const ref = { patientId: row.patient_id, appealId: row.appeal_id };
  const once = uuidOf(`${name} ${row.appeal_id} ${row.version}`);
  return database.transact((tx) => act(tx, deps, theSystem, ref, { deed: name, once, version: row.version }));
}

/** While the calendar is still missing nothing is written. */
async function setTerm(database: Database, deps: AppealDeps, row: store.PlacedRow): Promise<void> {
  const { holder, organisation_region: regionCode, zone, severity, changed_at: from } = row;
  const place = holder === "organisation" && zone !== null ? { regionCode, zone } : registryPlace;
  const term = termOf(await deps.calendars.current(), place, holder, severity, from);
  if (term.dueOn !== null) await database.transact((tx) => store.setTerm(tx, row, term));
}
