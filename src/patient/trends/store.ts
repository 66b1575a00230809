/** The SQL of «Анализы»: sealed results with the documents that they stand in, and names of laboratories. */
import { Type } from "@sinclair/typebox";
import type { Sql } from "../../db/sql.ts";

const ResultsRow = Type.Object({
  document_id: Type.String(),
  number: Type.String(),
  organisation_oid: Type.String(),
  issued_on: Type.String(),
  /** The document's card. */
  sealed: Type.Uint8Array(),
  results: Type.Uint8Array(),
});

/**
 * Sealed laboratory results, newest document first: of the newest version of each set, of kinds and dates that are shown, and
 * only while the document's key is there: what a court has erased tells nothing.
 */
export async function resultsOfDocuments(sql: Sql, patientId: string, shownFrom: string | null, most: number) {
  return sql.rows(ResultsRow)`
    SELECT d.document_id, d.number, d.organisation_oid, d.issued_on, d.sealed, r.sealed AS results
    FROM document_results r
    JOIN document d ON d.patient_id = r.patient_id AND d.document_id = r.document_id
    JOIN kind k ON k.system = d.kind_system AND k.code = d.kind_code
    JOIN content_key c ON c.document_id = r.document_id
    WHERE r.patient_id = ${patientId} AND k.shown AND (${shownFrom}::date IS NULL OR d.issued_on >= ${shownFrom})
      AND NOT EXISTS (SELECT FROM document n WHERE n.patient_id = d.patient_id AND n.set_digest = d.set_digest
                      AND n.version > d.version)
    ORDER BY d.issued_on DESC, d.document_id DESC LIMIT ${most}`;
}

const NameRow = Type.Object({ oid: Type.String(), name: Type.String() });

/** Short names of those that are known here. */
export async function organisationNames(sql: Sql, oids: readonly string[]) {
  return sql.rows(NameRow)`SELECT oid, short_name AS name FROM organisation WHERE oid = ANY(${oids}::text[])`;
}
