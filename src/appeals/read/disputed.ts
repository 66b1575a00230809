/** «Документ оспаривается»: what every reader is told until the appeal is closed. */
import type { Sql } from "../../db/sql.ts";
import * as store from "./store.ts";

/** Ids of those that are disputed. Asked within the scope of the patient, or of the organisation that is asked about them. */
export async function disputed(sql: Sql, patientId: string, documentIds: readonly string[]): Promise<Set<string>> {
  return new Set(documentIds.length === 0 ? [] : await store.disputedOf(sql, patientId, documentIds));
}

/** Ids of the care records that the patient disputes: «Я здесь не был». */
export async function disputedVisits(sql: Sql, patientId: string): Promise<Set<string>> {
  return new Set(await store.disputedVisitsOf(sql, patientId));
}

/** Number of the appeal that disputes the document; null: none does. */
export async function disputedBy(sql: Sql, patientId: string, documentId: string): Promise<string | null> {
  return store.disputingAppeal(sql, patientId, documentId);
}
