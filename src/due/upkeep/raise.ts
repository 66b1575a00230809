/**
 * The term of a document is over: its organisation is asked before the patient has to, and the patient is told. Along an
 * index, batch by batch; of two processes at once each takes its own, so that everybody is told once.
 */
import { dayOf } from "../../basics/day.ts";
import type { Database } from "../../db/database.ts";
import type { Tx } from "../../db/sql.ts";
import type { DueDeps } from "../deps.ts";
import * as store from "./store.ts";

export type Overdue = store.OverdueRow;

const BATCH = 100;
/** Where a day begins first: nobody's term ends before it ends there. */
const EASTERNMOST = "Asia/Kamchatka";

/** `ask` opens what the organisation answers to and tells the patient, in the same transaction. Gives how many were raised. */
export async function raiseOverdue(
  database: Database,
  deps: DueDeps,
  ask: (tx: Tx, overdue: Overdue) => Promise<void>,
): Promise<number> {
  for (let raised = 0; ; ) {
    const now = deps.clock();
    const batch = await database.transact(async (tx) => {
      const rows = await store.takeOverdue(tx, dayOf(now, EASTERNMOST), now, BATCH);
      for (const row of rows) await ask(tx, row);
      return rows.length;
    });
    raised += batch;
    if (batch < BATCH) return raised;
  }
}
