/** The SQL of what is due: written with visits, ticked off with documents. */
import { type Static, Type } from "@sinclair/typebox";
import type { Term } from "../basics/working-days.ts";
import { Nullable } from "../db/nullable.ts";
import type { Sql, Tx } from "../db/sql.ts";
import { sources } from "./match.ts";
import type { WhyNot } from "./why-not.ts";

const PlaceRow = Type.Object({
  region_code: Type.String(),
  connected: Type.Boolean(),
  electronic_since: Nullable(Type.String()),
  time_zone: Type.String(),
});

export async function place(sql: Sql, organisationOid: string) {
  const rows = await sql.rows(PlaceRow)`
    SELECT o.region_code, r.connected, o.electronic_since, o.time_zone
    FROM organisation o JOIN region r ON r.code = o.region_code WHERE o.oid = ${organisationOid}`;
  return rows[0] ?? null;
}

export const SourceColumn = Type.Union(sources.map((source) => Type.Literal(source)));

export interface NewDue {
  readonly patientId: string;
  readonly dueId: string;
  readonly source: Static<typeof SourceColumn>;
  readonly sourceId: string;
  readonly organisationOid: string | null;
  readonly leaflets: readonly number[];
  readonly happenedOn: string;
  readonly term: Term | null;
  readonly why: WhyNot | null;
  /** Left out: as `why` says. */
  readonly state?: "expected" | "overdue";
  readonly initials: Buffer | null;
  readonly now: Date;
}

export async function insertDue(tx: Tx, due: NewDue): Promise<void> {
  await tx.run`
    INSERT INTO due_document (patient_id, due_id, source, source_id, organisation_oid, leaflets, happened_on, term_last,
                              term_sources, provisional, state, why, initials, created_at)
    VALUES (${due.patientId}, ${due.dueId}, ${due.source}, ${due.sourceId}, ${due.organisationOid},
            ${due.leaflets}::smallint[], ${due.happenedOn}, ${due.term?.last ?? null}, ${due.term?.sources ?? []}::text[],
            ${due.term?.provisional ?? false}, ${due.state ?? (due.why ? "not-expected" : "expected")}, ${due.why}, ${due.initials},
            ${due.now})
    ON CONFLICT DO NOTHING`;
}

const ReferralRow = Type.Object({
  patient_id: Type.String(),
  document_id: Type.String(),
  issued_on: Type.String(),
  family: Type.String(),
  leaflet: Nullable(Type.Integer()),
});

/** First versions alone: a corrected referral leads to the same visit. */
export async function referrals(sql: Sql, patientIds: readonly string[], documentIds: readonly string[]) {
  return sql.rows(ReferralRow)`
    SELECT d.patient_id, d.document_id, d.issued_on, k.family, k.leaflet
    FROM unnest(${patientIds}::uuid[], ${documentIds}::uuid[]) AS b (patient_id, document_id)
    JOIN document d ON d.patient_id = b.patient_id AND d.document_id = b.document_id
    JOIN kind k ON k.system = d.kind_system AND k.code = d.kind_code
    WHERE k.leaflet = 1 AND d.version = 1`;
}

export async function lockPatients(tx: Tx, patientIds: readonly string[]): Promise<void> {
  await tx.run`
    SELECT pg_advisory_xact_lock(hashtextextended('due ' || p, 0)) FROM unnest(${patientIds}::text[]) AS p`;
}

const OpenRow = Type.Object({
  patient_id: Type.String(),
  due_id: Type.String(),
  source: SourceColumn,
  organisation_oid: Nullable(Type.String()),
  leaflets: Type.Array(Type.Integer()),
  happened_on: Type.String(),
  term_last: Nullable(Type.String()),
  state: Type.String(),
  region_code: Nullable(Type.String()),
  time_zone: Nullable(Type.String()),
});
export type OpenRow = Static<typeof OpenRow>;

/** Everything that has not come, waited for or not: what was not waited for is welcome too. */
export async function openDue(sql: Sql, patientIds: readonly string[]): Promise<OpenRow[]> {
  return sql.rows(OpenRow)`
    SELECT d.patient_id, d.due_id, d.source, d.organisation_oid, d.leaflets, d.happened_on, d.term_last, d.state,
           o.region_code, o.time_zone
    FROM due_document d LEFT JOIN organisation o ON o.oid = d.organisation_oid
    WHERE d.patient_id = ANY(${patientIds}::uuid[]) AND d.state <> 'arrived'`;
}

const ArrivalRow = Type.Object({
  patient_id: Type.String(),
  document_id: Type.String(),
  set_digest: Type.Uint8Array(),
  version: Type.Integer(),
  organisation_oid: Type.String(),
  family: Type.String(),
  leaflet: Type.Integer(),
  issued_on: Type.String(),
  registered_at: Type.Date(),
});
export type ArrivalRow = Static<typeof ArrivalRow>;

/** Documents that could answer something that is open: not older than the oldest of it. */
export async function arrivals(sql: Sql, patientIds: readonly string[]): Promise<ArrivalRow[]> {
  return sql.rows(ArrivalRow)`
    SELECT d.patient_id, d.document_id, d.set_digest, d.version, d.organisation_oid, k.family, k.leaflet, d.issued_on,
           d.registered_at
    FROM (SELECT patient_id, min(happened_on) - 1 AS since FROM due_document
          WHERE patient_id = ANY(${patientIds}::uuid[]) AND state <> 'arrived' GROUP BY patient_id) w
    JOIN document d ON d.patient_id = w.patient_id AND d.issued_on >= w.since
    JOIN kind k ON k.system = d.kind_system AND k.code = d.kind_code
    WHERE k.leaflet IS NOT NULL`;
}

const TakenRow = Type.Object({ patient_id: Type.String(), source: SourceColumn, set_digest: Type.Uint8Array() });

export async function takenSets(sql: Sql, patientIds: readonly string[]) {
  return sql.rows(TakenRow)`
    SELECT patient_id, source, set_digest FROM due_document
    WHERE patient_id = ANY(${patientIds}::uuid[]) AND state = 'arrived' AND set_digest IS NOT NULL`;
}

export async function arrive(
  tx: Tx,
  patientId: string,
  dueId: string,
  document: ArrivalRow,
  delay: number | null,
): Promise<void> {
  await tx.run`
    UPDATE due_document
    SET state = 'arrived', document_id = ${document.document_id}, set_digest = ${document.set_digest},
        family = ${document.family}, registered_at = ${document.registered_at}, delay_days = ${delay}
    WHERE patient_id = ${patientId} AND due_id = ${dueId} AND state <> 'arrived'`;
}

/** What was sent and not taken, of a person who is known. */
export async function insertSending(
  tx: Tx,
  row: {
    patientId: string;
    documentId: string;
    organisationOid: string;
    leaflet: number;
    issuedOn: string;
    state: "refused" | "quarantined";
    codes: readonly string[];
    now: Date;
  },
): Promise<void> {
  await tx.run`
    INSERT INTO due_sending (patient_id, document_id, organisation_oid, leaflet, issued_on, state, codes, sent_at)
    VALUES (${row.patientId}, ${row.documentId}, ${row.organisationOid}, ${row.leaflet}, ${row.issuedOn}, ${row.state},
            ${row.codes}::text[], ${row.now})
    ON CONFLICT DO NOTHING`;
}
