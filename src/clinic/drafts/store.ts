/** The SQL of drafts and of whom they may be about; row-level security keeps each organisation to its own. */
import { type Static, Type } from "@sinclair/typebox";
import { Nullable } from "../../db/nullable.ts";
import type { Sql, Tx } from "../../db/sql.ts";

const State = Type.Union([
  Type.Literal("open"),
  Type.Literal("frozen"),
  Type.Literal("signed"),
  Type.Literal("sent"),
  Type.Literal("discarded"),
]);

const PartLabels = Type.Array(
  Type.Object({ part: Type.Integer(), mediaType: Type.String(), size: Type.Integer(), sha256: Type.String() }),
);

const DraftRow = Type.Object({
  patient_id: Type.String(),
  draft_id: Type.String(),
  organisation_oid: Type.String(),
  staff_id: Type.String(),
  form: Type.String(),
  state: State,
  revision: Type.Integer(),
  attempt: Type.Integer(),
  sealed: Type.Uint8Array(),
  set_number: Type.Integer(),
  version: Type.Integer(),
  replaces: Nullable(Type.String()),
  appeal: Nullable(Type.String()),
  frozen_key: Nullable(Type.Uint8Array()),
  frozen_parts: Nullable(PartLabels),
  frozen: Nullable(Type.Uint8Array()),
  document_id: Nullable(Type.String()),
  created_at: Type.Date(),
  updated_at: Type.Date(),
});
export type DraftRow = Static<typeof DraftRow>;

export interface Whose {
  readonly organisationOid: string;
  readonly staffId: string;
}

const LineRow = Type.Object({
  draft_id: Type.String(),
  form: Type.String(),
  state: State,
  sealed: Type.Uint8Array(),
  version: Type.Integer(),
  updated_at: Type.Date(),
});

/** What is not finished, the latest first. */
export async function unfinished(sql: Sql, whose: Whose): Promise<Static<typeof LineRow>[]> {
  return sql.rows(LineRow)`
    SELECT draft_id, form, state, sealed, version, updated_at FROM draft
    WHERE organisation_oid = ${whose.organisationOid} AND staff_id = ${whose.staffId}
      AND state IN ('open', 'frozen', 'signed')
    ORDER BY updated_at DESC LIMIT 100`;
}

export async function draft(sql: Sql, whose: Whose, draftId: string): Promise<DraftRow | null> {
  const rows = await sql.rows(DraftRow)`
    SELECT patient_id, draft_id, organisation_oid, staff_id, form, state, revision, attempt, sealed, set_number, version,
           replaces, appeal, frozen_key, frozen_parts, frozen, document_id, created_at, updated_at
    FROM draft WHERE draft_id = ${draftId} AND organisation_oid = ${whose.organisationOid} AND staff_id = ${whose.staffId}`;
  return rows[0] ?? null;
}

/** The same, held until the transaction ends: of two who act at once the second sees what the first did. */
export async function heldDraft(tx: Tx, whose: Whose, draftId: string): Promise<DraftRow | null> {
  const rows = await tx.rows(DraftRow)`
    SELECT patient_id, draft_id, organisation_oid, staff_id, form, state, revision, attempt, sealed, set_number, version,
           replaces, appeal, frozen_key, frozen_parts, frozen, document_id, created_at, updated_at
    FROM draft WHERE draft_id = ${draftId} AND organisation_oid = ${whose.organisationOid} AND staff_id = ${whose.staffId}
    FOR UPDATE`;
  return rows[0] ?? null;
}

const IdRow = Type.Object({ draft_id: Type.String() });

/** The doctor's own draft that this submission was sent from. */
export async function draftOfSubmission(sql: Sql, whose: Whose, documentId: string): Promise<string | null> {
  const rows = await sql.rows(IdRow)`
    SELECT draft_id FROM draft WHERE document_id = ${documentId} AND organisation_oid = ${whose.organisationOid}
      AND staff_id = ${whose.staffId} AND state = 'sent'`;
  return rows[0]?.draft_id ?? null;
}

