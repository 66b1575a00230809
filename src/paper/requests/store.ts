/** The SQL of requests for copies: put to a desk, moved on by either side, with what they ask for. */
import { type Static, Type } from "@sinclair/typebox";
import { Nullable } from "../../db/nullable.ts";
import type { Sql, Tx } from "../../db/sql.ts";

const State = Type.Union([
  Type.Literal("asked"),
  Type.Literal("ready"),
  Type.Literal("handed"),
  Type.Literal("refused"),
  Type.Literal("cancelled"),
]);
export type RequestState = Static<typeof State>;

const RequestRow = Type.Object({
  patient_id: Type.String(),
  request_id: Type.String(),
  number: Type.String(),
  organisation_oid: Type.String(),
  state: State,
  comes_on: Type.String(),
  turn: Type.Integer(),
  asked_at: Type.Date(),
  changed_at: Type.Date(),
  sealed: Type.Uint8Array(),
  documents: Type.Integer(),
  printed: Type.Integer(),
});
export type RequestRow = Static<typeof RequestRow>;

/** One patient's, newest first. */
export async function requestsOf(sql: Sql, patientId: string, most: number): Promise<RequestRow[]> {
  return sql.rows(RequestRow)`
    SELECT r.patient_id, r.request_id, r.number, r.organisation_oid, r.state, r.comes_on, r.turn, r.asked_at, r.changed_at, r.sealed,
           count(i.document_id)::int AS documents, count(i.printed_at)::int AS printed
    FROM paper_request r LEFT JOIN paper_item i ON i.patient_id = r.patient_id AND i.request_id = r.request_id
    WHERE r.patient_id = ${patientId}
    GROUP BY r.patient_id, r.request_id ORDER BY r.asked_at DESC, r.request_id LIMIT ${most}`;
}

/** Of a desk: asked or ready, the day that people come on first. */
export async function openRequestsAt(sql: Sql, organisationOid: string, most: number): Promise<RequestRow[]> {
  return sql.rows(RequestRow)`
    SELECT r.patient_id, r.request_id, r.number, r.organisation_oid, r.state, r.comes_on, r.turn, r.asked_at, r.changed_at, r.sealed,
           count(i.document_id)::int AS documents, count(i.printed_at)::int AS printed
    FROM paper_request r LEFT JOIN paper_item i ON i.patient_id = r.patient_id AND i.request_id = r.request_id
    WHERE r.organisation_oid = ${organisationOid} AND r.state IN ('asked', 'ready')
    GROUP BY r.patient_id, r.request_id ORDER BY r.comes_on, r.asked_at, r.request_id LIMIT ${most}`;
}

/** Of a desk: what was closed since, the newest first. */
export async function closedRequestsAt(
  sql: Sql,
  organisationOid: string,
  since: Date,
  most: number,
): Promise<RequestRow[]> {
  return sql.rows(RequestRow)`
    SELECT r.patient_id, r.request_id, r.number, r.organisation_oid, r.state, r.comes_on, r.turn, r.asked_at, r.changed_at, r.sealed,
           count(i.document_id)::int AS documents, count(i.printed_at)::int AS printed
    FROM paper_request r LEFT JOIN paper_item i ON i.patient_id = r.patient_id AND i.request_id = r.request_id
    WHERE r.organisation_oid = ${organisationOid} AND r.state NOT IN ('asked', 'ready') AND r.changed_at > ${since}
    GROUP BY r.patient_id, r.request_id ORDER BY r.changed_at DESC, r.request_id LIMIT ${most}`;
}

/** By its number, within whoever asks: a patient, or the organisation that it was put to. */
export async function requestByNumber(
  sql: Sql,
  whose: { readonly patientId: string } | { readonly organisationOid: string },
  number: string,
): Promise<RequestRow | null> {
  const patientId = "patientId" in whose ? whose.patientId : null;
  const organisationOid = "organisationOid" in whose ? whose.organisationOid : null;
  const rows = await sql.rows(RequestRow)`
    SELECT r.patient_id, r.request_id, r.number, r.organisation_oid, r.state, r.comes_on, r.turn, r.asked_at, r.changed_at, r.sealed,
           count(i.document_id)::int AS documents, count(i.printed_at)::int AS printed
    FROM paper_request r LEFT JOIN paper_item i ON i.patient_id = r.patient_id AND i.request_id = r.request_id
    WHERE r.number = ${number} AND (r.patient_id = ${patientId}::uuid OR r.organisation_oid = ${organisationOid}::text)
    GROUP BY r.patient_id, r.request_id`;
  return rows[0] ?? null;
}

