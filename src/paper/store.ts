/** The SQL of paper that requests and statements share: the documents, the organisations, what was done. Row-level security is that of 0012. */
import { type Static, Type } from "@sinclair/typebox";
import { Nullable } from "../db/nullable.ts";
import type { Sql, Tx } from "../db/sql.ts";

const OrganisationRow = Type.Object({
  oid: Type.String(),
  name: Type.String(),
  short_name: Type.String(),
  region_code: Type.String(),
  address: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  hours: Nullable(Type.String()),
  time_zone: Type.String(),
  electronic_since: Nullable(Type.String()),
});
export type OrganisationRow = Static<typeof OrganisationRow>;

export async function organisationsBy(sql: Sql, oids: readonly string[]): Promise<OrganisationRow[]> {
  return sql.rows(OrganisationRow)`
    SELECT oid, name, short_name, region_code, address, phone, hours, time_zone, electronic_since
    FROM organisation WHERE oid = ANY(${oids}::text[]) ORDER BY short_name, oid`;
}

const DocumentRow = Type.Object({
  document_id: Type.String(),
  number: Type.String(),
  kind_system: Type.String(),
  kind_code: Type.String(),
  set_digest: Type.Uint8Array(),
  organisation_oid: Type.String(),
  organisation: Type.String(),
  issued_on: Type.String(),
  sealed: Type.Uint8Array(),
  /** Number of the request that asks for it now. */
  asked_in: Nullable(Type.String()),
});
export type DocumentRow = Static<typeof DocumentRow>;

/** Newest first, without those that a newer version replaced. What the cabinet does not show can be had on paper too. */
export async function ownDocuments(
  sql: Sql,
  patientId: string,
  wish: { readonly organisationOid: string | null; readonly year: number | null },
  most: number,
): Promise<DocumentRow[]> {
  return sql.rows(DocumentRow)`
    SELECT d.document_id, d.number, d.kind_system, d.kind_code, d.set_digest, d.organisation_oid, g.short_name AS organisation,
           d.issued_on, d.sealed,
           (SELECT r.number FROM paper_item i JOIN paper_request r ON r.patient_id = i.patient_id AND r.request_id = i.request_id
            WHERE i.patient_id = d.patient_id AND i.document_id = d.document_id AND i.open) AS asked_in
    FROM document d JOIN organisation g ON g.oid = d.organisation_oid
    WHERE d.patient_id = ${patientId}
      AND (${wish.organisationOid}::text IS NULL OR d.organisation_oid = ${wish.organisationOid})
      AND (${wish.year}::int IS NULL OR extract(year FROM d.issued_on) = ${wish.year})
      AND NOT EXISTS (SELECT FROM document n WHERE n.patient_id = d.patient_id AND n.set_digest = d.set_digest
                      AND n.version > d.version)
    ORDER BY d.issued_on DESC, d.document_id DESC LIMIT ${most}`;
}

export async function ownByNumbers(sql: Sql, patientId: string, numbers: readonly string[]): Promise<DocumentRow[]> {
  return sql.rows(DocumentRow)`
    SELECT d.document_id, d.number, d.kind_system, d.kind_code, d.set_digest, d.organisation_oid, g.short_name AS organisation,
           d.issued_on, d.sealed,
           (SELECT r.number FROM paper_item i JOIN paper_request r ON r.patient_id = i.patient_id AND r.request_id = i.request_id
            WHERE i.patient_id = d.patient_id AND i.document_id = d.document_id AND i.open) AS asked_in
    FROM document d JOIN organisation g ON g.oid = d.organisation_oid
    WHERE d.patient_id = ${patientId} AND d.number = ANY(${numbers}::text[])
    ORDER BY d.issued_on DESC, d.document_id DESC`;
}

const ChoiceRow = Type.Object({ organisation_oid: Type.String(), organisation: Type.String(), year: Type.Integer() });

/** What the list can be narrowed by. */
export async function ownChoices(sql: Sql, patientId: string) {
  return sql.rows(ChoiceRow)`
    SELECT DISTINCT d.organisation_oid, g.short_name AS organisation, extract(year FROM d.issued_on)::int AS year
    FROM document d JOIN organisation g ON g.oid = d.organisation_oid WHERE d.patient_id = ${patientId}`;
}

const EventRow = Type.Object({
  event_id: Type.String(),
  at: Type.Date(),
  deed: Type.String(),
  role: Type.String(),
  sealed: Type.Uint8Array(),
});
export type EventRow = Static<typeof EventRow>;

export async function eventsOf(sql: Sql, patientId: string, aboutId: string): Promise<EventRow[]> {
  return sql.rows(EventRow)`
    SELECT event_id, at, deed, role, sealed FROM paper_event
    WHERE patient_id = ${patientId} AND about_id = ${aboutId} ORDER BY at, event_id`;
}

export async function insertEvent(
  tx: Tx,
  row: { patientId: string; eventId: string; aboutId: string; at: Date; deed: string; role: string; sealed: Buffer },
): Promise<void> {
  await tx.run`
    INSERT INTO paper_event (patient_id, event_id, about_id, at, deed, role, sealed)
    VALUES (${row.patientId}, ${row.eventId}, ${row.aboutId}, ${row.at}, ${row.deed}, ${row.role}, ${row.sealed})`;
}

const SequenceRow = Type.Object({ sequence: Type.Integer() });

export async function nextSequence(tx: Tx): Promise<number> {
  const rows = await tx.rows(SequenceRow)`SELECT nextval('paper_number') AS sequence`;
  return rows[0]!.sequence;
}

const Done = Type.Object({ done: Type.Integer() });

/** One patient's papers are asked for one after another: of two presses of a button the second finds what the first made. */
export async function waitTurn(tx: Tx, patientId: string): Promise<void> {
  await tx.rows(Done)`SELECT 1 AS done FROM pg_advisory_xact_lock(hashtextextended(${`paper ${patientId}`}, 0))`;
}

const PrintedRow = Type.Object({
  document_id: Type.String(),
  number: Type.String(),
  version: Type.Integer(),
  set_digest: Type.Uint8Array(),
  issued_on: Type.String(),
  registered_at: Type.Date(),
  sealed: Type.Uint8Array(),
  signatures: Type.Uint8Array(),
});
export type PrintedRow = Static<typeof PrintedRow>;

export async function documentToPrint(sql: Sql, patientId: string, documentId: string): Promise<PrintedRow | null> {
  const rows = await sql.rows(PrintedRow)`
    SELECT document_id, number, version, set_digest, issued_on, registered_at, sealed, signatures
    FROM document WHERE patient_id = ${patientId} AND document_id = ${documentId}`;
  return rows[0] ?? null;
}

const NumberRow = Type.Object({ number: Type.String() });

/** Numbers of all versions, newest first. */
export async function versionNumbers(sql: Sql, patientId: string, setDigest: Uint8Array): Promise<string[]> {
  const rows = await sql.rows(NumberRow)`
    SELECT number FROM document WHERE patient_id = ${patientId} AND set_digest = ${setDigest} ORDER BY version DESC`;
  return rows.map(({ number }) => number);
}

const VisitedRow = Type.Object({ oid: Type.String() });

export async function visited(sql: Sql, patientId: string): Promise<string[]> {
  const rows = await sql.rows(VisitedRow)`
    SELECT organisation_oid AS oid FROM document WHERE patient_id = ${patientId}
    UNION SELECT organisation_oid FROM care_record WHERE patient_id = ${patientId}`;
  return rows.map(({ oid }) => oid);
}