const SentRow = Type.Object({ document_id: Type.String() });

/** Which of these submissions were sent from the doctor's own drafts. */
export async function sentOf(sql: Sql, whose: Whose, documentIds: readonly string[]): Promise<string[]> {
  const rows = await sql.rows(SentRow)`
    SELECT document_id FROM draft WHERE document_id = ANY (${documentIds}::uuid[]) AND state = 'sent'
      AND organisation_oid = ${whose.organisationOid} AND staff_id = ${whose.staffId}`;
  return rows.map((row) => row.document_id);
}

/** The draft that became this document, whoever of the organisation wrote it. */
export async function sentDraft(sql: Sql, organisationOid: string, documentId: string): Promise<DraftRow | null> {
  const rows = await sql.rows(DraftRow)`
    SELECT patient_id, draft_id, organisation_oid, staff_id, form, state, revision, attempt, sealed, set_number, version,
           replaces, appeal, frozen_key, frozen_parts, frozen, document_id, created_at, updated_at
    FROM draft WHERE document_id = ${documentId} AND organisation_oid = ${organisationOid} AND state = 'sent'`;
  return rows[0] ?? null;
}

/** The draft of a correction of this document that is not sent yet. */
export async function draftReplacing(
  sql: Sql,
  whose: Whose,
  patientId: string,
  documentId: string,
): Promise<string | null> {
  const rows = await sql.rows(IdRow)`
    SELECT draft_id FROM draft
    WHERE patient_id = ${patientId} AND replaces = ${documentId} AND organisation_oid = ${whose.organisationOid}
      AND staff_id = ${whose.staffId} AND state IN ('open', 'frozen', 'signed')
    ORDER BY updated_at DESC LIMIT 1`;
  return rows[0]?.draft_id ?? null;
}

/** A draft that was begun before is gone on with from an appeal: it answers that one now. */
export async function beginFor(tx: Tx, whose: Whose, draftId: string, appeal: string): Promise<void> {
  await tx.run`
    UPDATE draft SET appeal = ${appeal}
    WHERE draft_id = ${draftId} AND organisation_oid = ${whose.organisationOid} AND staff_id = ${whose.staffId}`;
}

const NumberRow = Type.Object({ number: Type.Integer() });

export async function nextSetNumber(tx: Tx): Promise<number> {
  return (await tx.rows(NumberRow)`SELECT nextval('draft_set_number') AS number`)[0]!.number;
}

export async function insertDraft(
  tx: Tx,
  row: Whose & {
    patientId: string;
    draftId: string;
    form: string;
    sealed: Buffer;
    setNumber: number;
    version: number;
    replaces: string | null;
    appeal: string | null;
    now: Date;
  },
): Promise<void> {
  await tx.run`
    INSERT INTO draft (patient_id, draft_id, organisation_oid, staff_id, form, state, revision, sealed, set_number, version,
                       replaces, appeal, created_at, updated_at)
    VALUES (${row.patientId}, ${row.draftId}, ${row.organisationOid}, ${row.staffId}, ${row.form}, 'open', 1, ${row.sealed},
            ${row.setNumber}, ${row.version}, ${row.replaces}, ${row.appeal}, ${row.now}, ${row.now})`;
}

export async function keepValues(tx: Tx, row: DraftRow, sealed: Buffer, now: Date): Promise<void> {
  await tx.run`
    UPDATE draft SET sealed = ${sealed}, revision = revision + 1, updated_at = ${now}
    WHERE patient_id = ${row.patient_id} AND draft_id = ${row.draft_id}`;
}

export async function setState(tx: Tx, row: DraftRow, state: DraftRow["state"], now: Date): Promise<void> {
  await tx.run`
    UPDATE draft SET state = ${state}, updated_at = ${now}
    WHERE patient_id = ${row.patient_id} AND draft_id = ${row.draft_id}`;
}

