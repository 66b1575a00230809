/** «Документ оспаривается»: what every reader is told until the appeal is closed. */
import type { Sql } from "../../db/sql.ts";
import * as store from "./store.ts";

/** Ids of those that are disputed. Asked within the scope of the patient, or of the organisation that is asked about them. */
export async function disputed(sql: Sql, patientId: string, documentIds: readonly string[]): Promise<Set<string>> {
  return new Set(documentIds.length === 0 ? [] : await store.disputedOf(sql, patientId, documentIds));
}
