/** The intake's SQL: submissions and care records. */

import { type Static, Type } from "@sinclair/typebox";
import type { Fault } from "../basics/fault.ts";
import { Nullable } from "../db/nullable.ts";
import type { Sql, Tx } from "../db/sql.ts";

const SubmissionRow = Type.Object({
  document_id: Type.String(),
  organisation_oid: Type.String(),
  local_uid: Type.String(),
  fingerprint: Type.Uint8Array(),
  kind_system: Type.String(),
  kind_code: Type.String(),
  state: Type.Union([Type.Literal("received"), Type.Literal("refused"), Type.Literal("registered")]),
  received_at: Type.Date(),
  decided_at: Nullable(Type.Date()),
  number: Nullable(Type.String()),
  faults: Type.Unsafe<Fault[]>(Type.Array(Type.Object({ code: Type.String() }))),
  quarantined: Type.Boolean(),
});
export type SubmissionRow = Static<typeof SubmissionRow>;

/** False when this localUid of this organisation is here already. Waits for a twin that is just being stored. */
export async function insertSubmission(
  tx: Tx,
  row: {
    documentId: string;
    organisationOid: string;
    clientId: string;
    localUid: string;
    fingerprint: Buffer;
    kind: { system: string; code: string };
    now: Date;
  },
): Promise<boolean> {
  const added = await tx.run`
    INSERT INTO submission (document_id, organisation_oid, client_id, local_uid, fingerprint, kind_system, kind_code, received_at)
    VALUES (${row.documentId}, ${row.organisationOid}, ${row.clientId}, ${row.localUid}, ${row.fingerprint},
            ${row.kind.system}, ${row.kind.code}, ${row.now})
    ON CONFLICT DO NOTHING`;
  return added === 1;
}

export async function submission(sql: Sql, organisationOid: string, documentId: string): Promise<SubmissionRow | null> {
  const rows = await sql.rows(SubmissionRow)`
    SELECT document_id, organisation_oid, local_uid, fingerprint, kind_system, kind_code, state, received_at, decided_at,
           number, faults, quarantined
    FROM submission WHERE document_id = ${documentId} AND organisation_oid = ${organisationOid}`;
  return rows[0] ?? null;
}

/** Takes the submission for this transaction, waiting for whoever has it; null when it is decided already. */
export async function claimSubmission(tx: Tx, documentId: string): Promise<SubmissionRow | null> {
  const rows = await tx.rows(SubmissionRow)`
    SELECT document_id, organisation_oid, local_uid, fingerprint, kind_system, kind_code, state, received_at, decided_at,
           number, faults, quarantined
    FROM submission WHERE document_id = ${documentId} AND state = 'received' FOR UPDATE`;
  return rows[0] ?? null;
}

export async function decide(
  tx: Tx,
  documentId: string,
  decision: Pick<SubmissionRow, "state" | "number" | "faults" | "quarantined" | "decided_at">,
  patientId: string | null,
): Promise<void> {
  await tx.run`
    UPDATE submission
    SET state = ${decision.state}, number = ${decision.number}, patient_id = ${patientId},
        faults = ${JSON.stringify(decision.faults)}::text::jsonb, quarantined = ${decision.quarantined},
        decided_at = ${decision.decided_at}
    WHERE document_id = ${documentId}`;
}

const WaitingRow = Type.Object({ document_id: Type.String() });

/** Submissions that wait for a decision longer than they should: their job was lost with an older queue. */
export async function waitingSince(sql: Sql, before: Date): Promise<string[]> {
  const rows = await sql.rows(WaitingRow)`
    SELECT document_id FROM submission WHERE state = 'received' AND received_at < ${before} ORDER BY received_at LIMIT 500`;
  return rows.map((row) => row.document_id);
}

const OrganisationRow = Type.Object({
  oid: Type.String(),
  short_name: Type.String(),
  ogrn: Nullable(Type.String()),
  inn: Nullable(Type.String()),
  region_code: Type.String(),
});
export type OrganisationRow = Static<typeof OrganisationRow>;

export async function organisation(sql: Sql, oid: string): Promise<OrganisationRow | null> {
  const rows = await sql.rows(OrganisationRow)`
    SELECT oid, short_name, ogrn, inn, region_code FROM organisation WHERE oid = ${oid}`;
  return rows[0] ?? null;
}

/** Until the transaction ends: whoever tells of the same visit at the same time waits, and then sees what was told. */
export async function lockCareRecord(tx: Tx, careRecordId: string): Promise<void> {
  await tx.run`SELECT pg_advisory_xact_lock(hashtextextended(${careRecordId}, 0))`;
}

const CareRecordRow = Type.Object({ fingerprint: Type.Uint8Array() });

export async function careRecordFingerprint(tx: Sql, careRecordId: string): Promise<Uint8Array | null> {
  const rows = await tx.rows(CareRecordRow)`SELECT fingerprint FROM care_record WHERE care_record_id = ${careRecordId}`;
  return rows[0]?.fingerprint ?? null;
}

export async function insertCareRecord(
  tx: Tx,
  row: {
    patientId: string;
    careRecordId: string;
    organisationOid: string;
    visitedOn: string;
    fingerprint: Buffer;
    sealed: Buffer;
    now: Date;
  },
): Promise<void> {
  await tx.run`
    INSERT INTO care_record (patient_id, care_record_id, organisation_oid, visited_on, fingerprint, sealed, received_at)
    VALUES (${row.patientId}, ${row.careRecordId}, ${row.organisationOid}, ${row.visitedOn}, ${row.fingerprint},
            ${row.sealed}, ${row.now})
    ON CONFLICT DO NOTHING`;
}

const CertificateRow = Type.Object({
  role: Type.String(),
  der: Type.Uint8Array(),
  trusted_from: Type.Date(),
  trusted_until: Type.Union([Type.Date(), Type.Null()]),
});
const CrlRow = Type.Object({ der: Type.Uint8Array() });

/** All that ever were: which of them counted is asked of the time that a signature is proved at. */
export async function signatureAuthorities(sql: Sql): Promise<Static<typeof CertificateRow>[]> {
  return sql.rows(CertificateRow)`
    SELECT role, der, trusted_from, trusted_until FROM trust_certificate WHERE store = 'signature'`;
}

export async function revocationLists(sql: Sql): Promise<Uint8Array[]> {
  return (await sql.rows(CrlRow)`SELECT der FROM trust_crl ORDER BY added_at`).map((row) => row.der);
}