/** Back to writing: the frozen bytes are gone, and with them whatever signature was made over them. */
export async function thaw(
  tx: Tx,
  row: DraftRow,
  next: Pick<DraftRow, "version" | "replaces">,
  now: Date,
): Promise<void> {
  await tx.run`
    UPDATE draft SET state = 'open', document_id = NULL, version = ${next.version}, replaces = ${next.replaces}, revision = revision + 1, updated_at = ${now}
    WHERE patient_id = ${row.patient_id} AND draft_id = ${row.draft_id}`;
}

export async function keepFrozen(
  tx: Tx,
  row: DraftRow,
  frozen: { state: "open" | "frozen" | "signed"; wrapped: Buffer; labels: readonly unknown[]; sealed: Buffer },
  now: Date,
): Promise<void> {
  await tx.run`
    UPDATE draft SET state = ${frozen.state}, frozen_key = ${frozen.wrapped}, frozen = ${frozen.sealed},
                     frozen_parts = ${JSON.stringify(frozen.labels)}::text::jsonb, updated_at = ${now}
    WHERE patient_id = ${row.patient_id} AND draft_id = ${row.draft_id}`;
}

export async function markSent(tx: Tx, row: DraftRow, documentId: string, attempt: number, now: Date): Promise<void> {
  await tx.run`
    UPDATE draft SET state = 'sent', document_id = ${documentId}, attempt = ${attempt}, updated_at = ${now}
    WHERE patient_id = ${row.patient_id} AND draft_id = ${row.draft_id}`;
}

const CareRow = Type.Object({
  patient_id: Type.String(),
  care_record_id: Type.String(),
  visited_on: Type.String(),
  sealed: Type.Uint8Array(),
});
export type CareRow = Static<typeof CareRow>;

export async function beginComposing(tx: Tx): Promise<void> {
  await tx.run`SELECT set_config('medkarta.composing', 'yes', true)`;
}

/** Visits that the organisation itself told of, the latest first. */
export async function visits(sql: Sql, organisationOid: string, most: number): Promise<CareRow[]> {
  return sql.rows(CareRow)`
    SELECT patient_id, care_record_id, visited_on, sealed FROM care_record
    WHERE organisation_oid = ${organisationOid} ORDER BY visited_on DESC, care_record_id DESC LIMIT ${most}`;
}

export async function visit(sql: Sql, organisationOid: string, careRecordId: string): Promise<CareRow | null> {
  const rows = await sql.rows(CareRow)`
    SELECT patient_id, care_record_id, visited_on, sealed FROM care_record
    WHERE organisation_oid = ${organisationOid} AND care_record_id = ${careRecordId}`;
  return rows[0] ?? null;
}

const Text = Nullable(Type.String());
const PlaceRow = Type.Object({
  oid: Type.String(),
  name: Type.String(),
  ogrn: Text,
  address: Text,
  phone: Text,
  licence: Text,
  region_code: Type.String(),
  time_zone: Type.String(),
});
export type PlaceRow = Static<typeof PlaceRow>;

export async function place(sql: Sql, oid: string): Promise<PlaceRow | null> {
  const rows = await sql.rows(PlaceRow)`
    SELECT oid, name, ogrn, address, phone, licence, region_code, time_zone FROM organisation WHERE oid = ${oid}`;
  return rows[0] ?? null;
}

const PostRow = Type.Object({ position: Text });

export async function position(sql: Sql, staffId: string): Promise<string | null> {
  const rows = await sql.rows(PostRow)`SELECT position FROM staff WHERE staff_id = ${staffId} AND active`;
  return rows[0]?.position ?? null;
}

const NamedRow = Type.Object({ code: Type.String(), name: Type.String() });

/** The entry of exactly this name, in the edition imported last. */
export async function entryNamed(sql: Sql, system: string, name: string): Promise<Static<typeof NamedRow> | null> {
  const rows = await sql.rows(NamedRow)`
    SELECT code, name FROM dictionary_entry WHERE system = ${system} AND name = ${name}
      AND version = (SELECT version FROM dictionary WHERE system = ${system} ORDER BY imported_at DESC, version DESC LIMIT 1)
    LIMIT 1`;
  return rows[0] ?? null;
}
