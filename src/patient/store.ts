/** The patient's room's SQL. Every question names the patient; row-level security says the same again. */

import { type Static, Type } from "@sinclair/typebox";
import { Nullable } from "../db/nullable.ts";
import type { Sql, Tx } from "../db/sql.ts";

const DocumentRow = Type.Object({
  document_id: Type.String(),
  number: Type.String(),
  kind_system: Type.String(),
  kind_code: Type.String(),
  set_digest: Type.Uint8Array(),
  version: Type.Integer(),
  organisation_oid: Type.String(),
  issued_on: Type.String(),
  registered_at: Type.Date(),
  sha256: Type.Uint8Array(),
  sealed: Type.Uint8Array(),
  opened: Type.Boolean(),
  replaced: Type.Boolean(),
  disputed: Type.Boolean(),
});
export type DocumentRow = Static<typeof DocumentRow>;

const OpenedRow = Type.Composite([DocumentRow, Type.Object({ signatures: Type.Uint8Array() })]);

export interface ListFilter {
  readonly leaflet: number | null;
  readonly year: number | null;
  readonly organisationOid: string | null;
  readonly shownFrom: string | null;
  /** Keyset: the last document already shown. */
  readonly after: { readonly issuedOn: string; readonly documentId: string } | null;
}

/** Shown documents, newest first; along the index, so that a page costs the same at any size of the registry. */
export async function documentsPage(
  sql: Sql,
  patientId: string,
  filter: ListFilter,
  most: number,
): Promise<DocumentRow[]> {
  const from = filter.year === null ? null : `${filter.year}-01-01`;
  const until = filter.year === null ? null : `${filter.year + 1}-01-01`;
  return sql.rows(DocumentRow)`
    SELECT d.document_id, d.number, d.kind_system, d.kind_code, d.set_digest, d.version, d.organisation_oid, d.issued_on,
           d.registered_at, d.sha256, d.sealed,
           EXISTS (SELECT FROM document_opened o WHERE o.patient_id = d.patient_id AND o.document_id = d.document_id) AS opened,
           EXISTS (SELECT FROM document n WHERE n.patient_id = d.patient_id AND n.set_digest = d.set_digest
                   AND n.version > d.version) AS replaced,
           EXISTS (SELECT FROM appeal a WHERE a.patient_id = d.patient_id AND a.document_id = d.document_id
                   AND a.state <> 'closed' AND a.disputes) AS disputed
    FROM document d JOIN kind k ON k.system = d.kind_system AND k.code = d.kind_code
    WHERE d.patient_id = ${patientId} AND k.shown
      AND (${filter.shownFrom}::date IS NULL OR d.issued_on >= ${filter.shownFrom})
      AND (${filter.leaflet}::int IS NULL OR coalesce(k.leaflet, 0) = ${filter.leaflet})
      AND (${from}::date IS NULL OR (d.issued_on >= ${from} AND d.issued_on < ${until}))
      AND (${filter.organisationOid}::text IS NULL OR d.organisation_oid = ${filter.organisationOid})
      AND (${filter.after?.issuedOn ?? null}::date IS NULL
           OR (d.issued_on, d.document_id) < (${filter.after?.issuedOn ?? null}::date, ${filter.after?.documentId ?? null}::uuid))
    ORDER BY d.issued_on DESC, d.document_id DESC
    LIMIT ${most}`;
}

const CountRow = Type.Object({ count: Type.Integer() });

/** How many shown documents stand at or above the mark: only for the words «показано 21–40 из 57». */
export async function countBefore(sql: Sql, patientId: string, filter: ListFilter): Promise<number> {
  const from = filter.year === null ? null : `${filter.year}-01-01`;
  const until = filter.year === null ? null : `${filter.year + 1}-01-01`;
  const rows = await sql.rows(CountRow)`
    SELECT count(*)::int AS count
    FROM document d JOIN kind k ON k.system = d.kind_system AND k.code = d.kind_code
    WHERE d.patient_id = ${patientId} AND k.shown
      AND (${filter.shownFrom}::date IS NULL OR d.issued_on >= ${filter.shownFrom})
      AND (${filter.leaflet}::int IS NULL OR coalesce(k.leaflet, 0) = ${filter.leaflet})
      AND (${from}::date IS NULL OR (d.issued_on >= ${from} AND d.issued_on < ${until}))
      AND (${filter.organisationOid}::text IS NULL OR d.organisation_oid = ${filter.organisationOid})
      AND (d.issued_on, d.document_id) >= (${filter.after?.issuedOn ?? null}::date, ${filter.after?.documentId ?? null}::uuid)`;
  return rows[0]?.count ?? 0;
}

const FacetRow = Type.Object({
  leaflet: Type.Integer(),
  year: Type.Integer(),
  organisation_oid: Type.String(),
  organisation: Type.String(),
  documents: Type.Integer(),
  unopened: Type.Integer(),
});
export type FacetRow = Static<typeof FacetRow>;

