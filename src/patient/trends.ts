/** «Анализы»: one patient's laboratory results over time, gathered from the newest versions of their shown documents. */
import type { LabResults } from "../cda/results.ts";
import type { Sql } from "../db/sql.ts";
import { cardOf } from "../registry/cards.ts";
import { type Analyte, type Finding, gatherAnalytes } from "./analytes.ts";
import type { PatientDeps } from "./deps.ts";
import * as store from "./trends/store.ts";

export interface Trends {
  /** In no particular order; results within are oldest first. */
  readonly analytes: readonly Analyte[];
  /** Results or documents beyond what one page can bear are left out, and then the page must say so. */
  readonly partial: boolean;
}

/** The newest of them; each costs about as much as a line of a list. */
const MOST_DOCUMENTS = 1000;

export async function readTrends(
  deps: Pick<PatientDeps, "keyring" | "shownFrom">,
  sql: Sql,
  patientId: string,
): Promise<Trends> {
  const rows = await store.resultsOfDocuments(sql, patientId, deps.shownFrom, MOST_DOCUMENTS + 1);
  const told = rows.slice(0, MOST_DOCUMENTS).map((row) => ({
    row,
    card: cardOf(deps.keyring, row.document_id, row.sealed),
    // Sealed by `register`, so of this shape.
    results: deps.keyring.open(`results ${row.document_id}`, row.results) as LabResults,
  }));
  const nameOf = await namesOf(
    sql,
    told.flatMap(({ results }) => results.results.flatMap(({ laboratory }) => laboratory?.oid ?? [])),
  );
  const findings = told.flatMap(({ row, card, results }) => {
    const source = { number: row.number, title: card.title, issuedOn: row.issued_on };
    return results.results.map((result): Finding => {
      const { oid, name } = result.laboratory ?? { oid: row.organisation_oid, name: card.organisation };
      return { result, source, laboratory: { oid, name: (oid && nameOf.get(oid)) || name } };
    });
  });
  return {
    analytes: gatherAnalytes(findings, keyFor(deps, patientId)),
    partial: rows.length > MOST_DOCUMENTS || told.some(({ results }) => results.omitted > 0),
  };
}

/** Laboratories that are known here, as people call them: a legal name takes three lines of a table. */
async function namesOf(sql: Sql, oids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (oids.length === 0) return new Map();
  const rows = await store.organisationNames(sql, [...new Set(oids)]);
  return new Map(rows.map(({ oid, name }) => [oid, name]));
}

/** Stable for this patient, and telling nothing: addresses are kept in histories and logs of proxies. */
function keyFor({ keyring }: Pick<PatientDeps, "keyring">, patientId: string): (identity: string) => string {
  return (identity) => keyring.digest("analyte", `${patientId}\n${identity}`).subarray(0, 12).toString("hex");
}
