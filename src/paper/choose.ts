/** What a patient can ask for on paper: their documents, the newest version of each, narrowed by organisation and year. */
import type { Sql } from "../db/sql.ts";
import { type PaperPlace, placeOf } from "./organisation.ts";
import * as store from "./store.ts";

const MOST = 60;

export async function listForPaper(
  sql: Sql,
  patientId: string,
  wish: { readonly organisationOid: string | null; readonly year: number | null },
): Promise<{ readonly rows: readonly store.DocumentRow[]; readonly cut: boolean }> {
  const rows = await store.ownDocuments(sql, patientId, wish, MOST + 1);
  return { rows: rows.slice(0, MOST), cut: rows.length > MOST };
}

/** Organisations by name, years newest first. */
export async function choicesOf(sql: Sql, patientId: string) {
  const rows = await store.ownChoices(sql, patientId);
  const names = new Map(rows.map((row) => [row.organisation_oid, row.organisation]));
  return {
    organisations: [...names].map(([oid, name]) => ({ oid, name })).sort((a, b) => a.name.localeCompare(b.name, "ru")),
    years: [...new Set(rows.map(({ year }) => year))].sort((a, b) => b - a),
  };
}

/** Organisations that sent this patient a document or told of a visit, by name. */
export async function visitedPlaces(sql: Sql, patientId: string): Promise<PaperPlace[]> {
  const oids = await store.visited(sql, patientId);
  return (await store.organisationsBy(sql, oids)).map(placeOf);
}