/** How many shown documents of each sort there are: feeds the filter, the total and the badge in one question. */
export async function facets(sql: Sql, patientId: string, shownFrom: string | null): Promise<FacetRow[]> {
  return sql.rows(FacetRow)`
    SELECT coalesce(k.leaflet, 0)::int AS leaflet, extract(year FROM d.issued_on)::int AS year, d.organisation_oid,
           g.short_name AS organisation, count(*)::int AS documents,
           (count(*) FILTER (WHERE o.document_id IS NULL))::int AS unopened
    FROM document d
    JOIN kind k ON k.system = d.kind_system AND k.code = d.kind_code
    JOIN organisation g ON g.oid = d.organisation_oid
    LEFT JOIN document_opened o ON o.patient_id = d.patient_id AND o.document_id = d.document_id
    WHERE d.patient_id = ${patientId} AND k.shown AND (${shownFrom}::date IS NULL OR d.issued_on >= ${shownFrom})
    GROUP BY 1, 2, 3, 4`;
}

const HiddenRow = Type.Object({
  kind_system: Type.String(),
  kind_code: Type.String(),
  issued_on: Type.String(),
  organisation: Type.String(),
});

/** Registered, but not shown: the patient is told that it exists, and why. */
export async function hiddenDocuments(sql: Sql, patientId: string, shownFrom: string | null, most: number) {
  return sql.rows(HiddenRow)`
    SELECT d.kind_system, d.kind_code, d.issued_on, g.name AS organisation
    FROM document d
    JOIN kind k ON k.system = d.kind_system AND k.code = d.kind_code
    JOIN organisation g ON g.oid = d.organisation_oid
    WHERE d.patient_id = ${patientId} AND (NOT k.shown OR (${shownFrom}::date IS NOT NULL AND d.issued_on < ${shownFrom}))
    ORDER BY d.issued_on DESC LIMIT ${most}`;
}

export async function documentByNumber(
  sql: Sql,
  patientId: string,
  number: string,
): Promise<Static<typeof OpenedRow> | null> {
  const rows = await sql.rows(OpenedRow)`
    SELECT d.document_id, d.number, d.kind_system, d.kind_code, d.set_digest, d.version, d.organisation_oid, d.issued_on,
           d.registered_at, d.sha256, d.sealed, d.signatures,
           EXISTS (SELECT FROM document_opened o WHERE o.patient_id = d.patient_id AND o.document_id = d.document_id) AS opened,
           EXISTS (SELECT FROM document n WHERE n.patient_id = d.patient_id AND n.set_digest = d.set_digest
                   AND n.version > d.version) AS replaced,
           EXISTS (SELECT FROM appeal a WHERE a.patient_id = d.patient_id AND a.document_id = d.document_id
                   AND a.state <> 'closed' AND a.disputes) AS disputed
    FROM document_locator l JOIN document d ON d.patient_id = l.patient_id AND d.document_id = l.document_id
    WHERE l.number = ${number} AND l.patient_id = ${patientId}`;
  return rows[0] ?? null;
}

const VersionRow = Type.Object({
  document_id: Type.String(),
  number: Type.String(),
  version: Type.Integer(),
  issued_on: Type.String(),
  registered_at: Type.Date(),
  sealed: Type.Uint8Array(),
});
export type VersionRow = Static<typeof VersionRow>;

export async function versionsOfSet(sql: Sql, patientId: string, setDigest: Uint8Array): Promise<VersionRow[]> {
  return sql.rows(VersionRow)`
    SELECT document_id, number, version, issued_on, registered_at, sealed
    FROM document WHERE patient_id = ${patientId} AND set_digest = ${setDigest} ORDER BY version DESC`;
}

const KeptRow = Type.Object({ document_id: Type.String(), media_type: Nullable(Type.String()) });

/** Of the documents, those whose content can still be opened, and what they came as; nothing of the content itself. */
export async function keptContent(sql: Sql, patientId: string, documentIds: readonly string[]) {
  return sql.rows(KeptRow)`
    SELECT d.document_id,
           (SELECT p ->> 'mediaType' FROM jsonb_array_elements(c.parts) p WHERE p -> 'part' = '0') AS media_type
    FROM document d JOIN content c ON c.document_id = d.document_id JOIN content_key k ON k.document_id = d.document_id
    WHERE d.patient_id = ${patientId} AND d.document_id = ANY(${documentIds}::uuid[])`;
}

export async function markOpened(tx: Tx, patientId: string, documentId: string, at: Date): Promise<void> {
  await tx.run`
    INSERT INTO document_opened (patient_id, document_id, at) VALUES (${patientId}, ${documentId}, ${at})
    ON CONFLICT DO NOTHING`;
}

const CareRow = Type.Object({
  care_record_id: Type.String(),
  organisation_oid: Type.String(),
  organisation: Type.String(),
  visited_on: Type.String(),
  sealed: Type.Uint8Array(),
});
export type CareRow = Static<typeof CareRow>;

export async function careRecords(sql: Sql, patientId: string, most: number) {
  return sql.rows(CareRow)`
    SELECT c.care_record_id, c.organisation_oid, g.short_name AS organisation, c.visited_on, c.sealed
    FROM care_record c JOIN organisation g ON g.oid = c.organisation_oid
    WHERE c.patient_id = ${patientId} ORDER BY c.visited_on DESC, c.care_record_id DESC LIMIT ${most}`;
}