const ItemRow = Type.Object({
  document_id: Type.String(),
  number: Type.String(),
  kind_system: Nullable(Type.String()),
  kind_code: Nullable(Type.String()),
  issued_on: Nullable(Type.String()),
  printed_at: Nullable(Type.Date()),
  sealed: Nullable(Type.Uint8Array()),
  /** Number of the newest version, where that is another one. */
  replaced_by: Nullable(Type.String()),
});
export type ItemRow = Static<typeof ItemRow>;

/** What is asked for. At a desk the documents themselves are told only while their request is open and is named. */
export async function itemsOf(sql: Sql, patientId: string, requestId: string): Promise<ItemRow[]> {
  return sql.rows(ItemRow)`
    SELECT i.document_id, i.number, d.kind_system, d.kind_code, d.issued_on, i.printed_at, d.sealed,
           (SELECT n.number FROM document n WHERE n.patient_id = d.patient_id AND n.set_digest = d.set_digest
            AND n.version > d.version ORDER BY n.version DESC LIMIT 1) AS replaced_by
    FROM paper_item i LEFT JOIN document d ON d.patient_id = i.patient_id AND d.document_id = i.document_id
    WHERE i.patient_id = ${patientId} AND i.request_id = ${requestId} ORDER BY d.issued_on DESC, i.number`;
}

export async function insertRequest(
  tx: Tx,
  row: {
    patientId: string;
    requestId: string;
    number: string;
    organisationOid: string;
    comesOn: string;
    at: Date;
    sealed: Buffer;
  },
): Promise<void> {
  await tx.run`
    INSERT INTO paper_request (patient_id, request_id, number, organisation_oid, state, comes_on, asked_at, changed_at, sealed)
    VALUES (${row.patientId}, ${row.requestId}, ${row.number}, ${row.organisationOid}, 'asked', ${row.comesOn}, ${row.at}, ${row.at},
            ${row.sealed})`;
}

/** What the request asks for: documents of the patient's. */
export async function insertItems(
  tx: Tx,
  { patientId, requestId }: { patientId: string; requestId: string },
  documentIds: readonly string[],
): Promise<void> {
  await tx.run`
    INSERT INTO paper_item (patient_id, request_id, document_id, number, set_digest)
    SELECT patient_id, ${requestId}::uuid, document_id, number, set_digest FROM document
    WHERE patient_id = ${patientId} AND document_id = ANY(${documentIds}::uuid[])`;
}

/** True when it stood as the reader saw it; else nothing is changed. */
export async function changeRequest(
  tx: Tx,
  request: { patient_id: string; request_id: string },
  change: { from: readonly RequestState[]; to: RequestState; turn: number; at: Date },
): Promise<boolean> {
  const changed = await tx.run`
    UPDATE paper_request SET state = ${change.to}, turn = turn + 1, changed_at = ${change.at}
    WHERE patient_id = ${request.patient_id} AND request_id = ${request.request_id} AND turn = ${change.turn}
      AND state = ANY(${change.from}::text[])`;
  return changed === 1;
}

export async function closeItems(tx: Tx, patientId: string, requestId: string): Promise<void> {
  await tx.run`UPDATE paper_item SET open = false WHERE patient_id = ${patientId} AND request_id = ${requestId}`;
}

export async function markPrinted(
  tx: Tx,
  item: { patientId: string; requestId: string; documentId: string },
  at: Date,
): Promise<void> {
  await tx.run`
    UPDATE paper_item SET printed_at = ${at}
    WHERE patient_id = ${item.patientId} AND request_id = ${item.requestId} AND document_id = ${item.documentId}`;
}

/** Row-level security of 0012: which request is printed in this transaction. */
export async function nameRequest(tx: Tx, requestId: string): Promise<void> {
  await tx.run`SELECT set_config('medkarta.paper_request', ${requestId}, true)`;
}
